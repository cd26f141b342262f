"""Which encoding a text is in, found from all bytes of it that are not ASCII."""

from __future__ import annotations

import codecs
import io
import re
from pathlib import Path
from typing import BinaryIO

from charset_normalizer import from_bytes

from ...graph.errors import InvalidSource
from .files import open_bytes, readable

CHUNK = 1 << 20
EVIDENCE = 64 * 1024
"""Bytes of lines with other characters than ASCII after which nothing more is looked at."""
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
"""A character of UTF-8 beyond ASCII."""
HIGH = re.compile(rb"[\x80-\xff]")
PUNCTUATION = "–—‘’‚“”„•…€™®©°·«»¡½£§\xa0´²"
ALPHABETS = {
    "cp1252": "àâäáãåæçèéêëìíîïñòóôöõøœùúûüßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜ" + PUNCTUATION,
    "cp1250": "áäăâąćčçďéëęěíîĺľłńňóôöőŕřśšşťţúůüűýźžżßÁÄĂÂĄĆČÇĎÉËĘĚÍÎĹĽŁŃŇÓÔÖŐŔŘŚŠŞŤŢÚŮÜŰÝŹŽŻ" + PUNCTUATION,
    "cp1254": "âçğıîöşûüÂÇĞİÎÖŞÛÜ" + PUNCTUATION,
}
"""Letters of western, central European and Turkish names, by the Windows encoding that has them."""
HEBREW = "".join(map(chr, range(0x5D0, 0x5EB))) + PUNCTUATION
OTHERS = "cp1251 cp1253 cp1250 cp1254 cp1256 cp1257 koi8_r mac_roman cp850 cp932 euc_jp gb18030 big5 cp949".split()
"""What charset-normalizer is asked to choose from."""
BINARY = 0.05
"""Share of control characters above which bytes are no text."""


def find_encoding(path: Path) -> str:
    """The encoding of a text file, as Python names it; InvalidSource where it is no text.

    UTF-8 wherever most of what is beyond ASCII is UTF-8, so that a few foreign bytes cost their rows alone.
    """
    with readable(path), open_bytes(path) as raw:
        start = raw.read(CHUNK)
        for bom, encoding in BOMS:
            if start.startswith(bom):
                return encoding
        if wide := wide_encoding(start[:4096]):
            return wide
        controls = sum(start.count(bytes([code])) for code in range(32) if code not in b"\t\n\v\f\r\x1b")
        if controls > max(4, BINARY * len(start)):
            raise InvalidSource(f"{path}: is binary, not a table; name a text file, a workbook, Parquet or JSON")
        return encoding_of(evidence(start, raw))


def wide_encoding(start: bytes) -> str | None:
    """UTF-16 without a mark, told by NULs in every other byte."""
    half = len(start) // 2
    if half and start[1::2].count(0) > 0.7 * half and not start[0::2].count(0):
        return "utf-16-le"
    if half and start[0::2].count(0) > 0.7 * half and not start[1::2].count(0):
        return "utf-16-be"
    return None


def evidence(chunk: bytes, raw: BinaryIO) -> bytes:
    """Lines that hold more than ASCII, up to EVIDENCE bytes of them."""
    kept = bytearray()
    while chunk and len(kept) < EVIDENCE:
        if not chunk.isascii():
            for line in re.split(rb"[\r\n]", chunk):
                if not line.isascii():
                    kept += line[:EVIDENCE] + b"\n"
                if len(kept) >= EVIDENCE:
                    break
        chunk = raw.read(CHUNK)
    return bytes(kept)


def encoding_of(sample: bytes) -> str:
    """The encoding that lines with more than ASCII are in.

    >>> encoding_of("Łódź, Kraków".encode("cp1250")), encoding_of("Müller".encode("cp1252")), encoding_of(b"")
    ('cp1250', 'cp1252', 'utf-8-sig')
    """
    foreign = len(HIGH.findall(MULTIBYTE.sub(b"", sample)))
    if foreign <= len(MULTIBYTE.findall(sample)):
        return "utf-8-sig"
    for encoding, letters in ALPHABETS.items():
        if written_in(sample, encoding, letters) and not re.search(r"[À-ɏ]{3}", sample.decode(encoding)):
            return encoding
    if written_in(sample, "cp1255", HEBREW):
        return "cp1255"
    best = from_bytes(sample, cp_isolation=list(OTHERS)).best()
    return best.encoding if best else "cp1252"


def written_in(sample: bytes, encoding: str, letters: str) -> bool:
    """Whether all of the text is ASCII and these letters."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    return all(letter in letters for letter in set(text) if ord(letter) > 127)


def open_text(raw: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """The text in `raw`; bytes that are not of the encoding come as lone surrogates."""
    return io.TextIOWrapper(raw, encoding=encoding, errors="surrogateescape", newline="")


def name_of(encoding: str) -> str:
    """The encoding as people call it."""
    return encoding.removesuffix("-sig")
