"""What the known answers on wine compute, in a small invented world."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from clusteratlas.queries.boundaries.boundary import boundary_from
from clusteratlas.queries.network.arrays import Integers
from clusteratlas.queries.network.snapshots import assemble
from clusteratlas.queries.network.traits import Groups, Traits
from clusteratlas.queries.related.table import Table

from bench.appellations import Draw, Regions, drawn, draws, fit_lines, holding, middle, nearest
from bench.industry_figures import Known
from bench.truth import wine
from bench.truth.wine import World, industry_lines, place_of, reverse_lines

VALLEY = 30
"""Wineries in each of two valleys; the growers and the bottler of the first come after them."""
SIZE = 2 * VALLEY + 5


def invented() -> World:
    """Two valleys of wineries 220 km apart, in one coast; growers whose labour one of them provides, and a bottler."""
    draw = np.random.default_rng(1)
    ids = [f"o{number:03}" for number in range(SIZE)]
    places = np.repeat([[38.0, -122.0], [40.0, -122.0], [38.0, -122.0]], (VALLEY, VALLEY, 5), axis=0)
    lat, lon = (places + draw.uniform(-0.05, 0.05, size=(SIZE, 2))).T.tolist()
    labels = ["Entity", "Organisation", "Firm"]
    rows = [{"labels": labels, "number": [*range(SIZE)], "id": ids, "name": ids, "lat": lat, "lon": lon}]
    bottles = [
        {"link": "SERVES", "source": "test", "state": None, "start": [SIZE - 1] * 4, "end": [0, 1, 2, 3], "what": [],
         "confidence": [1.0] * 4, "weight": [], "since": [], "until": []}
    ]  # fmt: skip
    network = assemble("none", rows, bottles)
    none = Groups.of(SIZE, {})
    growers = np.arange(2 * VALLEY, SIZE - 1)
    traits = Traits(
        network,
        industries=Groups.of(SIZE, {"wine": np.append(np.arange(2 * VALLEY), SIZE - 1), "grapes": growers}),
        branches=none,
        inputs=Groups.of(SIZE, {"labour": growers[:1]}),
        needs=Groups.of(SIZE, {"labour": growers[1:]}),
        places=none,
        bases=none,
        types=none,
        homes=none,
        present=none,
        founded=none,
        closed=none,
    )
    return World(traits, regions(), {"a": "A", "b": "B", "coast": "C"}, growers, coded(growers))


def coded(growers: Integers) -> dict[int, str]:
    """The industries of all."""
    return {**dict.fromkeys(range(SIZE), wine.WINERIES), **dict.fromkeys(growers.tolist(), "115115")}


def regions() -> Regions:
    """Both valleys within the coast; one winery of the first is not known to the street."""
    first, second = np.arange(VALLEY), np.arange(VALLEY, 2 * VALLEY)
    members = {"a": first, "b": second, "coast": np.append(first, second)}
    return Regions(members, {"a": ["coast", "unknown"], "b": ["coast"]}, np.arange(1, 2 * VALLEY))


def test_members_are_held_against_each_region_around_their_seeds() -> None:
    levels = regions().levels("a")
    assert levels == ["a", "coast"]
    found = drawn(regions(), Draw("a", np.array([1, 2])), np.array([0, 1, 2, 3, 4, 5, VALLEY, SIZE - 1]))
    inside, wider = found.fits
    assert (inside.inside, inside.found) == (3 / 4, 3 / (VALLEY - 3))
    assert (wider.inside, wider.found) == (1, 4 / (2 * VALLEY - 3))
    assert inside.f1 == pytest.approx(2 * 0.75 * (3 / 27) / (0.75 + 3 / 27))
    assert found.best == 0
    nobody = drawn(regions(), Draw("a", np.array([1, 2])), np.zeros(0, dtype=np.int64))
    assert [fit.f1 for fit in nobody.fits] == [0, 0]
    [line] = fit_lines({"invented": [found, nobody]}, regions())
    assert line[:4] == ["invented", "1 of 2", "8 (8 to 8)", "4"]
    assert line[-1] == "1, 0, 0"


def test_seeds_are_the_same_each_time_and_come_from_large_regions() -> None:
    tied = np.arange(VALLEY + 5)
    found = draws(regions(), tied, fewest=10, each=3, first=7)
    assert [(one.region, len(one.seeds)) for one in found] == [
        (name, size) for name in ("a", "coast") for size in (3, 4, 5)
    ]
    assert all(np.isin(one.seeds, tied).all() and 0 not in one.seeds for one in found)
    again = draws(regions(), tied, fewest=10, each=3, first=7)
    assert [one.seeds.tolist() for one in found] == [one.seeds.tolist() for one in again]


def test_peers_take_the_nearest_and_the_clusters_of_the_seeds() -> None:
    world = invented()
    around = nearest(world.regions, world.traits.network.position)(np.array([1, 2]), 5)
    assert len(around) == 7
    assert max(around) < VALLEY
    labels = np.repeat([0, 1, 2], (VALLEY, VALLEY, 5))
    assert holding(labels)(np.array([1, 2 * VALLEY])).tolist() == [*range(VALLEY), *range(2 * VALLEY, SIZE)]
    assert middle([0.5, 0.5, 1.0]) == ".50 (.50 to .75)"


def test_planted_valleys_come_back_with_roles(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wine, "DATA", Path("no such folder"))
    wine.report(invented(), each=2, first=1)
    printed = capsys.readouterr().out
    ours = next(line for line in printed.splitlines() if line.startswith("| Cluster Atlas"))
    cells = [cell.strip() for cell in ours.split("|")]
    assert cells[2] == "6 of 6"
    assert cells[-3] == "1.00 (1.00 to 1.00)"
    wineries = next(line for line in printed.splitlines() if line.startswith(f"| {wine.PERMITS}"))
    assert "1, 1 at most" in wineries
    assert "networkx Louvain" in printed
    assert "cannot be compared with the published clusters without" in printed


def test_industries_of_members_are_held_against_published_clusters() -> None:
    world = invented()
    published = {wine.WINERIES: ("Food", "Wineries"), "311111": ("Food", "Animal Foods"), "115115": ("Farms", "Labour")}
    assert [place_of(code, published) for code in (wine.WINERIES, "311111", "115115", "111332")] == [
        "Food: Wineries",
        "Food: Animal Foods",
        "Farms",
        "in no published traded cluster",
    ]
    boundary = boundary_from(world.traits, world.ties(), world.growers[:2], most=wine.MOST)
    assert boundary is not None
    [line, known] = industry_lines(world, {"growers": [boundary]}, published)
    assert line[:3] == ["growers", "Farms", "1 of 1"]
    assert known[1] == "members with an industry on record"


def test_the_cluster_of_the_wineries_is_held_against_the_published_one(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [wine.WINERIES, "312120", "311111", "327213", "541110"]
    ones = np.ones((5, 4))
    real = Known(Table(codes, ones, ones), np.arange(4), np.array([0, 0, 0, 0, 1]), ["Food", "Law"])
    parts = {code: ("Food" if number < 4 else "Law", "") for number, code in enumerate(codes)}
    monkeypatch.setattr(wine, "published_parts", lambda: parts)
    monkeypatch.setattr(wine, "clusters_of", lambda table: type("Made", (), {"label": np.array([0, 0, 1, 0, 0])}))
    ours, digits = reverse_lines(real)
    assert ours == ["Cluster Atlas", "4", "2 of 3 others", "2 of 3 others", "2.2", ".60", "Law 1"]
    assert digits == ["3-digit codes", "2", "1 of 1 others", "1 of 3 others", "0.8", ".50", ""]
