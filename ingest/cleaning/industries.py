"""Codes of industries: read as they are written, checked against the list of their edition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ...graph.values import is_missing
from .gazetteer import read_table

SPANS = {"31-33": "31", "32": "31", "33": "31", "44-45": "44", "45": "44", "48-49": "48", "49": "48"}
"""Sectors of NAICS that span several codes, and their further codes, to the code that stands for them."""
LABELLED = re.compile(
    r"(naics|sic|isic|nace)(?![a-z])[\s:._-]*"
    r"(?:(?:codes?\b|us\b|rev(?:ision)?\.?(?=\W*\d)|(?P<edition>(?:19|20)\d\d|[234])(?=\W+\w))[\s:.#_-]*)*",
    re.IGNORECASE,
)
"""The name of a classification, with or without its edition, before a code; also the first part of an id."""
TITLED = re.compile(r"([A-Za-z]?\s?\d[\d.-]*|[A-Za-z])\s*(?:[-–—:|]\s*|\s+)[A-Za-z][^\d]*.*")
"""A code with its title behind it."""
NAICS = ("naics2012", "naics2017", "naics2022")
WRITTEN = {
    "isic4": re.compile(r"([A-U]?)\s*(\d{2,4})()"),
    "nace2": re.compile(r"([A-U]?)\s*(\d\d)(?:\.?(\d(?:\d(?:[.-]?\d|[.-]\d\d|\.?[A-Z])?)?))?"),
}
"""Section, division and what follows; behind a class of NACE what a national classification puts there."""
ONE_GROUP = frozenset("11 12 36 37 39 75 90 91 92 97 99".split())
"""Divisions of NACE with a single group, which is written with 0 behind the dot."""
ONE_CLASS = frozenset("12 36 37 39 75 92 97 99".split())
"""Those of them whose group has a single class, which is written with 00."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A classification of industries, in one edition."""

    key: str
    """What the ids of its classes begin with: `naics2017`."""
    name: str
    """Its name as the property `scheme` of Industry has it."""
    codes: Mapping[str, str]
    """Code to the letter of its section, empty where the scheme has none."""
    depth: int
    """Digits down to which codes are checked."""


SCHEMES = {
    "naics2012": "NAICS 2012",
    "naics2017": "NAICS 2017",
    "naics2022": "NAICS 2022",
    "sic1987": "SIC 1987",
    "isic4": "ISIC 4",
    "nace2": "NACE 2",
}
"""Key of each scheme to its name."""


@cache
def scheme(key: str) -> Scheme:
    """The scheme of that key, with the codes of its list."""
    if key == "naics2012":
        industries = {row["naics2012"] for row in read_table("naics_2017_to_2012.csv.gz", "naics")}
        above = {SPANS.get(code[:digits], code[:digits]) for code in industries for digits in range(2, 6)}
        return Scheme(key, SCHEMES[key], dict.fromkeys(industries | above, ""), 6)
    if key in NAICS:
        codes = (row["id"] for row in read_table(f"naics_{key[-4:]}.csv.gz", "naics"))
        return Scheme(key, SCHEMES[key], dict.fromkeys(codes, ""), 6)
    if key == "sic1987":
        return Scheme(key, SCHEMES[key], {row["code"]: "" for row in read_table("sic_1987.csv.gz", "sic")}, 4)
    if key not in SCHEMES:
        raise KeyError(f"no scheme {key!r}; use one of {', '.join(SCHEMES)}")
    parents = {row["code"]: row["parent"] for row in read_table("isic_4.csv.gz", "isic")}
    sections = {code: parents.get(code[:2], code) for code in parents}
    if key == "isic4":
        return Scheme(key, SCHEMES[key], sections, 4)
    # NACE Rev. 2 has the sections and divisions of ISIC Rev. 4; no free list of its groups and classes ships.
    return Scheme(key, SCHEMES[key], {code: section for code, section in sections.items() if len(code) <= 2}, 2)


