"""How often a name without a town is joined unseen to the organisation it means: alone, and with its position.

Usage: python -m bench.matching_names    (lists that are absent are left out)
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from clusteratlas.graph.records import Link, Node, Point
from clusteratlas.ingest.cleaning.gazetteer import county_states
from clusteratlas.ingest.cleaning.names import firm_key
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.matching import Match, Mention, find_matches
from clusteratlas.ingest.matching.bare import is_distinct
from clusteratlas.ingest.matching.features import wording
from clusteratlas.ingest.source import read_source

from .matching_registers import OUTSIDE, register, sources
from .table import print_table

LABELS = Path(__file__).parent / "matching_labels" / "alone"
KINDS = {"auto": "Firm", "crunchbase": "Firm", "companies": "Firm", "imi": "Firm", "sbir": "Firm"}
"""List to the kind that a mapping gives its organisations; the others are institutions."""
SHIPPED = (
    "ttb_ca_wine_permits ror_us clinicaltrials_ma fda_510k_ma h2a_wine_country ipeds_2020 ppp_ma sbir_ma"
    " sec_listed_filers"
).split()
"""Sources that ship and describe organisations."""


def main() -> None:
    """Prints precision and recall of names alone by list, then of wineries that are known by name and position."""
    found, truth = matches(), labels("names")
    groups: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for pair in truth:
        if pair[0] in names():
            sort = "one word" if few_words(pair[0]) else "several words"
            for group in (pair[0].split(":")[0], sort, "all"):
                groups[group].add(pair)
    tell(groups, truth, found)
    if OUTSIDE.is_dir():
        near = labels("positions")
        permits = [each for each in organisations() if "ttb_ca_wine_permits" in each.sources]
        told = find_matches(wineries(), permits, memory_mb=2000)
        tell({"wineries": set(near)}, near, {(each.left, each.right): each for each in told})


def tell(
    groups: dict[str, set[tuple[str, str]]], truth: dict[tuple[str, str], str], found: dict[tuple[str, str], Match]
) -> None:
    """Prints how groups of labelled pairs were judged, and how many pairs are automatic that nobody read."""
    table = []
    for group, pairs in sorted(groups.items(), key=lambda entry: len(entry[1])):
        read = {pair for pair in pairs if truth[pair] != "unclear"}
        same = {pair for pair in read if truth[pair] == "same"}
        chosen = {pair for pair in read & found.keys() if found[pair].verdict == "automatic"}
        given = {pair for pair in same & found.keys() if found[pair].relation == "same"}
        row = (len(read), len(same), len(chosen))
        shares = (share(chosen & same, chosen), share(chosen & same, same), share(given, same))
        table.append([group, *map(str, row), *shares])
    header = ["names", "read", "the same", "automatic", "precision", "recall", "with review: recall"]
    print_table(header, table)
    unread = [pair for pair, match in found.items() if match.verdict == "automatic" and pair not in truth]
    print(f"automatic and not read: {len(unread)} {unread[:5]}\n")


def share(part: set[tuple[str, str]], whole: set[tuple[str, str]]) -> str:
    """A share, or a dash where there is nothing to share."""
    return f"{len(part) / len(whole):.3f}" if whole else "-"


def few_words(id: str) -> bool:
    """Whether a name is too short to tell who is meant, however rare its words."""
    return not is_distinct(wording(names()[id]), 100)


def labels(file: str) -> dict[tuple[str, str], str]:
    """Name and organisation to what they are."""
    with (LABELS / f"{file}.csv").open(encoding="utf-8", newline="") as text:
        return {(row["name"], row["organisation"]): row["label"] for row in csv.DictReader(text)}


def matches() -> dict[tuple[str, str], Match]:
    """What the matching makes of each name among the organisations that ship."""
    there = organisations()
    found = {}
    for group, among in (
        ([id for id in names() if not id.startswith("sbir:")], there),
        ([id for id in names() if id.startswith("sbir:")], [each for each in there if "sbir_ma" not in each.sources]),
    ):
        asked = [
            Mention(id, KINDS.get(id.split(":")[0], "Institution"), names()[id], sources=("list",)) for id in group
        ]
        found.update({(each.left, each.right): each for each in find_matches(asked, among, memory_mb=2000)})
    return found


def wineries() -> list[Mention]:
    """The wineries of Napa County's own layer, which gives name and position."""
    source = read_source(sources()["ror_us"].folder.parent / "napa_wineries", data=OUTSIDE / "napa-wineries")
    crawl = source.crawler()
    assert crawl is not None
    nodes = [each for each in crawl(Context(source, lambda _: None)) if isinstance(each, Node)]
    return [as_mention(each.id, each.kind, dict(each.properties), "us-county-06055", {source.name}) for each in nodes]


