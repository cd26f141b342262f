"""What a report may state, as a table keeps it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.ingest.reports.claims import (
    ACCEPTED,
    BY_SCORE,
    REJECTED,
    Claim,
    End,
    as_table,
    claim_of,
    from_table,
    linkages,
    problem_of,
)
from clusteratlas.ingest.text import Candidate, Mention
from hypothesis import given
from hypothesis import strategies as st

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
ENDS = st.builds(
    End, TEXT, st.integers(0, 99), st.integers(0, 99), TEXT, st.sampled_from(["Firm", "Input"]), TEXT, st.booleans()
)
CLAIMS = st.builds(
    Claim, st.integers(1, 999), st.sampled_from(["SUPPLIES", "PROVIDES"]), ENDS, ENDS, TEXT, st.integers(1, 9),
    st.integers(0, 9999), st.floats(0, 1), st.sampled_from(["stated", "denied", "ended", "possible"]), TEXT, TEXT,
    TEXT, st.sampled_from([ACCEPTED, REJECTED, ""]), TEXT, TEXT,
)  # fmt: skip


def end(name: str, kind: str = "Firm", id: str = "") -> End:
    """An end that a sentence names."""
    return End(name, 0, len(name), name, kind, id)


def claim(link: str, left: End, right: End) -> Claim:
    """A claim of a link between two ends."""
    return Claim(1, link, left, right, "A sentence.", 1, 0, 0.5, "stated")


def candidate(kind: str = "SUPPLIES", state: str = "stated", **other: object) -> Candidate:
    """A candidate as the reading finds it."""
    left, right = Mention(0, 3, "Zyx", "zyx", "Institution"), Mention(13, 17, "Quix", None, "Organisation")
    found = Candidate(
        "report", 2, 100, "Zyx supplies Quix.", left, right, kind, 0.95, state,  # type: ignore[arg-type]
        None, None, True, ("a word",),
    )  # fmt: skip
    return replace(found, **other)  # type: ignore[arg-type]


@given(st.lists(CLAIMS, max_size=4))
def test_claims_come_back_from_their_table(claims: list[Claim]) -> None:
    assert from_table(as_table(claims), "claims.csv") == claims


def test_a_row_that_a_spreadsheet_spoilt_is_named() -> None:
    table = as_table([claim("SUPPLIES", end("Zyx"), end("Quix"))])
    with pytest.raises(InvalidSource, match=r"claims.csv: row 2 .*none of accepted, rejected"):
        from_table(table.replace("1,,,,Zyx", "1,perhaps,,,Zyx"), "claims.csv")
    with pytest.raises(InvalidSource, match=r"claims.csv: row 2 .*half"):
        from_table(table.replace("0.5", "half"), "claims.csv")
    with pytest.raises(InvalidSource, match=r"claims.csv: row 2 .*comma-separated UTF-8"):
        from_table(table.replace(",", ";"), "claims.csv")


def test_what_is_sure_is_accepted_by_its_score() -> None:
    made = claim_of(candidate(), "2000-01-01")
    assert (made.verdict, made.decided_by, made.confidence) == (ACCEPTED, BY_SCORE, 0.95)
    assert claim_of(candidate(accepted=False), "2000-01-01").verdict == ""


def test_a_person_who_read_the_sentence_makes_it_certain() -> None:
    assert replace(claim_of(candidate(), "2000-01-01"), decided_by="me").confidence == 1


def test_a_new_thing_gets_a_kind_that_fits_and_a_known_one_keeps_its_own() -> None:
    made = claim_of(candidate(), "2000-01-01")
    assert (made.left.kind, made.left.id) == ("Institution", "zyx")
    assert (made.right.kind, made.right.id) == ("Firm", "")
    assert claim_of(candidate("PROVIDES"), "2000-01-01").right.kind == "Input"


@pytest.mark.parametrize(("stands_for", "name"), [("", ""), ("Zyx Works", "Zyx Works")])
def test_a_pronoun_is_no_name(stands_for: str, name: str) -> None:
    made = claim_of(candidate(left=Mention(0, 2, "We", None, "Organisation", stands_for)), "2000-01-01")
    assert (made.left.text, made.left.name) == ("We", name)


def test_what_ended_ended_by_the_day_of_the_report() -> None:
    assert claim_of(candidate(state="ended"), "2000-01-01", "1999").until == "1999"
    assert claim_of(candidate(), "2000-01-01", "1999").until == ""


@pytest.mark.parametrize(
    ("link", "left", "right", "problem"),
    [
        ("SUPPLIES", end("Zyx"), end("Quix"), ""),
        ("SUPPLIES", end(" "), end("Quix"), "say whom “ ” stands for"),
        (
            "SUPPLIES",
            end("Zyx"),
            end("barrels", "Input"),
            "“supplies” goes to a thing of the kind firm or institution, and barrels is of the kind input",
        ),
        ("PROVIDES", end("Zyx"), end("Quix"), "goes to a thing of the kind input"),
        ("SUPPLIES", end("Zyx"), end("Zyx "), "one and the same"),
        ("SUPPLIES", end("Zyx", id="a"), end("Zyx Works", id="a"), "one and the same"),
        ("SUPPLIES", end("Zyx", id="a"), end("Zyx", id="b"), ""),
    ],
)
def test_what_cannot_be_a_linkage_is_said(link: str, left: End, right: End, problem: str) -> None:
    said = problem_of(claim(link, left, right))
    assert problem in said
    assert bool(said) == bool(problem)


def test_reports_state_linkages_of_organisations_alone() -> None:
    names = {link.name for link in linkages()}
    assert {"SUPPLIES", "ACQUIRED", "REGULATES", "MEMBER_OF", "PROVIDES", "FINANCES"} <= names
    assert not names & {"DESCRIBES", "LOCATED_IN", "WITHIN", "INPUT_TO"}
