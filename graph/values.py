"""Property types: from what a source wrote to a value the graph holds."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import lru_cache

from .records import Point, Value

MISSING = {"", "-", "--", ".", "?", "n/a", "na", "nan", "none", "null", "unknown", "not available"}
LONGEST_MISSING = max(map(len, MISSING))
PLAIN_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
PLAIN_WHOLE = re.compile(r"-?[0-9]{1,15}")
"""Numbers as most tables write them, which are read at once."""
MONTHS = "january february march april may june july august september october november december".split()


def is_missing(raw: object) -> bool:
    """Whether `raw` stands for nothing.

    >>> is_missing(" N/A "), is_missing("0")
    (True, False)
    """
    return raw is None or fold(raw).lower() in MISSING


def fold(raw: object) -> str:
    """`raw` as text with its white space folded."""
    return " ".join(str(raw).split())


def clean_text(raw: object) -> str | None:
    """Text with its white space folded, or None.

    >>> clean_text("  Opus   One ")
    'Opus One'
    """
    if raw is None:
        return None
    text = fold(raw)
    return None if len(text) <= LONGEST_MISSING and text.lower() in MISSING else text


def clean_texts(raw: object) -> list[str] | None:
    """A list of distinct texts in the order given, or None when empty.

    >>> clean_texts(["a", "", "b", "a"])
    ['a', 'b']
    """
    parts = raw if type(raw) is list or type(raw) is tuple else [raw]
    texts = dict.fromkeys([text for part in parts if (text := clean_text(part)) is not None])
    return list(texts) or None


def clean_number(raw: object) -> float | None:
    """A number, thousands separators and currency signs taken off; ValueError where it is none.

    >>> clean_number("$1,250.50")
    1250.5
    """
    if isinstance(raw, str) and PLAIN_NUMBER.fullmatch(raw):
        return float(raw)
    if is_missing(raw):
        return None
    if isinstance(raw, bool):
        raise ValueError("is not a number")
    text = bare_number(raw)
    if "_" in text:
        raise ValueError("is not a number")
    try:
        number = float(text)
    except ValueError:
        raise ValueError("is not a number") from None
    if not math.isfinite(number):
        raise ValueError("is not a finite number")
    return number


def bare_number(raw: object) -> str:
    """`raw` as text without currency signs and thousands separators."""
    text = str(raw).strip().lstrip("$€£").replace("\u00a0", "").strip()
    if "," in text and re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", text):
        return text.replace(",", "")
    return text


def clean_int(raw: object) -> int | None:
    """A whole number of 64 bits; ValueError where it is none.

    >>> clean_int("1,250"), clean_int("12.0")
    (1250, 12)
    """
    if PLAIN_WHOLE.fullmatch(plain := str(raw)):
        return int(plain)
    number = clean_number(raw)
    if number is None:
        return None
    if number != int(number):
        raise ValueError("is not a whole number")
    text = bare_number(raw)
    whole = int(text) if re.fullmatch(r"[+-]?\d+", text) else int(number)
    if not -(2**63) <= whole < 2**63:
        raise ValueError("is too large a number")
    return whole


def clean_flag(raw: object) -> bool | None:
    """True or False from yes, no, y, n, 1, 0, true, false; ValueError for anything else.

    >>> clean_flag("Yes"), clean_flag("0")
    (True, False)
    """
    if is_missing(raw):
        return None
    text = str(raw).strip().lower()
    if text in {"yes", "y", "true", "t", "1", "1.0"}:
        return True
    if text in {"no", "n", "false", "f", "0", "0.0"}:
        return False
    raise ValueError("is neither yes nor no")


def clean_date(raw: object, order: str = "mdy") -> str | None:
    """An ISO 8601 date of the precision given (year, month or day); ValueError where it is none.

    Numeric dates whose year stands last are read in `order`: month first (`mdy`), as United States registers write
    them, or day first (`dmy`). With dots or hyphens those alone are read month first of which only one order is a date.
    A quarter gives its year. Years of two digits and estimates are refused.

    >>> clean_date("4/9/2020"), clean_date("4/9/2020", "dmy"), clean_date("12 March 2015"), clean_date("Q3 2021")
    ('2020-04-09', '2020-09-04', '2015-03-12', '2021')
    >>> clean_date("15.03.2020"), clean_date("3-25-2020")
    ('2020-03-15', '2020-03-25')
    """
    if raw is None:
        return None
    return read_date(raw.isoformat()[:10] if isinstance(raw, date) else str(raw).strip(), order)


@lru_cache(maxsize=4096)
def read_date(text: str, order: str) -> str | None:
    """The date in `text`, as clean_date gives it; registers repeat their dates, so they are remembered."""
    if is_missing(text):
        return None
    parts = date_parts(" ".join(text.split()), order)
    try:
        whole = date(*(*parts, 1, 1)[:3])
    except ValueError:
        swapped = len(parts) == 3 and parts[1] > 12 >= parts[2] and not re.match(r"\d{4}", text)
        hint = "; its day and month may be the other way round" if swapped else ""
        raise ValueError(f"is not a date of the calendar{hint}") from None
    if not 1000 <= whole.year <= 2200:
        raise ValueError("is not a date between the years 1000 and 2200")
    return whole.isoformat()[: (4, 7, 10)[len(parts) - 1]]


def date_parts(text: str, order: str) -> tuple[int, ...]:
    """Year, month and day of a date, as many as `text` gives; ValueError where it is none."""
    if re.match(r"(?:ca?\.?|circa|about|around|approx\.?|before|after|~) ?\d", text, re.IGNORECASE):
        raise ValueError("is not a date but an estimate")
    if match := re.fullmatch(r"(\d{4})(?:\.0)?", text):
        return (int(match[1]),)
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})", text):
        return int(match[1]), int(match[2])
    if match := re.match(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$", text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := re.fullmatch(r"(\d{1,2})([/.-]) ?(\d{1,2})\2 ?(\d{4})", text):
        first, second = int(match[1]), int(match[3])
        if match[2] != "/" and order == "mdy":
            if max(first, second) <= 12:
                raise ValueError("is not a date whose order is known: day or month may stand first")
            order = "dmy" if first > 12 else "mdy"
        return (int(match[4]), first, second) if order == "mdy" else (int(match[4]), second, first)
    if match := re.fullmatch(r"([A-Za-z]+)\.?,? (?:(\d{1,2})(?:[snrt][tdh])?,? ?)?(\d{4})", text):
        return (int(match[3]), month_number(match[1])) + ((int(match[2]),) if match[2] else ())
    if match := re.fullmatch(r"(\d{1,2})(?:[snrt][tdh]|\.)?[ -]([A-Za-z]+)\.?,?[ -](\d{4})", text):
        return int(match[3]), month_number(match[2]), int(match[1])
    if match := re.fullmatch(r"Q[1-4][-/ ]?(\d{4})|(\d{4})[-/ ]?Q[1-4]", text, re.IGNORECASE):
        return (int(match[1] or match[2]),)
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}|\d{1,2}[- ][A-Za-z]{3,}[- ]\d{2}|[A-Za-z]{3,}[- ']+\d{2}", text):
        raise ValueError("is not a date whose century is known: write the year with four digits")
    raise ValueError("is not a date")


def month_number(name: str) -> int:
    """The number of a month by its English name or its first three letters or more; ValueError for another word."""
    found = [i + 1 for i, month in enumerate(MONTHS) if len(name) >= 3 and month.startswith(name.lower())]
    if len(found) != 1:
        raise ValueError("is not a date")
    return found[0]


def clean_point(raw: object) -> Point | None:
    """A point from (latitude, longitude); ValueError where it is none or off the Earth.

    >>> clean_point(["38.43", "-122.41"])
    Point(lat=38.43, lon=-122.41)
    """
    if raw is None:
        return None
    pair = list(raw) if isinstance(raw, list | tuple) else str(raw).replace(";", ",").split(",")
    if len(pair) != 2:
        if all(is_missing(part) for part in pair):
            return None
        raise ValueError("is not a pair of latitude and longitude")
    lat, lon = clean_number(pair[0]), clean_number(pair[1])
    if lat is None and lon is None:
        return None
    if lat is None or lon is None:
        raise ValueError("has only one of latitude and longitude")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        hint = "; the two may be exchanged" if abs(lon) <= 90 and abs(lat) <= 180 else ""
        raise ValueError(f"is not on Earth: latitude is -90 to 90, longitude -180 to 180{hint}")
    if lat == 0 and lon == 0:
        raise ValueError("is latitude 0, longitude 0, which stands for an unknown place")
    return Point(lat, lon)


CLEANERS: dict[str, Callable[[object], Value | None]] = {
    "text": clean_text,
    "texts": clean_texts,
    "choice": clean_text,
    "int": clean_int,
    "number": clean_number,
    "flag": clean_flag,
    "date": clean_date,
    "point": clean_point,
}
"""Property type to the function that cleans it; each raises ValueError with what is wrong."""


def check_bounds(value: Value, choices: Sequence[str], least: float | None, most: float | None) -> None:
    """ValueError where a value is none of the choices, if there are any, or a number out of bounds."""
    if choices and value not in choices:
        raise ValueError(f"is not one of {', '.join(choices)}")
    if isinstance(value, int | float) and not isinstance(value, bool):
        if least is not None and value < least:
            raise ValueError(f"is below {least:g}")
        if most is not None and value > most:
            raise ValueError(f"is above {most:g}")


Range = tuple[str, str, str]
"""Names of a number that may be given by bounds, of its least and of its most."""


def bounded(names: Collection[str]) -> tuple[Range, ...]:
    """The numbers among the names that may be given by bounds.

    >>> bounded(("name", "employees", "employees_min", "employees_max"))
    (('employees', 'employees_min', 'employees_max'),)
    """
    families = ((name, f"{name}_min", f"{name}_max") for name in names)
    return tuple(family for family in families if set(family) <= set(names))
