"""The figures of a place in a group of industries as a line of an answer."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..words import count
from .figures import Counted
from .standing import Standing
from .strength import FEWEST, STRONG, WORDS, above_floor, thresholds


def standing_line(standing: Standing, row: int, number: int) -> dict[str, Any]:
    """What is counted of one group in one place, how specialised it is, and how it stands."""
    base = float(standing.total.employment[row, standing.base[number]])
    return {
        **counted_line(standing.counted, row, number, base),
        "sells": standing.totals.id[standing.base[number]],
        "lq": rounded(standing.quotients[row, number], 2),
        "strength": WORDS[standing.strengths[row, number]],
        "rank": int(standing.ranks[row, number]) or None,
        "rank_lq": int(standing.ranks_lq[row, number]) or None,
        "of": int(standing.having[number]),
        "reason": reason(standing, row, number),
    }


def counted_line(counted: Counted, row: int, number: int, base: float) -> dict[str, Any]:
    """What is counted of one group in one place, whose jobs to compare with are `base`."""
    jobs, pay = float(counted.employment[row, number]), float(counted.payroll[row, number])
    left_out = float(counted.missing[row, number])
    return {
        "jobs": round(jobs),
        "share": rounded(jobs / base if base else np.nan, 4),
        "missing_share": rounded(left_out / (jobs + left_out) if jobs + left_out else np.nan, 3),
        "establishments": round(float(counted.establishments[row, number])),
        "payroll": round(pay) or None,
        "wage": rounded(pay / jobs, 1) if jobs and pay else None,
    }


def reason(standing: Standing, row: int, number: int) -> str:
    """Why a group is as strong as it is said to be."""
    having = int(standing.having[number])
    if not standing.counted.employment[row, number] > 0:
        return f"no jobs of it are published here; {count(having, 'place')} of the type have some"
    if having < FEWEST:
        return f"{count(having, 'place')} of the type have jobs in it, too few to call one strong"
    jobs = standing.counted.employment[:, number]
    _, median, upper, top = thresholds(standing.quotients[jobs > 0, number])
    strength = int(standing.strengths[row, number])
    said = f"of {having:,} location quotients half are above {median:.2f}, a quarter {upper:.2f}, a tenth {top:.2f}"
    floors = [
        word
        for word, values in (("jobs", jobs), ("establishments", standing.counted.establishments[:, number]))
        if not above_floor(values[jobs > 0])[np.count_nonzero(jobs[:row] > 0)]
    ]
    if floors and strength < STRONG:
        return f"{said}; in {' and '.join(floors)} among the lowest quarter"
    return f"{said}; strong only from 1" if upper < 1 and strength < STRONG else said


def rounded(number: Any, digits: int) -> float | None:
    """A number to so many digits, None where it is unknown."""
    return None if np.isnan(number) else round(float(number), digits)
