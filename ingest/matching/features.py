"""What of a mention is compared: names, words, domain, premises, each written one way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from ...graph.premises import premises_key
from ..cleaning.gazetteer import nearest_zip_km
from ..cleaning.identifiers import real_numbers
from ..cleaning.names import firm_key, slug
from .mentions import Mention

MOST_NAMES = 12
"""Names of one mention that are compared, its own first."""
LITTLE = frozenset("the of and at for in a an".split())
"""Words that carry nothing."""
OTHER_NAME = re.compile(
    r"\b(?:d/?b/?a|doing business as|f/?k/?a|formerly|trading as|t/a|a/k/a|aka)\b[.:]?", re.IGNORECASE
)
STATE_MARK = re.compile(r"\s*/[A-Z]{2,4}/?\s*$")
"""What the SEC writes after a name that two filers bear."""
SINGLE_LETTERS = re.compile(r"(?<=\b\w)-(?=\w\b)")
WITHIN_A_WORD = re.compile(r"(?<=\w)-(?=\w)")
THE = re.compile(r"^the\s+|[\s,(]+the\)?\s*$", re.IGNORECASE)
FORMS = {**dict.fromkeys(("inc", "incorporated", "corporation", "co", "company"), "corp"), "ltd": "limited"}
"""Legal forms that are written for one another."""
SHORTEST_ACRONYM, LONGEST_ACRONYM = 3, 7


@cache
def abbreviations() -> dict[str, str]:
    """Words as they are often shortened to the whole word."""
    table: dict[str, str] = yaml.safe_load((Path(__file__).parent / "model" / "abbreviations.yml").read_text("utf-8"))
    return table


def name_key(name: str) -> str:
    """The words that tell a name apart: lower case, ascii, without legal forms and little words, short forms in full.

    >>> name_key("The Univ. of Exampleton, Inc."), name_key("Sté. d'Exemple & Co")
    ('university exampleton', 'ste dexemple')
    """
    words = [word for word in firm_key(STATE_MARK.sub("", name)).split("-") if word]
    full = " ".join(abbreviations().get(word, word) for word in words).split()
    return " ".join([word for word in full if word not in LITTLE] or full)


def name_keys(mention: Mention) -> list[str]:
    """The keys of all its names, its own first.

    >>> name_keys(Mention("1", "Firm", "Invented Tools dba Example Works", aliases=("INVENTED TOOLS INC",)))
    ['invented tools', 'example works']
    """
    own = [part for name in (mention.name, *mention.aliases) for part in OTHER_NAME.split(name)]
    keys = [name_key(part) for part in own]
    return list(dict.fromkeys(key for key in keys if key))[:MOST_NAMES] or [slug(mention.name) or mention.name]


def wording(name: str) -> str:
    """The words of a name to the letter, as it is written: legal form aside, what a hyphen joins is one word.

    >>> wording("The Invented-Tools of Nowhere, Inc."), wording("A Nowhere Technologies LLC")
    ('inventedtools of nowhere', 'a nowhere technologies')
    """
    written = OTHER_NAME.split(STATE_MARK.sub("", name))[0]
    return firm_key(WITHIN_A_WORD.sub("", THE.sub("", written))).replace("-", " ")


def legal_forms(name: str) -> list[str]:
    """The legal form that a name ends in, one word for those that are written for one another.

    >>> legal_forms("Invented Tools, Inc."), legal_forms("Beispiel GmbH & Co. KG"), legal_forms("Eksempel A/S")
    (['corp'], ['corp', 'gmbh', 'kg'], ['as'])
    """
    written = STATE_MARK.sub("", name)
    end = SINGLE_LETTERS.sub("", slug(written).removeprefix(firm_key(written)).strip("-"))
    return sorted({FORMS.get(word, word) for word in end.split("-")} - {"", "and"})


def initials(key: str) -> str:
    """The first letters of a name of several words; empty where they make no acronym.

    >>> initials("massachusetts institute technology"), initials("two words")
    ('mit', '')
    """
    words = key.split()
    return "".join(word[0] for word in words) if SHORTEST_ACRONYM <= len(words) <= LONGEST_ACRONYM else ""


def acronyms(keys: Iterable[str]) -> list[str]:
    """Names that are one short word, and the initials of those that are not."""
    short = (key for key in keys if key.isalpha() and SHORTEST_ACRONYM <= len(key) <= LONGEST_ACRONYM)
    return sorted({*short, *filter(None, map(initials, keys))})


def domain(website: str) -> str:
    """The domain of a web address without www.

    >>> domain("https://www.Example.org/about"), domain("example.org:8080"), domain("none")
    ('example.org', 'example.org', '')
    """
    host = re.split(r"[/:?#]", re.sub(r"^[a-z]+:/+", "", website.strip().lower()), maxsplit=1)[0]
    bare = re.sub(r"^www\d?\.", "", host)
    return bare if "." in bare else ""


@lru_cache(maxsize=20_000)
def town_key(town: str) -> str:
    """A town as it is compared.

    >>> town_key("Saint Helena"), town_key("ST. HELENA")
    ('st-helena', 'st-helena')
    """
    return re.sub(r"^saint-", "st-", slug(town))


@lru_cache(maxsize=20_000)
def industry_prefixes(codes: tuple[str, ...], digits: int) -> tuple[str, ...]:
    """Codes cut to `digits`, before them the system without its year.

    >>> industry_prefixes(("naics2017-312130", "sic1987-20"), 4)
    ('naics-3121',)
    """
    cut = set()
    for code in codes:
        system, _, number = code.rpartition("-")
        if len(number) >= digits:
            cut.add(f"{re.sub(r'[0-9]+$', '', system)}-{number[:digits]}")
    return tuple(sorted(cut))


def zip_km(mention: Mention) -> float | None:
    """How far the nearest centre of a ZIP code is from a mention whose town nothing but an exact position tells."""
    if mention.town or mention.postcode or mention.location_basis not in ("", "street"):
        return None
    return nearest_zip_km(mention.lat, mention.lon) if mention.lat is not None and mention.lon is not None else None


def features(mention: Mention, side: int) -> dict[str, Any]:
    """The row of a mention in the table of records; `side` is 0 for the left, 1 for the right."""
    keys = name_keys(mention)
    year = mention.founded[:4]
    shared = {"Firm": "Organisation", "Institution": "Organisation"}
    return {
        "id": mention.id,
        "side": side,
        "family": shared.get(mention.kind, mention.kind),
        "kind": mention.kind,
        "key": keys[0],
        "keys": keys,
        "solid": list(dict.fromkeys(key.replace(" ", "") for key in keys)),
        "acronyms": acronyms(keys),
        "wording": wording(mention.name),
        "forms": legal_forms(mention.name),
        "premises": (premises_key(mention.address) or "").lower() or None,
        "postcode": re.sub(r"^(\d{5})-?\d{4}$", r"\1", mention.postcode.strip().upper()) or None,
        "town": town_key(mention.town) or None,
        "state": mention.state.strip().lower() or None,
        "county": mention.county.strip().lower() or None,
        "lat": mention.lat if mention.lon is not None else None,
        "lon": mention.lon if mention.lat is not None else None,
        "exact": mention.location_basis in ("", "street"),
        "zip_km": zip_km(mention),
        "domain": domain(mention.website) or None,
        "numbers": sorted({each.strip().lower() for each in real_numbers(mention.identifiers) if ":" in each}),
        "classes": sorted({re.sub(r"\d+$", "", code.rpartition("-")[0]) for code in mention.industries if "-" in code}),
        "industry_2": industry_prefixes(mention.industries, 2),
        "industry_4": industry_prefixes(mention.industries, 4),
        "industry_6": industry_prefixes(mention.industries, 6),
        "founded": int(year) if year.isdigit() and len(year) == 4 else None,
        "sources": sorted(mention.sources),
        "shown_name": mention.name,
        "shown_address": mention.address,
        "shown_town": mention.town,
        "shown_state": mention.state,
        "shown_codes": sorted(mention.industries),
    }
