"""Transforms of a mapping: what `{COLUMN|name}` does with a cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial

from ...graph.values import clean_date, is_missing
from .concordances import STEPS, converted_id
from .coordinates import SHORE_KM
from .countries import country_code, country_names
from .gazetteer import (
    appellation_id,
    appellation_names,
    county_at,
    county_id,
    county_names,
    five_digits,
    metro_id,
    metro_titles,
    state_id,
    state_names,
    town_point,
    zip_county,
    zip_point,
    zip_states,
)
from .industries import NACE_LEVELS, SCHEMES, industry_code, industry_id, nace_above, nace_level, nace_title
from .names import firm_key, slug
from .nearest import ask, by_name, compared, nearest
from .numerals import figure, with_point
from .ranges import clean_dollars

EXCEL_DAYS = range(61, 109_939)
"""Day numbers of a spreadsheet from March 1900 to 2200; those before it count a day that never was."""

HOST = re.compile(r"[^\W_][\w-]*\.[^\W\d_]{2,}")
"""What any web address holds: a name, a dot and letters."""
SEVERAL = 1_000
"""Refused texts of which is kept what may be meant by them: tables repeat them."""


@dataclass(frozen=True, slots=True)
class Transform:
    """A function from the text of one cell or several to clean text, and what to do where it refuses."""

    clean: Callable[..., str | None]
    """Takes as many texts as there are columns; None or empty where there is nothing; ValueError says what is wrong."""
    remedy: str = ""
    columns: int = 1
    near: Callable[..., list[str]] | None = None
    """Known names that may be meant by what it refuses."""

    def advice(self, *cells: str) -> str:
        """What to do where it refuses these texts."""
        return ask(self.near(*cells) if self.near else []) + self.remedy


def zip_code(text: str) -> str:
    """The five-digit ZIP code in `text`; ValueError where it is none."""
    if found := five_digits(text):
        return found
    raise ValueError("is no ZIP code")


def in_state(clean: Callable[[str], str | None]) -> Callable[[str, str], str | None]:
    """What `clean` gives for a ZIP code; ValueError where one that lost its leading zeros is none of the state.

    >>> in_state(zip_code)("2139", "MA"), in_state(zip_code)("2139", "")
    ('02139', '02139')
    """

    def clean_checked(text: str, of_state: str) -> str | None:
        whole, place = five_digits(text), state_id(of_state)
        if whole and whole not in text and place and place not in zip_states(whole):
            raise ValueError(f"has fewer than five digits, and {whole} is no ZIP code of {of_state}")
        return clean(text)

    return clean_checked


def county_of_zip(text: str) -> str:
    """The id of the county that holds the centre of a ZIP code; ValueError where it is not known."""
    if found := zip_county(zip_code(text)):
        return found
    raise ValueError("is a ZIP code whose place is not known")


def zip_latitude(text: str) -> str | None:
    """The latitude of the centre of a ZIP code in degrees; None where it is not known.

    >>> zip_latitude("02139"), zip_longitude("02139"), zip_latitude("nowhere")
    ('42.3647', '-71.1042', None)
    """
    found = zip_point(text)
    return str(found.lat) if found else None


def zip_longitude(text: str) -> str | None:
    """The longitude of the centre of a ZIP code in degrees; None where it is not known."""
    found = zip_point(text)
    return str(found.lon) if found else None


def town_latitude(town: str, of_state: str) -> str | None:
    """The latitude of the centre of a town in degrees; None where it is not known.

    >>> town_latitude("Woburn", "MA"), town_longitude("Woburn", "MA"), town_latitude("Atlantis", "MA")
    ('42.4793', '-71.1523', None)
    """
    found = town_point(town, of_state)
    return str(found.lat) if found else None


def town_longitude(town: str, of_state: str) -> str | None:
    """The longitude of the centre of a town in degrees; None where it is not known."""
    found = town_point(town, of_state)
    return str(found.lon) if found else None


def town_county(town: str, of_state: str) -> str | None:
    """The id of the county that holds the centre of a town; None where it is not known.

    >>> town_county("Woburn", "MA")
    'us-county-25017'
    """
    found = town_point(town, of_state)
    return county_at(found, SHORE_KM) if found else None


def state(text: str) -> str:
    """The id of a state by its name, postal or FIPS code; ValueError where there is none."""
    if found := state_id(text):
        return found
    raise ValueError("is no state of the United States")


def county(name: str, of_state: str) -> str:
    """The id of a county by its name and state; ValueError where there is none."""
    if not of_state:
        raise ValueError("is a county without a state")
    if found := county_id(name, state(of_state).removeprefix("us-")):
        return found
    raise ValueError(f"is no county of {of_state}")


def metro(text: str) -> str:
    """The id of a metropolitan or micropolitan area by its code or whole title; ValueError where there is none."""
    if found := metro_id(text):
        return found
    raise ValueError("is no metropolitan or micropolitan area of 2023")


def appellation(text: str) -> str:
    """The id of an American Viticultural Area by its name; ValueError where there is none."""
    if found := appellation_id(text):
        return found
    raise ValueError("is no American Viticultural Area that ships")


@lru_cache(SEVERAL)
def near_state(text: str) -> list[str]:
    """States that may be meant."""
    return nearest(text, by_name(state_names()))


@lru_cache(SEVERAL)
def near_county(name: str, of_state: str) -> list[str]:
    """Counties of a state that may be meant, or states where it is none.

    >>> near_county("Nappa", "CA"), near_county("Napa", "Calfornia"), near_county("Sonoma", "")
    (['Napa County'], ['California'], [])
    """
    if not of_state:
        return []
    if not (id := state_id(of_state)):
        return near_state(of_state)
    names = county_names()[id]
    bare = {compared(re.sub(r" (County|Parish|Borough)$", "", each)): each for each in names}
    return nearest(name, {**by_name(names), **bare})


@lru_cache(SEVERAL)
def near_metro(text: str) -> list[str]:
    """Metropolitan and micropolitan areas that may be meant."""
    return nearest(text, by_name(metro_titles()))


@lru_cache(SEVERAL)
def near_appellation(text: str) -> list[str]:
    """American Viticultural Areas that may be meant.

    >>> near_appellation("Howel Mountain AVA"), near_appellation("Nowhere Valley")
    (['Howell Mountain'], [])
    """
    return nearest(re.sub(r"\s+AVA$", "", text.strip(), flags=re.IGNORECASE), by_name(appellation_names()))


@lru_cache(SEVERAL)
def near_country(text: str) -> list[str]:
    """Countries that may be meant."""
    return nearest(text, by_name(country_names()))


def excel_date(text: str) -> str:
    """The date that a day number of a spreadsheet stands for; ValueError where it is none.

    >>> excel_date("43831")
    '2020-01-01'
    """
    found = re.fullmatch(r"(\d{1,6})(?:\.\d+)?", text)
    if found is None or int(found[1]) not in EXCEL_DAYS:
        raise ValueError("is no day number of a spreadsheet")
    return (date(1899, 12, 30) + timedelta(days=int(found[1]))).isoformat()


def web_address(text: str) -> str | None:
    """A text that holds a web address, as it is written; ValueError where it holds none.

    >>> web_address("www.example.org/a"), web_address("N/A")
    ('www.example.org/a', None)
    """
    if is_missing(text):
        return None
    if not HOST.search(text):
        raise ValueError("is no web address")
    return text


def dollars(text: str) -> str | None:
    """An amount in US dollars as a plain number; ValueError where it is none."""
    amount = clean_dollars(text)
    return None if amount is None else f"{amount:.2f}".rstrip("0").rstrip(".")


def nace_code(text: str, level: str = "") -> str | None:
    """The code of NACE in `text`, or of the section, division or group that it lies within; None where it does not."""
    code = industry_code(text, "nace2")
    if not level or not code:
        return code
    return next((above for above in nace_above(code) if nace_level(above) == NACE_LEVELS[level]), None)


def of_nace(said: Callable[[str], object], level: str = "") -> Transform:
    """What is `said` of the class of NACE that a cell has the code of, or of what that lies within.

    >>> of_nace(nace_level).clean("C30.11"), of_nace(nace_title, "division").clean("3011")
    ('4', 'Manufacture of other transport equipment')
    """

    def clean(text: str) -> str | None:
        code = nace_code(text, level)
        return str(said(code)) if code else None

    return Transform(clean, "write a code of NACE Rev. 2, such as 30.11, or set the column to what it is")


def nace_id(code: str) -> str:
    """The id of a class of NACE."""
    return f"nace2-{code.lower()}"


ZIPS = {
    "zip": Transform(zip_code, "write the five digits; where the column holds postal codes of abroad, map it as it is"),
    "zip_county": Transform(county_of_zip, "correct the ZIP code, or give the county"),
    "zip_latitude": Transform(zip_latitude),
    "zip_longitude": Transform(zip_longitude),
}
DATE_REMEDY = "write it as 2021, 2021-11 or 2021-11-30"
TRANSFORMS: dict[str, Transform] = {
    "slug": Transform(slug),
    "firm_key": Transform(firm_key),
    "title": Transform(str.title),
    "upper": Transform(str.upper),
    "lower": Transform(str.lower),
    **ZIPS,
    **{
        f"zip_in{name.removeprefix('zip')}": Transform(in_state(known.clean), "write all five digits", columns=2)
        for name, known in ZIPS.items()
    },
    "town_latitude": Transform(town_latitude, columns=2),
    "town_longitude": Transform(town_longitude, columns=2),
    "town_county": Transform(town_county, columns=2),
    "state": Transform(state, "write the state's name, postal or FIPS code", near=near_state),
    "county": Transform(
        county, "write the county's name and its state, or give the five-digit FIPS code", columns=2, near=near_county
    ),
    "metro": Transform(metro, "write its five-digit CBSA code or its whole title", near=near_metro),
    "appellation": Transform(
        appellation, "write the name of the viticultural area as the Federal Register has it", near=near_appellation
    ),
    "country": Transform(country_code, "write the country's English name or its two-letter code", near=near_country),
    "mdy": Transform(partial(clean_date, order="mdy"), DATE_REMEDY),
    "dmy": Transform(partial(clean_date, order="dmy"), DATE_REMEDY),
    "excel_date": Transform(excel_date, DATE_REMEDY),
    "decimal_comma": Transform(with_point),
    "figure": Transform(figure),
    "figure_comma": Transform(lambda text: with_point(figure(text))),
    "web": Transform(web_address, "write the address of a page, such as www.example.org, or empty the cell"),
    "usd": Transform(dollars, "write the amount in US dollars as a number"),
    **{
        key: Transform(
            partial(industry_id, key=key), f"write a code of {SCHEMES[key]}, or choose the edition that it is of"
        )
        for key in ("naics2017", "naics2022", "sic1987", "isic4")
    },
    "nace2_level": of_nace(nace_level),
    **{
        f"nace2{f'_{level}' if level else ''}{what}": of_nace(said, level)
        for level in ("", "group", "division", "section")
        for what, said in (("", nace_id), ("_code", str), ("_name", nace_title))
    },
    **{
        f"{start}-to-{end}": Transform(
            partial(converted_id, start=start, end=end), f"write the code of {SCHEMES[end]} that is meant"
        )
        for start, end in STEPS
        if end in {"naics2017", "naics2022", "isic4"}
    },
}
"""Transforms by name; `lookup:TABLE` is one more."""
