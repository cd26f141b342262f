"""Street addresses of the United States as they are shown: number and street, and the unit behind them."""

from __future__ import annotations

from ...graph.premises import UNIT, premises_key
from .casing import readable


def premises(street: str) -> str | None:
    """Number and street without the unit, direction first; None where there is no street number.

    >>> premises("21481 EIGHTH STREET EAST STE 25"), premises("21481 E 8TH ST"), premises("HIGHWAY 128")
    ('21481 E 8th St', '21481 E 8th St', None)
    """
    key = premises_key(street)
    return readable(key) if key else None


def unit(street: str) -> str:
    """The part of the premises that an address names; empty where it names none.

    >>> unit("2064 GRAVENSTEIN HWY N BLDG 1 STE 120"), unit("105 ZINFANDEL LN")
    ('BLDG 1 STE 120', '')
    """
    found = UNIT.search(street.upper())
    return found[0].strip(" ,") if found else ""
