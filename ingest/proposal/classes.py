"""Codes of the industry classifications that ship."""

from __future__ import annotations

from functools import cache

from ..cleaning.gazetteer import read_table
from ..cleaning.names import slug

FILES = {
    "naics2017": ("naics_2017.csv.gz", "naics"),
    "naics2022": ("naics_2022.csv.gz", "naics"),
    "sic": ("sic_1987.csv.gz", "sic"),
}
"""Classification to its table, and the source that holds it."""


@cache
def industry_codes(scheme: str) -> frozenset[str]:
    """The codes of `naics2017`, `naics2022`, `sic`, or of either NAICS for `naics`; those of two digits are left out.

    >>> "312130" in industry_codes("naics"), "3841" in industry_codes("sic")
    (True, True)
    """
    if scheme == "naics":
        return industry_codes("naics2017") | industry_codes("naics2022")
    return frozenset(row["code"] for row in read_table(*FILES[scheme]) if len(row["code"]) > 2)


@cache
def industry_titles() -> frozenset[str]:
    """The titles of all classes, as slugs.

    >>> "wineries" in industry_titles()
    True
    """
    return frozenset(slug(row["title"]) for table in FILES.values() for row in read_table(*table))
