"""What ids stand for follows from the judgements in force, whatever order they are given in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from clusteratlas.graph.errors import InvalidJudgement
from clusteratlas.ingest.identity.replay import Identities, Judgement, replay
from hypothesis import assume, given
from hypothesis import strategies as st


def judgement(order: int, verdict: str, left: str, right: str, **said: Any) -> Judgement:
    """A judgement of an act of its own."""
    return Judgement(f"j{order}", f"act-{order}", order, verdict, left, right, "tester", "2000-01-01T00:00", **said)


JUDGED = st.lists(
    st.tuples(st.sampled_from(["same", "different", "own"]), st.sampled_from("abcde"), st.sampled_from("abcde")).filter(
        lambda row: row[1] != row[2]
    ),
    max_size=9,
).map(lambda rows: [judgement(number, *row) for number, row in enumerate(rows)])


def things(judgements: list[Judgement]) -> Identities:
    """What is replayed; examples that contradict themselves are passed over."""
    try:
        return replay(judgements)
    except InvalidJudgement:
        assume(False)
        raise


@given(judgements=JUDGED, data=st.data())
def test_the_order_in_which_they_are_given_does_not_matter(judgements: list[Judgement], data: st.DataObject) -> None:
    assert things(data.draw(st.permutations(judgements))) == things(judgements)


@given(judgements=JUDGED)
def test_what_was_undone_counts_for_nothing(judgements: list[Judgement]) -> None:
    later = [judgement(99, "same", "a", "e"), judgement(98, "own", "b", "c")]
    assert things([*judgements, *(replace(one, undone=True) for one in later)]) == things(judgements)


@given(judgements=JUDGED)
def test_each_thing_goes_by_the_first_of_its_ids_and_stands_for_itself(judgements: list[Judgement]) -> None:
    found = things(judgements)
    for said, thing in found.shared.items():
        assert thing <= said
        assert found.shared[thing] == thing
    assert Identities.of(found.rows()) == found


@given(judgements=JUDGED)
def test_ids_are_one_just_where_verdicts_of_same_lead_from_one_to_the_other(judgements: list[Judgement]) -> None:
    found = things([one for one in judgements if one.verdict != "own"])
    last = {one.pair: one.verdict for one in judgements if one.verdict != "own"}
    for start in "abcde":
        reached, before = {start}, set[str]()
        while reached != before:
            before = set(reached)
            reached |= {id for pair, verdict in last.items() if verdict == "same" and pair & reached for id in pair}
        assert {id for id in "abcde" if found.entity(id, "s") == found.entity(start, "s")} == reached


def test_two_that_were_judged_different_do_not_become_one_through_a_third() -> None:
    judgements = [judgement(1, "different", "a", "b"), judgement(2, "same", "a", "c"), judgement(3, "same", "c", "b")]
    with pytest.raises(InvalidJudgement, match="a and b would become one, but tester judged them different on 2000"):
        replay(judgements)


def test_the_later_verdict_on_a_pair_holds() -> None:
    assert replay([judgement(1, "different", "a", "b"), judgement(2, "same", "b", "a")]).shared == {"a": "a", "b": "a"}
    assert replay([judgement(1, "same", "a", "b"), judgement(2, "different", "b", "a")]).shared == {}
