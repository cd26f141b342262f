"""What the cells of a column look like: recognisers, each from distinct values to the share that fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale

from ...graph.values import clean_date, clean_number, clean_point
from ..cleaning.gazetteer import appellation_id, county_states, five_digits, read_table, squeeze, state_codes, zip_table
from ..cleaning.industries import is_code
from ..cleaning.names import slug
from ..cleaning.persons import ORGANISATION_WORDS
from .classes import industry_codes, industry_titles
from .knowledge import place_types, relation_words, relations, sorts, words_of

URL = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,24}(?::\d+)?(?:[/?#]\S*)?|https?://", re.IGNORECASE)
STREET = re.compile(
    r"\d+[\w-]*\s.*[A-Za-z]{2}.*|p\.?\s?o\.?\s?box.*|.*\b(?:st|street|ave|avenue|rd|road|blvd|drive|dr|lane|ln|hwy)\b.*"
    r"|.*(?:stra(?:ss|ß)e|str\.|weg|platz|allee)\s*\d*.*"
    r"|(?:rue|via|calle|avenida|piazza)\b.*",  # codespell:ignore calle
    re.IGNORECASE,
)
EIN = re.compile(r"\d{2}-?\d{7}")
DAY_AND_MONTH = re.compile(r"(\d{1,2})[/.-] ?(\d{1,2})[/.-] ?\d{4}")
"""A date whose year stands last: day and month, or month and day."""
FILE = re.compile(r"[^/]*\.(?:xlsx?|csv|tsv|pdf|docx?|txt|zip|gz|json|xml|ods|html?)", re.IGNORECASE)
THREE_LETTERS = (
    "usa gbr uk can deu fra esp ita chn jpn ind isr irl nld bel lux che aut swe nor dnk fin isl pol cze svk hun svn "
    "hrv rou bgr grc prt est lva ltu aus nzl bra mex arg chl col kor sgp twn hkg rus ukr zaf tur are sau mys "
    "tha vnm phl idn"  # codespell:ignore tha
).split()
"""Three-letter codes of countries that firms' registers name most, and what people write for the United Kingdom."""


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Tells whether a cell is of a sort."""

    about: str
    """What the cells that fit are, in the plural."""
    fits: Callable[[str], bool]
    apart: Callable[[str], str] | None = None
    """What must differ from cell to cell; None where nothing must."""
    least: int = 1
    """Different values from which on they tell anything."""

    def measure(self, values: Sequence[str]) -> float:
        """Share of different values that fit; 0 of too few, and of ten or more alike in what must differ."""
        if len(values) < self.least:
            return 0.0
        if self.apart and len(values) >= 10:
            common = Counter(map(self.apart, values)).most_common(1)[0][1]
            if common > len(values) / 2:
                return 0.0
        return sum(map(self.fits, values)) / len(values) if values else 0.0


@cache
def county_names() -> frozenset[str]:
    """Names of counties as compared, with and without their last word."""
    names = [row["name"] for row in read_table("counties.csv.gz")]
    return frozenset(squeeze(name) for full in names for name in (full, full.rsplit(" ", 1)[0]))


@cache
def metro_codes() -> frozenset[str]:
    """Codes of metropolitan and micropolitan areas."""
    return frozenset(row["cbsa"] for row in read_table("metros.csv.gz"))


@cache
def country_words() -> frozenset[str]:
    """Names and codes of countries, folded."""
    tables = [Locale(language).territories for language in ("en", "de", "fr", "es", "it")]
    codes = [code for code in map(str, tables[0]) if re.fullmatch("[A-Z]{2}", code)]
    names = [str(table[code]) for table in tables for code in codes if code in table]
    return frozenset(slug(name) for name in names) | {code.lower() for code in codes} | frozenset(THREE_LETTERS)


def is_url(text: str) -> bool:
    """Whether `text` is a web address.

    >>> is_url("www.example.org/a"), is_url("members.xlsx")
    (True, False)
    """
    return bool(URL.fullmatch(text)) and not FILE.fullmatch(text)


def is_name(text: str) -> bool:
    """Whether `text` can be a name: letters, and no more than a title has."""
    return (
        bool(re.search(r"[^\W\d_]", text))
        and 1 < len(text) <= 160
        and not text.startswith(("http://", "https://", "/"))
    )


def is_number(text: str, least: float | None = None, most: float | None = None) -> bool:
    """Whether `text` is a number within bounds."""
    try:
        number = clean_number(text)
    except ValueError:
        return False
    return number is not None and (least is None or number >= least) and (most is None or number <= most)


def is_count(text: str) -> bool:
    """Whether `text` is a whole number from 0, or a range of them (`50-99`), also with points between thousands.

    >>> is_count("1,250"), is_count("1.250"), is_count("0.125")
    (True, True, False)
    """
    bare = re.sub(r"(?<=\d),(?=\d{3})|(?<=\d)(?<!\b0)\.(?=\d{3}\b)|\.0$", "", text)
    return bool(re.fullmatch(r"\d{1,9}(?:\s*(?:-|–|to)\s*\d{1,9}|\+)?", bare))


def is_date(text: str) -> bool:
    """Whether `text` is a date, of a year from 1000 on, whether its month or its day stands first."""
    return any(fits_order(text, order) for order in ("mdy", "dmy"))


def fits_order(text: str, order: str) -> bool:
    """Whether `text` is a date where the month (`mdy`) or the day (`dmy`) stands first."""
    try:
        return clean_date(text, order) is not None
    except ValueError:
        return False


def day_first(texts: Iterable[str]) -> bool:
    """Whether dates have the day first for certain: one at least has a first number over 12, none such a second one.

    >>> day_first(["31/12/2019", "4/9/2020"]), day_first(["4/9/2020"]), day_first(["31/12/2019", "12/31/2019"])
    (True, False, False)
    """
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := DAY_AND_MONTH.fullmatch(text.strip()))]
    return any(first > 12 for first, _ in pairs) and all(second <= 12 for _, second in pairs)


def is_point(text: str) -> bool:
    """Whether `text` is a latitude and a longitude."""
    try:
        return clean_point(text) is not None
    except ValueError:
        return False


def is_postcode(text: str) -> bool:
    """Whether `text` is a ZIP code of the gazetteer, or looks like a postcode of another country."""
    return five_digits(text) in zip_table() or bool(
        re.fullmatch(
            r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|(?:[A-Z]{1,2}-)?\d{4,5}(?: ?[A-Z]{2})?|[A-Z]\d[A-Z] ?\d[A-Z]\d", text
        )
    )


def is_state(text: str) -> bool:
    """Whether `text` is a state's name or two letters."""
    return not text.isdigit() and slug(text) in state_codes()


