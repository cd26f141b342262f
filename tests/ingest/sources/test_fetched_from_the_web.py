"""The sources that are fetched, from a web server on this machine that serves what their addresses gave once.

Without the recorded files, which are not part of the project, these tests are left out.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from clusteratlas.graph.progress import quiet
from clusteratlas.graph.store import Store
from clusteratlas.ingest.run import load
from clusteratlas.ingest.source import Source, in_order, known_sources, shipped_sources
from openpyxl import load_workbook

from tests.dump import dump
from tests.ingest.folders import crawl
from tests.ingest.sites import Site

pytestmark = pytest.mark.data

RECORDED = {
    "napa_wineries": {
        "Winery_public_qgis.json": "napa-wineries/Winery_public_qgis.json",
        "Winery_locations_qgis.json": "napa-wineries/Winery_locations_qgis.json",
    },
    "us_cluster_organizations": {
        "CurrentOrganizationsAndClusters.csv": "us-cluster-organizations/CurrentOrganizationsAndClusters.csv"
    },
    "benchmark_clusters": {
        "NAICS_crosswalks_to_Cluster_system.xlsx": (
            "benchmark-cluster-definitions/NAICS_crosswalks_to_Cluster_system.xlsx"
        )
    },
    "sec_auto_supply": {"knowledge_df.csv": "sec-auto-supply-kg/knowledge_df.csv"},
    "imi_network": {"markers.js": "imi-network/markers.js", "participants.js": "imi-network/participants.js"},
    "cbsa_2023": {"cbsa2fipsxw.csv": "cbsa-fips/cbsa2fipsxw.csv"},
    "crunchbase_2013": {
        "crunchbase-companies.csv": "crunchbase-2013/companies_nyc_sf_multimedia_boston_health.csv",
        "crunchbase-acquisitions.csv": "crunchbase-2013/acquisitions.csv",
    },
    "sec_filers_abroad": {"listed_filer_metadata.csv.gz": "sec-listed-filers/listed_filer_metadata.csv.gz"},
    "zip_cbsa": {"zip-cbsa.csv": "geo/zip-cbsa.csv.gz"},
    "crunchbase_2013_investments": {
        "investments_org_investors_to_2013-10.csv.gz": "crunchbase-2013/investments_org_investors_to_2013-10.csv.gz",
        "vc_firm_offices.csv": "crunchbase-2013/vc_firm_offices.csv",
    },
}
"""Source to its files, and where what was recorded of each is; of those of CrunchBase it is a part."""
BY_HAND = {"zip_cbsa", "crunchbase_2013_investments"}
"""Sources whose files are at no address."""
COMPUTED = {"related_industries"}
"""Sources whose files users compute: tests/queries/related/test_related_queries.py loads one."""

LARGE = {"zip_cbsa"}
"""Sources that are crawled, and not loaded: 39,482 places."""


@pytest.fixture
def sources(data: Path, site: Site, tmp_path: Path) -> dict[str, Source]:
    """The sources that are fetched, with a mirror in the place of their hosts, or a folder where they have none."""
    found = {
        name: source
        for name, source in known_sources(tmp_path).items()
        if name not in shipped_sources().keys() | COMPUTED
    }
    site.files = {
        urlsplit(str(table["url"])).path: data / RECORDED[name][str(table["file"])]
        for name, source in found.items()
        for table in source.tables
        if "url" in table
    }
    for name in BY_HAND:
        folder = tmp_path / "by-hand" / name
        folder.mkdir(parents=True)
        for file, recorded in RECORDED[name].items():
            (folder / file).symlink_to(data / recorded)
    return {
        name: replace(source, origin=str(tmp_path / "by-hand" / name) if name in BY_HAND else site.address)
        for name, source in found.items()
    }


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a recorded table, read without our readers."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))))


@dataclass(frozen=True)
class Made:
    """What a source made of its files."""

    kinds: Counter[str]
    """Things, and links, of each kind, those that stand in several rows once."""
    links: int
    """Links as the rows state them."""
    reasons: Counter[str]
    """Why values and rows were refused."""


def made(source: Source) -> Made:
    """Fetches a source and crawls it."""
    source.fetch(quiet)
    nodes, links, rejects = crawl(source)
    things = Counter(kind for kind, _ in {(node.kind, node.id) for node in nodes})
    stated = Counter(kind for kind, _, _ in {(link.kind, link.start, link.end) for link in links})
    return Made(things + stated, len(links), Counter(reject.reason for reject in rejects))


@pytest.mark.parametrize("name", sorted(RECORDED.keys() - BY_HAND))
def test_a_source_comes_whole_from_its_addresses_and_is_not_sent_twice(
    sources: dict[str, Source], site: Site, name: str
) -> None:
    source = sources[name]
    source.fetch(quiet)
    assert {asked["path"] for asked in site.asked} == {urlsplit(str(table["url"])).path for table in source.tables}
    kept = {file.name for file in source.data.iterdir()}
    assert kept == {name for file in RECORDED[name] for name in (file, f"{file}.fetched.json")}
    digest = source.digest()
    site.answers.clear()
    source.fetch(quiet)
    assert set(site.answers) == {304}
    assert source.digest() == digest


def test_the_stated_sizes_are_those_of_the_files(sources: dict[str, Source], data: Path) -> None:
    assert sources.keys() == RECORDED.keys()
    stated = {
        data / RECORDED[name][str(table["file"])]: table["size"]
        for name, source in sources.items()
        for table in source.tables
        if "size" in table and name != "zip_cbsa"  # recorded in a packed form
    }
    assert len(stated) == 11
    assert {path: path.stat().st_size for path in stated} == stated


def test_every_winery_of_the_layer_is_placed(sources: dict[str, Source], data: Path) -> None:
    features = json.loads((data / "napa-wineries/Winery_public_qgis.json").read_text())["features"]
    named_ava = sum(feature["properties"]["AVA"] is not None for feature in features)
    found = made(sources["napa_wineries"])
    assert found.kinds == {"Firm": 495, "CLASSIFIED_AS": 495, "LOCATED_IN": len(features) + named_ava}
    assert len(features) == 495
    assert not found.reasons


def test_every_cluster_organisation_serves_its_clusters(sources: dict[str, Source], data: Path) -> None:
    table = rows(data / "us-cluster-organizations/CurrentOrganizationsAndClusters.csv")
    organisations = len({row["org_id"] for row in table})
    found = made(sources["us_cluster_organizations"])
    assert found.kinds == {
        "Firm": 4,
        "Institution": organisations - 4,
        "Cluster": len({row["cluster_name"] for row in table}),
        "IN_CLUSTER": len({(row["org_id"], row["cluster_name"]) for row in table}),
    }
    assert found.links == len(table) == 2_237
    assert not found.reasons


def test_every_code_of_naics_is_in_one_cluster(sources: dict[str, Source], data: Path) -> None:
    (file,) = RECORDED["benchmark_clusters"].values()
    book = load_workbook(data / file, read_only=True)
    table = [[str(cell).strip() for cell in row] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    book.close()
    strange = [row for row in table if row[0][:2] == "90" or row[0].split(".")[0] in {"111000", "112000", "482110"}]
    kept = [row for row in table if row not in strange and row[2] != "NA"]
    clusters, subclusters = {row[2] for row in kept}, {(row[2], row[3]) for row in kept}
    found = made(sources["benchmark_clusters"])
    assert (len(kept), len(clusters)) == (975, 51 + 16)
    assert found.kinds == {
        "Industry": len(kept) + 1,  # private households are in no cluster
        "Cluster": len(clusters) + len(subclusters),
        "IN_CLUSTER": 2 * len(kept),
        "WITHIN": len(subclusters),
    }
    assert (found.reasons["the row names no industry"], found.reasons["the row names no cluster"]) == (len(strange), 2)


def test_every_triple_is_a_supply_or_refused(sources: dict[str, Source], data: Path) -> None:
    table = rows(data / "sec-auto-supply-kg/knowledge_df.csv")
    found = made(sources["sec_auto_supply"])
    assert found.links + found.reasons.total() == len(table) == 3_124
    assert found.reasons["does not say who supplies whom"] == sum(
        row["relation"] in {"Supply", "dependent on"} for row in table
    )
    assert found.kinds == {"Firm": 389, "SUPPLIES": 534}


def test_every_participant_that_is_described_takes_part(sources: dict[str, Source], data: Path) -> None:
    numbers = {row["id"] for row in rows(data / "imi-network/organisations.csv") if row["name"] != "MIHAJLOVIC JOVAN"}
    pairs = {(row["project"], row["organisation_id"]) for row in rows(data / "imi-network/project_participants.csv")}
    found = made(sources["imi_network"])
    assert found.kinds["Firm"] + found.kinds["Institution"] == len(numbers) == 1_030
    assert found.kinds["Initiative"] == 176
    assert found.kinds["PARTICIPATES_IN"] == sum(number in numbers for _, number in pairs)
    unknown = found.reasons["is no organisation that markers.js describes well enough"]
    assert found.kinds["PARTICIPATES_IN"] + unknown == len(pairs) == 4_437


def test_every_county_lies_in_its_areas(sources: dict[str, Source], data: Path) -> None:
    table = rows(data / "cbsa-fips/cbsa2fipsxw.csv")
    divisions = {(row["metropolitandivisioncode"], row["cbsacode"]) for row in table if row["metropolitandivisioncode"]}
    combined = {(row["cbsacode"], row["csacode"]) for row in table if row["csacode"]}
    found = made(sources["cbsa_2023"])
    areas = {row["cbsacode"] for row in table} | {f"combined {code}" for _, code in combined}
    assert found.kinds["Place"] == len(areas) + len(divisions)
    divided = sum(bool(row["metropolitandivisioncode"]) for row in table)
    assert found.kinds["WITHIN"] == len(table) + divided + len(divisions) + len(combined)
    assert not found.reasons


def test_every_filer_is_in_one_of_the_two_sources(sources: dict[str, Source], data: Path) -> None:
    table = rows(data / "sec-listed-filers/listed_filer_metadata.csv.gz")
    at_home = {row["cik"] for row in rows(shipped_sources()["sec_listed_filers"].data / "sec_listed_filers_us.csv.gz")}
    source = sources["sec_filers_abroad"]
    source.fetch(quiet)
    abroad = {node.id.removeprefix("sec-") for node in crawl(source)[0] if node.kind == "Firm"}
    assert not abroad & at_home
    assert abroad | at_home == {row["cik"] for row in table}
    assert made(source).reasons == {"is no name or code of a country": 1}


def test_every_company_and_acquisition_is_there(sources: dict[str, Source], data: Path) -> None:
    companies = rows(data / "crunchbase-2013/companies_nyc_sf_multimedia_boston_health.csv")
    deals = rows(data / "crunchbase-2013/acquisitions.csv")
    sides = {row[f"{side}_permalink"] for row in deals for side in ("company", "acquirer")}
    found = made(sources["crunchbase_2013"])
    assert found.kinds["Firm"] == len({row["permalink"] for row in companies} | sides)
    assert found.kinds["ACQUIRED"] == len({(row["acquirer_permalink"], row["company_permalink"]) for row in deals})
    assert not found.reasons


def test_every_round_is_an_investment_or_refused(sources: dict[str, Source], data: Path) -> None:
    sources["crunchbase_2013"].fetch(quiet)
    table = rows(data / "crunchbase-2013/investments_org_investors_to_2013-10.csv.gz")
    offices = rows(data / "crunchbase-2013/vc_firm_offices.csv")
    found = made(sources["crunchbase_2013_investments"])
    assert set(found.reasons) == {"may be the name of a natural person"}
    placed = sum(bool(row["state"]) for row in offices)
    assert found.links + found.reasons.total() == len(table) + placed == 2_668 + placed


def test_every_zip_code_is_a_place(sources: dict[str, Source], data: Path) -> None:
    table = rows(data / "geo/zip-cbsa.csv.gz")
    found = made(sources["zip_cbsa"])
    assert found.kinds["Place"] == len({row["zip"] for row in table})
    assert found.kinds["WITHIN"] == sum(row["geoid"] != "99999" for row in table)
    assert not found.reasons


def test_a_second_load_changes_nothing_and_asks_only_whether_something_changed(
    store: Store, sources: dict[str, Source], site: Site, tmp_path: Path
) -> None:
    load(store, shipped_sources()["naics"], tmp_path / "rejects")
    chosen = [sources[name] for name in ("benchmark_clusters", "us_cluster_organizations", "sec_auto_supply")]
    for source in chosen:
        load(store, source, tmp_path / "rejects")
    shared = store.read(
        "MATCH (cluster:Cluster {id: 'cluster-automotive'})<-[link:IN_CLUSTER]-() RETURN DISTINCT link.source AS source"
    )
    assert {row["source"] for row in shared} == {"benchmark_clusters", "us_cluster_organizations"}
    before = dump(store)
    site.answers.clear()
    assert all(load(store, source, tmp_path / "rejects").unchanged for source in chosen)
    load(store, chosen[-1], tmp_path / "rejects", again=True)
    assert set(site.answers) == {304}
    assert dump(store) == before


@pytest.mark.slow
def test_what_is_fetched_finds_its_places_and_industries_in_what_ships(
    store: Store, sources: dict[str, Source], tmp_path: Path
) -> None:
    shipped = shipped_sources()
    for name in ("us_places", "naics", "sic", "ava_boundaries"):
        load(store, shipped[name], tmp_path / "rejects")
    chosen = [source for name, source in in_order({**shipped, **sources}).items() if name in sources.keys() - LARGE]
    reports = [load(store, source, tmp_path / "rejects") for source in chosen]
    assert all(report.links for report in reports)
    assert not [reason for report in reports for reason in report.reasons if "not in the graph" in reason]
