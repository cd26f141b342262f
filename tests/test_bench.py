"""The benchmarks run, on worlds too small to say anything of speed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store

from bench import boundaries, load, network, read
from bench.world import World
from tests.conftest import empty

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]
SMALL = ["--firms", "200", "--links", "1000"]
PEERS = ("networkx Louvain", "networkx label propagation", "igraph Leiden", "igraph Infomap")


@pytest.fixture
def beside(store: Store, workspace: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has benchmarks measured on the server of the run, emptied each time, as each would on one of its own."""

    @contextmanager
    def emptied() -> Iterator[Settings]:
        empty(store)
        yield workspace

    for bench in (load, network, read):
        monkeypatch.setattr(bench, "workspace", emptied)


@pytest.mark.usefixtures("beside")
def test_a_load_is_measured_beside_the_bare_driver(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "WARM_UP", World(firms=200, links=1_000, seed=2))
    load.main([*SMALL, "--only", "bare driver", "py2neo", "load"])
    printed = capsys.readouterr().out
    assert all(f"| {what}" in printed for what in ("bare driver", "py2neo", "load"))
    assert "at most 1.5 times the bare driver's time" in printed


def test_a_first_load_is_measured_beside_the_bare_importer(capsys: pytest.CaptureFixture[str]) -> None:
    load.main([*SMALL, "--only", "first load"])
    printed = capsys.readouterr().out
    assert "| first load" in printed
    assert "times the seconds (goal 2)" in printed


@pytest.mark.usefixtures("beside")
def test_answers_are_measured_beside_the_bare_queries(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "WARM_UP", 2)
    read.main([*SMALL, "--questions", "5"])
    printed = capsys.readouterr().out
    assert all(
        f"| {what}" in printed for what in ("full text", "search", "radius", "suppliers near", "organisation page")
    )


@pytest.mark.usefixtures("beside")
def test_the_network_is_measured_beside_its_peers(capsys: pytest.CaptureFixture[str]) -> None:
    network.main(SMALL)
    printed = capsys.readouterr().out
    assert all(
        f"| {what}" in printed for what in ("read the network", "cuts and bridges", "all bottlenecks of a place, warm")
    )
    assert all(side in printed for side in ("Cluster Atlas", "networkx", "igraph", "plain Cypher"))


def test_boundaries_are_measured_beside_their_peers(capsys: pytest.CaptureFixture[str]) -> None:
    boundaries.main(["--sizes", "500", "--clusters", "2"])
    printed = capsys.readouterr().out
    assert all(side in printed for side in ("Cluster Atlas", *PEERS))
    assert "0.8 to 1" in printed
