"""Who may be a member: firms from abroad only with a lasting presence here (Porter 2000), and far from the seeds nobody
who is only like those there."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from ..network.arrays import Flags, Integers
from ..network.distance import kilometres
from ..network.traits import Groups, Traits
from .local import Local
from .ties import Ties


def may_belong(traits: Traits, numbers: Integers, seeds: Integers, *, reach: float, km: float | None) -> Flags:
    """Who of some may be a member of the cluster around the seeds.

    Nobody who is known to lie farther than `km` from all seeds; no firm of which a source says that it has no lasting
    presence; and of firms with their seat in another country than most seeds those of which a source says that
    they have one, or that lie within `reach` km of a seed.
    """
    positions = traits.network.position
    far = kilometres(positions[numbers], positions[seeds])
    flags = np.ones(len(numbers), dtype=np.bool_) if km is None else ~(far > km)
    there = words(traits.present, numbers) == "true"
    homes = words(traits.homes, numbers)
    seats = [home for home in words(traits.homes, seeds).tolist() if home]
    home = max(sorted(set(seats)), key=seats.count, default="")
    abroad = (homes != "") & (homes != home) if home else np.zeros(len(numbers), dtype=np.bool_)
    found: Flags = flags & present(traits, numbers) & (~abroad | there | (far <= reach))
    return found


def present(traits: Traits, numbers: Integers) -> Flags:
    """Of whom of some no source says that it has no lasting presence."""
    found: Flags = words(traits.present, numbers) != "false"
    return found


def led_to(traits: Traits, ties: Ties, local: Local, seeds: Integers, *, within: float) -> Flags:
    """To whom of the surroundings ties lead where being alike and near counts only within so many km of a seed.

    A unit far away is tied with its company; those near it who are only like it have nothing to do with the seeds.
    `seeds` are numbers of the surroundings.
    """
    if not ties.alike:
        return np.ones(len(local), dtype=np.bool_)
    positions, numbers = traits.network.position, local.numbers
    near = ~(kilometres(positions[numbers], positions[numbers[seeds]]) > within)
    linked = local.at(traits.network.ends[:, ties.linkages(numbers)])
    both = near[local.starts] & near[local.ends]
    starts, ends = np.hstack([linked, np.vstack([local.starts, local.ends])[:, both]])
    pairs = csr_array((np.ones(len(starts)), (starts, ends)), shape=(len(local), len(local)))
    _, piece = connected_components(pairs, directed=False)
    found: Flags = np.isin(piece, piece[seeds])
    return found


def words(groups: Groups, numbers: Integers) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    """The first group of each of some; empty where there is none."""
    return np.array([groups.word_of(number) for number in numbers.tolist()], dtype=np.str_)
