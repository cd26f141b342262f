"""Tells the names of organisations from the names of natural persons, who are not shown."""

from __future__ import annotations

import re

from .names import LEGAL_FORMS, slug

ORGANISATION_WORDS = LEGAL_FORMS | frozenset(
    """
    associates association attractions bank brands brewing builders business care cellar cellars center centre
    cleaners club college commission companies construction consulting contracting contractor cooperative council
    creamery dental dentistry design development distillery distributors district enterprise enterprises estate estates
    farm farms financial firefighters firm foundation fund gallery garage general group heating holdings home hospital
    hospitality hotel imports industries institute interiors international investment investments label labs landscape
    landscaping law local management market marketing masonry media medical ministries motors network office offices
    operations orchard orchards partners partnership payroll painting plumbing print produce producers products
    properties ranch ranches realty remodeling repair restaurant restoration roofing sales salon school seafood
    services service shop society solutions spirits state statewide store studio studios supply systems tech
    technologies technology tile tours trading transport transportation trust university venture ventures vineyard
    vineyards vino vintners vintage vintner vin vins vines winegrowers wine winery wineries wines winemakers works
    woodworking woodworkinginc advisors architect architectural garden gelato meadery domaine villa bros hills auto barber pub pizza massage nevada waste global behavioral
    bakery cafe city county company's family's llcs incorporation inccorp l-l-c
    """.split()
)
"""Words that the names of organisations have and those of persons do not."""
TRADING_AS = re.compile(r"\b(?:d\s*[./]?\s*b\s*[./]?\s*a|trading as)\b[.:]?\s*", re.IGNORECASE)


def names_organisation(name: str) -> bool:
    """Whether `name` is one word, or has a word that only an organisation's name has.

    A name without such a word may be either: treat it as a person's.

    A trust that is named with its trustee is taken for a person.

    >>> names_organisation("Example Ridge Vineyards, LLC"), names_organisation("A. B. Example and C. Example")
    (True, False)
    """
    words = slug(re.sub(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.(?=\s|,|$)", "", name)).split("-")
    if "trustee" in words or "trustees" in words:
        return False
    return len(words) == 1 or any(word in ORGANISATION_WORDS or word.endswith("llc") for word in words)


def trade_name(name: str) -> str:
    """The name a business trades under, where `name` gives it after `dba`; `name` itself otherwise.

    >>> trade_name("A. EXAMPLE DBA EXAMPLE TILE"), trade_name("Example Tile")
    ('EXAMPLE TILE', 'Example Tile')
    """
    _, *trade = TRADING_AS.split(name)
    return trade[-1].strip(" ,") if trade and trade[-1].strip(" ,") else name
