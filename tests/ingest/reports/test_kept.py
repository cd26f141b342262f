"""Reports in a workspace: decisions stand, and the graph says what is accepted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from clusteratlas.graph.errors import InvalidJudgement, InvalidSource, NotFound
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.reports import KeptReport, keep_report, kept_report, kept_reports
from clusteratlas.ingest.reports.kept import about, correct, decide, named, remove_report
from clusteratlas.ingest.reports.standing import unsaid
from clusteratlas.ingest.run import load
from clusteratlas.ingest.text import Candidate, Mention

from tests.worlds import build

SAID = named(about("Tale {of} Zyx", "Invented Press", "1999", "https://zyx.example", ""), "")
NAME = "report-tale-of-zyx"


def mention(sentence: str, name: str, known: str | None = None, kind: str = "Organisation") -> Mention:
    """A name where a sentence has it."""
    start = sentence.index(name)
    return Mention(start, start + len(name), name, known, kind)


def supplies(left: str, right: str, *, sure: bool = False, known: str | None = None) -> Candidate:
    """A candidate: one supplies the other."""
    sentence = f"{left} supplies {right}."
    ends = mention(sentence, left, known, "Firm" if known else "Organisation"), mention(sentence, right)
    return Candidate("tale", 1, 0, sentence, *ends, "SUPPLIES", 0.9, "stated", None, None, sure, ())


def keep(home: Path, *candidates: Candidate) -> KeptReport:
    """Keeps a report in which these were found."""
    return keep_report(home, SAID, b"The tale.", ".txt", candidates)


def linkages(store: Store) -> dict[tuple[str, str, str], float]:
    """All linkages between organisations, with their confidence."""
    rows = store.read(
        "MATCH (a:Organisation)-[link]->(b:Organisation) "
        "RETURN a.name AS left, type(link) AS kind, b.name AS right, link.confidence AS sure"
    )
    return {(row["left"], row["kind"], row["right"]): row["sure"] for row in rows}


def test_a_report_is_kept_with_its_text_and_claims(tmp_path: Path) -> None:
    kept = keep(tmp_path, supplies("Zyx", "Quix"))
    assert (kept.source.folder / "report.txt").read_bytes() == b"The tale."
    assert kept_report(tmp_path, NAME).claims == kept.claims
    assert list(kept_reports(tmp_path)) == [NAME]
    assert kept.source.title == "Tale {of} Zyx"


def test_a_report_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="none is kept yet"):
        kept_report(tmp_path, "nothing")
    keep(tmp_path, supplies("Zyx", "Quix"))
    with pytest.raises(NotFound, match=NAME):
        kept_report(tmp_path, "nothing")
    with pytest.raises(NotFound, match="it has 1 to 1"):
        decide(tmp_path, NAME, {7: "accepted"}, "me")


def test_another_report_of_the_same_title_is_refused(tmp_path: Path) -> None:
    keep(tmp_path, supplies("Zyx", "Quix"))
    with pytest.raises(InvalidSource, match=r"Tale \{of\} Zyx: a report of this title is kept already"):
        keep_report(tmp_path, SAID, b"Another tale.", ".txt", [])
    assert len(kept_report(tmp_path, NAME).claims) == 1


def test_titles_that_are_cut_or_not_latin_make_names_of_their_own() -> None:
    long = "A report to the invented legislature on the imaginary state of everything in "
    titles = [f"{long}2020", f"{long}2021", "Отчёт 2021", "Отчёт 2022", "報告", "报告"]
    assert len({named({"title": title}, "")["name"] for title in titles}) == len(titles)


def test_a_sentence_that_stands_twice_makes_two_claims_whenever_it_is_read(tmp_path: Path) -> None:
    first, second = supplies("Zyx", "Quix"), replace(supplies("Zyx", "Quix"), start=100)
    keep(tmp_path, first, second)
    decide(tmp_path, NAME, {2: "rejected"}, "me")
    again = keep(tmp_path, first, second)
    assert [(claim.number, claim.place, claim.verdict) for claim in again.claims] == [(1, 0, ""), (2, 100, "rejected")]


@pytest.mark.parametrize("spoilt", [b"number;verdict\n1;\n", "número".encode("latin-1")])
def test_a_table_that_a_spreadsheet_spoilt_is_named_and_can_be_given_up(tmp_path: Path, spoilt: bytes) -> None:
    table = keep(tmp_path, supplies("Zyx", "Quix")).source.folder / "claims.csv"
    table.write_bytes(spoilt)
    with pytest.raises(InvalidSource, match=r"claims\.csv.*delete the file and read the report"):
        kept_report(tmp_path, NAME)
    table.unlink()
    assert len(keep(tmp_path, supplies("Zyx", "Quix")).claims) == 1


def test_a_date_that_is_none_is_said() -> None:
    with pytest.raises(InvalidSource, match="published: yesterday"):
        about("", "", "yesterday", "", "")


def test_decisions_and_corrections_stand_when_the_report_is_read_again(tmp_path: Path) -> None:
    keep(tmp_path, supplies("Zyx", "Quix"), supplies("Frob", "Nitz"), supplies("Gone", "Away"))
    decide(tmp_path, NAME, {1: "rejected"}, "me")
    second = kept_report(tmp_path, NAME).claim(2)
    correct(tmp_path, NAME, replace(second, left=second.right, right=second.left), "me")
    again = keep(tmp_path, supplies("Frob", "Nitz"), supplies("Zyx", "Quix", sure=True), supplies("New", "One"))
    assert [(claim.number, claim.left.name, claim.verdict) for claim in again.claims] == [
        (1, "Zyx", "rejected"), (2, "Nitz", ""), (4, "New", ""),
    ]  # fmt: skip
    assert [claim.number for claim in keep(tmp_path, supplies("New", "One")).claims] == [1, 2, 4]


def test_what_cannot_be_a_linkage_is_not_accepted(tmp_path: Path) -> None:
    kept = keep(tmp_path, supplies("Zyx", "Quix"))
    claim = kept.claims[0]
    correct(tmp_path, NAME, replace(claim, right=replace(claim.right, kind="Input")), "me")
    with pytest.raises(InvalidJudgement, match="candidate linkage 1 cannot be accepted: “supplies” goes to"):
        decide(tmp_path, NAME, {1: "accepted"}, "me")
    assert kept_report(tmp_path, NAME).claims[0].verdict == ""


def test_that_a_name_means_a_new_organisation_is_said_once_in_a_report(tmp_path: Path) -> None:
    kept = keep(tmp_path, supplies("Zyx", "Quix"), supplies("Zyx", "Nitz"), supplies("Frob", "Zyx", known="frob"))
    assert [end.name for end, _ in unsaid(kept.claim(2), kept.claims)] == ["Zyx", "Nitz"]
    assert [end.name for end, _ in unsaid(kept.claim(3), kept.claims)] == ["Zyx"]
    claim = kept.claim(1)
    said = correct(tmp_path, NAME, replace(claim, left=replace(claim.left, chosen=True)), "me")
    assert [end.name for end, _ in unsaid(said.claim(2), said.claims)] == ["Nitz"]
    assert unsaid(said.claim(3), said.claims) == []


def test_a_new_organisation_is_of_one_kind_throughout(tmp_path: Path) -> None:
    kept = keep(tmp_path, supplies("Zyx", "Quix"), supplies("Quix", "Nitz"))
    claim = kept.claims[0]
    changed = correct(tmp_path, NAME, replace(claim, right=replace(claim.right, kind="Institution")), "me")
    assert [claim.left.kind for claim in changed.claims] == ["Firm", "Institution"]


def meant(kept: KeptReport) -> list[tuple[str, str]]:
    """The ids of the ends of each claim."""
    return [(claim.left.id, claim.right.id) for claim in kept.claims]


def test_whom_a_name_means_holds_for_the_sentences_that_wait_and_when_the_report_is_read_again(tmp_path: Path) -> None:
    found = [supplies("Zyx", "Quix"), supplies("Quix", "Nitz"), supplies("ZYX", "Frob"), supplies("Zyx", "Away")]
    kept = keep(tmp_path, *found)
    decide(tmp_path, NAME, {4: "rejected"}, "me")
    first, third = kept.claim(1), kept.claim(3)
    other = replace(third, left=replace(third.left, name="Zyx Holding", id="holding"))
    assert meant(correct(tmp_path, NAME, other, "me")) == [("holding", ""), ("", ""), ("holding", ""), ("", "")]
    own = replace(first, left=replace(first.left, name="Zyx Works", id="works"))
    assert meant(correct(tmp_path, NAME, own, "me")) == [("works", ""), ("", ""), ("holding", ""), ("", "")]
    assert meant(keep(tmp_path, *found)) == [("works", ""), ("", ""), ("holding", ""), ("", "")]


def test_whom_a_name_means_holds_for_sentences_that_are_found_later(tmp_path: Path) -> None:
    claim = keep(tmp_path, supplies("Zyx", "Quix")).claims[0]
    correct(tmp_path, NAME, replace(claim, left=replace(claim.left, name="Zyx Works", id="works")), "me")
    assert meant(keep(tmp_path, supplies("Zyx", "Quix"), supplies("New", "Zyx"))) == [("works", ""), ("", "works")]


def test_what_was_decided_is_not_asked_again_when_a_longer_name_gets_known(tmp_path: Path) -> None:
    sentence = "Zyx Works of Quix supplies Nitz."

    def read(name: str, link: str = "SUPPLIES") -> Candidate:
        return replace(
            supplies("Zyx", "Nitz"), kind=link, sentence=sentence, left=mention(sentence, name),
            right=mention(sentence, "Nitz"),
        )  # fmt: skip

    keep(tmp_path, read("Zyx"))
    decide(tmp_path, NAME, {1: "rejected"}, "me")
    again = keep(tmp_path, read("Zyx Works"), read("Quix"), read("Zyx Works", "FINANCES"))
    assert [(claim.left.text, claim.link, claim.verdict) for claim in again.claims] == [
        ("Zyx", "SUPPLIES", "rejected"), ("Quix", "SUPPLIES", ""), ("Zyx Works", "FINANCES", ""),
    ]  # fmt: skip


@pytest.mark.neo4j
def test_what_is_accepted_is_in_the_graph_with_its_sentence(store: Store, workspace: Settings, tmp_path: Path) -> None:
    build(store, zyx={"name": "Zyx Works"})
    kept = keep(tmp_path, supplies("Zyx", "Quix", sure=True, known="zyx"), supplies("Frob", "Zyx"))
    load(store, kept.source, tmp_path)
    assert linkages(store) == {("Zyx Works", "SUPPLIES", "Quix"): 0.9}
    row = store.read(
        "MATCH ()-[link:SUPPLIES]->() MATCH (d:Document {id: link.document}) RETURN link, properties(d) AS d"
    )[0]
    assert row["d"] == {
        "id": f"doc-{NAME}", "name": "Tale {of} Zyx", "publisher": "Invented Press", "url": "https://zyx.example",
        "published": "1999",
    }  # fmt: skip
    evidence = store.read("MATCH ()-[link:SUPPLIES]->() RETURN link.evidence AS evidence, link.state AS state")[0]
    assert evidence == {"evidence": ["Zyx supplies Quix."], "state": "functioning"}


@pytest.mark.neo4j
def test_the_graph_follows_decisions_and_their_undoing(store: Store, tmp_path: Path) -> None:
    keep(tmp_path, supplies("Zyx", "Quix"), supplies("Quix", "Nitz", sure=True))
    load(store, decide(tmp_path, NAME, {1: "accepted"}, "me").source, tmp_path)
    both = {("Zyx", "SUPPLIES", "Quix"): 1.0, ("Quix", "SUPPLIES", "Nitz"): 0.9}
    assert linkages(store) == both
    load(store, decide(tmp_path, NAME, {1: "", 2: "rejected"}, "me").source, tmp_path)
    assert linkages(store) == {}
    assert store.read("MATCH (n:Firm) RETURN n.id AS id") == []
    load(store, decide(tmp_path, NAME, {1: "accepted", 2: "accepted"}, "me").source, tmp_path)
    assert linkages(store) == both | {("Quix", "SUPPLIES", "Nitz"): 1.0}
    remove_report(store, tmp_path, NAME, tmp_path)
    assert store.read("MATCH (n:Entity) RETURN n.id AS id") == []
    assert kept_reports(tmp_path) == {}
