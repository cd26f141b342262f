"""Counts and amounts as tables write them: exact, between two bounds, above one or below one."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from ...graph.values import Range, clean_number, is_missing

SCALES = {"": 1, "k": 10**3, "thousand": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "mio": 10**6, "million": 10**6}
SCALES |= {"millions": 10**6, "b": 10**9, "bn": 10**9, "billion": 10**9, "billions": 10**9, "trillion": 10**12}
"""Words and letters behind a number to what they multiply it by."""
CURRENCIES = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
"""Signs to the three-letter ISO 4217 code; the plain dollar sign is read as the dollar of the United States."""
CODE = re.compile(r"(?<![A-Za-z])(?!EST|MAX|MIN|MIO)[A-Z]{3}(?![A-Za-z])")
"""A three-letter code of a currency."""
NUMBER = r"(\d[\d,]*(?:\.\d+)?|\.\d+)\s*(" + "|".join(sorted((s for s in SCALES if s), key=len, reverse=True)) + r")?\b"
APPROXIMATE = re.compile(
    r"(?:ca?\.?|circa|about|around|approx\.?|approximately|roughly|~|≈|est\.?)\s*(?=[\d$€£.])", re.IGNORECASE
)
"""What says that a number is an estimate."""
PEOPLE = re.compile(r"\s*(?:employees?|people|persons?|staff|workers?|jobs|ftes?)\.?$", re.IGNORECASE)
"""What is counted, written behind a count."""
BELOW = r"(?P<below><|less than|under|below|fewer than)"
UP_TO = r"(?P<up_to><=|≤|up to|at most|max\.?)"
ABOVE = r"(?P<above>>|more than|over|above)"
FROM = r"(?P<from>>=|≥|at least|from|min\.?)"
SINGLE = re.compile(
    rf"(?:{BELOW}|{UP_TO}|{ABOVE}|{FROM})?\s*{NUMBER}\s*"
    r"(?P<behind>\+|or more|and over|and more|and up|plus|or less|or fewer|or under)?"
)
BETWEEN = re.compile(rf"(?:between |from )?{NUMBER}\s*(?:-|–|—|to|and|\.\.)\s*{NUMBER}")


class Bounds(NamedTuple):
    """What a text says of a number: least and most, which are equal where it is exact, None where there is none."""

    least: float | None
    most: float | None


def clean_count(raw: object) -> Bounds | None:
    """The bounds of a count of people in `raw`, None where it is missing; ValueError says why there are none.

    >>> clean_count("50-99"), clean_count("1,000+"), clean_count("<5")
    (Bounds(least=50, most=99), Bounds(least=1000, most=None), Bounds(least=None, most=4))
    """
    if is_missing(raw):
        return None
    if isinstance(raw, bool):
        raise ValueError("is not a number")
    return read_count(str(raw))


@lru_cache(maxsize=4096)
def read_count(text: str) -> Bounds:
    """The bounds of the count in `text`; registers repeat their counts, so they are remembered."""
    bounds = read_bounds(PEOPLE.sub("", text), step=1)
    if any(bound is not None and bound != int(bound) for bound in bounds):
        raise ValueError("is not a whole number")
    return Bounds(*(None if bound is None else int(bound) for bound in bounds))


class Money(NamedTuple):
    """An amount as stated."""

    bounds: Bounds
    currency: str | None
    """Three-letter ISO 4217 code, None where the text names none."""


def clean_money(raw: object) -> Money | None:
    """The amount in `raw`, None where it is missing; ValueError says why there is none.

    >>> clean_money("$1.2M"), clean_money("1.5 bn EUR").currency
    (Money(bounds=Bounds(least=1200000.0, most=1200000.0), currency='USD'), 'EUR')
    """
    if is_missing(raw):
        return None
    text = " ".join(str(raw).split())
    if re.search(r"[a-z]\$", re.sub(r"us\$", "$", text.lower())):
        raise ValueError("has a dollar sign of another country; write the three-letter code of the currency")
    signs = {CURRENCIES[sign] for sign in re.findall(r"us\$|[$€£¥]", text.lower())}
    codes = set(CODE.findall(text))
    named = codes or signs
    if len(named) > 1 or (codes and signs - codes - ({"USD"} if next(iter(codes))[2] == "D" else set())):
        raise ValueError("names more than one currency")
    bare = CODE.sub("", re.sub(r"(?i:us)\$|[$€£¥]", "", text))
    if isinstance(raw, str) and re.fullmatch(r"\s*\d{1,3}\.\d{3}\s*", bare):
        raise ValueError("may be thousands or a fraction: a dot before three digits stands for either")
    return Money(read_bounds(bare, step=0), next(iter(named), None))


def clean_dollars(raw: object) -> float | None:
    """The exact amount in dollars of the United States in `raw`, None where it is missing; ValueError otherwise.

    An amount without a currency is taken to be in dollars: the column is.

    >>> clean_dollars("$25 million"), clean_dollars("1,250")
    (25000000.0, 1250.0)
    """
    money = clean_money(raw)
    if money is None:
        return None
    if money.currency not in {None, "USD"}:
        raise ValueError(f"is in {money.currency}, not in US dollars")
    if money.bounds.least is None or money.bounds.least != money.bounds.most:
        raise ValueError("is a range, not an amount")
    return money.bounds.least


def read_bounds(raw: str, step: int) -> Bounds:
    """The bounds of the number in `raw`; `step` is what lies between a bound and the next value that is beyond it."""
    text = " ".join(raw.split()).lower()
    if APPROXIMATE.match(text):
        raise ValueError("is an estimate without bounds")
    if found := BETWEEN.fullmatch(text):
        (low, low_scale), (high, high_scale) = found.group(1, 2), found.group(3, 4)
        least, most = scaled(low, low_scale or high_scale), scaled(high, high_scale)
        if least > most:
            raise ValueError("is a range whose start is above its end")
        return Bounds(least, most)
    found = SINGLE.fullmatch(text)
    if found is None:
        return exact(raw)
    front = next((name for name in ("below", "up_to", "above", "from") if found[name]), "")
    behind = found["behind"] or ""
    if front and behind:
        raise ValueError("has a bound before and behind the number")
    number = scaled(found[5], found[6])
    if front in {"below", "up_to"} or behind in {"or less", "or fewer", "or under"}:
        most = number - step if front == "below" else number
        if most < 0:
            raise ValueError("is below 0")
        return Bounds(None, most)
    if front or behind:
        return Bounds(number + step if front == "above" else number, None)
    return Bounds(number, number)


def exact(raw: str) -> Bounds:
    """Bounds of a number that stands alone; ValueError where it is none."""
    number = clean_number(raw)
    if number is None:
        raise ValueError("is not a number")
    return Bounds(number, number)


def scaled(digits: str, scale: str | None) -> float:
    """A number with the word behind it; ValueError where its commas are not those of thousands."""
    number = clean_number(digits)
    if number is None or ("," in digits and not re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits)):
        raise ValueError("is not a number")
    value = number * SCALES[scale or ""]
    if not math.isfinite(value):
        raise ValueError("is not a finite number")
    return round(value, 6)


def spread(raw: Mapping[str, object], ranges: Iterable[Range]) -> tuple[dict[str, object], dict[str, str]]:
    """`raw` with each count that is a range put into its bounds, and the reasons why others were refused and left out.

    A property takes ranges where `ranges` names it and its bounds. A row that gives bounds of its own keeps them.

    >>> spread({"employees": "50 to 99"}, [("employees", "employees_min", "employees_max")])
    ({'employees_min': 50, 'employees_max': 99}, {})
    """
    given, refused = dict(raw), {}
    for name, least, most in ranges:
        if name not in raw or not is_missing(raw.get(least)) or not is_missing(raw.get(most)):
            continue
        try:
            bounds = clean_count(raw[name])
        except ValueError as error:
            refused[name] = str(error)
            del given[name]
            continue
        if bounds and bounds.least != bounds.most:
            del given[name]
            given |= {least: bounds.least, most: bounds.most}
        elif bounds:
            given[name] = bounds.least
    return given, refused
