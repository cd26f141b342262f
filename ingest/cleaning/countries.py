"""Names and codes of countries in many languages, by the Unicode Common Locale Data Repository (by way of Babel)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global

from ...graph.values import is_missing
from .names import slug

LANGUAGES = (
    "en en_GB de fr it es nl pt sv da nb nn fi is pl cs sk sl hr hu ro bg el tr et lv lt ga ca eu ru uk sr mk sq ar"
    " he fa hi zh zh_Hant ja ko vi th id ms"
).split()
"""Languages whose names of countries are known."""
VARIANTS = {
    "america": "US",
    "united states of america": "US",
    "us of america": "US",
    "united states of america usa": "US",
    "great britain": "GB",
    "britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "united kingdom of great britain and northern ireland": "GB",
    "republic of ireland": "IE",
    "eire": "IE",
    "holland": "NL",
    "korea": "KR",
    "republic of korea": "KR",
    "korea republic of": "KR",
    "democratic peoples republic of korea": "KP",
    "korea democratic peoples republic of": "KP",
    "dprk": "KP",
    "peoples republic of china": "CN",
    "prc": "CN",
    "mainland china": "CN",
    "republic of china": "TW",
    "taiwan province of china": "TW",
    "hong kong": "HK",
    "macau": "MO",
    "russian federation": "RU",
    "czech republic": "CZ",
    "slovak republic": "SK",
    "viet nam": "VN",  # codespell:ignore nam
    "iran islamic republic of": "IR",
    "syrian arab republic": "SY",
    "lao peoples democratic republic": "LA",
    "moldova republic of": "MD",
    "tanzania united republic of": "TZ",
    "venezuela bolivarian republic of": "VE",
    "bolivia plurinational state of": "BO",
    "brunei darussalam": "BN",
    "ivory coast": "CI",
    "cape verde": "CV",
    "swaziland": "SZ",
    "macedonia": "MK",
    "burma": "MM",
    "turkey": "TR",
    "vatican": "VA",
    "holy see": "VA",
    "uae": "AE",
    "federal republic of germany": "DE",
    "palestine state of": "PS",
    "democratic republic of the congo": "CD",
    "congo the democratic republic of the": "CD",
    "drc": "CD",
    "republic of the congo": "CG",
}
"""Names that people and registers write beside those of the repository."""
SEVERAL = frozenset({"congo", "virgin islands"})
"""Names that stand for more than one country."""


@cache
def codes() -> frozenset[str]:
    """The two-letter codes of ISO 3166, with XK, which the European Union writes for Kosovo."""
    names = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in names if re.fullmatch("[A-Z]{2}", code)) - {
        "EU",
        "EZ",
        "UN",
        "QO",
        "ZZ",
        "XA",
        "XB",
        "AC",
        "CP",
        "CQ",
        "DG",
        "EA",
        "IC",
        "TA",
    }


@cache
def coded() -> Mapping[str, str]:
    """Two-letter, three-letter and three-digit codes to the two-letter code."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    known = {
        alias: found[0]
        for alias, found in aliases.items()
        if len(found) == 1 and found[0] in codes() and re.fullmatch(r"[A-Z]{3}|\d{3}", alias)
    }
    return {**known, **{code: code for code in codes()}, "UK": "GB", "EL": "GR"}


@cache
def named() -> Mapping[str, frozenset[str]]:
    """Names as compared to the two-letter codes that bear them in any of the languages."""
    found: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in codes():
                found[compared(name)].add(code)
    for name, code in VARIANTS.items():
        found[name] = {code}
    return {name: frozenset(holders) for name, holders in found.items()}


def compared(name: str) -> str:
    """A name of a country as compared: words in lower case, without accents where it is written in Latin letters."""
    words = slug(name).replace("-", " ")
    return words.removeprefix("the ").removesuffix(" the") if words else " ".join(name.casefold().split())


def country_code(raw: object) -> str | None:
    """The two-letter ISO 3166 code of a country by its name or code, None where it is missing.

    `NA` is read as missing, as everywhere. ValueError where no country or more than one is called so.

    >>> country_code("U.S."), country_code("Deutschland"), country_code("KOR"), country_code("Korea, Republic of")
    ('US', 'DE', 'KR', 'KR')
    """
    if is_missing(raw):
        return None
    text = " ".join(str(raw).split())
    letters = re.sub(r"[.\s]", "", text).upper()
    if len(letters) <= 3 and (code := coded().get(letters)):
        return code
    first, comma, rest = text.partition(",")
    names = [compared(text), compared(f"{rest} {first}")] if comma else [compared(text)]
    if SEVERAL & set(names):
        raise ValueError("is the name of several countries")
    found = next((named()[name] for name in names if name in named()), frozenset())
    if found == {"NA"}:
        raise ValueError("has the code NA, which is read as missing")
    if len(found) == 1:
        return next(iter(found))
    raise ValueError(f"is the name of {', '.join(sorted(found))}" if found else "is no name or code of a country")


@cache
def country_names() -> list[str]:
    """The English names of the countries."""
    return [country_name(code) for code in sorted(codes())]


def country_name(code: str) -> str:
    """The English name of a country by its two-letter code.

    >>> country_name("DE")
    'Germany'
    """
    return str(Locale("en").territories[code])
