"""Numbers as they are written with a decimal comma, and by statistical offices with symbols in place of figures."""

from __future__ import annotations

import re
from collections.abc import Iterable

COMMA = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,})|(?:0|\d{4,}),\d{3}|\d{1,3}(?:\.\d{3}){2,})")
"""A number that only a decimal comma, or points between thousands, can mean."""
POINT = re.compile(
    r"[+-]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d+\.(?:\d{1,2}|\d{4,})|(?:0|\d{4,})\.\d{3}|\d{1,3}(?:,\d{3}){2,})"
)
"""A number that only a decimal point, or commas between thousands, can mean."""
EITHER = re.compile(r"[+-]?\d{1,3}[.,]\d{3}")
"""A number that may be a thousand or a fraction."""
GERMAN = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+|\d+)(,\d+)?(?![\d.,])")
SYMBOL = re.compile(r":\s*[a-z]{0,3}|\.{2,4}|…|[cdnsuxz*/#]|\([cdnsux]\)|n\.?\s?[ad]\.?|-{1,3}|–|\.", re.IGNORECASE)
"""What offices write where they give no figure: not available, confidential, not yet there."""
FLAGGED = re.compile(r"(.*\d)\s*\(?[bcdefinprsuz]{1,3}\)?", re.IGNORECASE)
"""A figure with letters behind it that say how it was come by (estimated, provisional, break in series)."""


def has_commas(texts: Iterable[str]) -> bool:
    """Whether numbers have decimal commas for certain: one at least must, none can have a decimal point.

    >>> has_commas(["1.234,5", "1.234"]), has_commas(["1.234"]), has_commas(["45,81", "45.8"])
    (True, False, False)
    """
    found = list(texts)
    return any(map(COMMA.fullmatch, found)) and not any(map(POINT.fullmatch, found))


def may_have_commas(texts: Iterable[str]) -> bool:
    """Whether some number may be a thousand or a fraction, and none can only have a decimal point.

    >>> may_have_commas(["1.234", "12"]), may_have_commas(["12"]), may_have_commas(["1.234", "1.5"])
    (True, False, False)
    """
    found = list(texts)
    return any(map(EITHER.fullmatch, found)) and not any(map(POINT.fullmatch, found))


def with_point(text: str) -> str:
    """`text` with the numbers in it written with a decimal point, and nothing between thousands.

    >>> with_point("1.234,5"), with_point("-8,39"), with_point("1.000-1.999"), with_point("c")
    ('1234.5', '-8.39', '1000-1999', 'c')
    """
    return GERMAN.sub(lambda found: found[1].replace(".", "") + (found[2] or "").replace(",", "."), text)


def figure(text: str) -> str:
    """A figure of a statistical office, without its flag; empty where a symbol says that none is given.

    >>> figure("1234 p"), figure(":"), figure(": c"), figure("x"), figure("12")
    ('1234', '', '', '', '12')
    """
    bare = text.strip()
    if SYMBOL.fullmatch(bare):
        return ""
    flagged = FLAGGED.fullmatch(bare)
    return flagged[1] if flagged else bare


def advice(text: str) -> str:
    """What to do about a number that is refused for its point or comma; empty where these are not at fault.

    >>> advice("1.234")
    'a point is read as a decimal point: if it parts thousands, write 1234'
    >>> advice("45,81"), advice("ca. 30")
    ('a comma is not read as a decimal point: write 45.81', '')
    """
    if re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{3})+", text):
        return f"a point is read as a decimal point: if it parts thousands, write {with_point(text)}"
    if "." in text and COMMA.fullmatch(text):
        return f"a point is not read between thousands, nor a comma as a decimal point: write {with_point(text)}"
    if COMMA.fullmatch(text):
        return f"a comma is not read as a decimal point: write {with_point(text)}"
    return ""
