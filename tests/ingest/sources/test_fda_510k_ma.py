"""Device decisions of Massachusetts applicants."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clusteratlas.graph.records import Link

    from tests.ingest.sources.conftest import Crawl, Dangling

SOURCE = "fda_510k_ma"

AGENCY = "us-agency-food-and-drug-administration"
DEVICES = ("naics2017-3391", "naics2017-334510", "naics2017-334516", "naics2017-334517")


def test_no_link_dangles_and_nothing_is_rejected(crawled: Crawl, dangling: Dangling) -> None:
    assert dangling(SOURCE) == []
    assert crawled(SOURCE).rejects == []


def test_every_decision_is_evidence_of_a_kind_of_device(crawled: Crawl) -> None:
    decisions = crawled(SOURCE)
    numbers = {text.split(":")[0] for link in decisions.of("PROVIDES") for text in evidence(link)}
    assert len(numbers) == 217
    assert {text.split(":")[0] for link in decisions.of("REGULATES") for text in evidence(link)} == numbers
    assert {link.start for link in decisions.of("REGULATES")} == {AGENCY}
    skin = decisions.link("PROVIDES", "us-ma-westford-cynosure", "fda-product-gex")
    assert any("PicoSure" in text for text in evidence(skin))


def test_a_device_kind_is_named_by_an_example(crawled: Crawl) -> None:
    kind = crawled(SOURCE).by_id["fda-product-jit"].properties
    assert kind["name"] == "Device kind JIT (e.g. ADVIA Centaur Insulin)"
    assert kind["code"] == "JIT"


def test_a_sign_that_the_register_misread_is_legible(crawled: Crawl) -> None:
    link = crawled(SOURCE).link("PROVIDES", "us-ma-marlborough-boston-scientific", "fda-product-fge")
    assert any("Advanix™ Pancreatic Stent" in text for text in evidence(link))


def test_misspelt_towns_are_one_town(crawled: Crawl) -> None:
    towns = {node.properties["town"] for node in crawled(SOURCE).nodes if node.kind == "Firm"}
    assert {"Waltham", "Marlborough", "Framingham"} <= towns
    assert not {"Walham", "Malborough", "Marboro", "Farmingham"} & towns


def test_seven_of_nineteen_device_makers_with_a_loan_are_coded_outside_devices(crawled: Crawl) -> None:
    makers = {node.id for node in crawled(SOURCE).nodes if node.kind == "Firm"}
    codes = {link.start: link.end for link in crawled("ppp_ma").of("CLASSIFIED_AS") if link.start in makers}
    assert len(codes) == 19
    outside = {firm for firm, code in codes.items() if not code.startswith(DEVICES)}
    assert len(outside) == 7
    assert "us-ma-somerville-triumvirate-environmental" in outside


def evidence(link: Link) -> list[str]:
    """What a link rests on."""
    listed = link.properties["evidence"]
    assert isinstance(listed, list)
    return listed
