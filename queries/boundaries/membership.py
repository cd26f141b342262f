"""Who belongs how surely, in words; and what is said of a boundary as a whole, above its members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ..network.arrays import Flags
from ..words import count, say_share
from .boundary import Boundary

IS_SEED, FIRM, PROBABLE, EDGE, OUTSIDE = "seed", "firm", "probable", "edge", "outside"
SURE, RATHER = 0.75, 0.5
"""From what degree on a member is firm, and probable; the others inside are at the edge."""
CLOSE = 50
"""A boundary that leaves less than one in so many, or FEW, of the members it may have has come up against the limit."""
FEW = 2
HIGHEST = 2000
"""The most that a question may ask for."""
DEGREE = "degree is how probable it is that one belongs, from many repetitions with the ties varied at random."


def belongs(boundary: Boundary, number: int, *, inside: bool) -> str:
    """How surely one belongs.

    Inside is what the one boundary says, degree how probable it is: so a member may be at the edge.
    """
    if number in boundary.seeds:
        return IS_SEED
    return how_surely(float(boundary.degree[number])) if inside else OUTSIDE


def how_surely(degree: float) -> str:
    """How surely a member belongs that is no seed.

    >>> how_surely(0.75), how_surely(0.5), how_surely(0.006)
    ('firm', 'probable', 'edge')
    """
    return FIRM if degree >= SURE else PROBABLE if degree >= RATHER else EDGE


def say_belongs(words: Sequence[str]) -> str:
    """How many belong how surely.

    >>> say_belongs(["seed", "firm", "edge", "edge"])
    '1 seed, 1 firm, 0 probable, 2 at the edge'
    """
    named = ((IS_SEED, count(words.count(IS_SEED), "seed")), (FIRM, "{} firm"), (PROBABLE, "{} probable"))
    return ", ".join(said.format(f"{words.count(word):,}") for word, said in (*named, (EDGE, "{} at the edge")))


def headline(boundary: Boundary, words: list[str], left_out: int, *, moved: bool) -> str:
    """How many are inside how surely, and what that means; `words` are those of the members.

    `moved` says that the analyst cut it.
    """
    said = f"{len(words):,} inside: {say_belongs(words)}."
    if left_out:
        said += f" {left_out:,} outside {'is' if left_out == 1 else 'are'} near the boundary"
        said += f": degrees belong to the boundary as found, of {len(boundary.sharpest):,}." if moved else "."
    inside = "the first to enter" if moved else "those that are tied with each other more than with everybody else"
    return f"{said} Inside are {inside}; {DEGREE}"


def cautions(boundary: Boundary, *, moved: bool, possible: Flags) -> Iterator[str]:
    """What keeps a boundary from being read as it looks; `moved` says that the analyst cut it."""
    if not moved and at_limit(boundary):
        yield say_limit(boundary)
    if possible.sum() > len(possible) / 2:
        yield (
            f"By likeness and nearness alone, or by what is inferred (possible): {int(possible.sum()):,} of "
            f"{count(len(possible), 'member')} besides the seeds. No source states a linkage of theirs "
            "with a member."
        )


def at_limit(boundary: Boundary) -> bool:
    """Whether more might be inside if more were allowed."""
    room = boundary.most - max(boundary.most // CLOSE, FEW)
    return len(boundary.sharpest) >= room and len(boundary.order) > boundary.most


def say_limit(boundary: Boundary) -> str:
    """That the limit was reached, and how to widen."""
    most = boundary.most
    beyond = boundary.curve[most:HIGHEST]
    lowest = int(np.argmin(beyond)) + most + 1 if len(beyond) else most
    said = (
        f"The boundary ends at the limit: {count(len(boundary.sharpest), 'member')}, of {most:,} at most. The cluster "
        "may be larger."
    )
    if lowest > most and boundary.curve[lowest - 1] < boundary.cut_of(boundary.sharpest):
        return (
            f"{said} With {lowest:,} it would cut less, {say_share(float(boundary.curve[lowest - 1]))} of what chance "
            f"would: raise “Members at most” (most) to {min(2 * lowest, HIGHEST):,}."
        )
    if most < HIGHEST:
        return f"{said} Raise “Members at most” (most) to {min(2 * most, HIGHEST):,} to see."
    return f"{said} Name fewer seeds, a smaller place, or how many km at most."
