"""What many cuts of a network sever, all at once: one by one takes long where a place has thousands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .arrays import Flags, Integers
from .structure import Cut, Walk


class Severed:
    """Cuts of a network, each of which severs all that is not in the largest piece that it leaves."""

    def __init__(self, network: Walk, found: Sequence[Cut]) -> None:
        self.network = network
        self.numbers = np.array([cut.number for cut in found], dtype=np.int64)
        """Of each cut."""
        self.kept = np.array([cut.kept for cut in found], dtype=np.int64)
        """Of each cut, the branch that is the largest piece; -1 where what does not hang below the cut is that."""
        cuts = np.repeat(np.arange(len(found)), [len(cut.branches) for cut in found])
        branches = np.array([branch for cut in found for branch in cut.branches], dtype=np.int64)
        order = np.lexsort((network.place[branches], cuts))
        self.cuts, self.branches = cuts[order], branches[order]
        """Every branch of every cut, in the order of the walk, and whose it is."""

    def ties(self, cuts: Integers, others: Integers) -> Flags:
        """Of ties between cuts, by their numbers among these, and others: which are severed."""
        size = len(self.network.place)
        places = self.network.place[others]
        begins = self.network.place[self.branches]
        at = np.searchsorted(self.cuts * size + begins, cuts * size + places, side="right") - 1
        below = (self.cuts[at] == cuts) & (places >= begins[at])
        below &= places < begins[at] + self.network.below[self.branches[at]]
        severed: Flags = np.where(below, self.branches[at] != self.kept[cuts], self.kept[cuts] >= 0)
        return severed

    def number_of(self, members: Flags) -> Integers:
        """How many of some members each cut severs."""
        network = self.network
        passed = np.concatenate([[0], np.cumsum(members[network.order])])
        begins = network.place[self.branches]
        inside = passed[begins + network.below[self.branches]] - passed[begins]
        below, kept = (
            np.bincount(self.cuts[flags], inside[flags], len(self.kept)).astype(np.int64)
            for flags in (slice(None), self.branches == self.kept[self.cuts])
        )
        all_of_it = np.bincount(network.component, members)[network.component[self.numbers]].astype(np.int64)
        rest = all_of_it - members[self.numbers] - below
        return below - kept + np.where(self.kept >= 0, rest, 0)
