"""Reports are read page by page, and what is no report is refused with its remedy."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.ingest.text import pasted, read_document
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

SAID = "Example Works supplies Invented Motors."


def text_of(raw: bytes, name: str) -> str:
    return "".join(page.text for page in read_document(raw, name).pages())


def pdf(text: str = "", password: str = "") -> bytes:
    """A PDF of one page with a line of text, or none."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    if text:
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
        page[NameObject("/Contents")] = stream
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "cell", "beside"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_text_with_page_breaks_has_those_pages() -> None:
    raw = f"Cover.\f\f{SAID}\fLast.".encode()
    pages = list(read_document(raw, "note.txt").pages())
    assert [(page.number, page.start) for page in pages] == [(1, 0), (3, 8), (4, 8 + len(SAID) + 1)]
    assert list(pages[1].paragraphs()) == [(0, SAID)]


def test_each_format_gives_its_text() -> None:
    assert text_of(SAID.encode(), "a.txt") == SAID
    assert text_of(SAID.encode("utf-16"), "a.txt").strip("\ufeff") == SAID
    assert text_of("Château Imaginaire supplies Invented Motors.".encode("cp1252"), "a.txt").startswith("Château")
    assert SAID in text_of(f"<html><body><p>{SAID}</p><script>x()</script></body></html>".encode(), "a.html")
    assert SAID in text_of(pdf(SAID), "a.pdf")
    assert SAID in text_of(word("First.", SAID), "a.docx")
    assert "cell\tbeside" in text_of(word(SAID), "a.docx")


def test_a_path_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(SAID, encoding="utf-8")
    document = read_document(path)
    assert document.name == "report.txt"
    assert [page.text for page in document.pages()] == [SAID]


@pytest.mark.parametrize(
    ("raw", "name", "says"),
    [
        (b"", "a.txt", "is empty"),
        (b"  \n", "a.txt", "is empty"),
        (pdf(), "scan.pdf", "OCR"),
        (pdf(SAID, "secret"), "locked.pdf", "password"),
        (b"%PDF-1.7 broken", "broken.pdf", "cannot be read"),
        (b"not a pdf", "a.pdf", "is no PDF"),
        (b"\x00\x01\x02\x03" * 50, "a.bin", "is no text"),
        (b"words\x01\x02", "a.txt", "not text"),
        (b"PK\x03\x04broken", "a.docx", "is damaged"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 20, "a.doc", "old Office"),
    ],
    ids=["empty", "blank", "scan", "locked", "broken", "other", "binary", "controls", "damaged", "old"],
)
def test_what_is_no_report_is_refused_with_its_remedy(raw: bytes, name: str, says: str) -> None:
    with pytest.raises(InvalidSource, match=says) as refused:
        list(read_document(raw, name).pages())
    assert name in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match="cannot be opened"):
        read_document(tmp_path / "none.txt")


@given(st.text())
def test_pages_put_together_are_the_text(text: str) -> None:
    try:
        pages = list(pasted(text).pages())
    except InvalidSource:
        return
    assert all(text[page.start : page.start + len(page.text)] == page.text for page in pages)


def test_a_long_text_comes_in_pages_that_end_between_words() -> None:
    text = "word " * 30_000
    pages = list(pasted(text).pages())
    assert len(pages) > 2
    assert "".join(page.text for page in pages) == text
    assert all(page.text.endswith(" ") for page in pages)
