"""Who may be a member: firms from abroad only with a lasting presence here (Porter 2000)."""

from __future__ import annotations

import numpy as np

from ..network.arrays import Flags, Integers
from ..network.distance import kilometres
from ..network.traits import Groups, Traits


def may_belong(traits: Traits, numbers: Integers, seeds: Integers, *, present: float, km: float | None) -> Flags:
    """Who of some may be a member of the cluster around the seeds.

    Nobody who is known to lie farther than `km` from all seeds; no firm of which a source says that it has no lasting
    presence; and of firms with their seat in another country than most seeds those of which a source says that
    they have one, or that lie within `present` km of a seed.
    """
    positions = traits.network.position
    far = kilometres(positions[numbers], positions[seeds])
    flags = np.ones(len(numbers), dtype=np.bool_) if km is None else ~(far > km)
    said = words(traits.present, numbers)
    homes = words(traits.homes, numbers)
    seats = [home for home in words(traits.homes, seeds).tolist() if home]
    home = max(sorted(set(seats)), key=seats.count, default="")
    abroad = (homes != "") & (homes != home) if home else np.zeros(len(numbers), dtype=np.bool_)
    found: Flags = flags & (said != "false") & (~abroad | (said == "true") | (far <= present))
    return found


def words(groups: Groups, numbers: Integers) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    """The first group of each of some; empty where there is none."""
    return np.array([groups.word_of(number) for number in numbers.tolist()], dtype=np.str_)