def industry_code(raw: object, key: str) -> str | None:
    """The code in `raw` as the scheme writes it, None where it is missing; ValueError says why it is none.

    Labels, a title behind the code, and the `.0` of a spreadsheet are passed over. A sector of NAICS that spans several
    codes comes as its first. Zeros that were lost at the start are not put back.

    >>> industry_code("NAICS 33-4413", "naics2017"), industry_code(3674.0, "sic1987"), industry_code("c2611", "nace2")
    ('334413', '3674', '26.11')
    """
    if is_missing(raw):
        return None
    text = " ".join(str(raw).split())
    label = LABELLED.match(text)
    if label and not re.fullmatch(label[1] + (label["edition"] or r"\d+"), key, re.IGNORECASE):
        raise ValueError(
            f"is labelled {' '.join(filter(None, (label[1].upper(), label['edition'])))}, not {SCHEMES[key]}"
        )
    text = text[label.end() :] if label else text
    if titled := TITLED.fullmatch(text):
        text = titled[1].rstrip(" -")
    text = text.upper() if key == "nace2" else re.sub(r"(?<=\d)\.0+$", "", text.upper()).strip()
    if key in NAICS:
        return naics_code(text, key)
    if key == "sic1987":
        return sic_code(text)
    return lettered_code(text, key)


def naics_code(text: str, key: str) -> str:
    """The code of a NAICS edition in `text`; ValueError says why it is none.

    >>> naics_code("31-33", "naics2017"), naics_code("3344//", "naics2017")
    ('31', '3344')
    """
    text = re.sub(r"[/-]+$", "", text)
    if text not in SPANS and re.fullmatch(r"\d\d-\d{1,4}", text) and not re.fullmatch(r"\d\d-\d\d", text):
        text = text.replace("-", "")
    return listed_code(SPANS.get(text, text), key)


def sic_code(text: str) -> str:
    """The code of SIC 1987 in `text`; ValueError says why it is none.

    A group of industries filled up with a zero, as registers of the SEC write 372, comes as its major group, since the
    list has no groups of three digits; so does a major group filled up with two.

    >>> sic_code("3721"), sic_code("3720"), sic_code("2000")
    ('3721', '37', '20')
    """
    codes = scheme("sic1987").codes
    shorter = text[:2] if text.endswith("00") else text[:3]
    if re.fullmatch(r"\d{3}0", text) and text not in codes and any(code.startswith(shorter) for code in codes):
        return text[:2]
    return listed_code(text, "sic1987")


def lettered_code(text: str, key: str) -> str:
    """The code of ISIC or NACE in `text`, whose section may stand before it; ValueError says why it is none.

    A code of a national classification that goes on behind a class of NACE comes as that class. Zeros behind a
    division that has several groups are those of a spreadsheet.

    >>> lettered_code("C2610", "isic4"), lettered_code("26.1", "nace2"), lettered_code("C", "nace2")
    ('2610', '26.1', 'C')
    >>> lettered_code("62.01Z", "nace2"), lettered_code("62012", "nace2"), lettered_code("62.01.00", "nace2")
    ('62.01', '62.01', '62.01')
    >>> lettered_code("11.0", "nace2"), lettered_code("1200", "nace2"), lettered_code("26.0", "nace2")
    ('11.0', '12.00', '26')
    """
    known = scheme(key)
    found = WRITTEN[key].fullmatch(text)
    if found is None:
        return listed_code(text, key)
    letter, digits = found[1], found[2]
    checked = listed_code(digits, key)
    if letter and letter != known.codes[checked]:
        raise ValueError(f"puts {digits} into section {letter}; {known.name} has it in {known.codes[checked]}")
    behind = (found[3] or "")[:2]
    if not behind.strip("0"):
        behind = behind[: (digits in ONE_GROUP) + (digits in ONE_CLASS)]
    return f"{checked}.{behind}" if behind else checked


def nace_above(code: str) -> list[str]:
    """The classes of NACE that a code of it lies within, the nearest first.

    >>> nace_above("30.11"), nace_above("C")
    (['30.1', '30', 'C'], [])
    """
    division = code[:2]
    section = scheme("nace2").codes[division]
    above = [code[:4], division, section] if len(code) > 2 else [section]
    return [each for each in dict.fromkeys(above) if each not in ("", code)]


