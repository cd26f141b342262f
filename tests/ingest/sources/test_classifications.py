"""Industry classes, county patterns and the input-output table."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from clusteratlas.graph.records import Link

if TYPE_CHECKING:
    from tests.ingest.sources.conftest import Crawl, Dangling

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.mark.parametrize(("source", "classes"), [("naics", 2196 + 2125), ("sic", 1099), ("isic", 766), ("bea_io", 402)])
def test_every_class_is_there_once(crawled: Crawl, source: str, classes: int) -> None:
    found = crawled(source)
    assert len(found.nodes) == len(found.by_id) == classes
    assert found.rejects == []


@pytest.mark.parametrize("source", ["naics", "sic", "isic", "bea_io", "cbp_2021"])
def test_no_link_dangles(dangling: Dangling, source: str) -> None:
    assert dangling(source) == []


def test_wineries_are_within_manufacturing(crawled: Crawl) -> None:
    within = {link.start: link.end for link in crawled("naics").of("WITHIN")}
    path = ["naics2017-312130"]
    while path[-1] in within:
        path.append(within[path[-1]])
    assert path == ["naics2017-312130", "naics2017-31213", "naics2017-3121", "naics2017-312", "naics2017-31"]
    assert crawled("naics").by_id["naics2017-31"].properties["code"] == "31-33"
    assert within["naics2017-339"] == "naics2017-31"
    assert within["naics2022-492"] == "naics2022-48"


def test_editions_are_related_where_code_and_title_agree(crawled: Crawl) -> None:
    related = {link.start: link for link in crawled("naics").of("RELATED_TO")}
    assert related["naics2022-312130"].end == "naics2017-312130"
    assert related["naics2022-312130"].properties["confidence"] == 0.95
    assert "naics2022-445" not in related
    assert len([start for start in related if len(start) == len("naics2022-312130")]) == 903


def test_sic_industries_are_within_major_group_and_division(crawled: Crawl) -> None:
    sic = crawled("sic")
    assert sic.link("WITHIN", "sic1987-3841", "sic1987-38")
    assert sic.link("WITHIN", "sic1987-38", "sic1987-d")
    assert len([node for node in sic.nodes if node.properties["level"] == 1]) == 11


def test_naics_lies_in_classes_of_isic(crawled: Crawl) -> None:
    isic = crawled("isic")
    assert isic.link("WITHIN", "isic4-2610", "isic4-261")
    assert isic.link("WITHIN", "isic4-26", "isic4-c")
    related = defaultdict(set)
    for link in isic.of("RELATED_TO"):
        related[link.start].add(link.end)
    assert sum(map(len, related.values())) == 1_652
    assert len(related) == 1_057
    assert len([ends for ends in related.values() if len(ends) == 1]) == 731
    assert isic.link("RELATED_TO", "naics2017-312130", "isic4-1102").properties["evidence"] == [
        "part of the NAICS industry is all of the ISIC class"
    ]


def test_county_patterns_are_shipped_whole(crawled: Crawl) -> None:
    present = crawled("cbp_2021").links
    assert len(present) == 348_104
    assert len({link.end for link in present}) == 3_102
    cooperages = {link.end: link.properties["establishments"] for link in present if link.start == "naics2017-321920"}
    assert cooperages["us-county-06055"] == 6
    assert cooperages["us-county-06097"] == 5
    wineries = crawled("cbp_2021").link("PRESENT_IN", "naics2017-312130", "us-county-06055").properties
    assert wineries == {
        "establishments": 410,
        "employment": 8_033,
        "payroll": 759_769.0,
        "year": 2021,
        "confidence": 1.0,
    }


def test_every_naics_industry_belongs_to_a_bea_industry(crawled: Crawl) -> None:
    related = crawled("bea_io").of("RELATED_TO")
    industries = {
        node.id
        for node in crawled("naics").nodes
        if node.properties["scheme"] == "NAICS 2017" and node.properties["level"] == 6
    }
    assert {link.start for link in related} == industries
    assert [link.end for link in related if link.start == "naics2017-312130"] == ["bea2017-312130"]


def test_wineries_buy_grapes_above_all(crawled: Crawl) -> None:
    bought = [link for link in crawled("bea_io").of("INPUT_TO") if link.end == "bea2017-312130"]
    grapes = max(bought, key=lambda link: number(link, "input_share"))
    assert grapes.start == "bea2017-111300"
    assert number(grapes, "lift") > 100


def test_input_shares_are_those_of_the_table(crawled: Crawl) -> None:
    table = read_use_table()
    for link in crawled("bea_io").of("INPUT_TO"):
        seller, buyer = (end.removeprefix("bea2017-").upper() for end in (link.start, link.end))
        value = float(table[seller][buyer])
        assert link.properties["input_share"] == pytest.approx(value / float(table["T005"][buyer]), abs=1e-6)
        assert link.properties["coefficient"] == pytest.approx(value / float(table["T008"][buyer]), abs=1e-6)


def test_what_is_kept_of_all_purchases_is_what_the_source_says(crawled: Crawl) -> None:
    table = read_use_table()
    kept = sum(
        number(link, "coefficient") * float(table["T008"][link.end.removeprefix("bea2017-").upper()])
        for link in crawled("bea_io").of("INPUT_TO")
    )
    assert kept / float(table["T005"]["T001"]) == pytest.approx(0.966, abs=0.0005)


def test_no_buyer_and_no_seller_has_shares_above_the_whole(crawled: Crawl) -> None:
    bought: dict[str, float] = defaultdict(float)
    sold: dict[str, float] = defaultdict(float)
    for link in crawled("bea_io").of("INPUT_TO"):
        bought[link.end] += number(link, "input_share")
        sold[link.start] += number(link, "output_share")
    assert max(bought.values()) <= 1.0005
    assert max(sold.values()) <= 1.0005


def test_the_table_adds_up_to_its_own_totals() -> None:
    table = read_use_table()
    commodities = [code for code in table if code[:2] not in {"T0", "V0"}]
    off = Counter(
        {
            buyer: abs(sum(float(table[code][buyer]) for code in commodities) - float(table["T005"][buyer]))
            for buyer in crawl_codes()
        }
    )
    assert max(off.values()) <= 15  # million USD, rounding


def number(link: Link, name: str) -> float:
    """A property that is a number."""
    value = link.properties[name]
    assert isinstance(value, float)
    return value


def crawl_codes() -> list[str]:
    with gzip.open(SEEDS / "bea_io" / "industries_2017.csv.gz", "rt", encoding="utf-8") as file:
        return [row["code"] for row in csv.DictReader(file)]


def read_use_table() -> dict[str, dict[str, str]]:
    with gzip.open(SEEDS / "bea_io" / "use_2017_detail.csv.gz", "rt", encoding="utf-8") as file:
        return {row["rownames"]: row for row in csv.DictReader(file)}
