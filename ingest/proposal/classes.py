"""Codes of the industry classifications that ship."""

from __future__ import annotations

from functools import cache

from ..cleaning.gazetteer import read_table
from ..cleaning.industries import scheme
from ..cleaning.names import slug

TITLES = (("naics_2017.csv.gz", "naics"), ("naics_2022.csv.gz", "naics"), ("sic_1987.csv.gz", "sic"))
"""Tables with titles of classes, and the sources that hold them."""


@cache
def industry_codes(*schemes: str) -> frozenset[str]:
    """The codes of some schemes; those of two digits are left out, since any count looks like them.

    >>> "312130" in industry_codes("naics2017"), "3841" in industry_codes("naics2022", "sic1987")
    (True, True)
    """
    return frozenset(code for key in schemes for code in scheme(key).codes if len(code) > 2)


@cache
def industry_titles() -> frozenset[str]:
    """The titles of all classes, as slugs.

    >>> "wineries" in industry_titles()
    True
    """
    return frozenset(slug(row["title"]) for table in TITLES for row in read_table(*table))
