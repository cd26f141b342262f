"""Numbers of registers: what stands in their place where there is none is no number."""

from __future__ import annotations

import re
from collections.abc import Iterable

FILLED_UP = re.compile(r"0*|([1-9])\1{6,}|X{4,}|1234567890?")
"""One sign over and over, or digits in a row, as forms are filled up; short numbers such as 9 or 1111 are real ones."""
UNSAID = frozenset(
    "n/a|none|null|nil|unknown|pending|tbd|applied for|not available|not applicable|not assigned|not known".split("|")
)
"""Words that forms hold in the place of a number, lower case."""


def real_numbers(identifiers: Iterable[str]) -> list[str]:
    """Those of `identifiers`, each scheme:number, whose number is one and no placeholder.

    >>> real_numbers(["cik:0000001750", "ein:000000000", "ein:99-9999999", "duns:N/A", "permit:9", "permit:"])
    ['cik:0000001750', 'permit:9']
    """
    return [each for each in identifiers if not is_placeholder(each.partition(":")[2] if ":" in each else each)]


def is_placeholder(number: str) -> bool:
    """Whether what stands in the place of a number says that there is none.

    >>> is_placeholder("00-0000000"), is_placeholder("applied for"), is_placeholder("04-2103594")
    (True, True, False)
    """
    if number.strip().lower() in UNSAID:
        return True
    return FILLED_UP.fullmatch(re.sub(r"[\W_]", "", number).upper()) is not None
