"""What an organisation is said to make or offer: noun phrases beside its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .classifier import shipped
from .features import lexicon, pair_features
from .frames import offers
from .mentions import Found
from .words import in_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

PLAIN, UNPLAIN = 0.97, 0.5
"""The classifier learned from pages that speak of products, reports speak of much else: so its probability is averaged
with the share that is right where the grammar says who offers, and halved where it does not."""
NEAR = 25
"""Tokens between two mentions beyond which only plain grammar links them."""
SHOWN = 0.3
"""Probability from which a product is worth a look."""
VAGUE = frozenset(
    "product service solution company business customer client market industry year day way part number range variety"
    " line it they we he she you who which that this these those them us one some all both each other others firm group"
    " sale"
    " world country city area field portfolio brand quality price supplier manufacturer provider leader maker producer"
    " developer people employee experience technology system application people need demand time place name thing term"
    " agreement contract access support information development production manufacture offer".split()
)
"""Head words of phrases that name no product by themselves."""
NO_PRODUCT = VAGUE | frozenset(
    "goal information risk revenue category plan effort basis opportunity benefit data result method approach"
    " design designer distributor supplier relationship aim study research project value advantage growth assistance"
    " ability capability protection assurance guidance evidence proof insight flexibility discount incentive detail"
    " description money fund funding share stock stake interest payment cash security asset subsidiary division plant"
    " facility unit office employee member partner loss profit income note right license commitment guarantee warranty"
    " foundation basis estimate report statement notice understanding mechanism model strategy program process"
    " contribution"
    " summary example ground decision change progress difference use sense role"
    " round bulk array base deposit buzz player throughput condition methodology protocol"
    " technique prototype modality version item tool component drug pilot reference rate reason kind"
    " sort type set combination option aid".split()
)
"""Head words of phrases that are no product one can buy of a firm."""
OFFERED = frozenset({"provide", "brand", "supply"})
"""Lexicon groups without which no product is looked for."""


def provided(doc: Doc, found: list[Found]) -> Iterator[tuple[Found, Found, float, tuple[str, ...]]]:
    """Organisations of a sentence and the product phrases they are said to provide, with score and reasons."""
    owners = [item for item in found if item.kind != "Input"]
    if not owners or not any(OFFERED & set(lexicon().get(token.lemma_.lower(), ())) for token in doc):
        return
    taken = {token.i for item in found for token in item.span}
    things = [Found(span, None, "Input") for span in phrases(doc, taken)]
    model = shipped("products")
    for owner in owners:
        for thing in things:
            plain = (
                not any(t.ent_type_ == "ORG" for t in thing.span)
                and offers(owner.span, thing.span)
                and thing.span.root.lemma_.lower() not in NO_PRODUCT
            )
            if not plain and abs(owner.span.start - thing.span.start) > NEAR:
                continue
            features = product_features(doc, owner.span, thing.span)
            chance = float(model.probabilities(features)[model.classes.index("provides")])
            chance = (chance + PLAIN) / 2 if plain else chance * UNPLAIN
            if chance >= SHOWN:
                yield owner, thing, chance, in_words(model.reasons(features, "provides", 6))


def product_features(doc: Doc, owner: Span, thing: Span) -> dict[str, float]:
    """Features of an organisation and a product phrase, and which comes first."""
    first, second = sorted((owner, thing), key=lambda span: span.start)
    features = pair_features(doc, first, second)
    features["owner first" if first is owner else "thing first"] = 1.0
    for word in thing:
        features[f"thing:{word.pos_}"] = 1.0
    features[f"thing head:{thing.root.tag_}"] = 1.0
    features["thing vague"] = float(thing.root.lemma_.lower() in VAGUE)
    features[f"thing length:{min(len(thing), 5)}"] = 1.0
    return {name: value for name, value in features.items() if value}


def phrases(doc: Doc, taken: set[int]) -> Iterator[Span]:
    """Noun phrases that may name a product, without article and possessor: no pronouns, numbers, bare "products"."""
    for chunk in doc.noun_chunks:
        start, end = chunk.start, chunk.end
        while start < end and (
            doc[start].pos_ in ("DET", "PRON", "NUM", "ADP", "PUNCT", "CCONJ") or doc[start].tag_ in ("PRP$", "POS")
        ):
            start += 1
        span = doc[start:end]
        if not len(span) or taken & set(range(start, end)) or not re.search(r"[A-Za-z]{3}", span.text):
            continue
        if span.root.pos_ not in ("NOUN", "PROPN") or (len(span) == 1 and span.root.lemma_.lower() in VAGUE):
            continue
        if span.root.ent_type_ in (
            "PERSON",
            "GPE",
            "DATE",
            "MONEY",
            "PERCENT",
            "NORP",
            "LOC",
            "ORG",
            "CARDINAL",
            "TIME",
        ):
            continue
        yield span
