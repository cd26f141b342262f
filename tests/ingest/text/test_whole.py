"""A new name that may be a part of a longer one waits for review; names beside each other do not."""

from __future__ import annotations

import pytest
from clusteratlas.ingest.text import Extractor, KnownName
from clusteratlas.ingest.text.language import pipeline
from clusteratlas.ingest.text.whole import is_cut

from tests.ingest.text.spans import span_of


def cut(sentence: str, name: str, *others: str) -> bool:
    """Whether the name is cut off in the sentence, where the recogniser sees `others` as names of their own, too."""
    doc = pipeline()(sentence)
    spans = [span_of(doc, said) for said in (name, *others)]
    return is_cut(spans[0], {token.i for span in spans for token in span})


@pytest.mark.parametrize(
    ("sentence", "name", "others"),
    [
        ("Norvania Inc acquired Grand Polyvania Motors Corp in 2014.", "Polyvania Motors Corp", ()),
        ("Norvania and Polyvania is a division of Example Corp.", "Polyvania", ()),
        ("Norvania and Polyvania is a division of Example Corp.", "Norvania", ("Polyvania",)),
        ("Example Corp acquired Norvania and Polyvania Inc in 2014.", "Norvania", ("Polyvania Inc",)),
        ("Example Corp acquired Norvania and Polyvania Inc in 2014.", "Polyvania Inc", ("Norvania",)),
        ("The deal was led by Norvania, Polyvania, Fenner and Smith.", "Polyvania", ("Norvania",)),
        ("Example Corp acquired Norvania, Polyvania and Co in 2014.", "Norvania", ("Polyvania and Co",)),
        ("Example Corp acquired Norvania Inc and Polyvania Inc in 2014.", "Norvania Inc and Polyvania Inc", ()),
        ("Example Corp acquired 2001 Distributors Inc in 2014.", "Distributors Inc", ()),
        ("Example Corp owns Norvania Insurance Co of America.", "Norvania Insurance Co", ()),
        ("Old-New Norvania Power Co raised its prices in 2014.", "New Norvania Power Co", ()),
        ("Norvania's was acquired by Example Corp in 2014.", "Norvania", ()),
        ("Norvania Resorts and Hotels is in Nowhere.", "Norvania Resorts", ()),
        ("It is a unit of the Norvania bank Polyvania Inc in Nowhere.", "Norvania bank", ("Polyvania Inc",)),
        ("Example Corp acquired Bank of New Norvania Corp in 2014.", "New Norvania Corp", ()),
        ("Example Corp acquired Royal Bank of Norvania in 2014.", "Royal Bank", ()),
        ("Example Corp acquired Norvania International of Avon, Massachusetts.", "Norvania International of Avon", ()),
    ],
)
def test_a_part_of_a_longer_name_is_cut(sentence: str, name: str, others: tuple[str, ...]) -> None:
    assert cut(sentence, name, *others)


@pytest.mark.parametrize(
    ("sentence", "name", "others"),
    [
        ("Norvania Inc acquired Grand Polyvania Motors Corp in 2014.", "Grand Polyvania Motors Corp", ()),
        ("Example Corp acquired Norvania Inc and Polyvania Inc in 2014.", "Norvania Inc", ("Polyvania Inc",)),
        ("Example Corp acquired Norvania Inc and Polyvania Inc in 2014.", "Polyvania Inc", ("Norvania Inc",)),
        ("Example Corp acquired Norvania and Polyvania.", "Norvania", ("Polyvania",)),
        ("Norvania and Polyvania were acquired by Example Corp.", "Polyvania", ("Norvania",)),
        ("Example Corp acquired Norvania Inc of Avon in 2014.", "Norvania Inc", ()),
        ("First Bank of Norvania, a unit of Example Corp, said it bought land.", "First Bank of Norvania", ()),
        ("Norvania's subsidiary was acquired by Example Corp in 2014.", "Norvania", ()),
        ("Chairman Doe of Norvania Inc sold his shares.", "Norvania Inc", ("Doe",)),
    ],
)
def test_a_whole_name_is_not(sentence: str, name: str, others: tuple[str, ...]) -> None:
    assert not cut(sentence, name, *others)


def test_who_has_an_age_is_no_firm() -> None:
    text = "Norvania Inc said Polyvania, 43, is a partner of Example Associates Inc."
    assert "Polyvania" not in {end.text for c in Extractor().candidates(text) for end in (c.left, c.right)}


def test_what_may_stand_for_a_name_nobody_saw_waits() -> None:
    text = "Norvania Inc said it makes valves. Diversified, and its subsidiary, Polyvania Corp, make pipes."
    found = [c for c in Extractor().candidates(text) if c.kind == "UNIT_OF"]
    assert all(c.right.name != "Norvania Inc" for c in found)


def test_half_a_name_is_a_candidate_but_not_accepted() -> None:
    text = "Norvania Light and Polyvania Co, a unit of Nowhere Utilities, said it raised prices."
    found = [c for c in Extractor().candidates(text) if c.kind == "UNIT_OF"]
    assert found
    assert all(c.left.text == "Norvania Light and Polyvania Co" for c in found if c.accepted)


def test_a_new_name_of_one_word_waits_for_review() -> None:
    text = "Polyvania is a subsidiary of Norvania Inc."
    (unknown,) = Extractor().candidates(text)
    (known,) = Extractor([KnownName("polyvania", "Firm", "Polyvania")]).candidates(text)
    assert (unknown.accepted, known.accepted) == (False, True)
    assert unknown.score == known.score


def test_what_stands_for_a_name_of_another_sentence_waits_for_review() -> None:
    apart = "Polyvania Works is large. It is a subsidiary of Norvania Inc."
    (found,) = Extractor().candidates(apart)
    assert (found.left.name, found.accepted) == ("Polyvania Works", False)
    (found,) = Extractor().candidates(apart, speaker="Polyvania Works")
    assert found.accepted
    together = "Polyvania Works said it is a subsidiary of Norvania Inc."
    assert [c.accepted for c in Extractor().candidates(together) if c.left.stands_for] == [True]


def test_the_name_of_who_speaks_may_be_one_word() -> None:
    for text in ("We are a subsidiary of Norvania Inc.", "Polyvania is a subsidiary of Norvania Inc."):
        (found,) = Extractor().candidates(text, speaker="Polyvania")
        assert (found.left.name, found.accepted) == ("Polyvania", True)
