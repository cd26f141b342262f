"""Seasonal farm labour in the wine country."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ingest.sources.conftest import Crawl, Dangling

SOURCE = "h2a_wine_country"

VINEYARD_LABOUR = "input-seasonal-vineyard-labour"


def test_no_link_dangles(dangling: Dangling) -> None:
    assert dangling(SOURCE) == []


def test_twelve_of_sixteen_crop_employers_that_were_certified_used_one_law_firm(crawled: Crawl) -> None:
    cases = crawled(SOURCE)
    granted = {
        link.start
        for link in cases.of("NEEDS")
        if link.properties["state"] == "functioning"
        and not any(word in str(link.properties["evidence"]) for word in ("heepherder", "eekeep"))
    }
    served = {link.end for link in cases.of("SERVES") if link.start == "us-ca-san-diego-malitzlaw"}
    assert len(granted) == 16
    assert served < granted
    assert len(served) == 12


def test_a_refused_request_is_a_latent_need_without_workers(crawled: Crawl) -> None:
    need = crawled(SOURCE).link("NEEDS", "us-ca-napa-luna-vineyard-management", VINEYARD_LABOUR)
    assert need.properties["state"] == "latent"
    assert "strength" not in need.properties


def test_a_need_lists_its_cases_and_begins_on_the_day_the_first_was_received(crawled: Crawl) -> None:
    need = crawled(SOURCE).link("NEEDS", "us-ca-napa-corona-vineyard-management", VINEYARD_LABOUR)
    assert need.properties["strength"] == 42
    assert len(need.properties["evidence"]) == 5  # type: ignore[arg-type]
    assert need.properties["since"] == "2013-12-13"


def test_an_employer_flagged_as_contractor_provides_labour_less_surely(crawled: Crawl) -> None:
    cases = crawled(SOURCE)
    link = cases.link("PROVIDES", "us-ca-stockton-growers-link", VINEYARD_LABOUR)
    assert link.properties["confidence"] == 0.8
    assert "us-ca-napa-corona-vineyard-management" not in {link.start for link in cases.of("PROVIDES")}


def test_the_only_reject_is_an_agent_with_a_contradictory_place(crawled: Crawl) -> None:
    assert [reject.value for reject in crawled(SOURCE).rejects] == ["STRONG WORKERS"]
