"""Loans of the Paycheck Protection Program in Massachusetts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ingest.sources.conftest import Crawl, Dangling

SOURCE = "ppp_ma"


def test_only_codes_of_other_years_dangle(dangling: Dangling) -> None:
    lost = dangling(SOURCE)
    assert {link.kind for link in lost} == {"CLASSIFIED_AS"}
    assert len(lost) < 60


def test_persons_and_other_states_are_rejected_without_naming_the_person(crawled: Crawl) -> None:
    reasons = Counter((reject.column, reject.reason, reject.value) for reject in crawled(SOURCE).rejects)
    assert reasons == {
        ("BusinessName", "may be a natural person", ""): 25,
        ("State", "is not Massachusetts", "RI"): 2,
        ("State", "is not Massachusetts", "CA"): 1,
    }


def test_every_loan_links_a_lender_to_a_borrower_with_a_range_and_a_day(crawled: Crawl) -> None:
    loans = crawled(SOURCE).of("FINANCES")
    assert len(loans) == 18_252 - 28
    assert {str(link.properties["amount_range"]) for link in loans} == {
        "$150,000-350,000",
        "$350,000-1 million",
        "$1-2 million",
        "$2-5 million",
        "$5-10 million",
    }
    assert all("2020-04" <= str(link.properties["since"]) <= "2020-07" for link in loans)


def test_jobs_of_nought_are_unknown(crawled: Crawl) -> None:
    employees = [node.properties.get("employees") for node in crawled(SOURCE).nodes]
    assert 0 not in employees
    assert sum(value is not None for value in employees) > 14_000


def test_only_non_profits_of_certain_codes_are_institutions(crawled: Crawl) -> None:
    nodes = crawled(SOURCE).nodes
    kinds = {node.id: node.kind for node in nodes}
    assert all(kinds[node.id] == node.kind for node in nodes)
    borrowers = [
        node for node in nodes if node.kind == "Institution" and node.properties["type"] != "financial institution"
    ]
    assert {node.properties["ownership"] for node in borrowers} == {"private non-profit"}
    assert Counter(node.properties["type"] for node in borrowers)["school"] == 190


def test_a_firm_is_where_the_register_says(crawled: Crawl) -> None:
    loans = crawled(SOURCE)
    firm = loans.by_id["us-ma-billerica-conformis"]
    assert firm.properties["employees"] == 254
    assert firm.properties["location_basis"] == "postcode"
    assert loans.link("CLASSIFIED_AS", firm.id, "naics2017-339112")
    assert loans.link("LOCATED_IN", firm.id, "us-county-25017")
