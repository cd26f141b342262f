"""How probable it is that who is a member so often belongs: makes the table that ships, and tries it on other networks.

The table is made of boundaries in invented networks with clusters of uneven size, uneven numbers of ties and uneven
weights. It is tried on networks that it was not made of: of the same make, of even make, and LFR networks of networkx.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path

import numpy as np
from clusteratlas.queries import boundaries
from clusteratlas.queries.boundaries.boundary import boundary_from
from clusteratlas.queries.boundaries.calibration import AXES, FILE, LARGEST, OFF, Sort, calibrate, scaled
from clusteratlas.queries.boundaries.ties import Ties
from clusteratlas.queries.network.arrays import Flags, Floats, Integers

from .planted import evenly, lfr, nameless, planted, uneven
from .table import print_table

MIXINGS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.65)
DEGREES = (3, 6, 10, 20, 40)
CLUSTERS = (30, 80)
"""Members of a cluster, on average."""
IN_A_NETWORK = 40
"""Clusters of a network, on average."""
SEEDS = (1, 3, 5)
ROUNDS = 60
"""Drawings of each boundary of which the table is made; answers rest on more, and so does what is tried."""
NODES = {"seeds": SEEDS, "mixing": (0.1, 0.2, 0.3, 0.4, 0.5, 0.6), "ties": (2, 3, 5, 8, 12, 20)}
"""Of which sorts of networks the table tells."""
WIDTHS = {"mixing": 0.06, "ties": 0.35}
"""How far networks of other sorts count for one: the standard deviation of a bell curve."""
FREQUENCIES = (0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1)
RANGES = (0, 0.2, 0.4, 0.6, 0.8, 1)
NEW = 1_000
"""Networks from this seed on are tried, and the table is not made of them."""


@dataclass(frozen=True, eq=False)
class Seen:
    """A boundary of which it is known who belongs."""

    sort: Sort
    mixing: float
    """As the network was made."""
    frequency: Floats
    """Of those who may be members in a drawing, without the seeds."""
    right: Flags
    inside: Flags


def main(arguments: Sequence[str] | None = None) -> None:
    """Makes the table if asked to, and prints how right it is."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibration", description=__doc__)
    parser.add_argument("--write", action="store_true", help="make the table anew")
    parser.add_argument("--clusters", type=int, default=3, help="boundaries in each network from so many seeds")
    parser.add_argument("--networks", type=int, default=1, help="networks of each sort")
    given = parser.parse_args(arguments)
    if given.write:
        write_table(list(made_uneven(0, given.networks, given.clusters)))
    print_tried(given.clusters)


def made_uneven(first: int, networks: int, number: int) -> Iterator[Seen]:
    """Boundaries in uneven networks of all sorts."""
    for at, (mixing, degree, members) in enumerate(product(MIXINGS, DEGREES, CLUSTERS)):
        for again in range(networks):
            cluster, ties = uneven(members * IN_A_NETWORK, IN_A_NETWORK, degree, mixing, first + networks * at + again)
            yield from seen(cluster, ties, mixing, number, ROUNDS)


