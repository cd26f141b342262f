"""Who belongs how surely, in words; and what is said of a boundary as a whole, above its members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ..naming import folded
from ..network.arrays import Flags, Integers
from ..words import POSSIBLE, count, say_share
from .boundary import Boundary
from .local import Local
from .weights import Weights, weights

IS_SEED, FIRM, PROBABLE, EDGE, OUTSIDE = "seed", "firm", "probable", "edge", "outside"
CLOSE = 50
"""A boundary that leaves less than one in so many, or FEW, of the members it may have has come up against the limit."""
FEW = 2
HIGHEST = 10_000
"""The most that a question may ask for."""
SPARE, TENS = 1.1, 10
"""A limit that is advised is by so much larger than what was found, and a multiple of this."""
EVEN = 0.5
"""A degree below it says that one is more probably out than in."""
LEAST = 1e-6
"""By so much less a sharper boundary cuts."""
LED = "recorded linkages lead from a seed to it"
"""What nobody is firm without."""
DEGREE = (
    "Degree is another thing: how probable it is of each alone that it belongs, from many repetitions with the ties "
    "varied at random; firm is from {:g} on where {}, probable from {:g} on."
)


def belongs(boundary: Boundary, number: int, basis: str | None, *, inside: bool) -> str:
    """How surely one belongs that is in by linkages of a basis.

    Inside is what the one boundary says, degree how probable it is: so a member may be at the edge.
    """
    if number in boundary.seeds:
        return IS_SEED
    return how_surely(float(boundary.degree[number]), basis, weights()) if inside else OUTSIDE


def how_surely(degree: float, basis: str | None, said: Weights) -> str:
    """How surely a member belongs that is no seed, by some weights; the others inside are at the edge.

    Nobody is firm to whom no recorded linkages lead from a seed: that it comes back in every drawing says how dense
    likeness is, and of an owner and its site that they are one.

    >>> [how_surely(degree, "recorded", weights()) for degree in (0.75, 0.5, 0.006)]
    ['firm', 'probable', 'edge']
    >>> how_surely(0.99, "possible", weights())
    'probable'
    """
    if degree >= said["resampling.firm"] and basis != POSSIBLE:
        return FIRM
    return PROBABLE if degree >= said["resampling.probable"] else EDGE


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
    inside = "the first to enter" if moved else "the one set that is tied most with itself and least with others"
    degree = DEGREE.format(weights()["resampling.firm"], LED, weights()["resampling.probable"])
    return " ".join([f"{said} Inside are {inside}. {degree}", *say_edge(words, moved=moved)])


def say_edge(words: list[str], *, moved: bool) -> Iterator[str]:
    """Why members at the edge are inside all the same, and on how many one can count."""
    edge, surest = words.count(EDGE), words.count(IS_SEED) + words.count(FIRM)
    if edge:
        are, they = ("is", "it") if edge == 1 else ("are", "they")
        probable = weights()["resampling.probable"]
        so = f"{they} {are} more probably out" if probable <= EVEN else f"{they} {are} not called probable"
        why = f"{they} entered before the cut" if moved else f"the best single set has {'it' if edge == 1 else 'them'}"
        yield (
            f"{count(edge, 'member')} at the edge {are} inside as {why}, though by a degree below {probable:g} {so}."
        )
        yield f"Count on the {surest:,} that {'is a seed' if surest == 1 else 'are seeds'} or firm."


def cautions(boundary: Boundary, words: Sequence[str], *, moved: bool, possible: Flags) -> Iterator[str]:
    """What keeps a boundary from being read as it looks; `moved` says that the analyst cut it.

    `words` say how surely the members belong; `possible`, to which of those that are no seeds none recorded led.
    """
    if not moved and (limit := say_limit(boundary)):
        yield limit
    if not moved and (blurred := say_blurred(boundary, words)):
        yield blurred
    if alike := len(boundary.members) - len({folded(name) for name in boundary.names}):
        yield (
            f"{count(alike, 'member')} {'has' if alike == 1 else 'have'} the name of another: one firm may be listed "
            "several times, as the owner and by its sites, until they are joined on the Review page."
        )
    if beyond := ", ".join(boundary.sort.beyond()):
        yield f"Degrees are extrapolated beyond the invented networks by which they are calibrated: {beyond}."
    if possible.sum() > len(possible) / 2:
        yield (
            f"No recorded linkages lead from the seeds to {int(possible.sum()):,} of "
            f"{count(len(possible), 'member')} besides these (possible): they are in by likeness and nearness, by what "
            "is inferred, or by linkages that lead no farther."
        )


def say_blurred(boundary: Boundary, words: Sequence[str]) -> str:
    """That most members are at the edge, and at which smaller size the boundary is sharp; else nothing."""
    edge, others = words.count(EDGE), len(words) - words.count(IS_SEED)
    if 2 * edge <= others:
        return ""
    said = f"The boundary is blurred: {edge:,} of {count(others, 'member')} besides the seeds are at the edge."
    smaller = [size for size in boundary.sharp if size < len(words)]
    if not smaller:
        return said
    return f"{said} {say_sharp(max(smaller))}"


def say_sharp(size: int) -> str:
    """Where else a boundary is sharp, and how to have it there."""
    return f"It is sharp at {size:,} members as well: give that as “Number of members” (size)."


def room(most: int) -> int:
    """From how many members on a boundary of so many at most has come up against the limit."""
    return most - max(most // CLOSE, FEW)


def sharper(boundary: Boundary, most: int) -> Integers | None:
    """The members where so many are allowed; None where they are not tied with each other more than these are."""
    found = boundary.up_to(most)
    return found if boundary.cut_of(found) < boundary.cut_of(boundary.sharpest) - LEAST else None


def enough(boundary: Boundary, widest: Integers) -> tuple[int, Integers]:
    """A limit that suffices for a sharper boundary to end before it, where there is one, and its members.

    `widest` are the members where as many are allowed as can be.
    """
    most = min(int(np.ceil(len(widest) * SPARE / TENS)) * TENS, HIGHEST)
    tried = sharper(boundary, most)
    return (most, tried) if tried is not None and len(tried) < room(most) else (HIGHEST, widest)


def say_limit(boundary: Boundary) -> str:
    """That the limit was reached, and how to widen: what is advised was tried.

    Nothing where no larger limit makes it sharper; where no larger one may be asked for, nobody can say.
    """
    if len(boundary.sharpest) < room(boundary.most) or len(boundary.order) <= boundary.most:
        return ""
    least = ", one more than the seeds" if boundary.most == len(boundary.seeds) + 1 else ""
    said = (
        f"The boundary ends at the limit: {count(len(boundary.sharpest), 'member')}, of {boundary.most:,} at most"
        f"{least}. The cluster may be larger."
    )
    if boundary.most >= HIGHEST:
        return f"{said} Name fewer seeds, a smaller place, or how many km at most."
    widest = sharper(boundary, HIGHEST)
    if widest is None:
        return ""
    most, members = enough(boundary, widest)
    return (
        f"{said} Raise “Members at most” (most) to {most:,}: then {len(members):,} are inside, and the boundary cuts "
        f"{say_share(boundary.cut_of(members))} of the ties that chance would, not "
        f"{say_share(boundary.cut_of(boundary.sharpest))}."
    )


def say_whole(boundary: Boundary) -> Iterator[str]:
    """That the members are all that hangs together, where no tie leads out: no tie drew the boundary."""
    members = Local.of(boundary.ties, boundary.local.numbers[boundary.members])
    if members.outside.sum() <= LEAST * members.volume:
        yield (
            "Nothing that is loaded ties these to anybody else: this is all that hangs together, not a boundary that "
            "ties drew; boundaries/clusters shows its parts."
        )
        if smaller := [size for size in boundary.sharp if size < len(boundary.members)]:
            yield say_sharp(min(smaller, key=lambda size: float(boundary.curve[size - 1])))
