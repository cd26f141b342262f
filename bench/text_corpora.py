"""Pairs with a label from the corpora beside the project, and pairs of the same sentences that have none."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clusteratlas.ingest.text.classifier import Look, look_at
from clusteratlas.ingest.text.extract import pairs
from clusteratlas.ingest.text.language import pipeline
from clusteratlas.ingest.text.mentions import Context, mentions
from clusteratlas.ingest.text.names import KnownNames
from clusteratlas.ingest.text.products import look_at_product

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
MUTUAL = {"collaboration", "competitor_of", "merged_with", "undefined"}
NEGATIVES = 2
"""Pairs without a stated relation that are drawn from a sentence."""


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
    row: str = ""
    """Id of the row of the corpus."""

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
        made.append(Pair(text, min(e1, e2), max(e1, e2), label, find("s:" + " ".join(row["context"])), row["id"]))
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


def product_looks(labelled: Sequence[Pair]) -> list[Look]:
    """The look of each pair of a company and a product."""
    docs = parsed([pair.text for pair in labelled])
    return [
        look_at_product(docs[p.text], span_of(docs[p.text], p.first), span_of(docs[p.text], p.second)) for p in labelled
    ]


def negatives(labelled: Sequence[Pair], docs: dict[str, Any]) -> Iterator[Pair]:
    """Pairs that the extractor would look at and that the corpus does not call related.

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
            spans = [(item.span.start_char, item.span.end_char) for item in (first, second)]
            drawn.append(Pair(text, spans[0], spans[1], "none", gold[0].group))
        yield from chance.sample(drawn, min(NEGATIVES, len(drawn)))


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