def is_kind(text: str) -> bool:
    """Whether `text` is a word for a sort of organisation, or several of them."""
    return any(words_of(part) in sorts() for part in re.split(r"[|,;]", text))


def is_class_of_nace(text: str) -> bool:
    """Whether `text` is written as a class of NACE is, with its dot: two digits and two more, of which no 0 is first.

    >>> is_class_of_nace("30.11"), is_class_of_nace("C30.11"), is_class_of_nace("30.05"), is_class_of_nace("3011")
    (True, True, False, False)
    """
    return bool(re.fullmatch(r"[A-U]?\d\d\.(?:[1-9]\d|00)", text)) and is_code(text, "nace2")


def is_ticker(text: str) -> bool:
    """Whether `text` is a symbol of a stock exchange."""
    return bool(re.fullmatch(r"[A-Z][A-Z0-9.-]{0,6}", text))


def has_organisation_word(text: str) -> bool:
    """Whether `text` is short enough for a name and has a word that organisations' names have."""
    return len(text) <= 100 and any(word in ORGANISATION_WORDS for word in slug(text).split("-"))


def host(address: str) -> str:
    """The host of a web address.

    >>> host("https://www.example.org/a?b"), host("example.org")
    ('www.example.org', 'example.org')
    """
    return re.split(r"[/?#]", re.sub(r"^\w+://", "", address.lower()))[0] or address


