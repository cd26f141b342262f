"""Boundaries around wineries of California beside wine regions, and their industries beside those published for wine.

`python -m bench.truth.wine [--each 9] [--first 1] [--workspace FOLDER]`. It loads the data of the demo into a database
of its own, which takes some minutes, unless a workspace that holds them is named. Three to five wineries of each
appellation with FEWEST are drawn by a fixed seed, as often as `--each` says.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.first import load_first
from clusteratlas.ingest.source import shipped_sources
from clusteratlas.queries.boundaries.boundary import Boundary, boundary_from
from clusteratlas.queries.boundaries.reasons import ways_in
from clusteratlas.queries.boundaries.roles import core_of, role_of
from clusteratlas.queries.boundaries.ties import Ties, ties_of
from clusteratlas.queries.boundaries.weights import weighing
from clusteratlas.queries.network.arrays import Integers
from clusteratlas.queries.network.snapshots import network_of
from clusteratlas.queries.network.traits import Traits, traits_of
from clusteratlas.queries.related.algorithm import clusters_of
from clusteratlas.queries.related.table import by_digits
from clusteratlas.ui.terminal import progress

from ..appellations import Draw, Regions, drawn, draws, fit_lines, holding, middle, nearest, region_lines, share
from ..industry_figures import DATA, DEFINITIONS, Known, known
from ..partitioners import OURS, peers
from ..table import print_table
from ..workspace import workspace

EACH, FIRST, FEWEST = 9, 1, 20
"""Draws from each region, the seed of the first, and the wineries that a region has at least."""
MOST, MANY = 300, 2_000
"""Members of a boundary at most, as `boundaries/from_seeds` has it by default, and the most that it takes."""
GROWN = 4
"""Growers among whom a boundary is drawn."""
WINERIES, PERMITS = "312130", "wineries of an appellation"
COUNTIES = ["us-county-06055", "us-county-06097"]
"""Napa and Sonoma, whose appellations have outlines."""
APPELLATIONS = """
MATCH (region:Place {type: 'appellation'})
WITH region, COLLECT { MATCH (region)-[:WITHIN]->(larger:Place {type: 'appellation'}) RETURN larger.id } AS above,
  COLLECT { MATCH (region)<-[:WITHIN]-{0,4}(:Place)<-[:LOCATED_IN]-(winery:Firm) RETURN DISTINCT winery.id } AS ids
