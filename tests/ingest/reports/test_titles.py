"""Titles of reports of which nobody said one."""

from __future__ import annotations

import pytest
from clusteratlas.ingest.reports.titles import likely_title


@pytest.mark.parametrize(
    ("file", "content", "title"),
    [
        ("tale_2021.html", "<head><title>\n Tale of\n Zyx </title></head><h1>Other</h1>", "Tale of Zyx"),
        ("tale_2021.htm", '<title></title><meta property="og:title" content="Zyx &amp; Quix"><h1>O</h1>', "Zyx & Quix"),
        ("tale_2021.HTML", "<svg><title>Mark</title></svg><h1>A <em>whole</em> tale</h1><h1>B</h1>", "A whole tale"),
        ("tale_2021.html", "<p>No name at all</p>", "tale 2021"),
        ("tale_2021.txt", "<title>No page of the web</title>", "tale 2021"),
        ("", "Zyx supplies Quix. More.", "Zyx supplies Quix"),
    ],
)  # fmt: skip
def test_a_report_is_called_what_it_calls_itself_or_its_file(file: str, content: str, title: str) -> None:
    assert likely_title(file, content.encode()) == title


def test_a_page_in_another_encoding_has_its_title() -> None:
    assert likely_title("a.html", "<title>Café Zyx</title>".encode("cp1252")) == "Café Zyx"
