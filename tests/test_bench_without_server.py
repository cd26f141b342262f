"""The benchmarks that need no server run, on worlds too small to say anything of speed."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from bench import economy, industries
from bench.partitioners import igraph_peers, peers
from bench.planted import evenly, planted
from bench.table import print_table
from bench.truth.industries import planted as invented

ROOT = Path(__file__).parent.parent
PEERS = ("networkx Louvain", "networkx label propagation", "igraph Leiden", "igraph Infomap")


def cells(printed: str) -> list[list[str]]:
    """The cells of a printed table, without its header."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in printed.splitlines() if "| " in line][1:]


def test_every_benchmark_that_make_runs_is_there_and_explained() -> None:
    names = re.search(r"^BENCHES := (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert names
    told = (ROOT / "bench" / "README.md").read_text()
    for name in names[1].split():
        assert find_spec(f"bench.{name}")
        assert f"- `python -m bench.{name}`" in told


def test_peers_find_the_same_each_time() -> None:
    _, pairs = planted(300, 6, 8, 0.4, 1)
    ties = evenly(pairs, 300)
    assert tuple(peers(ties)) == PEERS
    for way in igraph_peers(ties).values():
        assert np.array_equal(way(), way())


def test_all_clusters_stand_beside_peers_on_the_same_network(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(economy, "NETWORKX_UP_TO", 500)
    economy.main(["--sizes", "500", "600"])
    lines = cells(capsys.readouterr().out)
    ours = ["Cluster Atlas", "Cluster Atlas, one search"]
    assert [line[2] for line in lines] == [*ours, *PEERS, *ours, *PEERS[2:]]
    assert {tuple(line[:2]) for line in lines[:6]} == {tuple(lines[0][:2])}
    assert float(lines[0][3]) > 0.9
    assert [bool(line[7]) for line in lines[:3]] == [True, False, False]


def test_clusters_of_industries_are_measured_step_by_step_beside_peers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(industries, "DATA", tmp_path / "absent")
    steps = {step: [getattr(*place) for place in places] for step, places in industries.STEPS.items()}
    industries.main(["--industries", "64", "--regions", "60"])
    printed = capsys.readouterr().out
    lines = cells(printed)
    assert [line[3] for line in lines if line[2] == "Cluster Atlas"] == [*industries.STEPS, "all"]
    assert {"Ward (scipy)", "spectral clustering (scikit-learn)", "k-means (scikit-learn)"} < {
        line[2] for line in lines
    }
    assert "4 clusters are planted" in printed
    assert "Real figures are left out" in printed
    assert {step: [getattr(*place) for place in places] for step, places in industries.STEPS.items()} == steps


def test_a_step_takes_no_longer_than_all(capsys: pytest.CaptureFixture[str]) -> None:
    table, truth = invented(64, 4, 60, 1, 1)
    print_table([""] * 8, list(industries.ours(table, truth)))
    *each, whole = [float(line[5]) for line in cells(capsys.readouterr().out)]
    assert sum(each) <= whole + 0.3