NACE_LEVELS = {"section": 1, "division": 2, "group": 3, "class": 4}
"""Levels of NACE by their names."""


def nace_level(code: str) -> int:
    """The level of a code of NACE: 1 for a section to 4 for a class.

    >>> nace_level("C"), nace_level("30"), nace_level("30.11")
    (1, 2, 4)
    """
    return len(code.replace(".", ""))


def nace_title(code: str) -> str:
    """What a class of NACE is called where no source says it: by ISIC 4 where that has the same, else by its code.

    >>> nace_title("30"), nace_title("30.11")
    ('Manufacture of other transport equipment', 'NACE 30.11')
    """
    return isic_titles().get(code, f"NACE {code}") if nace_level(code) <= NACE_LEVELS["division"] else f"NACE {code}"


@cache
def isic_titles() -> dict[str, str]:
    """Code to title of every class of ISIC 4."""
    return {row["code"]: row["title"] for row in read_table("isic_4.csv.gz", "isic")}


def listed_code(text: str, key: str) -> str:
    """`text` if the scheme lists it; ValueError otherwise, with what it may be."""
    known = scheme(key)
    if text in known.codes:
        return text
    hint = ""
    if re.fullmatch(r"\d+", text):
        above = next((text[:end] for end in range(len(text) - 1, 1, -1) if text[:end] in known.codes), None)
        if key not in NAICS and f"0{text}" in known.codes:
            hint = f"; 0{text} is one, if a leading zero was lost"
        elif above and key == "sic1987":
            hint = f"; {above} is the major group"
        elif above and re.fullmatch("0{2,}" if key in NAICS else "0+", text[len(above) :]):
            hint = f"; {above} is one, if zeros were added"
    raise ValueError(f"is no code of {known.name}{hint}")


def industry_id(raw: object, key: str) -> str | None:
    """The id of the industry that `raw` is the code of, None where it is missing; ValueError says why it is none.

    >>> industry_id("334413.0", "naics2017"), industry_id("D", "sic1987")
    ('naics2017-334413', 'sic1987-d')
    """
    code = industry_code(raw, key)
    return f"{key}-{code.lower()}" if code else None


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a column of codes fits a scheme."""

    scheme: str
    """Key of the scheme."""
    share: float
    """Share of the distinct values that are codes of it."""
    wrong: tuple[str, ...]
    """The first values that are not."""


@dataclass(frozen=True, slots=True)
class LikelyScheme:
    """Which scheme a column of codes is of."""

    best: tuple[str, ...]
    """Keys of the schemes that fit best: several where the values do not tell them apart, none where none fits."""
    fits: tuple[Fit, ...]
    """Every scheme, the best first."""


def likely_scheme(values: Iterable[object]) -> LikelyScheme:
    """The scheme that a column of codes is most likely of; each distinct value counts once, missing ones not at all.

    Codes of two digits are in nearly every scheme, so a column of few or short codes leaves several. NACE is checked
    down to the division only, so it leads where a dot or a class of its own tells it from the rest.

    >>> likely_scheme(["334413", "454110"]).best, likely_scheme(["334413", "312130"]).best
    (('naics2017',), ('naics2012', 'naics2017', 'naics2022'))
    """
    distinct = list(dict.fromkeys(str(value).strip() for value in values if not is_missing(value)))
    fits = []
    for key in SCHEMES:
        wrong = [value for value in distinct if not is_code(value, key)]
        fits.append(Fit(key, 1 - len(wrong) / len(distinct) if distinct else 0.0, tuple(wrong[:5])))
    fits.sort(key=lambda fit: -fit.share)
    top = fits[0].share
    best = [fit.scheme for fit in fits if fit.share == top > 0]
    if len(best) > 1 and "nace2" in best and not any("." in value for value in distinct):
        best.remove("nace2")
    return LikelyScheme(tuple(best), tuple(fits))


def is_code(raw: object, key: str) -> bool:
    """Whether `raw` is a code of the scheme."""
    try:
        return industry_code(raw, key) is not None
    except ValueError:
        return False
