"""What part of its jobs an office publishes of a place, and how far that moves its location quotients.

A location quotient takes the jobs published for all. Where p of the jobs of a place are published and w of those of the
whole that it is compared with, the quotient of a group of which nothing is left out is w / p times what it would be by
all jobs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from ..words import say_share
from .figures import Counted
from .standing import Standing

LEAST = 1.2
"""By how much a quotient must be moved, up or down, for that to be said."""


def published(counted: Counted, row: int, base: int) -> float:
    """The share of the jobs of a total that is published; NaN where it is not known what is left out."""
    jobs, left_out = float(counted.employment[row, base]), float(counted.missing[row, base])
    return jobs / (jobs + left_out) if jobs + left_out > 0 else np.nan


def skew(standing: Standing, row: int, base: int) -> float | None:
    """How many times too high location quotients of a place are that are measured on a total; None where that is
    little, or not known."""
    factor = published(standing.whole_total, 0, base) / published(standing.total, row, base)
    return None if np.isnan(factor) or 1 / LEAST < factor < LEAST else factor


def say_skew(standing: Standing, row: int, base: int, called: str) -> str:
    """The same in words, with the shares that it comes from; nothing where it is little."""
    factor = skew(standing, row, base)
    if factor is None:
        return ""
    here, there = (say_share(published(*one, base)) for one in ((standing.total, row), (standing.whole_total, 0)))
    way = (
        f"too high by a factor of about {factor:.2f}"
        if factor > 1
        else f"too low by a factor of about {1 / factor:.2f}"
    )
    return (
        f"of {standing.totals.name[base]} jobs {here} are published in {called}, {there} in {standing.whole_called}, "
        f"so that the location quotient of what is published in full is {way}"
    )


def say_skews(standing: Standing, bases: Iterable[int]) -> Iterator[str]:
    """A sentence on each total on which groups of the place asked about are measured, where it is much."""
    for base in sorted(set(bases)):
        if said := say_skew(standing, -1, base, standing.called):
            yield f"{said[0].upper()}{said[1:]}."
