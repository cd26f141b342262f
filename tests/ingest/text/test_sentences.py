"""Sentences end where a reader would end them, also behind a legal form."""

from __future__ import annotations

import pytest
from clusteratlas.ingest.text.sentences import sentences


def cut(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["It was bought by Example Works plc.", "Invented Motors makes cars."],
        ["Its parent is Example Works, LLC.", "Pumps were sold later."],
        ["It was bought by Example Works, Inc.", "The price was not told."],
        ["It was bought by Example Works Inc.", "It makes pumps."],
        ["It was bought by Example Works Corp.", "In 2014 it closed."],
        ["It was bought by Example Works Co. Ltd.", "Invented Motors sells cars."],
        ["It sells valves in the U.S.", "We compete with Invented Motors S.A.", "They do not."],
    ],
)
def test_a_sentence_may_end_with_a_legal_form(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "whole",
    [
        "Example Works Inc. acquired Invented Motors Corp. of Nowhere.",
        "Example Works Inc. Invented Division was sold.",
        "It hired Example Works Inc. Chairman Jane Doe is leaving.",
        "It holds Example Works Inc. Class A shares.",
        "It is Example Works, Inc. (NASDAQ: EXWK) that sells pumps.",
        "It runs along U.S. No. 1 and U.S. Route 2.",
        "In fabrics, Example Works bought C.H. Invented and J.P. Nowhere.",
        "Pumps of J. A. Example and Dr. Invented are sold by Example Co. Pumps.",
    ],
)
def test_a_legal_form_in_the_middle_ends_nothing(whole: str) -> None:
    assert cut(whole) == [whole]
