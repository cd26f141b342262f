"""Codes of the industry classifications that ship."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from ..cleaning.names import slug

FILES = {"naics2017": "naics/naics_2017.csv.gz", "naics2022": "naics/naics_2022.csv.gz", "sic": "sic/sic_1987.csv.gz"}


def cells_in(file: str, column: str) -> Iterator[str]:
    """One column of a table of seeds."""
    with gzip.open(Path(str(files("clusteratlas.seeds"))) / file) as raw:
        yield from (row[column] for row in csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline="")))


@cache
def industry_codes(scheme: str) -> frozenset[str]:
    """The codes of `naics2017`, `naics2022`, `sic`, or of either NAICS for `naics`; those of two digits are left out.

    >>> "312130" in industry_codes("naics"), "3841" in industry_codes("sic")
    (True, True)
    """
    if scheme == "naics":
        return industry_codes("naics2017") | industry_codes("naics2022")
    return frozenset(code for code in cells_in(FILES[scheme], "code") if len(code) > 2)


@cache
def industry_titles() -> frozenset[str]:
    """The titles of all classes, as slugs.

    >>> "wineries" in industry_titles()
    True
    """
    return frozenset(slug(title) for file in FILES.values() for title in cells_in(file, "title"))
