"""From a class of one classification of industries to those of another that it corresponds to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from .gazetteer import read_table
from .industries import NAICS, SCHEMES, SPANS, industry_code, scheme

Pairs = Mapping[str, frozenset[str]]
"""Code of one scheme to the codes of another."""
STEPS = {
    ("naics2012", "naics2017"): "the concordance of the US Census Bureau",
    ("naics2017", "naics2012"): "the concordance of the US Census Bureau",
    ("naics2017", "naics2022"): "the same code and title in both editions",
    ("naics2022", "naics2017"): "the same code and title in both editions",
    ("naics2012", "naics2022"): "the two steps by way of NAICS 2017",
    ("naics2017", "isic4"): "the concordance of the US Census Bureau",
    ("naics2012", "isic4"): "the two steps by way of NAICS 2017",
    ("nace2", "isic4"): "the divisions that NACE Rev. 2 shares with ISIC Rev. 4",
    ("isic4", "nace2"): "the divisions that NACE Rev. 2 shares with ISIC Rev. 4",
}
"""Pairs of schemes that can be converted, from and to, and what the conversion rests on."""


@cache
def pairs(start: str, end: str) -> Pairs:
    """Every code of `start` that is known to correspond to codes of `end`; KeyError where no concordance ships."""
    if (start, end) not in STEPS:
        raise KeyError(f"no concordance from {start} to {end}")
    if start == "naics2012" and end != "naics2017":
        first, second = pairs(start, "naics2017"), pairs("naics2017", end)
        return {
            code: frozenset().union(*(second[middle] for middle in found))
            for code, found in first.items()
            if all(middle in second for middle in found)
        }
    if "nace2" in (start, end):
        return {code: frozenset({code}) for code in scheme("nace2").codes}
    if {start, end} == {"naics2017", "naics2022"}:
        return {row["id"]: frozenset({row["id"]}) for row in read_table("same_in_2017_and_2022.csv.gz", "naics")}
    if end == "isic4":
        rows = ((row["naics"], row["isic"]) for row in read_table("naics_2017_to_isic_4.csv.gz", "isic"))
    else:
        rows = ((row[start], row[end]) for row in read_table("naics_2017_to_2012.csv.gz", "naics"))
    return widened(set(rows), both=end in NAICS)


def widened(industries: set[tuple[str, str]], *, both: bool) -> Pairs:
    """Pairs of industries of six digits, and those of the classes above them.

    `both` is whether the other side is of NAICS too: then it is taken to the same number of digits.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for start, end in industries:
        for digits in range(2, 7):
            code = SPANS.get(start[:digits], start[:digits])
            found[code].add(SPANS.get(end[:digits], end[:digits]) if both else end)
    return {code: frozenset(ends) for code, ends in found.items()}


def corresponding(raw: object, start: str, end: str) -> tuple[str, ...]:
    """The codes of the scheme `end` that a code of `start` corresponds to, in order; none where it is missing.

    ValueError where it is no code of `start`, or the concordance has nothing for it.

    >>> corresponding("454111", "naics2012", "naics2017"), corresponding("541712", "naics2012", "naics2017")
    (('454110',), ('541713', '541715'))
    """
    code = industry_code(raw, start)
    if code is None:
        return ()
    code = code[:2] if start == "nace2" else code
    code = code[:2] if start == "isic4" and end == "nace2" else code
    found = pairs(start, end).get(code)
    if not found:
        raise ValueError(f"has no class of {SCHEMES[end]} by {STEPS[start, end]}")
    return tuple(sorted(found))


def converted_id(raw: object, start: str, end: str) -> str | None:
    """The id of the one industry of `end` that a code of `start` corresponds to, None where it is missing.

    ValueError where it corresponds to several, which it names, or to none.

    >>> converted_id("334413", "naics2012", "naics2017"), converted_id("C26.11", "nace2", "isic4")
    ('naics2017-334413', 'isic4-26')
    """
    found = corresponding(raw, start, end)
    if len(found) > 1:
        named = ", ".join(found[:4]) + (f" and {len(found) - 4} more" if len(found) > 4 else "")
        raise ValueError(f"is {len(found)} classes of {SCHEMES[end]}: {named}")
    return f"{end}-{found[0].lower()}" if found else None
