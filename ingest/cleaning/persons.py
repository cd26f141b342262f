"""Tells the names of organisations from the names of natural persons, who are not shown."""

from __future__ import annotations

import re

from .names import LEGAL_FORMS, slug

ORGANISATION_WORDS = LEGAL_FORMS | frozenset(
    """
    advisors architect architectural associates association attractions auto bakery bank behavioral brands brewing
    bros builders business cafe care cellar cellars center centre city cleaners club college commission companies
    construction consulting contracting contractor cooperative council county creamery dental dentistry design
    development distillery distributors district domaine enterprise enterprises estate estates farm farms
    financial firefighters firm foundation fund gallery garage garden gelato global group heating hills holdings
    home hospital hospitality hotel imports incorporation industries institute interiors international investment
    investments label labs landscape landscaping local management market marketing masonry massage meadery media
    medical ministries motors network office offices operations orchard orchards painting partners partnership
    payroll pizza plumbing print produce producers products properties pub ranch ranches realty remodeling repair
    restaurant restoration roofing sales salon school seafood service services shop society solutions spirits
    state statewide store studio studios supply systems tech technologies technology tile tours trading transport
    transportation university venture ventures villa vin vines vineyard vineyards vino vins vintage vintner
    vintners waste wine winegrowers winemakers wineries winery wines woodworking woodworkinginc works
    """.split()
)
"""Words that the names of organisations have and those of persons do not."""
PERSONS = re.compile(r"\btrustees?\b|\bliving trust\b|\bgeneral partners?\b|\bgp'?s\b|\([^)]*&", re.IGNORECASE)
"""What follows the names of persons who hold something together or for others."""
TRADING_AS = re.compile(r"\b(?:d\s*[./]?\s*b\s*[./]?\s*a|trading as)\b[.:]?\s*", re.IGNORECASE)


def names_organisation(name: str) -> bool:
    """Whether `name` is one word, or has a word that only an organisation's name has.

    A name without such a word may be either: treat it as a person's.

    A trust is taken for its persons, and so is what names its trustees or general partners.

    >>> names_organisation("Example Ridge Vineyards, LLC"), names_organisation("A. B. Example and C. Example")
    (True, False)
    """
    words = slug(re.sub(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.(?=\s|,|$)", "", name)).split("-")
    if PERSONS.search(name):
        return False
    return len(words) == 1 or any(word in ORGANISATION_WORDS or word.endswith("llc") for word in words)


def trade_name(name: str) -> str:
    """The name a business trades under, where `name` gives it after `dba`; `name` itself otherwise.

    >>> trade_name("A. EXAMPLE DBA EXAMPLE TILE"), trade_name("Example Tile")
    ('EXAMPLE TILE', 'Example Tile')
    """
    _, *trade = TRADING_AS.split(name)
    return trade[-1].strip(" ,") if trade and trade[-1].strip(" ,") else name
