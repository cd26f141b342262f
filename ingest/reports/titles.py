"""A title for a report of which nobody said one: what a web page calls itself, the file's name, the first words."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from ..text.sentences import sentences

PAGES_OF_WEB = (".html", ".htm")


def likely_title(file: str, content: bytes) -> str:
    """A title for a report in a file, or for pasted text, which has no file.

    >>> likely_title("report-2021.html", b"<html><title>Annual &amp; last report</title>")
    'Annual & last report'
    """
    if not file:
        return first_words(content.decode("utf-8", "replace"))
    called = title_in(content) if Path(file).suffix.lower() in PAGES_OF_WEB else ""
    return called or title_of(file)


def title_in(page: bytes) -> str:
    """What a web page calls itself: its title, failing that what it tells others of itself, or its first heading."""
    try:
        text = page.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = page.decode("cp1252", "replace")
    reading = Naming()
    reading.feed(text)
    found = (" ".join(reading.said.get(place, "").split()) for place in ("title", "og:title", "h1"))
    return next(filter(None, found), "")


class Naming(HTMLParser):
    """Reads what a web page calls itself."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.within = ""
        """The element whose text is read."""
        self.drawings = 0
        """How many drawings are open: they have titles of their own."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "meta" and known.get("property") == "og:title":
            self.said.setdefault("og:title", known.get("content") or "")
        self.drawings += tag == "svg"
        if tag in ("title", "h1") and tag not in self.said and not self.drawings:
            self.within = tag

    def handle_data(self, data: str) -> None:
        if self.within:
            self.said[self.within] = self.said.get(self.within, "") + data

    def handle_endtag(self, tag: str) -> None:
        self.drawings -= tag == "svg"
        if tag == self.within:
            self.within = ""


def title_of(file: str) -> str:
    """A title made of the name of a file.

    >>> title_of("Annual_report-2021.pdf")
    'Annual report 2021'
    """
    return re.sub(r"[_\-\s]+", " ", Path(file).stem).strip()


def first_words(text: str) -> str:
    """The first words of a text, for a title.

    >>> first_words("U.S. Example Works supplies Invented Motors. More.")
    'U.S. Example Works supplies Invented Motors'
    """
    first = next(iter(sentences(text)), None)
    return " ".join(first.text.split()[:8]).rstrip(".!?") if first else ""
