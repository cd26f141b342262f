"""What stands above a portfolio, since it holds of all its lines."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..words import count, say_share
from .growth import Growing
from .lines import MOST_MISSING
from .orientation import FEWEST_STATES
from .standing import Standing

NAMED = 6
"""Groups of which nothing is published that are named."""


def say_basis(standing: Standing, growing: Growing) -> str:
    """On what the words of `sells` rest, and since when growth is, or why it is empty."""
    return " ".join([*say_sells(standing), growing.said])


def say_missing(standing: Standing) -> str | None:
    """What of the jobs the office leaves out, and what that does to the lines."""
    return " ".join(missing(standing)) or None


def missing(standing: Standing) -> Iterator[str]:
    """The same, sentence by sentence."""
    jobs, left_out = (float(values[-1, 0]) for values in (standing.total.employment, standing.total.missing))
    if np.isnan(left_out):
        yield "How many jobs the office leaves out is not known."
    elif round(left_out):
        share = left_out / (jobs + left_out)
        yield (
            f"The {jobs:,.0f} jobs are those published; {say_share(share)} of all are estimated to be left out. "
            "Shares, location quotients, ranks and strength take those published for all; a line is marked unreliable "
            f"where more than {MOST_MISSING:.0%} of its jobs are missing."
        )
    if len(hidden := standing.unpublished):
        names = ", ".join(standing.groups.name[number] for number in hidden[:NAMED].tolist())
        which = "the first" if len(hidden) > NAMED else "namely"
        yield (
            f"Not published though there may be some: {len(hidden):,} of {count(len(standing.groups), 'group')}, "
            f"{which} {names}; they come last."
        )


def say_sells(standing: Standing) -> Iterator[str]:
    """On what it rests which groups are traded and which local, where no source says."""
    if any(standing.figures.industries.orientation):
        return
    if any(standing.sells):
        yield "Which groups are traded no source says; it is told by how unevenly their jobs are spread over states."
    else:
        yield (
            "Which groups are traded is not known: load definitions that say so (benchmark_clusters), or figures of "
            f"{FEWEST_STATES} states or more."
        )
