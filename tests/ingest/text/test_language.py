"""Sentences parsed side by side come out as the pipeline parses them one by one."""

from __future__ import annotations

import pytest
from clusteratlas.ingest.text import language
from clusteratlas.ingest.text.language import parse, pipeline

SENTENCES = [
    "Example Works supplies Invented Motors with valves, and Invented Motors is gonna buy more of them.",
    "Let's say it had  two blanks.",
    "It got ta be its supplier's supplier: there are better ones that don't sell to it.",
    "Yes.",
    "gon",
    "na",
    "In 1999, the company's better-known customers were Nowhere Tools, Inc. and Imaginary Labels GmbH of Neverton.",
]
KEYS = ("text", "tag_", "pos_", "dep_", "lemma_", "ent_type_", "ent_iob_")


def test_words_grammar_and_names_are_those_of_the_pipeline() -> None:
    for text, doc in zip(SENTENCES, parse(SENTENCES), strict=True):
        expected = pipeline()(text)
        for ours, theirs in zip(doc, expected, strict=True):
            assert {key: getattr(ours, key) for key in KEYS} == {key: getattr(theirs, key) for key in KEYS}
            assert ours.head.i == theirs.head.i
        assert [chunk.text for chunk in doc.noun_chunks] == [chunk.text for chunk in expected.noun_chunks]


def test_many_sentences_come_in_their_order() -> None:
    many = [f"{'Very ' * (at % 7)}Example Works bought {at} pumps." for at in range(2 * language.BATCH + 3)]
    assert [doc.text for doc in parse(many)] == many
    assert list(parse([])) == []


def test_no_more_words_are_remembered_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "REMEMBERED", 10)
    for text in SENTENCES * 2:
        (doc,) = parse([text])
        assert [token.lemma_ for token in doc] == [token.lemma_ for token in pipeline()(text)]
        assert len(language.words_named()) <= 10 + len(doc)