RECOGNISERS: dict[str, Recogniser] = {
    "name": Recogniser("can be names", is_name),
    "organisation": Recogniser("have a word that names of organisations have", has_organisation_word),
    "text": Recogniser("are text", lambda text: bool(re.search(r"[^\W\d_]", text))),
    "key": Recogniser("can be keys", lambda text: len(text) <= 120 and (" " not in text or len(text) <= 20)),
    "url": Recogniser("are web addresses, mostly of different hosts", is_url, host),
    "street": Recogniser("read like street addresses", lambda text: bool(STREET.fullmatch(text))),
    "town": Recogniser(
        "can be names of towns", lambda text: is_name(text) and len(text) <= 40 and not re.search(r"\d", text)
    ),
    "state": Recogniser("are states of the gazetteer", is_state),
    "county": Recogniser("are names of counties", lambda text: squeeze(text) in county_names()),
    "county_fips": Recogniser(
        "are county codes of the gazetteer",
        lambda text: f"us-county-{text.removesuffix('.0').zfill(5)}" in county_states(),
    ),
    "postcode": Recogniser("are ZIP codes of the gazetteer or look like postcodes", is_postcode),
    "zip": Recogniser(
        "are ZIP codes of the gazetteer",
        lambda text: bool(re.fullmatch(r"\d{5}(-\d{4})?", text)) and text[:5] in zip_table(),
    ),
    "appellation": Recogniser("are names of wine regions", lambda text: appellation_id(text) is not None),
    "metro": Recogniser("are codes of metropolitan areas", lambda text: text.removesuffix(".0") in metro_codes()),
    "country": Recogniser("are countries", lambda text: slug(text) in country_words()),
    "latitude": Recogniser("are degrees from -90 to 90", lambda text: is_number(text, -90, 90)),
    "longitude": Recogniser("are degrees from -180 to 180", lambda text: is_number(text, -180, 180)),
    "point": Recogniser("are pairs of latitude and longitude", is_point),
    "count": Recogniser("are whole numbers", is_count),
    "number": Recogniser("are numbers", is_number),
    "share": Recogniser("are numbers from 0 to 1", lambda text: is_number(text, 0, 1)),
    "date": Recogniser("are dates", is_date),
    "kind": Recogniser("are words for sorts of organisations", is_kind),
    "relation": Recogniser("are words for relations", lambda text: relation_words(text) in relations()),
    "naics": Recogniser(
        "are codes of NAICS 2017 or 2022",
        lambda text: text.removesuffix(".0") in industry_codes("naics2017", "naics2022"),
    ),
    "sic": Recogniser(
        "are codes of SIC 1987", lambda text: text.removesuffix(".0").zfill(4) in industry_codes("sic1987")
    ),
    "nace": Recogniser("are codes of NACE Rev. 2", lambda text: len(text) > 2 and is_code(text, "nace2")),
    "dotted_nace": Recogniser("are written as classes of NACE Rev. 2 are (30.11)", is_class_of_nace, least=10),
    "isic": Recogniser("are codes of ISIC Rev. 4", lambda text: len(text) > 2 and is_code(text, "isic4")),
    "year": Recogniser("are years", lambda text: bool(re.fullmatch(r"(?:19|20)\d\d(?:\.0)?", text))),
    "place_type": Recogniser("are words for sorts of places", lambda text: words_of(text) in place_types()),
    "industry": Recogniser("are titles of industries", lambda text: slug(text) in industry_titles()),
    "cik": Recogniser("look like CIK numbers", lambda text: bool(re.fullmatch(r"0\d{9}|\d{4,7}", text))),
    "padded_cik": Recogniser("are ten digits with zeros in front", lambda text: bool(re.fullmatch(r"000\d{7}", text))),
    "dashed_ein": Recogniser(
        "are two digits, a dash and seven digits", lambda text: bool(re.fullmatch(r"\d{2}-\d{7}", text))
    ),
    "ein": Recogniser("look like EINs", lambda text: bool(EIN.fullmatch(text)) and ("-" in text or len(text) == 9)),
    "duns": Recogniser("are nine digits", lambda text: bool(re.fullmatch(r"\d{2}-?\d{3}-?\d{4}", text))),
    "uei": Recogniser(
        "are twelve letters and digits",
        lambda text: bool(re.fullmatch(r"(?=.*\d)[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11}", text)),
    ),
    "lei": Recogniser("are LEIs", lambda text: bool(re.fullmatch(r"[A-Z0-9]{18}\d{2}", text))),
    "ror": Recogniser(
        "are ROR ids", lambda text: bool(re.fullmatch(r"(?:https?://)?(?:ror\.org/)?0[a-z0-9]{6}\d{2}", text))
    ),
    "ticker": Recogniser("look like tickers", is_ticker),
}
"""Recognisers by the name that roles.yml calls them."""
