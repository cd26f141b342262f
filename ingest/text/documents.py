"""Reports read page by page: plain text, PDF, HTML, DOCX, or text as it was pasted."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ...graph.errors import InvalidSource

PAGE = 20_000
"""Characters of a page where the format has no pages; it ends at the end of a paragraph where one is near."""
OVERRUN = 20_000
"""Characters beyond PAGE after which a page ends at a space, if no paragraph ends."""
LONGEST_PAGE = 200_000
"""Characters after which a page of a text with page breaks is cut all the same."""
BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Characters that no text holds."""
PAGE_BREAK = "\f"
"""Ends a page of a plain text, as a PDF that was turned into text has it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A piece of a document that is read at once."""

    number: int
    """From 1; the page of a PDF or of a text with page breaks, else a stretch of some 20,000 characters."""
    start: int
    """Characters of the document before it."""
    text: str

    def paragraphs(self) -> Iterator[tuple[int, str]]:
        """Offset within the page and text of each paragraph.

        >>> list(Page(1, 0, "One.\\n\\n  Two\\nlines.").paragraphs())
        [(0, 'One.'), (8, 'Two\\nlines.')]
        """
        for found in re.finditer(r"\S(?:(?!\n[ \t\r]*\n).)*", self.text, re.DOTALL):
            yield found.start(), found.group().rstrip()


@dataclass(frozen=True, slots=True)
class Document:
    """A report whose pages are read when they are asked for, again each time."""

    name: str
    read: Callable[[], Iterator[str]]
    """Texts of the pages."""

    def pages(self) -> Iterator[Page]:
        """The pages that hold text. InvalidSource where the file breaks off or holds no text at all."""
        start, empty = 0, True
        for number, text in enumerate(self.read(), start=1):
            if BINARY.search(text):
                raise InvalidSource(f"{self.name}: page {number} holds bytes that are not text; {FORMATS}")
            if text.strip():
                empty = False
                yield Page(number, start, text)
            start += len(text)
        if empty:
            raise InvalidSource(f"{self.name}: holds no text; {NO_TEXT}")


FORMATS = "save the report as PDF, DOCX, HTML or UTF-8"
NO_TEXT = "if it is a scan, run it through text recognition (OCR) first"


def read_document(source: Path | bytes | str, name: str = "") -> Document:
    """The report in a file, or in bytes as they were uploaded; the ending of `name` tells the format.

    InvalidSource for what is missing, empty, locked or no report; a PDF without text says so when its pages are read.

    >>> [page.text for page in read_document(b"Example Works supplies Invented Motors.", "note.txt").pages()]
    ['Example Works supplies Invented Motors.']
    """
    if isinstance(source, bytes):
        return document_of(name or "report", lambda: io.BytesIO(source), source[:4096])
    path = Path(source)
    name = name or path.name
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError as error:
        raise InvalidSource(f"{path}: cannot be opened ({error.strerror}); put the file there") from error
    return document_of(name, lambda: path.open("rb"), start)


def pasted(text: str, name: str = "pasted text") -> Document:
    """A document made of text that is at hand."""
    return Document(name, lambda: split_pages(io.StringIO(text, newline="")))


def document_of(name: str, opened: Callable[[], BinaryIO], start: bytes) -> Document:
    """The document in an open file, whose format its first bytes or its name tell."""
    if not start.strip():
        raise InvalidSource(f"{name}: is empty; choose the file that holds the report")
    ending = Path(name).suffix.lower()
    if start.lstrip().startswith(b"%PDF-"):
        check_pdf(name, opened)
        return Document(name, lambda: pdf_pages(name, opened))
    if start.startswith(b"PK\x03\x04"):
        check_docx(name, opened)
        return Document(name, lambda: docx_pages(opened))
    if ending in (".pdf", ".docx"):
        raise InvalidSource(f"{name}: is no {ending[1:].upper()} file; open it and save it again")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise InvalidSource(f"{name}: is an old Office file; save it as DOCX or PDF")
    encoding = encoding_of(start)
    if encoding == "utf-8" and b"\x00" in start:
        raise InvalidSource(f"{name}: is no text; {FORMATS}")
    if ending in (".html", ".htm") or re.match(
        rb"\s*(<!doctype html|<html)", start.removeprefix(b"\xef\xbb\xbf"), re.I
    ):
        return Document(name, lambda: html_pages(opened))
    return Document(name, lambda: split_pages(decoded(name, opened, encoding)))


