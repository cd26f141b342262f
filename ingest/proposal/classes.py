"""Codes of the industry classifications that ship."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

FILES = {"naics2017": "naics/naics_2017.csv.gz", "naics2022": "naics/naics_2022.csv.gz", "sic": "sic/sic_1987.csv.gz"}


def codes_in(file: str) -> Iterator[str]:
    """The column `code` of a table of seeds."""
    with gzip.open(Path(str(files("clusteratlas.seeds"))) / file) as raw:
        yield from (row["code"] for row in csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline="")))


@cache
def industry_codes(scheme: str) -> frozenset[str]:
    """The codes of `naics2017`, `naics2022`, `sic`, or of either NAICS for `naics`; those of two digits are left out.

    >>> "312130" in industry_codes("naics"), "3841" in industry_codes("sic")
    (True, True)
    """
    if scheme == "naics":
        return industry_codes("naics2017") | industry_codes("naics2022")
    return frozenset(code for code in codes_in(FILES[scheme]) if len(code) > 2)
