"""The figures of a place in a group of industries as a line of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from ..words import count
from .figures import Counted
from .rank import ranks
from .standing import LEAST_LEFT_OUT, Standing
from .strength import FEWEST, STRONG, WORDS

NOT_PUBLISHED, UNRELIABLE = "not published", "unreliable"
MOST_MISSING = 0.5
"""Missing share above which a location quotient, a rank and a strength are called unreliable."""


def standing_lines(standing: Standing, row: int, numbers: Iterable[int]) -> Iterator[dict[str, Any]]:
    """What is counted of groups in one place, how specialised it is in them, and how it stands."""
    jobs = standing.counted.employment
    by_jobs, by_lq = ranks(jobs, jobs, row), ranks(standing.quotients, jobs, row)
    for number in numbers:
        yield {
            **standing_line(standing, row, number),
            "rank": int(by_jobs[number]) or None,
            "rank_lq": int(by_lq[number]) or None,
        }


def standing_line(standing: Standing, row: int, number: int) -> dict[str, Any]:
    """One of these, without its ranks."""
    base = float(standing.total.employment[row, standing.base[number]])
    counted = counted_line(standing.counted, row, number, base)
    return {
        **counted,
        "sells": standing.sells[number],
        "lq": None if counted["jobs"] is None else rounded(standing.quotients[row, number], 2),
        "strength": WORDS[standing.strengths[row, number]],
        "of": int(standing.having[number]),
        "reason": reason(standing, row, number),
    }


def counted_line(counted: Counted, row: int, number: int, base: float) -> dict[str, Any]:
    """What is counted of one group in one place, whose jobs to compare with are `base`."""
    jobs, pay = float(counted.employment[row, number]), float(counted.payroll[row, number])
    left_out, establishments = float(counted.missing[row, number]), float(counted.establishments[row, number])
    hidden = not jobs and (establishments > 0 or left_out >= LEAST_LEFT_OUT)
    missing = left_out / (jobs + left_out) if jobs + left_out else np.nan
    return {
        "jobs": None if hidden else round(jobs),
        "share": None if hidden else rounded(jobs / base if base else np.nan, 4),
        "missing_share": rounded(missing, 3),
        "reliability": NOT_PUBLISHED if hidden else UNRELIABLE if missing > MOST_MISSING else "",
        "establishments": None if hidden and not establishments else round(establishments),
        "payroll": round(pay) or None,
        "wage": rounded(pay / jobs, 1) if jobs and pay else None,
    }


def reason(standing: Standing, row: int, number: int) -> str:
    """Why a group is as strong as it is said to be."""
    having = int(standing.having[number])
    if not standing.counted.employment[row, number] > 0:
        left_out = round(float(np.nan_to_num(standing.counted.missing[row, number])))
        may = f", where some {count(left_out, 'job')} may be left out" if left_out else ""
        return f"no jobs of it are published here{may}; {having_jobs(having)} some"
    if having < FEWEST:
        return f"{having_jobs(having)} jobs in it, too few to call one strong"
    rule, column = standing.by_rule, int(np.searchsorted(standing.asked, number))
    _, median, upper, top = rule.thresholds[:, column]
    strength = int(standing.strengths[row, number])
    said = f"of {having:,} location quotients half are above {median:.2f}, a quarter {upper:.2f}, a tenth {top:.2f}"
    floors = [
        word
        for word, above in (("jobs", rule.above_jobs), ("establishments", rule.above_establishments))
        if not above[row, column]
    ]
    if floors and strength < STRONG:
        return f"{said}; in {' and '.join(floors)} among the lowest quarter"
    return f"{said}; strong only from 1" if upper < 1 and strength < STRONG else said


def having_jobs(places: int) -> str:
    """How many places have something.

    >>> having_jobs(1), having_jobs(7)
    ('1 place of the type has', '7 places of the type have')
    """
    return f"{count(places, 'place')} of the type {'has' if places == 1 else 'have'}"


def rounded(number: Any, digits: int) -> float | None:
    """A number to so many digits, None where it is unknown."""
    return None if np.isnan(number) else round(float(number), digits)
