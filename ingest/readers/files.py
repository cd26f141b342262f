"""Which form of table a file holds, told by its content; its bytes, unpacked."""

from __future__ import annotations

import csv
import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from ...graph.errors import InvalidSource

HEAD = 4096
"""Bytes that tell the form of a file."""
GZIP = b"\x1f\x8b\x08"
SAVE_AS_UTF8 = "save the file as UTF-8, or name its encoding (encoding: latin-1)"
SAVE_AS_TABLE = "open it in a spreadsheet program and save it as .xlsx or as CSV"
READ_AS_REPORT = "or read it as a report: the Reports page, or clusteratlas extract FILE"
MARKUP = re.compile(rb"<(!doctype|html|head|body|table|meta|\?xml|svg|workbook)", re.IGNORECASE)
JSON_START = re.compile(rb'\[\s*($|[\[{\]])|\{\s*($|["}])')
ENDINGS = tuple(
    ".csv .tsv .tab .psv .xlsx .xlsm .xlsb .xls .ods .parquet .json .geojson .jsonl .ndjson .geojsonl".split()
)
JSON_NAMES = (".json", ".geojson", ".topojson")
LINES_NAMES = (".jsonl", ".ndjson", ".geojsonl")


def open_bytes(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked if its name ends in .gz or its content says so."""
    try:
        with path.open("rb") as raw:
            packed = path.suffix.lower() == ".gz" or raw.read(len(GZIP)) == GZIP
        return cast("BinaryIO", gzip.open(path)) if packed else path.open("rb")
    except OSError as error:
        raise InvalidSource(f"{path}: cannot be opened ({error.strerror}); put the file there") from error


@contextmanager
def readable(path: Path, encoding: str = "utf-8") -> Iterator[None]:
    """Turns what goes wrong while a file is read into InvalidSource."""
    try:
        yield
    except LookupError as error:
        raise InvalidSource(f"{path}: {error}; use utf-8, latin-1, cp1252 or utf-16") from error
    except UnicodeError as error:
        raise InvalidSource(f"{path}: is not {encoding} text ({error}); {SAVE_AS_UTF8}") from error
    except csv.Error as error:
        raise InvalidSource(f"{path}: {error}; look for a quote that is opened and never closed") from error
    except (OSError, EOFError, zlib.error) as error:
        raise InvalidSource(f"{path}: is damaged ({error}); fetch or unpack it again") from error


def count_lines(path: Path) -> int:
    """Lines of a text, whether they end in a line feed, a carriage return or both."""
    with readable(path), open_bytes(path) as raw:
        feeds = returns = 0
        for chunk in iter(lambda: raw.read(1 << 20), b""):
            feeds += chunk.count(b"\n")
            returns += chunk.count(b"\r")
    return feeds or returns


def is_table(file: Path) -> bool:
    """Whether the name of a file says that it holds a table; a file of another name is read as well where it is named.

    >>> is_table(Path("Members.CSV.gz")), is_table(Path("SOURCE.txt"))
    (True, False)
    """
    return bare_name(file).endswith(ENDINGS)


def bare_name(path: Path) -> str:
    """The name without .gz, in small letters, by whose ending the form may be told."""
    return path.name.lower().removesuffix(".gz")


def name_of_table(path: Path) -> str:
    """What the only table of a file is called: the file's name without its endings.

    >>> name_of_table(Path("data/Members.csv.gz"))
    'Members'
    """
    name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    return Path(name).stem


def form_of(path: Path) -> str:
    """What kind of table a file holds; InvalidSource where it holds none.

    It is the name of the module that reads it: delimited, workbooks, parquet, json_records, json_lines or databases.
    """
    with readable(path), open_bytes(path) as raw:
        head = raw.read(HEAD)
    if not head.strip():
        raise InvalidSource(f"{path}: is empty; fetch or save it again")
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"SQLite format 3\0"):
        return "databases"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "workbooks"
    if head.startswith(b"PK"):
        return form_of_zip(path)
    name = bare_name(path)
    for ending, form in ((".parquet", "Parquet"), (".xlsx", "a workbook"), (".ods", "a workbook")):
        if name.endswith(ending):
            raise InvalidSource(f"{path}: is not {form}, whatever its name says; fetch or save it again")
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if MARKUP.match(text):
        raise InvalidSource(f"{path}: is a web page or XML, not a table; {SAVE_AS_TABLE}, {READ_AS_REPORT}")
    if text.startswith(b"%PDF"):
        raise InvalidSource(f"{path}: is a PDF, not a table; ask for the table behind it, {READ_AS_REPORT}")
    if name.endswith(LINES_NAMES):
        return "json_lines"
    if name.endswith(JSON_NAMES) or JSON_START.match(text) or wide_json(head):
        return "json_lines" if has_json_lines(path) else "json_records"
    return "delimited"


def wide_json(head: bytes) -> bool:
    """Whether UTF-16 text begins like JSON."""
    return head[:2] in (b"\xff\xfe", b"\xfe\xff") and bool(JSON_START.match(head[2:].replace(b"\0", b"").lstrip()))


def form_of_zip(path: Path) -> str:
    """The form of a file that is a zip archive."""
    try:
        with readable(path), open_bytes(path) as raw, zipfile.ZipFile(raw) as archive:
            names = archive.namelist()
            if any(name.startswith("xl/") for name in names):
                return "workbooks"
            if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype"):
                return "workbooks"
            if "word/document.xml" in names:
                raise InvalidSource(f"{path}: is a Word document, not a table; copy its table out, {READ_AS_REPORT}")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError) as error:
        raise InvalidSource(f"{path}: is damaged ({error}); fetch or save it again") from error
    raise InvalidSource(f"{path}: is an archive of other files ({', '.join(names[:3])}); unpack it and name the table")


def has_json_lines(path: Path) -> bool:
    """Whether each line begins a JSON object of its own: the first is whole, and so is the start of the next."""
    with readable(path), open_bytes(path) as raw:
        first, second = (raw.readline(1 << 20).strip() for _ in range(2))
    return first[:1] == b"{" and first[-1:] == b"}" and second[:1] == b"{"
