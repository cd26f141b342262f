"""Texts as files hold them for other programs: nothing in them that one would obey, and back again."""

from __future__ import annotations

import re

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML refuses or a terminal obeys; tab and line feed are neither."""
FORMULA = re.compile(r"'*[=+\-@\t]")
"""What a spreadsheet may take for a formula, and such a text that is quoted already."""


def clean(text: str) -> str:
    """`text` with line ends as line feeds, and a mark for every character that XML refuses.

    >>> clean("a\\r\\nb\\x00")
    'a\\nb\ufffd'
    """
    return CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def guard(text: str) -> str:
    """A text as CSV says it: one that could be run as a formula has ' before it, as spreadsheets mark texts.

    >>> guard("=1+1"), guard("it's")
    ("'=1+1", "it's")
    """
    cleaned = clean(text)
    return f"'{cleaned}" if FORMULA.match(cleaned) else cleaned


def unguard(text: str) -> str:
    """The text that `guard` was given, cleaned.

    >>> unguard("'=1+1"), unguard("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def spell(text: str) -> str:
    """`text` with what no text may hold spelled out: NUL, and half characters, as which odd bytes are read.

    >>> spell("Caf\\udce9")
    'Caf\\\\udce9'
    """
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