def seen(cluster: Integers, ties: Ties, mixing: float, number: int, rounds: int | None = None) -> Iterator[Seen]:
    """Boundaries around seeds of some clusters of a network, those of medium size first."""
    traits = nameless(len(ties))
    sizes = np.bincount(cluster)
    for which in np.argsort(np.abs(sizes - np.median(sizes)), kind="stable")[:: max(len(sizes) // number, 1)][:number]:
        truth = np.flatnonzero(cluster == which)
        for seeds in SEEDS:
            if len(truth) <= seeds:
                continue
            chosen = np.sort(np.random.default_rng(int(which)).choice(truth, seeds, replace=False))
            boundary = boundary_from(traits, ties, chosen, most=LARGEST)
            if boundary is None:
                continue
            tried = np.setdiff1d(np.arange(len(boundary.local))[: boundary.within], boundary.seeds)
            yield Seen(
                boundary.sort,
                mixing,
                (boundary.frequency_in(rounds) if rounds else boundary.frequency)[tried],
                np.isin(boundary.local.numbers[tried], truth),
                np.isin(tried, boundary.members),
            )


def write_table(made: list[Seen]) -> None:
    """Writes what share belonged at each frequency, for each sort of network."""
    lines = [",".join([*AXES, OFF, *(f"{frequency:g}" for frequency in FREQUENCIES)])]
    for seeds, mixing, ties in product(*NODES.values()):
        of_these = [one for one in made if round(one.sort.seeds) == seeds]
        counts = np.array([nearness(one.sort, mixing, ties) for one in of_these])
        curve = fitted(of_these, counts)
        differences = [difference(one, np.interp(one.frequency, FREQUENCIES, curve)) for one in of_these]
        off = float(np.sqrt(np.average(np.square(differences), weights=counts)))
        lines.append(",".join([f"{seeds}", f"{mixing:g}", f"{ties}", f"{off:.3f}", *(f"{one:.3f}" for one in curve)]))
    place = Path(boundaries.__path__[0]) / FILE
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(made):,} boundaries, {len(lines) - 1} sorts of networks: {place.name}")


def nearness(sort: Sort, mixing: float, ties: float) -> float:
    """How much a boundary counts for a sort of network."""
    by_mixing = (sort.mixing - mixing) / WIDTHS["mixing"]
    by_ties = float(scaled("ties", sort.ties) - scaled("ties", ties)) / WIDTHS["ties"]
    return float(np.exp(-0.5 * (by_mixing**2 + by_ties**2))) + 1e-9


def fitted(made: list[Seen], counts: Floats) -> Floats:
    """The share that belonged at each of FREQUENCIES, never falling."""
    from scipy.optimize import isotonic_regression

    frequency = np.concatenate([one.frequency for one in made])
    values, at = np.unique(frequency.round(4), return_inverse=True)
    weight = np.repeat(counts, [len(one.frequency) for one in made])
    of_each = np.bincount(at, weights=weight)
    share = np.bincount(at, weights=weight * np.concatenate([one.right for one in made])) / of_each
    found: Floats = np.interp(FREQUENCIES, values, isotonic_regression(share, weights=of_each).x)
    return found


def difference(one: Seen, degree: Floats) -> float:
    """How much larger the degrees of the members are than the share that belonged; 0 where nobody but seeds is."""
    return float((degree - one.right)[one.inside].mean()) if one.inside.any() else 0.0


def print_tried(number: int) -> None:
    """Prints how right the table that ships is in networks it was not made of."""
    lines, mixings = [], []
    for name, make in tried().items():
        for mixing, degree in product((0.2, 0.4, 0.6), (4, 8, 16)):
            found = list(make(mixing, degree, number))
            lines.append([name, f"{mixing:g}", f"{degree}", *reliability(found)])
            guessed = [one.sort.mixing for one in found]
            mixings.append([name, f"{mixing:g}", f"{degree}", f"{np.mean(guessed):.2f}", f"{np.std(guessed):.2f}"])
    print_table(
        ["networks", "mixing", "ties", *(f"{low:g} to {high:g}" for low, high in pairwise(RANGES)), "off", "raw off"],
        lines,
    )
    print()
    print_table(["networks", "mixing", "ties", "mixing as seen", "give or take"], mixings)


def tried() -> dict[str, Callable[[float, int, int], Iterator[Seen]]]:
    """Makes of networks that the table was not made of."""

    def again(mixing: float, degree: int, number: int) -> Iterator[Seen]:
        for seed, members in enumerate((30, 70)):
            yield from seen(*uneven(members * 50, 50, degree, mixing, NEW + seed), mixing, number)

    def even(mixing: float, degree: int, number: int) -> Iterator[Seen]:
        for seed, members in enumerate((30, 70)):
            cluster, pairs = planted(members * 50, 50, degree, mixing, NEW + seed)
            yield from seen(cluster, evenly(pairs, len(cluster)), mixing, number)

    def of_lfr(mixing: float, degree: int, number: int) -> Iterator[Seen]:
        cluster, pairs = lfr(2_000, degree, mixing, NEW)
        yield from seen(cluster, evenly(pairs, len(cluster)), mixing, number)

    return {"uneven": again, "even": even, "LFR": of_lfr}


def reliability(found: list[Seen]) -> Iterator[str]:
    """What share belonged of those with a degree in each range, and how far off degrees and raw frequencies are."""
    degrees = np.concatenate([calibrate(one.frequency, one.sort)[0] for one in found])
    frequencies = np.concatenate([one.frequency for one in found])
    right = np.concatenate([one.right for one in found])
    for low, high in pairwise(RANGES):
        within = (degrees >= low) & ((degrees < high) | (high == 1))
        yield f"{right[within].mean():.2f} of {int(within.sum()):,}" if within.any() else ""
    for values in (degrees, frequencies):
        yield f"{error(values[frequencies > 0], right[frequencies > 0]):.3f}"


def error(values: Floats, right: Flags) -> float:
    """How far the values are from the share that belonged, over tenths of the range (expected calibration error)."""
    at = np.minimum((values * 10).astype(np.int64), 9)
    sums = np.bincount(at, weights=values - right, minlength=10)
    return float(np.abs(sums).sum() / max(len(values), 1))


if __name__ == "__main__":
    main()