def encoding_of(start: bytes) -> str:
    """The encoding that a byte order mark tells, else UTF-8."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-8-sig" if start.startswith(b"\xef\xbb\xbf") else "utf-8"


def decoded(name: str, opened: Callable[[], BinaryIO], encoding: str) -> io.TextIOBase:
    """The text of a file; one that is no UTF-8 is read as the Windows encoding of western Europe."""
    if encoding == "utf-8":
        try:
            with io.TextIOWrapper(opened(), encoding=encoding) as check:
                while check.read(PAGE):
                    pass
        except UnicodeDecodeError:
            encoding = "cp1252"
    return io.TextIOWrapper(opened(), encoding=encoding, errors="replace", newline="")


def split_pages(stream: io.TextIOBase) -> Iterator[str]:
    """A text by its page breaks; where it has none, in stretches that end where a paragraph ends, or else at a space.

    >>> [len(text) for text in split_pages(io.StringIO("word " * 10_000))]
    [40000, 10000]
    >>> list(split_pages(io.StringIO("One." + PAGE_BREAK + PAGE_BREAK + "Three.")))
    ['One.\\x0c', '\\x0c', 'Three.']
    """
    with stream:
        rest, least = "", PAGE
        while piece := stream.read(PAGE):
            *whole, rest = (rest + piece).split(PAGE_BREAK)
            for page in whole:
                least = LONGEST_PAGE
                yield page + PAGE_BREAK
            if len(rest) < least:
                continue
            end = rest.rfind("\n\n") + 2
            if end < 2 and len(rest) >= least + OVERRUN:
                end = rest.rfind(" ") + 1 or len(rest)
            if end >= 2:
                yield rest[:end]
                rest = rest[end:]
        if rest:
            yield rest


def check_pdf(name: str, opened: Callable[[], BinaryIO]) -> None:
    """InvalidSource for a PDF that is locked or broken."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    with opened() as file:
        try:
            reader = PdfReader(file)
            if reader.is_encrypted and not reader.decrypt(""):
                raise InvalidSource(f"{name}: is locked with a password; save a copy without one")
            len(reader.pages)
        except InvalidSource:
            raise
        except (PyPdfError, NotImplementedError, ImportError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise InvalidSource(f"{name}: is a PDF that cannot be read ({error}); print it to a new PDF") from error


def pdf_pages(name: str, opened: Callable[[], BinaryIO]) -> Iterator[str]:
    """Texts of a PDF's pages. InvalidSource where a page is broken."""
    from pypdf import PdfReader

    with opened() as file:
        reader = PdfReader(file)
        if reader.is_encrypted:
            reader.decrypt("")
        for number in range(len(reader.pages)):
            try:
                yield BINARY.sub(" ", reader.pages[number].extract_text())
            except Exception as error:  # pypdf lets errors of all sorts through where a page is damaged
                raise InvalidSource(
                    f"{name}: page {number + 1} cannot be read ({error}); print the report to a new PDF"
                ) from error


def html_pages(opened: Callable[[], BinaryIO]) -> Iterator[str]:
    """The text of a web page as it is laid out."""
    from charset_normalizer import from_bytes
    from inscriptis import get_text  # type: ignore[import-untyped]

    with opened() as file:
        raw = file.read()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(raw).best()
        text = str(best) if best is not None else raw.decode("cp1252", "replace")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    yield from split_pages(io.StringIO(get_text(text), newline=""))


def check_docx(name: str, opened: Callable[[], BinaryIO]) -> None:
    """InvalidSource for a zipped file that is no Word document."""
    try:
        with opened() as file, zipfile.ZipFile(file) as packed:
            if "word/document.xml" in packed.namelist():
                return
    except (zipfile.BadZipFile, OSError) as error:
        raise InvalidSource(f"{name}: is damaged ({error}); fetch it or save it again") from error
    raise InvalidSource(f"{name}: is no Word document; unpack it, or {FORMATS}")


def docx_pages(opened: Callable[[], BinaryIO]) -> Iterator[str]:
    """The paragraphs and cells of a Word document, in order."""
    import docx
    from docx.table import Table

    def texts() -> Iterator[str]:
        with opened() as file:
            for block in docx.Document(file).iter_inner_content():
                if isinstance(block, Table):
                    for row in block.rows:
                        yield "\t".join(dict.fromkeys(cell.text for cell in row.cells))
                else:
                    yield block.text

    yield from split_pages(io.StringIO("\n\n".join(texts()), newline=""))
