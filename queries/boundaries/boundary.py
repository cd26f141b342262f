"""The boundary of the cluster around some seeds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..network.arrays import Flags, Floats, Integers
from ..network.traits import Traits
from .calibration import Sort, calibrate, tied_with
from .frequency import drawn, frequency, rank_scores
from .local import Local
from .presence import led_to, may_belong
from .push import nearest, push
from .sweep import curve_along, normalised_cut, sharp_sizes
from .ties import Ties
from .weights import weights

MANY_SEEDS = 5
"""With more, the search is finer by as much, since each seed sends out less."""
WIDER = 6
"""The weights are drawn anew for so many times the members that are no seeds, and for FEWEST at least."""
FEWEST = 300


@dataclass(frozen=True, eq=False)
class Boundary:
    """Members of the surroundings of some seeds, and how sharp the boundary is at each size.

    All numbers are those of the surroundings, which `local.numbers` gives in the network.
    """

    traits: Traits
    ties: Ties
    local: Local
    seeds: Integers
    mass: Floats
    """The probability that a walk from a seed ends at each."""
    allowed: Flags
    most: int
    order: Integers
    """Who may be a member, in the order in which they enter: the members of the sharpest boundary before all others."""
    curve: Floats
    """The normalised cut at each size, for those in the order."""
    sharpest: Integers
    """The members of the sharpest boundary, in the order in which they enter."""
    members: Integers
    """The same, or the first so many in the order where the analyst moved the cut."""

    @cached_property
    def sharp(self) -> list[int]:
        """The sizes at which the curve has a low."""
        sizes = sharp_sizes(self.curve, self.least, weights()["search.sharp"])
        return [size for size in sizes if size <= self.most]

    def up_to(self, most: int) -> Integers:
        """The members of the sharpest boundary where so many are allowed, in the order in which they enter."""
        by = ranked(self.local, self.mass, self.seeds, self.allowed)
        inside = drawn(self.local, *by, self.seeds, allowed=self.allowed, most=most)[0]
        found: Integers = self.order[inside[self.order]]
        return found

    @property
    def names(self) -> list[str]:
        """What the members are called."""
        name = self.traits.network.name
        return [name[number] for number in self.local.numbers[self.members].tolist()]

    @property
    def least(self) -> int:
        """The smallest size of which a boundary is drawn: one more than the seeds."""
        return min(len(self.seeds) + 1, len(self.order))

    @cached_property
    def cut(self) -> float:
        """The normalised cut of the members."""
        return self.cut_of(self.members)

    def cut_of(self, members: Integers) -> float:
        """The normalised cut around some."""
        first = Local.of(self.ties, self.local.numbers[members])
        leading = first.outside.sum(keepdims=True)
        return float(normalised_cut(leading, 2 * first.weights.sum() + leading, self.ties.volume)[0])

    @cached_property
    def carried(self) -> Floats:
        """What a walk passes on from each over a tie of weight 1."""
        degrees = self.ties.degrees[self.local.numbers]
        found: Floats = self.mass / np.maximum(degrees, 1e-12)
        return found

    @cached_property
    def frequency(self) -> Floats:
        """In what share of drawings of the weights each is a member; 0 for those too far off to be drawn."""
        return self.frequency_in(int(weights()["resampling.rounds"]))

    def frequency_in(self, rounds: int) -> Floats:
        """The same of so many drawings."""
        local = self.local.first(self.within)
        found = np.zeros(len(self.local))
        found[: len(local)] = frequency(
            local,
            self.seeds,
            allowed=self.allowed[: len(local)],
            most=self.most,
            rounds=rounds,
            times=weights().lists["resampling.times"],
        )
        return found

    @property
    def within(self) -> int:
        """How many of the surroundings, the nearest first, may be members in a drawing."""
        return len(self.seeds) + max(WIDER * (len(self.members) - len(self.seeds)), FEWEST)

    @cached_property
    def sort(self) -> Sort:
        """What sort of network it is drawn in."""
        ties = tied_with(self.ties, self.local.numbers[self.sharpest])
        return Sort(len(self.seeds), self.cut_of(self.sharpest), ties, len(self.sharpest))

    @cached_property
    def calibrated(self) -> tuple[Floats, float]:
        """How probable it is that each belongs, judged by networks of this sort, and how far that is off, typically.

        1 for seeds, 0 for those too far off to be drawn.
        """
        found, off = calibrate(self.frequency, self.sort)
        found[self.within :] = 0
        found[self.seeds] = 1
        return found, off

    @property
    def degree(self) -> Floats:
        """How probable it is that each belongs."""
        return self.calibrated[0]

    @property
    def off(self) -> float:
        """How far the degrees of the members are off as a whole, typically."""
        return self.calibrated[1]


def boundary_from(
    traits: Traits, ties: Ties, seeds: Integers, *, most: int, size: int | None = None, km: float | None = None
) -> Boundary | None:
    """The boundary around some organisations; None where no tie leads from any of them.

    The members are those by which it is sharpest: the best size along the order of the search, then refined. With a
    `size` they are the first so many of these, or these and the next to enter, in that order.
    """
    said = weights()
    seeds = seeds[ties.degrees[seeds] > 0]
    if not len(seeds):
        return None
    precision = said["search.precision"] * min(1.0, MANY_SEEDS / len(seeds))
    reached, mass = push(ties, seeds, time=said["search.time"], precision=precision)
    near = nearest(ties, reached, mass, max(int(said["search.nodes"]), 3 * len(seeds)))
    numbers = np.concatenate([seeds, near[~np.isin(near, seeds)]])
    local = Local.of(ties, numbers)
    fixed = np.arange(len(seeds))
    masses = mass[np.searchsorted(reached, numbers)]
    allowed = may_belong(traits, numbers, seeds, reach=said["search.present"], km=km)
    allowed &= led_to(traits, ties, local, fixed, within=said["alike.within"])
    allowed[fixed] = True
    by = ranked(local, masses, fixed, allowed)
    most = max(most, len(seeds) + 1)
    once, degrees, scores = by
    inside = drawn(local, *by, fixed, allowed=allowed, most=most)[0]
    entering = np.lexsort((-scores[0], ~inside))
    curve = curve_along(local, once, degrees, entering[None])[0, : int(allowed.sum())]
    order, sharpest = entering[: len(curve)], entering[: int(inside.sum())]
    members = sharpest if size is None else order[: max(size, len(seeds))]
    return Boundary(traits, ties, local, fixed, masses, allowed, most, order, curve, sharpest, members)


Ranked = tuple[Floats, Floats, Floats]
"""Weights, degrees and scores of some surroundings."""


def ranked(local: Local, mass: Floats, seeds: Integers, allowed: Flags) -> Ranked:
    """Weights, degrees and scores of the surroundings as they are recorded: one row each."""
    once = local.weights[None]
    degrees = local.degrees(once)
    return once, degrees, rank_scores(mass[None], degrees, seeds, allowed)