@cache
def organisations() -> list[Mention]:
    """The organisations of all sources that ship, as one graph holds them before any matching."""
    nodes: dict[str, dict[str, object]] = {}
    kinds: dict[str, str] = {}
    told: dict[str, set[str]] = defaultdict(set)
    places: dict[str, str] = {}
    for name in SHIPPED:
        crawl = sources()[name].crawler()
        assert crawl is not None
        for each in crawl(Context(sources()[name], lambda _: None)):
            if isinstance(each, Node) and each.kind in ("Firm", "Institution"):
                kinds.setdefault(each.id, each.kind)
                told[each.id].add(name)
                nodes[each.id] = {**each.properties, **nodes.get(each.id, {})}
            elif isinstance(each, Link) and each.kind == "LOCATED_IN":
                places.setdefault(each.start, each.end)
    return [as_mention(id, kinds[id], values, places.get(id, ""), told[id]) for id, values in nodes.items()]


def as_mention(id: str, kind: str, values: dict[str, object], place: str, told: set[str]) -> Mention:
    """An organisation as the matching compares it."""
    point, aliases = values.get("location"), values.get("aliases", [])
    return Mention(
        id,
        kind,
        str(values.get("name", id)),
        tuple(map(str, aliases)) if isinstance(aliases, list) else (str(aliases),),
        town=str(values.get("town", "")),
        postcode=str(values.get("postcode", "")),
        state=county_states().get(place, place),
        lat=point.lat if isinstance(point, Point) else None,
        lon=point.lon if isinstance(point, Point) else None,
        location_basis=str(values.get("location_basis", "")),
        sources=tuple(sorted(told)),
    )


@cache
def names() -> dict[str, str]:
    """The names of all lists that are here: list and name without legal form, to the name as it stands first."""
    found: dict[str, str] = {}
    for title in present():
        for name in LISTS[title]():
            if key := firm_key(name):
                found.setdefault(f"{title}:{key}", name)
    return found


def present() -> list[str]:
    """The lists that are here."""
    return [title for title in LISTS if OUTSIDE.is_dir() or title == "sbir"]


def cells(file: str, *columns: str) -> Iterator[str]:
    """The cells of some columns of a table, row by row."""
    path = OUTSIDE / file
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = raw.decode("latin-1" if "acquisitions" in file else "utf-8", errors="replace").replace("\r\n", "\n")
    for row in csv.DictReader(text.replace("\r", "\n").splitlines()):
        for column in columns:
            yield row[column].strip()


def crunchbase() -> Iterator[str]:
    """Start-ups, and who bought them."""
    yield from cells("crunchbase-2013/companies_nyc_sf_multimedia_boston_health.csv", "name")
    yield from cells("crunchbase-2013/acquisitions.csv", "company_name", "acquirer_name")


def investors() -> Iterator[str]:
    """Those who put money into start-ups."""
    yield from cells("crunchbase-2013/vc_firm_offices.csv", "investor")
    yield from cells("crunchbase-2013/investments_org_investors_to_2013-10.csv.gz", "investor_name")


def companies() -> Iterator[str]:
    """Names of companies in encyclopedia sentences."""
    for row in json.loads((OUTSIDE / "core-company-relations" / "train.json").read_text("utf-8")):
        yield from (row["e1_name"], row["e2_name"])


LISTS: dict[str, Callable[[], Iterator[str]]] = {
    "auto": lambda: cells("sec-auto-supply-kg/knowledge_df.csv", "source", "target"),
    "crunchbase": crunchbase,
    "investors": investors,
    "imi": lambda: cells("imi-network/organisations.csv", "name"),
    "companies": companies,
    "associations": lambda: cells("us-cluster-organizations/CurrentOrganizationsAndClusters.csv", "org_title"),
    "sbir": lambda: (mention.name for mention in register("sbir")),
}
"""Lists of names, none with a place."""


if __name__ == "__main__":
    main()
