"""Tables that nobody here wrote come in by a mapping alone."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from clusteratlas.graph.store import Store
from clusteratlas.ingest.run import load

from tests.ingest.folders import write_source

pytestmark = pytest.mark.data


def test_cluster_organisations_load_and_serve_their_clusters(store: Store, data: Path, tmp_path: Path) -> None:
    file = data / "us-cluster-organizations" / "CurrentOrganizationsAndClusters.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8", errors="replace").splitlines()))
    table = {
        "file": "organisations.csv",
        "nodes": {
            "organisation": {"kind": "Institution", "id": "org-{org_id}", "name": "org_title"},
            "cluster": {"kind": "Cluster", "id": "cluster-{cluster_name|slug}", "name": "cluster_name"},
        },
        "links": [{"kind": "IN_CLUSTER", "from": "organisation", "to": "cluster", "role": "=institution"}],
    }
    source = write_source(tmp_path / "zyx", [table], files={})
    shutil.copy(file, source.data / "organisations.csv")
    outcome = load(store, source, tmp_path / "rejects")
    organisations = {row["org_id"] for row in rows}
    pairs = {(row["org_id"], row["cluster_name"]) for row in rows}
    assert outcome.links == len(pairs)
    assert outcome.nodes == len(organisations) + len({row["cluster_name"] for row in rows})


def test_organisations_of_a_research_network_have_their_place(store: Store, data: Path, tmp_path: Path) -> None:
    table = {
        "file": "organisations.csv",
        "nodes": {
            "organisation": {
                "kind": "Institution",
                "id": "imi-{id}",
                "once": True,
                "name": "name",
                "location": ["latitude", "longitude"],
            }
        },
    }
    source = write_source(tmp_path / "zyx", [table], files={})
    shutil.copy(data / "imi-network" / "organisations.csv", source.data)
    outcome = load(store, source, tmp_path / "rejects")
    with (data / "imi-network" / "organisations.csv").open(encoding="utf-8-sig", newline="") as file:
        ids = {row["id"] for row in csv.DictReader(file)}
    assert outcome.nodes == len(ids)
    placed = store.read("MATCH (n:Institution) WHERE n.location IS NOT NULL RETURN count(n) AS placed")
    assert placed[0]["placed"] > 1_000