WHERE size(ids) > 0
RETURN region.id AS region, region.name AS name, above AS above, ids AS ids
"""
LOCATED = """
MATCH (winery:Firm {location_basis: 'street'})-[:CLASSIFIED_AS]->(:Industry {code: $wineries})
RETURN collect(DISTINCT winery.id) AS ids
"""
"""Wineries known to the street: in which outlined appellations they are is known, of others not."""
GROWERS = """
MATCH (grower:Firm)-[:NEEDS]->(:Input {id: 'input-seasonal-vineyard-labour'})
WHERE EXISTS { (grower)-[:LOCATED_IN]->(county:Place) WHERE county.id IN $counties }
RETURN collect(DISTINCT grower.id) AS ids
"""
INDUSTRIES = """
MATCH (one:Organisation)-[:CLASSIFIED_AS]->(industry:Industry {scheme: 'NAICS 2017'})
WITH one, min(industry.code) AS code
RETURN one.id AS id, code AS code
"""
ABOUT = """Inside: the share of the members, seeds left out, that is in the appellation (1), the next larger
one (2), the one around it (3). Found: the share of the wineries there that are members. Both of those known to the
street. F1 of both, at the level that fits best. Median over draws (the half in the middle); best level: how many draws
fit 1, 2, 3 best."""
ROLES = ("core", "supplier of specialised inputs", "supplier", "service provider", "channel or customer",
         "complementor", "related industry", "infrastructure", "institution")  # fmt: skip


@dataclass(frozen=True, eq=False)
class World:
    """What is drawn in."""

    traits: Traits
    regions: Regions
    names: Mapping[str, str]
    """Of the regions."""
    growers: Integers
    """Growers and wineries that asked for seasonal labour."""
    codes: Mapping[int, str]
    """Organisation to its industry."""

    def ties(self, *, alike: bool = True) -> Ties:
        """The ties as `boundaries/from_seeds` has them."""
        return ties_of(self.traits, None, inferred=True, date=None, alike=alike)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.truth.wine", description=__doc__)
    parser.add_argument("--each", type=int, default=EACH, help="draws from each appellation")
    parser.add_argument("--first", type=int, default=FIRST, help="seed of the first draw")
    parser.add_argument("--workspace", type=Path, help="a workspace in which the data of the demo are loaded")
    given = parser.parse_args(arguments)
    show(given.each, given.first, given.workspace)


def show(each: int = EACH, first: int = FIRST, home: Path | None = None) -> None:
    """Prints the tables; those that need the published definitions only where they are there."""
    with loaded(home) as store:
        world = world_of(store)
    report(world, each, first)
    if DATA.is_dir():
        print("\nClusters of industries that hold the wineries, made from figures of all metropolitan areas:\n")
        print_table(
            ["made by", "industries", "of them published with the wineries", "of those published, in it",
             "by chance", "Jaccard", "published clusters of the others"], list(reverse_lines(known()))
        )  # fmt: skip


@contextmanager
def loaded(home: Path | None) -> Iterator[Store]:
    """A store with the data of the demo, in the workspace named or in one that is deleted afterwards."""
    with ExitStack() as stack:
        report = stack.enter_context(progress())
        if home is None:
            settings = stack.enter_context(workspace())
            load_first(settings, list(shipped_sources().values()), report)
        else:
            settings = Settings.from_environment({}, home=home)
        yield stack.enter_context(Store.open(settings, report))


def world_of(store: Store) -> World:
    """The network, the wine regions and the industries of a store."""
    network = network_of(store)
    rows = store.read(APPELLATIONS)
    regions = Regions(
        {row["region"]: network.find(row["ids"]) for row in rows},
        {row["region"]: row["above"] for row in rows},
        network.find(store.read(LOCATED, {"wineries": WINERIES})[0]["ids"]),
    )
    coded = store.read(INDUSTRIES)
    number = {bytes(id).decode(): at for at, id in enumerate(network.id.tolist())}
    return World(
        traits_of(store, network),
        regions,
        {row["region"]: row["name"] for row in rows},
        network.find(store.read(GROWERS, {"counties": COUNTIES})[0]["ids"]),
        {number[row["id"]]: row["code"] for row in coded if row["id"] in number},
    )


def report(world: World, each: int, first: int) -> None:
    """Prints what is drawn in a world."""
    ties = world.ties()
    asked = draws(world.regions, np.flatnonzero(ties.degrees), fewest=FEWEST, each=each, first=first)
    found = {
        name: [drawn(world.regions, one, way(one.seeds)) for one in asked] for name, way in ways(world, ties).items()
    }
    print(f"{len(asked)} draws of 3 to 5 wineries of one appellation. {ABOUT}\n")
    levels = [f"{what} {level}" for what in ("inside", "found") for level in (1, 2, 3)]
    header = ["by", "draws", "members", "known to the street", *levels, "F1 at the best level", "best level"]
    print_table(header, list(fit_lines(found, world.regions)))
    print("\nF1 at the best level, median, by appellation:\n")
    print_table(
        ["appellation", "wineries at each level", "larger", *found],
        list(region_lines(found, world.regions, world.names)),
    )
    boundaries = {
        name: [boundary for one in seeds if (boundary := boundary_from(world.traits, ties, one, most=MOST))]
        for name, seeds in sorts_of(world, asked, ties, each, first).items()
    }
    print("\nMembers by role, median over boundaries:\n")
    print_table(["seeds", "boundaries", *ROLES], list(role_lines(boundaries)))
    if not DATA.is_dir():
        print(f"\nIndustries of members cannot be compared with the published clusters without {DATA}")
        return
    print("\nMembers with an industry on record, seeds left out, by the published cluster of that industry:\n")
    print_table(
        ["seeds", "published cluster", "boundaries with any", "share of those with an industry"],
        list(industry_lines(world, boundaries, published_parts())),
    )


def ways(world: World, ties: Ties) -> Mapping[str, Callable[[Integers], Integers]]:
    """How members are drawn around seeds: by us, by us with less, and by peers on the same ties."""
    near = nearest(world.regions, world.traits.network.position)

    def boundary(seeds: Integers, *, most: int = MOST, alike: bool = True) -> Integers:
        found = boundary_from(world.traits, world.ties(alike=alike), seeds, most=most)
        return found.local.numbers[found.members] if found else np.zeros(0, dtype=np.int64)

    def without_places(seeds: Integers) -> Integers:
        with weighing({"same.place": 0.0}):
            return boundary(seeds)

    labels = {name: way() for name, way in peers(ties).items()}
    return {
        OURS: boundary,
        "the same, not told which are in one place": without_places,
        f"the same, up to {MANY:,} members": lambda seeds: boundary(seeds, most=MANY),
        "the same, linkages alone": lambda seeds: boundary(seeds, alike=False),
        "as many located wineries nearest to a seed": lambda seeds: near(
            seeds, len(np.intersect1d(np.setdiff1d(boundary(seeds), seeds), world.regions.located))
        ),
        **{f"clusters that hold a seed, {name}": holding(label) for name, label in labels.items()},
    }


def sorts_of(world: World, asked: Sequence[Draw], ties: Ties, each: int, first: int) -> Mapping[str, list[Integers]]:
    """Sorts of seeds: wineries of an appellation; growers of both counties; and two of each."""
    growers = np.intersect1d(world.growers, np.flatnonzero(ties.degrees))
    if len(growers) < GROWN:
        return {PERMITS: [one.seeds for one in asked]}

    def some(number: int, at: int) -> Integers:
        return np.random.default_rng(first + at).choice(growers, number, replace=False)

    return {
        PERMITS: [one.seeds for one in asked],
        "growers and wineries that asked for seasonal labour": [np.sort(some(GROWN, at)) for at in range(each)],
        "two of these, two of those": [np.union1d(one.seeds[:2], some(2, at)) for at, one in enumerate(asked[::each])],
    }


def role_lines(boundaries: Mapping[str, Sequence[Boundary]]) -> Iterator[list[str]]:
    """A line for each sort of seeds: how many members are in each role."""
    for name, found in boundaries.items():
        counts = [Counter(roles_of(boundary)) for boundary in found]
        number = {role: [count[role] for count in counts] for role in ROLES}
        yield [
            name,
            str(len(found)),
            *(f"{np.median(each):.0f}, {max(each)} at most" if any(each) else "none" for each in number.values()),
        ]


def roles_of(boundary: Boundary) -> list[str]:
    """The role of each member."""
    traits, local = boundary.traits, boundary.local.numbers
    core = np.zeros(len(local), dtype=np.bool_)
    core[boundary.members] = core_of(traits, boundary.ties, local[boundary.members], local[boundary.seeds])
    ways = ways_in(boundary, boundary.members, core)
    return [role_of(traits, int(local[one]), ways[one], core=bool(core[one]))[0] for one in boundary.members.tolist()]


def industry_lines(
    world: World, boundaries: Mapping[str, Sequence[Boundary]], published: Mapping[str, tuple[str, str]]
) -> Iterator[list[str]]:
    """A line for each sort of seeds and published cluster: what share of members with an industry it has."""
    for name, found in boundaries.items():
        coded = [codes_of(world, boundary) for boundary in found]
        where = [Counter(place_of(code, published) for code in codes) for codes in coded]
        every = Counter(chain.from_iterable(where))
        for place in sorted(every, key=lambda one: (-sum(count[one] for count in where), one)):
            yield [
                name,
                place,
                f"{every[place]} of {len(found)}",
                middle([count[place] / max(count.total(), 1) for count in where]),
            ]
        known_share = [len(codes) / len(boundary.members) for codes, boundary in zip(coded, found, strict=True)]
        yield [name, "members with an industry on record", f"{len(found)} of {len(found)}", middle(known_share)]


def codes_of(world: World, boundary: Boundary) -> list[str]:
    """The industries of the members that have one on record, seeds left out."""
    members = np.setdiff1d(boundary.members, boundary.seeds)
    numbers = boundary.local.numbers[members].tolist()
    return [world.codes[number] for number in numbers if number in world.codes]


def place_of(code: str, published: Mapping[str, tuple[str, str]]) -> str:
    """The published cluster of an industry, and within that of the wineries the subcluster."""
    cluster, part = published.get(code, ("in no published traded cluster", ""))
    return f"{cluster}: {part}" if cluster == published.get(WINERIES, ("", ""))[0] else cluster


def published_parts() -> dict[str, tuple[str, str]]:
    """Cluster and subcluster of each traded industry, as published."""
    rows = pd.read_excel(DEFINITIONS, engine="calamine")
    rows.columns = [str(column).strip() for column in rows.columns]
    rows = rows[rows.TradedLocal.str.strip() == "Traded"]
    parts = zip(rows.NAICS.astype(str), rows.Cluster, rows.SubclusterName, strict=True)
    return {code: (str(cluster), str(part)) for code, cluster, part in parts}


def reverse_lines(real: Known) -> Iterator[list[str]]:
    """A line for each way to make clusters of industries: how that of the wineries is like the published one."""
    parts = published_parts()
    at = real.codes.index(WINERIES)
    there = real.published == real.published[at]
    made = {OURS: clusters_of(real.table).label, "3-digit codes": by_digits(real.codes, [3])[0]}
    for name, label in made.items():
        mine = label == label[at]
        both = int((mine & there).sum()) - 1
        chance = (mine.sum() - 1) * (there.sum() - 1) / (len(label) - 1)
        others = Counter(parts[real.codes[one]][0] for one in np.flatnonzero(mine & ~there).tolist())
        yield [
            name,
            str(int(mine.sum())),
            f"{both} of {int(mine.sum()) - 1} others",
            f"{both} of {int(there.sum()) - 1} others",
            f"{chance:.1f}",
            share(float((mine & there).sum() / (mine | there).sum())),
            "; ".join(f"{cluster} {number}" for cluster, number in others.most_common()),
        ]


if __name__ == "__main__":
    main()
