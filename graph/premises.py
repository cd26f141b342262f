"""Street addresses of the United States written one way, so that equal premises read equal."""

from __future__ import annotations

import re

UNIT = re.compile(
    r"[\s,]*\b(?:STES?|SUITES?|UNITS?|BLDGS?|BUILDINGS?|APTS?|RMS?|ROOM|FLR?|FLOOR|LOT|SPC|SPACE|BAY|PMB|NOS?)\b.*"
    r"|\s*#.*"
)
"""Where a part of the premises begins."""
NUMBERED = re.compile(r"(\d+)(?:-?[A-Z]\d?|-\d+)?(?:(?:\s*(?:&|,|-)\s*|\s+AND\s+)\d+[A-Z]?)*,?\s+(\S.*)")
"""The first street number, then the street; further numbers of the same premises are passed over."""
WRITTEN = {
    **dict(zip("NORTH SOUTH EAST WEST".split(), "NSEW", strict=True)),
    **dict(
        zip(
            "FIRST SECOND THIRD FOURTH FIFTH SIXTH SEVENTH EIGHTH NINTH TENTH".split(),
            "1ST 2ND 3RD 4TH 5TH 6TH 7TH 8TH 9TH 10TH".split(),
            strict=True,
        )
    ),
    "STREET": "ST",
    "SAINT": "ST",
    "ROAD": "RD",
    "AVENUE": "AVE",
    "LANE": "LN",
    "DRIVE": "DR",
    "BOULEVARD": "BLVD",
    "COURT": "CT",
    "PLACE": "PL",
    "HIGHWAY": "HWY",
    "PARKWAY": "PKWY",
    "CIRCLE": "CIR",
    "TRAIL": "TRL",
    "ROUTE": "RTE",
}
"""Words to the abbreviation of the Postal Service."""
TYPES = frozenset("ST RD AVE LN DR BLVD CT PL HWY PKWY CIR TRL WAY RTE LOOP TER".split())


def premises_key(street: str) -> str | None:
    """Number and street in capitals without the unit, direction first; None where there is no street number.

    >>> premises_key("21481 Eighth Street East, Suite 25")
    '21481 E 8TH ST'
    """
    numbered = NUMBERED.fullmatch(UNIT.sub("", " ".join(street.upper().split())).strip(" ,."))
    if numbered is None:
        return None
    words = [WRITTEN.get(word, word) for word in re.findall(r"[^\s,.]+", numbered[2])]
    words = without_unit(words)
    if len(words) > 1 and words[-1] in {"N", "S", "E", "W"}:
        words.insert(0, words.pop())
    return " ".join([numbered[1], *dict.fromkeys(words)]) if words else None


def without_unit(words: list[str]) -> list[str]:
    """`words` of a street up to a unit that is written after it without saying so.

    >>> without_unit(["AIRPORT", "BLVD", "120"]), without_unit(["HWY", "128"])
    (['AIRPORT', 'BLVD'], ['HWY', '128'])
    """
    ends = [place for place, word in enumerate(words) if word in TYPES - {"HWY", "RTE"} and place]
    if ends and re.fullmatch(r"\d+[A-Z]?|[A-Z]", words[-1]) and words[-1] not in "NSEW":
        return words[: ends[-1] + 1]
    return words
