"""Sponsors, sites and collaborators of clinical trials."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ingest.sources.conftest import Crawl, Dangling

SOURCE = "clinicaltrials_ma"

MGH, DANA_FARBER = "ror-002pd6e78", "ror-02jzgtq86"


def test_no_link_dangles(dangling: Dangling) -> None:
    assert dangling(SOURCE) == []


def test_spellings_of_one_hospital_are_one_organisation(crawled: Crawl) -> None:
    trials = crawled(SOURCE)
    names = {str(node.properties["name"]) for node in trials.nodes}
    assert not {name for name in names if name.startswith(("Dana Faber", "Dana Farber", "Dana-Faber"))}
    assert trials.by_id[DANA_FARBER].kind == "Institution"
    sponsors = {link.start for link in trials.of("RESEARCHES_WITH") if link.end == DANA_FARBER}
    assert len(sponsors) > 20


def test_a_link_lists_its_trials_and_begins_with_the_earliest(crawled: Crawl) -> None:
    links = crawled(SOURCE).of("RESEARCHES_WITH")
    assert len({(link.start, link.end) for link in links}) == len(links)
    for link in links:
        evidence = link.properties["evidence"]
        assert isinstance(evidence, list)
        assert len(evidence) == link.properties["strength"]
        assert all(number.startswith("NCT") for number in evidence)
        assert link.start != link.end
    own = crawled(SOURCE).link("RESEARCHES_WITH", MGH, DANA_FARBER)
    assert "NCT00895661" in str(own.properties["evidence"])


def test_persons_and_nameless_sites_are_left_out(crawled: Crawl) -> None:
    trials = crawled(SOURCE)
    text = " ".join(str(node.properties["name"]) for node in trials.nodes)
    for word in ("Investigational", "Research Site", "Local Institution", "CTLILLY", ", MD", "M.D.,", "Brastianos"):
        assert word not in text
    assert Counter(reject.reason for reject in trials.rejects) == {
        "may be a firm, an institution or a person": 14,
    }
    assert {reject.value for reject in trials.rejects} == {""}


def test_names_tell_firms_from_institutions(crawled: Crawl) -> None:
    trials = crawled(SOURCE)
    kinds = {str(node.properties["name"]): (node.kind, node.properties.get("type")) for node in trials.nodes}
    assert kinds["Insulet Corporation"] == ("Firm", None)
    assert kinds["Novo Nordisk A/S"] == ("Firm", None)
    assert kinds["McLean Hospital"] == ("Institution", "hospital")
    assert kinds["BrightFocus Foundation"] == ("Institution", "foundation")


def test_an_organisation_is_of_the_same_kind_in_every_source(crawled: Crawl) -> None:
    kinds = {node.id: node.kind for source in ("ror_us", "ppp_ma", "sbir_ma") for node in crawled(source).nodes}
    assert not [node.id for node in crawled(SOURCE).nodes if kinds.get(node.id, node.kind) != node.kind]
