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
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from clusteratlas.ingest.text.classifier import LinearModel
from clusteratlas.ingest.text.extract import pairs
from clusteratlas.ingest.text.features import pair_features
from clusteratlas.ingest.text.language import pipeline
from clusteratlas.ingest.text.mentions import Context, mentions
from clusteratlas.ingest.text.names import KnownNames
from clusteratlas.ingest.text.products import product_features

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
MODEL = ROOT / "ingest" / "text" / "model"
MUTUAL = {"collaboration", "competitor_of", "merged_with", "undefined"}
NEGATIVES = 2
"""Pairs without a stated relation that are drawn from a sentence."""
RARE = 2
"""Training pairs in which a feature must be seen."""
STRENGTH = 10.0
"""Inverse regularisation of the regressions."""


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


def company_features(pairs: Sequence[Pair], docs: dict[str, Any]) -> list[dict[str, float]]:
    """Features of each pair; where two names share a token the later one gives it up."""
    made = []
    for pair in pairs:
        doc = docs[pair.text]
        first, second = span_of(doc, pair.first), span_of(doc, pair.second)
        if second.start < first.end:
            second = doc[min(first.end, len(doc) - 1) : max(second.end, min(first.end, len(doc) - 1) + 1)]
        made.append(pair_features(doc, first, second))
    return made


def negatives(labelled: Sequence[Pair], docs: dict[str, Any]) -> Iterator[dict[str, float]]:
    """Features of pairs that the extractor would look at and that the corpus does not call related.

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
            yield pair_features(doc, one, two)


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


def fit(
    features: Sequence[dict[str, float]], labels: Sequence[str], rare: int = RARE, strength: float = STRENGTH
) -> LinearModel:
    """A regression on features weighted by rarity, each row of length 1."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression

    seen = DictVectorizer(dtype=np.float32)
    matrix = seen.fit_transform([dict.fromkeys(row, 1.0) for row in features])
    kept = np.flatnonzero(np.asarray(matrix.getnnz(axis=0)).ravel() >= rare)
    matrix = matrix[:, kept]
    weigh = TfidfTransformer()
    model = LogisticRegression(C=strength, class_weight=softened(labels), max_iter=400).fit(
        weigh.fit_transform(matrix), labels
    )
    names = [seen.feature_names_[at] for at in kept]
    weights, bias = model.coef_.T, model.intercept_
    if len(model.classes_) == 2:
        weights, bias = np.hstack([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
    return LinearModel(
        [str(c) for c in model.classes_],
        names,
        weigh.idf_.astype(np.float32),
        weights.astype(np.float32),
        bias.astype(np.float32),
    )


def softened(labels: Sequence[str]) -> dict[str, float]:
    """Class weights that lift rare classes by the square root of how rare they are."""
    counts = {label: labels.count(label) for label in set(labels)}
    return {label: (len(labels) / len(counts) / count) ** 0.5 for label, count in counts.items()}


def save(model: LinearModel, name: str) -> None:
    """Writes a model into the product."""
    described = {"classes": model.classes, "features": list(model.column)}
    (MODEL / f"{name}.json").write_text(json.dumps(described, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    np.savez_compressed(
        MODEL / f"{name}.npz",
        idf=model.idf.astype(np.float16),
        weights=model.weights.astype(np.float16),
        bias=model.bias.astype(np.float32),
    )


def train_companies(data: Path) -> tuple[LinearModel, LinearModel]:
    """The model that tells relations apart, and the one that tells whether any is stated."""
    labelled = [pair for pair in company_pairs(data) if not pair.held_back]
    docs = parsed([pair.text for pair in labelled])
    features = company_features(labelled, docs)
    none = list(negatives(labelled, docs))
    stated = ["none" if pair.label == "undefined" else "stated" for pair in labelled]
    relations = fit(features, [pair.label for pair in labelled])
    return relations, fit([*features, *none], [*stated, *["none"] * len(none)])


def train_products(data: Path) -> LinearModel:
    """The model of products."""
    labelled = product_pairs(data, "train")
    return fit(features_of_products(labelled), [pair.label for pair in labelled])


def features_of_products(labelled: Sequence[Pair]) -> list[dict[str, float]]:
    """Features of each pair of a company and a product."""
    docs = parsed([pair.text for pair in labelled])
    return [
        product_features(docs[p.text], span_of(docs[p.text], p.first), span_of(docs[p.text], p.second))
        for p in labelled
    ]


def main(arguments: list[str] | None = None) -> None:
    """Trains the three models and writes them."""
    parser = argparse.ArgumentParser(prog="python -m bench.train_text", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    data = parser.parse_args(arguments).data
    MODEL.mkdir(exist_ok=True)
    relations, stated = train_companies(data)
    for name, model in (("products", train_products(data)), ("relations", relations), ("stated", stated)):
        save(model, name)
        print(f"{name}: {len(model.column):,} features, {len(model.classes)} classes")


if __name__ == "__main__":
    main()
