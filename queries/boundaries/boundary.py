"""The boundary of the cluster around some seeds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..network.arrays import Flags, Floats, Integers
from ..network.traits import Traits
from .frequency import drawn, frequency, rank_scores
from .local import Local
from .presence import may_belong
from .push import nearest, push
from .sweep import normalised_cut, sharp_sizes, sweep
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
    """Who may be a member, in the order in which they enter."""
    curve: Floats
    """The normalised cut at each size, for those in the order."""
    members: Integers
    """In the order in which they enter."""

    @cached_property
    def sharp(self) -> list[int]:
        """The sizes at which the curve has a low."""
        return [size for size in sharp_sizes(self.curve, self.least) if size <= self.most]

    @property
    def least(self) -> int:
        """The smallest size of which a boundary is drawn: one more than the seeds."""
        return min(len(self.seeds) + 1, len(self.order))

    @cached_property
    def cut(self) -> float:
        """The normalised cut of the members."""
        first = Local.of(self.ties, self.local.numbers[self.members])
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
        said = weights()
        number = len(self.seeds) + max(WIDER * (len(self.members) - len(self.seeds)), FEWEST)
        local = self.local.first(number)
        found = np.zeros(len(self.local))
        found[: len(local)] = frequency(
            local,
            self.seeds,
            allowed=self.allowed[: len(local)],
            most=self.most,
            rounds=int(said["resampling.rounds"]),
            times=said.lists["resampling.times"],
        )
        return found


def boundary_from(
    traits: Traits, ties: Ties, seeds: Integers, *, most: int, size: int | None = None, km: float | None = None
) -> Boundary | None:
    """The boundary around some organisations; None where no tie leads from any of them.

    The members are those by which it is sharpest: the best size along the order of the search, then refined. With a
    `size` they are the first so many in that order.
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
    allowed = may_belong(traits, numbers, seeds, present=said["search.present"], km=km)
    allowed[fixed] = True
    once = local.weights[None]
    degrees = local.degrees(once)
    scores = rank_scores(masses[None], degrees, fixed, allowed)
    order, curve = sweep(local, once, degrees, scores)
    order, curve = order[0, : int(allowed.sum())], curve[0, : int(allowed.sum())]
    most = max(most, len(seeds))
    if size is None:
        inside = drawn(local, once, degrees, scores, fixed, allowed=allowed, most=most)[0]
        members = order[inside[order]]
    else:
        members = order[: max(size, len(seeds))]
    return Boundary(traits, ties, local, fixed, masses, allowed, most, order, curve, members)
