"""How strongly each two organisations are tied: all linkages between them as one number."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np

from ..network.arrays import Flags, Floats, Integers, Network, spans
from ..network.distance import between
from ..network.traits import STREET, Traits
from .alike import NEED, Alike, Reach, blurred, nearest_alike, nearest_providers
from .nearness import estimate
from .weights import Number, Weights, weights

KEPT = 4
"""How many choices of linkages are kept weighed for each state of the network."""

Choice = tuple[tuple[str, ...] | None, bool, str | None, bool, tuple[tuple[str, Number], ...]]
_kept: WeakKeyDictionary[Traits, dict[Choice, Ties]] = WeakKeyDictionary()
_lock = threading.Lock()


@dataclass(frozen=True, eq=False)
class Ties:
    """Undirected ties with weights, those of each one after the other; nobody is tied with itself."""

    bounds: Integers
    """Where the ties of each begin, and where the last end."""
    others: Integers
    """Who is at the other end."""
    weights: Floats
    """Larger than 0; 1 on average."""
    network: Network | None = None
    links: Integers | None = None
    """The linkages that count."""
    alike: tuple[Alike, ...] = ()
    """Who is tied for being alike and near."""

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @classmethod
    def of(
        cls,
        size: int,
        pairs: Integers,
        weights: Floats,
        network: Network | None = None,
        links: Integers | None = None,
        alike: tuple[Alike, ...] = (),
    ) -> Ties:
        """The ties of so many from pairs, each once; pairs of weight 0 are no ties."""
        kept = weights > 0
        pairs, weights = pairs[:, kept].astype(np.int64), weights[kept]
        owners, others = np.hstack([pairs, pairs[::-1]])
        order = np.argsort(owners * max(size, 1) + others)
        bounds = np.searchsorted(owners[order], np.arange(size + 1))
        mean = weights.mean() if len(weights) else 1.0
        return cls(bounds, others[order], np.tile(weights, 2)[order] / mean, network, links, alike)

    @cached_property
    def degrees(self) -> Floats:
        """The sum of the ties of each."""
        sums = np.concatenate([[0.0], np.cumsum(self.weights)])
        found: Floats = sums[self.bounds[1:]] - sums[self.bounds[:-1]]
        return np.where(np.diff(self.bounds) > 0, np.maximum(found, 1e-12), 0.0)

    @cached_property
    def volume(self) -> float:
        """The sum of all degrees."""
        return float(self.weights.sum())

    def spread(self, numbers: Integers) -> tuple[Integers, Integers]:
        """The ties of some, and where among these each one's owner stands."""
        first, last = self.bounds[numbers], self.bounds[numbers + 1]
        return spans(first, last), np.repeat(np.arange(len(first)), last - first)

    @cached_property
    def counting(self) -> Flags:
        """Of each linkage of the network, whether it counts."""
        if self.network is None or self.links is None:
            raise ValueError("these ties are of no network")
        flags = np.zeros(self.network.links, dtype=np.bool_)
        flags[self.links] = True
        return flags

    def linkages(self, members: Integers) -> Integers:
        """The linkages of some organisations with each other."""
        counting = self.counting
        links = self.network.touching(members, counting)  # type: ignore[union-attr]
        starts, ends = self.network.ends[:, links]  # type: ignore[union-attr]
        return links[np.isin(starts, members) & np.isin(ends, members)]


def ties_of(traits: Traits, kinds: Iterable[str] | None, *, inferred: bool, date: str | None, alike: bool) -> Ties:
    """The ties that some kinds of linkages make, and being alike and near, by the weights in force.

    At a date only between organisations that were there. Made once for each state of the network.
    """
    choice = (None if kinds is None else tuple(kinds), inferred, date, alike, weights().of_ties)
    with _lock:
        kept = _kept.setdefault(traits, {})
        if choice not in kept:
            while len(kept) >= KEPT:
                del kept[next(iter(kept))]
            flags = traits.network.chosen(kinds, possible=inferred, date=date)
            among = np.ones(len(traits.network), dtype=np.bool_)
            if date:
                among = traits.there(date)
                flags &= among[traits.network.ends].all(axis=0)
            kept[choice] = tie(traits, np.flatnonzero(flags), weights(), among if alike else None)
        return kept[choice]


