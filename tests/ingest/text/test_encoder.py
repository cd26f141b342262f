"""The language model is asked of places in a sentence; with the linear model it makes probabilities."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from clusteratlas.ingest.text.classifier import look_at, shipped
from clusteratlas.ingest.text.encoder import SPAN, asked, blend, frame, opinions, pieces, tokenizer, weighed
from clusteratlas.ingest.text.language import pipeline

SENTENCE = "Example Works was acquired by Invented Motors."
FIRST, SECOND = (0, 13), (30, 45)


def test_shipped_classes_are_those_of_the_linear_models() -> None:
    for what in ("relations", "stated"):
        assert len(blend()[what]["bias"]) == len(shipped(what).classes)
    relations, stated = asked(SENTENCE, [(FIRST, SECOND)])
    assert relations.shape == (1, len(shipped("relations").classes))
    assert stated.shape == (1, 2)


def test_a_pair_is_judged_alike_alone_and_beside_others() -> None:
    text = "Example Works was acquired by Invented Motors, which Nowhere Tools supplies."
    tools = (53, 66)
    alone = asked(text, [(FIRST, SECOND)])
    together = asked(text, [(FIRST, SECOND), (SECOND, tools), (FIRST, tools)])
    for one, many in zip(alone, together, strict=True):
        assert np.allclose(one[0], many[0], atol=0.3)
    assert not np.allclose(together[0][0], together[0][1], atol=0.3)


def test_who_bought_whom_is_told_by_the_order_and_the_wording() -> None:
    classes = shipped("relations").classes
    for text, first, second, label in (
        (
            "In 1999, Invented Motors was acquired by Norvania for $160 million.",
            "Invented Motors",
            "Norvania",
            "acquired_by>",
        ),
        (
            "In 1999, Norvania acquired Invented Motors, a maker of controls.",
            "Norvania",
            "Invented Motors",
            "acquired_by<",
        ),
    ):
        places = [(text.index(name), text.index(name) + len(name)) for name in (first, second)]
        relations, stated = asked(text, [(places[0], places[1])])
        assert classes[int(relations[0].argmax())] == label
        assert stated[0][1] > stated[0][0]


def test_opinions_are_probabilities_between_what_both_models_say() -> None:
    doc = pipeline()(SENTENCE)
    first, second = doc[0:2], doc[5:7]
    look = look_at(doc, first, second)
    linear = shipped("relations").probabilities([look])[0]
    (opinion,) = opinions(doc, [(first, second)], [(linear, 0.9)])
    assert opinion.relations.sum() == pytest.approx(1)
    assert 0 < opinion.stated < 1
    assert opinions(doc, [], []) == []
    doubtful = opinions(doc, [(first, second)], [(linear, 0.1)])[0]
    assert doubtful.stated < opinion.stated


def test_the_likelier_a_class_is_to_one_model_the_likelier_it_is_together() -> None:
    even = np.zeros(len(shipped("stated").classes))
    chances = [weighed("stated", np.array([0.0, says]), even)[1] for says in (-2.0, 0.0, 2.0)]
    assert chances == sorted(chances)
    assert chances[0] < chances[2]


def test_mentions_far_apart_are_framed_with_all_that_stands_between() -> None:
    offsets = [(0, 0), *((at * 2, at * 2 + 1) for at in range(150)), (0, 0)]
    attend, role = frame(offsets, (0, 1), (200, 201))
    assert attend[:102].all()
    assert not attend[102:].any()
    assert role.tolist() == [0, 1, *[0] * 99, 2, *[0] * 50]
    attend, role = frame(offsets, (200, 201), (204, 205))
    assert attend[0] == 1
    assert not attend[1:70].any()
    assert attend[101 - 25 : 104].all()
    assert attend.sum() <= SPAN


def test_a_mention_behind_what_is_read_stands_at_the_end() -> None:
    offsets = [(0, 0), (0, 4), (5, 9), (0, 0)]
    assert pieces(offsets, (5, 7)) == (2, 3)
    assert pieces(offsets, (40, 50)) == (3, 4)


@pytest.mark.parametrize("text", ["", "株式会社 é “x” \U0001f600", "word " * 500])
def test_any_text_can_be_read(text: str) -> None:
    assert len(tokenizer().encode(text).ids) <= 160
    relations, _ = asked(text, [((0, 1), (2, 3))])
    assert np.isfinite(relations).all()


def test_the_runtime_is_imported_when_a_pair_is_asked() -> None:
    code = "import sys, clusteratlas.ingest.text as t; print('onnxruntime' in sys.modules, 'tokenizers' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
