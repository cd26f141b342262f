"""Research awards of small Massachusetts firms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ingest.sources.conftest import Crawl, Dangling

SOURCE = "sbir_ma"


def test_no_link_dangles(dangling: Dangling) -> None:
    assert dangling(SOURCE) == []


def test_awards_are_summed_by_firm_and_agency(crawled: Crawl) -> None:
    grants = crawled(SOURCE).of("FUNDS")
    assert sum(int(str(link.properties["awards"])) for link in grants) == 4_908 - 1
    assert len({(link.start, link.end) for link in grants}) == len(grants)
    assert max(len(link.properties["evidence"]) for link in grants) == 5  # type: ignore[arg-type]
    one = crawled(SOURCE).link("FUNDS", "us-agency-department-of-agriculture", "us-ma-waltham-advanced-energy-dynamics")
    assert (one.properties["amount"], one.properties["awards"]) == (265_000.0, 2)
    assert (one.properties["since"], one.properties["until"]) == ("1989", "1990")


def test_a_firm_is_one_node_in_a_county_of_the_state(crawled: Crawl) -> None:
    awards = crawled(SOURCE)
    firms = [node for node in awards.nodes if node.kind == "Firm"]
    assert len(firms) == len({node.id for node in firms}) == 824
    assert all(link.end.startswith("us-county-25") for link in awards.of("LOCATED_IN"))
    assert all("location" in node.properties for node in firms)


def test_the_only_reject_is_an_award_of_another_state(crawled: Crawl) -> None:
    assert [reject.value for reject in crawled(SOURCE).rejects] == ["Bethesda"]


def test_the_same_name_in_the_same_town_is_one_firm_in_loans_and_awards(crawled: Crawl) -> None:
    shared = set(crawled(SOURCE).by_id) & set(crawled("ppp_ma").by_id)
    assert len(shared) == 42
    assert "us-ma-newton-barrett-technology" in shared