def there(traits: Traits, organisations: Integers, date: str | None) -> Integers:
    """Those of some organisations that were there at a date; all where none is given."""
    return organisations[traits.there(date)[organisations]] if date else organisations


def tie(traits: Traits, links: Integers, said: Weights, alike: Flags | None = None) -> Ties:
    """The ties that some linkages make, and being alike and near among those that `alike` flags.

    What several sources say of two organisations counts once for each kind and direction, by the surest; kinds and
    directions add up. The sum is multiplied by nearness, and more where both are in the same place or industry.
    """
    network = traits.network
    links = links[np.not_equal(*network.ends[:, links])]
    by_kind = np.array([said.kinds.get(kind, 0.0) for kind in network.vocabularies.get("link", ())])
    worth = by_kind[network.link[links]] * network.confidence[links] if len(links) else np.zeros(0)
    links, worth = links[worth > 0], worth[worth > 0]
    starts, ends = network.ends[:, links].astype(np.int64)
    pair = np.minimum(starts, ends) * len(network) + np.maximum(starts, ends)
    ways = 2 * len(by_kind)
    way, worth_of_way = best_of(pair * ways + 2 * network.link[links] + (starts < ends), worth)
    pair, first = np.unique(way // max(ways, 1), return_index=True)
    total = np.add.reduceat(worth_of_way, first) if len(first) else worth_of_way
    pairs = np.vstack(np.divmod(pair, max(len(network), 1)))
    near = estimate(
        network.position,
        pairs,
        said.lists["distance.bins"],
        floor=said["distance.floor"],
        least=said["distance.least"],
    )
    total = total * near.of(between(*network.position[pairs]))
    total = total * (
        1 + said["same.place"] * traits.places.shared(*pairs) + said["same.industry"] * traits.industries.shared(*pairs)
    )
    common = () if alike is None else likenesses(traits, said, alike)
    weights = [np.full(each.pairs.shape[1], said[f"alike.{each.what}"]) for each in common]
    pairs = np.hstack([pairs, *(np.sort(each.pairs, axis=0) for each in common)])
    keys, total = summed(pairs[0] * max(len(network), 1) + pairs[1], np.concatenate([total, *weights]))
    pairs = np.vstack(np.divmod(keys, max(len(network), 1)))
    return Ties.of(len(network), pairs, total, network, links, common)


def likenesses(traits: Traits, said: Weights, among: Flags) -> tuple[Alike, ...]:
    """Who among some is tied for being near, and alike or in need of the other, for each of these that counts."""
    km = np.where(traits.bases.having(STREET), said["alike.street"], said["alike.blur"])
    points = blurred(traits.network.position, traits.network.id, km)
    points[~among] = np.nan
    reach = Reach(int(said["alike.nearest"]), said["alike.within"])
    found = [
        Alike(what, nearest_alike(groups, points, reach))
        for what, groups in {"industry": traits.industries, "input": traits.inputs}.items()
        if said[f"alike.{what}"] > 0
    ]
    if said[f"alike.{NEED}"] > 0:
        found.append(Alike(NEED, nearest_providers(traits.inputs, traits.needs, points, reach)))
    return tuple(found)


def summed(keys: Integers, values: Floats) -> tuple[Integers, Floats]:
    """Each key once, in order, with the sum of its values.

    >>> [part.tolist() for part in summed(np.array([2, 1, 2]), np.array([0.5, 0.25, 0.75]))]
    [[1, 2], [0.25, 1.25]]
    """
    if not len(keys):
        return keys, values
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    return keys[first], np.add.reduceat(values[order], first)


def best_of(keys: Integers, values: Floats) -> tuple[Integers, Floats]:
    """Each key once, in order, with the largest of its values.

    >>> [part.tolist() for part in best_of(np.array([2, 1, 2]), np.array([0.5, 0.1, 0.9]))]
    [[1, 2], [0.1, 0.9]]
    """
    order = np.lexsort((values, keys))
    keys, values = keys[order], values[order]
    last = np.append(keys[1:] != keys[:-1], True)[: len(keys)]
    return keys[last], values[last]
