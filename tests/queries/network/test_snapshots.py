"""The network as read and as kept: the same, and never older than the database."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from signal import SIGKILL
from typing import Any
from unittest.mock import patch

import networkx as nx
import numpy as np
import pytest
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.corrections.kept import read_corrections
from clusteratlas.ingest.corrections.loading import correct
from clusteratlas.ingest.corrections.refused import as_table, corrections_in, refused_rows
from clusteratlas.ingest.identity.judging import Judging, Pair
from clusteratlas.ingest.prune import forget
from clusteratlas.ingest.run import load
from clusteratlas.queries.network import snapshots, traits
from clusteratlas.queries.network.arrays import Network
from clusteratlas.queries.network.snapshots import arrays, assemble, keep, network_of, open_network
from clusteratlas.queries.network.traits import traits_of

from tests.ingest.folders import write_source
from tests.worlds import build

PLACE = {"kind": "Place"}


@pytest.fixture
def kept(store: Store, tmp_path: Path) -> Iterator[Store]:
    """A store on an empty graph that keeps its snapshots in a folder of the test."""
    with patch.object(store, "snapshots", tmp_path / "snapshots"):
        forget_memory(store)
        yield store
    forget_memory(store)


def forget_memory(store: Store) -> None:
    """What the memory of another program would hold."""
    snapshots._networks.pop(store, None)


def copies(folder: Path) -> list[Path]:
    """The copies in a folder."""
    return list(folder.glob("network-*"))


def links(network: Network) -> set[tuple[str, str, str, str, str]]:
    """The linkages of a network: from, kind, to, what, source."""
    return {
        (
            network.id_of(start),
            network.word("link", network.link[at]),
            network.id_of(end),
            network.word("what", network.what[at]),
            network.word("source", network.source[at]),
        )
        for at, (start, end) in enumerate(network.ends.T)
    }


def world(store: Store) -> None:
    """Four organisations of which one has a place."""
    sure = {"input": "corks", "confidence": 0.5, "since": "2012-03", "until": "2015", "strength": 3.0}
    acme = {"at": (40.0, -120.0), "name": "Äcme"}
    build(
        store,
        *("b supplies a", "a serves c", "d is a member of b", "a is located in x", "a provides corks"),
        x=PLACE,
        corks={"kind": "Input"},
        a=acme,
        b={"kind": "Institution"},
        b_supplies_a=sure,
        a_serves_c={"state": "latent"},
    )
    build(store, "b supplies a", source="another_source", a=acme, b={"kind": "Institution"})


def test_organisations_and_what_ties_them_are_read(kept: Store) -> None:
    world(kept)
    network = network_of(kept)
    assert [network.id_of(number) for number in range(len(network))] == ["a", "b", "c", "d"]
    assert [network.name[number] for number in range(4)] == ["Äcme", "b", "c", "d"]
    assert [network.word("kind", code) for code in network.kind] == ["Firm", "Institution", "Firm", "Firm"]
    assert network.position[0].tolist() == [40.0, -120.0]
    assert np.isnan(network.position[1:]).all()
    assert links(network) == {
        ("b", "SUPPLIES", "a", "corks", "test_world"),
        ("b", "SUPPLIES", "a", "", "another_source"),
        ("a", "SERVES", "c", "", "test_world"),
        ("d", "MEMBER_OF", "b", "", "test_world"),
    }
    [corks] = np.flatnonzero(network.confidence == 0.5)
    assert (network.since[corks], network.until[corks], network.weight[corks]) == (20120300, 20159999, 3.0)
    assert network.possible.sum() == 1
    assert network.ties(network.chosen()).T.tolist() == [[0, 1], [0, 2], [1, 3]]
    assert network.find(["d", "nobody", "a", "d"]).tolist() == [0, 3]


def small() -> Network:
    """One linkage between two organisations, that held for a time; of others one end is no organisation any more."""
    organisations = {
        "labels": ["Entity", "Firm", "Organisation"],
        "number": [7, 3],
        "id": ["b", "a"],
        "name": ["B", "Ä"],
        "lat": [1.0, 2.0],
        "lon": [3.0, 4.0],
    }
    linkages: dict[str, Any] = {
        "link": "SUPPLIES",
        "source": "s",
        "state": None,
        "start": [3, 5, 3],
        "end": [7, 3, 8],
        "what": [],
        "confidence": [],
        "weight": [],
        "since": ["2012-03"] * 3,
        "until": ["2015"] * 3,
    }
    place = {"labels": ["Entity", "Place"], "number": [8], "id": ["p"], "name": ["P"], "lat": [1.0], "lon": [2.0]}
    return assemble("revision", [place, organisations], [linkages])


@pytest.mark.parametrize(
    ("date", "held"), [("2011", 0), ("2012", 1), ("2012-02", 0), ("2012-03-09", 1), ("2015-12-31", 1), ("2016", 0)]
)
def test_a_date_chooses_what_held_then(date: str, held: int) -> None:
    assert small().chosen(date=date).sum() == held
    assert small().chosen(["SERVES"]).sum() == 0


def test_a_copy_is_the_same_and_is_used_in_the_place_of_reading(kept: Store, tmp_path: Path) -> None:
    world(kept)
    read = network_of(kept)
    forget_memory(kept)
    with patch.object(snapshots, "read", side_effect=AssertionError("read again")):
        copy = network_of(kept)
    assert isinstance(copy.ends, np.memmap)
    assert {name: array.tobytes() for name, array in arrays(copy).items()} == {
        name: array.tobytes() for name, array in arrays(read).items()
    }
    assert copy.vocabularies == read.vocabularies
    assert nx.utils.graphs_equal(copy.to_networkx(), read.to_networkx())
    with pytest.raises(ValueError, match="read-only"):
        copy.ends[0, 0] = 1
    assert len(copies(tmp_path / "snapshots")) == 1


def test_a_branch_is_the_next_wider_class_where_a_classification_lacks_the_third_level(kept: Store) -> None:
    world(kept)
    scheme = {"kind": "Industry", "scheme": "ZYX 1"}
    build(
        kept,
        "a is classified as casks",
        "b is classified as lids",
        "c is classified as both",
        "c is classified as casks",
        "d is classified as wood",
        "casks is within wood",
        casks={**scheme, "level": 4},
        wood={**scheme, "level": 2},
        lids={**scheme, "level": 4},
        both={"kind": "Industry", "level": 3},
    )
    read = traits_of(kept, network_of(kept))
    assert [read.branches.word_of(number) for number in range(4)] == ["wood", "lids", "both", "wood"]
    assert len(read.branches.of_one(2)) == 1


def test_what_organisations_are_is_kept_beside_the_network(kept: Store, tmp_path: Path) -> None:
    world(kept)
    build(kept, "a is classified as wine", "d is classified as wine", wine={"kind": "Industry", "level": 3})
    network = network_of(kept)
    read = traits_of(kept, network)
    assert [read.branches.word_of(number) for number in range(4)] == ["wine", "", "", "wine"]
    traits._traits.clear()
    with patch.object(traits, "read", side_effect=AssertionError("read again")):
        copy = traits_of(kept, network)
    for name in ("industries", "branches", "inputs", "places", "types", "homes", "present"):
        groups, before = getattr(copy, name), getattr(read, name)
        assert (groups.words, groups.bounds.tolist(), groups.groups.tolist()) == (
            before.words,
            before.bounds.tolist(),
            before.groups.tolist(),
        )
    build(kept, "c is classified as wine")
    assert traits_of(kept, network_of(kept)).branches.word_of(2) == "wine"
    assert len(list((tmp_path / "snapshots").glob("traits-*"))) == 1


def test_traits_read_while_somebody_writes_are_not_kept(kept: Store, tmp_path: Path) -> None:
    world(kept)
    network = network_of(kept)
    kept.write("CREATE (:Disturbance)")
    traits_of(kept, network)
    assert not list((tmp_path / "snapshots").glob("traits-*"))


def test_networkx_has_what_the_database_has(kept: Store) -> None:
    world(kept)
    graph = network_of(kept).to_networkx()
    assert graph.nodes["a"] == {"kind": "Firm", "name": "Äcme", "lat": 40.0, "lon": -120.0}
    assert graph.nodes["b"] == {"kind": "Institution", "name": "b", "lat": None, "lon": None}
    assert sorted((start, end, data["kind"], data["basis"]) for start, end, data in graph.edges(data=True)) == [
        ("a", "c", "SERVES", "possible"),
        ("b", "a", "SUPPLIES", "recorded"),
        ("b", "a", "SUPPLIES", "recorded"),
        ("d", "b", "MEMBER_OF", "recorded"),
    ]


@pytest.mark.parametrize("harm", ["shorter", "other bytes", "no file", "no about", "about cut off", "about of nothing"])
def test_a_damaged_copy_is_not_used_and_is_replaced(tmp_path: Path, harm: str) -> None:
    keep(small(), tmp_path)
    [folder] = copies(tmp_path)
    ends, about = folder / "ends.npy", folder / "about.json"
    match harm:
        case "shorter":
            ends.write_bytes(ends.read_bytes()[:-4])
        case "other bytes":
            ends.write_bytes(ends.read_bytes()[:-1] + b"\x01")
        case "no file":
            ends.unlink()
        case "no about":
            about.unlink()
        case "about cut off":
            about.write_text(about.read_text()[:50])
        case "about of nothing":
            about.write_text("[]")
    assert open_network(tmp_path, "revision") is None
    keep(small(), tmp_path)
    copy = open_network(tmp_path, "revision")
    assert copy is not None
    assert links(copy) == {("a", "SUPPLIES", "b", "", "s")}
    assert [copy.name[0], copy.name[1]] == ["Ä", "B"]
    assert open_network(tmp_path, "another revision") is None


def test_what_a_writer_that_was_killed_left_is_cleared_away(tmp_path: Path) -> None:
    killed = (
        "import os, sys; from pathlib import Path; from clusteratlas.queries import copies; "
        "from clusteratlas.queries.network import snapshots; "
        "from tests.queries.network.test_snapshots import small; "
        "copies.np.save = lambda *given: os.kill(os.getpid(), 9); snapshots.keep(small(), Path(sys.argv[1]))"
    )
    assert subprocess.run([sys.executable, "-c", killed, str(tmp_path)], check=False).returncode == -SIGKILL
    left = set(tmp_path.iterdir())
    keep(small(), tmp_path)
    assert len(left - set(tmp_path.iterdir())) == 1
    assert open_network(tmp_path, "revision") is not None


def test_a_full_disk_leaves_nothing_half_written_and_keeps_the_older_copy(tmp_path: Path) -> None:
    keep(small(), tmp_path)
    before = set(tmp_path.iterdir())
    with (
        patch("numpy.save", side_effect=OSError("No space left on device")),
        pytest.raises(OSError, match="No space left"),
    ):
        keep(small(), tmp_path)
    assert set(tmp_path.iterdir()) == before
    assert open_network(tmp_path, "revision") is not None


def test_a_copy_that_is_damaged_is_read_anew(kept: Store, tmp_path: Path) -> None:
    world(kept)
    whole = links(network_of(kept))
    forget_memory(kept)
    [ends] = tmp_path.rglob("ends.npy")
    ends.write_bytes(b"")
    assert links(network_of(kept)) == whole
    assert open_network(tmp_path / "snapshots", kept.revision()) is not None


def test_reading_changes_nothing_so_that_the_same_network_is_given(kept: Store) -> None:
    world(kept)
    first = network_of(kept)
    kept.read("MATCH (one) RETURN count(one) AS number")
    assert network_of(kept) is first


def test_whatever_is_decided_is_seen(kept: Store, tmp_path: Path) -> None:
    """A link, a confidence, a merge, an undo and a split."""
    judging = Judging(kept, tmp_path / "rejects", "somebody")
    world(kept)
    before = network_of(kept)
    build(kept, "c supplies d", source="third_source")
    assert ("c", "SUPPLIES", "d", "", "third_source") in links(network_of(kept))
    kept.write("MATCH ()-[link:SUPPLIES {source: 'third_source'}]->() SET link.confidence = 0.25")
    assert 0.25 in network_of(kept).confidence
    act = judging.same([Pair("a", "c")])
    assert len(network_of(kept)) == 3
    judging.undo(act)
    assert len(network_of(kept)) == 4
    judging.split("b", ["test_world/b"])
    assert len(network_of(kept)) == 5
    assert len(before) == 4


def test_whatever_is_loaded_corrected_and_forgotten_is_seen(kept: Store, tmp_path: Path) -> None:
    table = {
        "file": "firms.csv",
        "nodes": {"firm": {"kind": "Firm", "id": "{id}", "name": "name", "town": "town"}},
        "links": [{"kind": "SUPPLIES", "from": "firm", "to": "{buyer}"}],
    }
    rows = "id,name,town,buyer\na,Zyx Works,Zyxville,b\nb,Plain Vats,Zyxville,\n"
    rejects = tmp_path / "rejects"
    source = write_source(tmp_path / "zyx", [table], files={"firms.csv": f"{rows}c,,Zyxville,a\n"})
    load(kept, source, rejects)
    assert {link[:3] for link in links(network_of(kept))} == {("a", "SUPPLIES", "b")}
    refused = refused_rows(source, rejects, read_corrections(rejects, source.name))
    corrected = [{**row, "name": "Sample Corks"} for row in as_table(refused)]
    correct(kept, source, rejects, corrections_in(refused, corrected, "somebody"))
    assert {link[:3] for link in links(network_of(kept))} == {("a", "SUPPLIES", "b"), ("c", "SUPPLIES", "a")}
    forget(kept, source.name, rejects)
    assert len(network_of(kept)) == 0


def test_a_network_read_while_somebody_writes_is_not_kept(kept: Store, tmp_path: Path) -> None:
    world(kept)
    read = snapshots.read

    def disturbed(store: Store, version: str) -> Network:
        network = read(store, version)
        store.write("CREATE (:Disturbance)")
        return network

    with patch.object(snapshots, "read", disturbed):
        assert len(network_of(kept)) == 4
    assert not (tmp_path / "snapshots").exists()
    kept.write("CREATE (:Disturbance)")
    assert len(network_of(kept)) == 4
    assert len(copies(tmp_path / "snapshots")) == 1


def test_a_disk_that_takes_no_copy_is_no_hindrance(kept: Store, tmp_path: Path) -> None:
    world(kept)
    (tmp_path / "file").touch()
    with patch.object(kept, "snapshots", tmp_path / "file" / "snapshots"):
        assert len(network_of(kept)) == 4


def test_a_remote_database_has_a_folder_of_its_own() -> None:
    local = Settings.from_environment({"CLUSTERATLAS_HOME": "/w", "CLUSTERATLAS_CACHE": "/c"})
    one, other = (
        Settings.from_environment(
            {"CLUSTERATLAS_URI": "neo4j://db.example.org", "CLUSTERATLAS_DATABASE": name, "CLUSTERATLAS_CACHE": "/c"}
        )
        for name in ("one", "other")
    )
    assert local.snapshots == Path("/w/snapshots")
    assert one.snapshots.parent == other.snapshots.parent == Path("/c/snapshots")
    assert one.snapshots != other.snapshots
