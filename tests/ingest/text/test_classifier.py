"""The classifier weighs families of features, and words it never saw count by what they mean."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest
from clusteratlas.ingest.text.classifier import LinearModel, Look, look_at, shipped
from clusteratlas.ingest.text.features import FAMILIES
from clusteratlas.ingest.text.language import pipeline
from clusteratlas.ingest.text.products import crowd

MEGABYTE = 2**20


def looked_at(text: str, first: str, second: str) -> Look:
    """How two names look in a text."""
    doc = pipeline()(text)
    spans = [doc.char_span(text.index(name), text.index(name) + len(name)) for name in (first, second)]
    assert spans[0] is not None
    assert spans[1] is not None
    return look_at(doc, spans[0], spans[1])


def model(features: list[str], weights: list[list[float]]) -> LinearModel:
    """A model of two classes without word vectors."""
    width = len(looked_at("Example Works supplies Invented Motors.", "Example Works", "Invented Motors").meaning)
    return LinearModel(
        ["no", "yes"],
        features,
        np.ones(len(features), dtype=np.float32),
        np.array(weights, dtype=np.float32),
        np.zeros((width, 2), dtype=np.float32),
        np.zeros(2, dtype=np.float32),
    )


def test_a_family_weighs_the_same_however_many_of_its_features_are_seen() -> None:
    made = model(["mid=a", "mid=b", "mid=c", "types=X|Y"], [[0.0, 0.0]] * 4)
    for seen in ({"mid=a"}, {"mid=a", "mid=b"}, {"mid=a", "mid=b", "mid=c"}):
        look = Look({*seen, "types=X|Y", "mid=unknown"}, np.zeros(0, dtype=np.float32))
        columns, values = made.rows([Look({"mid=c"}, look.meaning), look])[1]
        squares = {made.names[at]: value**2 for at, value in zip(columns, values, strict=True)}
        assert squares.pop("types=X|Y") == pytest.approx(FAMILIES["types"])
        assert sum(squares.values()) == pytest.approx(FAMILIES["flow"])


def test_what_speaks_for_a_class_makes_it_likelier_and_is_the_reason() -> None:
    made = model(["mid=a", "mid=b"], [[-1.0, 1.0], [1.0, -1.0]])
    meaning = np.zeros(len(made.meaning), dtype=np.float32)
    for feature, label in (("mid=a", "yes"), ("mid=b", "no")):
        look = Look({feature}, meaning)
        chances = made.probabilities([look])[0]
        assert chances.sum() == pytest.approx(1)
        assert made.classes[int(chances.argmax())] == label
        assert made.reasons(look, label, 3) == [feature]
        assert made.reasons(look, "no" if label == "yes" else "yes", 3) == []


def test_words_of_like_meaning_look_alike() -> None:
    said = {
        verb: looked_at(f"Example Works {verb} Invented Motors.", "Example Works", "Invented Motors").meaning
        for verb in ("bought", "purchased", "sued")
    }
    assert said["bought"] @ said["purchased"] > said["bought"] @ said["sued"] + 0.05


def test_the_look_does_not_depend_on_what_was_looked_at_before() -> None:
    doc = pipeline()("Example Works supplies Invented Motors and Nowhere Tools.")
    first, second, third = doc[0:2], doc[3:5], doc[6:8]
    once = look_at(doc, first, second)
    look_at(doc, second, third)
    again = look_at(doc, first, second)
    assert once.features == again.features
    assert (once.meaning == again.meaning).all()


def test_a_product_beside_two_organisations_tells_which_is_nearer() -> None:
    doc = pipeline()("Microsoft competes with Intel Corporation, which makes fast processors.")
    thing = next(chunk for chunk in doc.noun_chunks if chunk.root.text == "processors")
    assert "nearer 0" in crowd(doc, doc[3:5], thing)
    assert "nearer 1" in crowd(doc, doc[0:1], thing)


@pytest.mark.parametrize("name", ["relations", "stated", "products"])
def test_shipped_probabilities_are_shares(name: str) -> None:
    look = looked_at("Example Works was acquired by Invented Motors.", "Example Works", "Invented Motors")
    chances = shipped(name).probabilities([look])[0]
    assert chances.sum() == pytest.approx(1)
    assert ((chances > 0) & (chances < 1)).all()


def test_what_ships_is_small() -> None:
    folder = files("clusteratlas.ingest.text") / "model"
    assert sum(len(file.read_bytes()) for file in folder.iterdir()) < 42 * MEGABYTE
