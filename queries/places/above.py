"""What stands above a portfolio, since it holds of all its lines."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..words import count, say_share
from .growth import Growing
from .lines import MOST_MISSING
from .orientation import FEWEST_STATES, NATION, is_stated
from .partly import say_later, say_partly
from .published import published, say_skews
from .standing import Standing
from .strength import FEWEST

NAMED = 6
"""So many groups of which nothing is published are named; of more, which they are stands in the table."""
TAKEN = "Shares, location quotients, ranks and strength take those published for all"
COMPARED = ("state", "metro", "county", "region")
"""The types of places that a place may be ranked among."""


def say_basis(standing: Standing, growing: Growing, year: int | None) -> str:
    """What the place is compared with, which later years are not taken, on what the words of `sells` rest, since when
    growth is, or why it is empty, and whether there are too few places to rank it among."""
    said = [say_whole(standing), *later(standing, year), *say_sells(standing), growing.said, *say_few(standing)]
    return " ".join(said)


def later(standing: Standing, year: int | None) -> Iterator[str]:
    """Which later years, up to the one asked for, are not taken."""
    return say_later(standing.figures, standing.groups.schemes, standing.when, year, standing.parts)


def partly(standing: Standing) -> Iterator[str]:
    """That of the year taken only a part is counted."""
    return say_partly(standing.figures, standing.groups.schemes, standing.when, standing.parts)


def say_whole(standing: Standing) -> str:
    """What the place is compared with, and among how many it is ranked."""
    ranked = f", ranked among {number:,} places of the type {standing.type}" if (number := peers(standing)) > 1 else ""
    return f"{standing.called} is compared with {standing.whole_called}{ranked}."


def peers(standing: Standing) -> int:
    """Among how many places of a type the place asked about is ranked, itself with them."""
    return len(standing.places) + 1


def say_few(standing: Standing) -> Iterator[str]:
    """That there are no or too few places to rank it among, and of which type there are more."""
    if (number := peers(standing)) >= FEWEST:
        return
    are, schemes = "is" if number == 1 else "are", " or ".join(sorted(standing.groups.schemes))
    counted = f"of the type {standing.type} {are} counted by {schemes}, so that"
    said = f"Only {number} places {counted} strength is not rated (that takes {FEWEST})"
    if number == 1:
        said = f"No other place {counted} ranks and strength say nothing"
    type = comparable(standing)
    yield f"{said}; rank it among places of the type {type} instead (compare: {type})." if type else f"{said}."


def comparable(standing: Standing) -> str | None:
    """The type with enough places whose median in jobs is nearest to the place; of a nation none."""
    figures, jobs = standing.figures, float(standing.total.employment[-1, 0])
    if any(figures.places.type[part] == NATION for part in standing.parts) or not jobs:
        return None
    apart: dict[str, float] = {}
    for type in COMPARED:
        places = figures.of_type(type, standing.cells)
        if standing.nation is not None:
            places = places[figures.places.inside[places][:, [standing.nation]].toarray().ravel() > 0]
        usual = figures.counted(places, standing.totals, when=standing.when).employment[:, 0]
        if len(places) >= FEWEST and np.median(usual) > 0:
            apart[type] = abs(float(np.log(np.median(usual) / jobs)))
    return min(apart, key=apart.__getitem__, default=None)


def say_basis_of_both(here: Standing, there: Standing, year: int | None) -> str:
    """What two places are compared with, which later years are not taken, and whether there are too few places to rank
    them among."""
    both = (here, there)
    said = [*map(say_whole, both), *(said for one in both for said in (*later(one, year), *say_few(one)))]
    return " ".join(dict.fromkeys(said))


def say_missing_of_both(here: Standing, there: Standing) -> str | None:
    """What of the jobs of two places the office leaves out, and what that does to the lines."""
    known = [(one, 1 - published(one.total, -1, 0)) for one in (here, there)]
    left_out = [f"{say_share(share)} of all jobs in {one.called}" for one, share in known if share > 0]
    said = list(dict.fromkeys([*partly(here), *partly(there)]))
    said += [f"Estimated to be left out: {', '.join(left_out)}. {TAKEN}."] if left_out else []
    for one, share in known:
        said += [f"How many jobs the office leaves out in {one.called} is not known."] if np.isnan(share) else []
        said += say_skews(one, measured(one))
    return " ".join(said) or None


def say_missing(standing: Standing) -> str | None:
    """What of the jobs the office leaves out, and what that does to the lines."""
    return " ".join(missing(standing)) or None


def missing(standing: Standing) -> Iterator[str]:
    """The same, sentence by sentence."""
    yield from partly(standing)
    jobs, left_out = (float(values[-1, 0]) for values in (standing.total.employment, standing.total.missing))
    if np.isnan(left_out):
        yield "How many jobs the office leaves out is not known."
    elif round(left_out):
        share = left_out / (jobs + left_out)
        yield (
            f"The {jobs:,.0f} jobs are those published; {say_share(share)} of all are estimated to be left out. "
            f"{TAKEN}; a line is marked unreliable where more than {MOST_MISSING:.0%} of its jobs are missing."
        )
    yield from say_skews(standing, measured(standing))
    if len(hidden := standing.unpublished):
        names = ", ".join(standing.groups.name[number] for number in hidden.tolist())
        namely = f", namely {names}" if len(hidden) <= NAMED else ""
        yield (
            f"Not published though there may be some: {len(hidden):,} of {count(len(standing.groups), 'group')}"
            f"{namely}; they come last."
        )


def measured(standing: Standing) -> list[int]:
    """The totals on which the groups that the place has are measured."""
    found: list[int] = standing.base[standing.counted.employment[-1] > 0].tolist()
    return found


def say_sells(standing: Standing) -> Iterator[str]:
    """On what it rests which groups are traded and which local, where no source says."""
    if is_stated(standing.figures, standing.groups):
        return
    if any(standing.sells):
        yield "Which groups are traded no source says; it is told by how unevenly their jobs are spread over states."
    else:
        yield (
            "Which groups are traded is not known: load definitions that say so (benchmark_clusters for NAICS), or "
            f"figures of {FEWEST_STATES} states or more of the nation."
        )
