"""What an organisation is said to make or offer: noun phrases beside its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .classifier import Look, look_at, shipped
from .frames import offers
from .mentions import Found
from .wording import lexicon
from .words import in_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

PLAIN, SINGULAR, UNPLAIN = 0.97, 0.3, 0.5
"""The classifier learned from pages that speak of products, reports speak of much else: so its probability is averaged
with the share that is right where the grammar says who offers, for things in the plural (valves) and in the singular
(steel, but also coverage, credit, a film), and halved where it does not."""
NEAR = 12
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
    " sort type set combination option aid"
    " tonne ton pound ounce kilo gram gallon litre liter mile acre hectare foot megawatt kilowatt dollar"
    " dlr mln bln"
    " total figure comment move increase decrease provision bid letter help concept declaration investor customer"
    " pct percent stg yen franc mark riyal cent ct".split()
)
"""Head words of phrases that are no product one can buy of a firm."""
VESSELS = frozenset("barrel bag bushel".split())
"""Products of some firms; where they are counted, measures of what is in them."""
RIVALS = frozenset({"ORG", "PRODUCT", "PERSON"})
"""Labels of names that may be who offers something."""
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
    near = [
        (owner, thing, plain)
        for owner in owners
        for thing in things
        if (plain := is_plain(owner.span, thing.span)) or abs(owner.span.start - thing.span.start) <= NEAR
    ]
    looks = [look_at_product(doc, owner.span, thing.span) for owner, thing, _ in near]
    chances = model.probabilities(looks)[:, model.classes.index("provides")].tolist()
    for (owner, thing, plain), look, chance in zip(near, looks, chances, strict=True):
        share = PLAIN if thing.span.root.tag_ in ("NNS", "NNPS") else SINGULAR
        score = (chance + share) / 2 if plain else chance * UNPLAIN
        if score >= SHOWN:
            yield owner, thing, score, in_words(model.reasons(look, "provides", 6))


def is_plain(owner: Span, thing: Span) -> bool:
    """Whether the grammar says plainly that the owner offers the thing, and the thing can be a product."""
    return (
        not any(t.ent_type_ == "ORG" for t in thing)
        and offers(owner, thing)
        and thing.root.lemma_.lower() not in NO_PRODUCT
        and not may_share_head(thing)
        and not goes_on(thing)
        and not (thing.root.lemma_.lower() in VESSELS and any(child.dep_ == "nummod" for child in thing.root.children))
    )


def goes_on(thing: Span) -> bool:
    """Whether a noun behind the thing makes it a part of a longer phrase, after an abbreviation in brackets, too."""
    rest = thing.doc[thing.end :]
    if len(rest) > 3 and rest[0].text == "(" and rest[2].text == ")":
        rest = rest[3:]
    return len(rest) > 0 and rest[0].pos_ in ("NOUN", "PROPN", "ADJ")


def may_share_head(thing: Span) -> bool:
    """Whether the thing may only describe the last of its list: steel and copper pipes, not valves and copper pipes."""
    if thing.root.tag_ == "NNS":
        return False
    last = thing.root
    while follower := next((child for child in last.children if child.dep_ == "conj"), None):
        last = follower
    return last != thing.root and any(child.dep_ in ("amod", "compound", "nmod") for child in last.children)


def look_at_product(doc: Doc, owner: Span, thing: Span) -> Look:
    """The look of an organisation and a product phrase: also which comes first, and who and what else is near."""
    first, second = sorted((owner, thing), key=lambda span: span.start)
    look = look_at(doc, first, second)
    look.features.add("owner=first" if first is owner else "thing=first")
    for word in thing:
        look.features.add(f"thing=pos {word.pos_}")
    look.features.add(f"thing=head {thing.root.tag_}")
    look.features.add(f"thing=length {min(len(thing), 5)}")
    if thing.root.lemma_.lower() in VAGUE:
        look.features.add("thing=vague")
    look.features.update(f"crowd={told}" for told in crowd(doc, owner, thing))
    return look


def crowd(doc: Doc, owner: Span, thing: Span) -> Iterator[str]:
    """How many other organisations and phrases stand in the sentence, between the two, and nearer to one of them."""
    first, second = sorted((owner, thing), key=lambda span: span.start)
    if "rivals" not in doc.user_data:
        doc.user_data["rivals"] = [(ent.start, ent.end) for ent in doc.ents if ent.label_ in RIVALS]
    others = [
        (start, end)
        for start, end in doc.user_data["rivals"]
        if all(end <= span.start or start >= span.end for span in (owner, thing))
    ]
    if "chunks" not in doc.user_data:
        doc.user_data["chunks"] = [(chunk.start, chunk.end) for chunk in doc.noun_chunks]
    chunks = [start for start, end in doc.user_data["chunks"] if first.end <= start and end <= second.start]
    inside = [start for start, _ in others if first.end <= start < second.start]
    apart = second.start - first.end
    nearer = [(s, e) for s, e in others if min(abs(s - thing.end), abs(thing.start - e)) < apart]
    yield f"others {min(len(others), 4)}"
    yield f"inside {min(len(inside), 3)}"
    yield f"phrases {min(len(chunks), 6)}"
    yield f"nearer {min(len(nearer), 3)}"
    yield f"owner rank {min(sum(start < owner.start for start, _ in others), 3)}"
    yield f"nearer before {any(e <= thing.start and s > owner.start for s, e in nearer)}"
    yield f"owner place {owner.start * 4 // max(1, len(doc))}"
    yield f"thing place {thing.start * 4 // max(1, len(doc))}"
    yield f"length {len(doc).bit_length()}"
    yield f"verb between {any(token.pos_ == 'VERB' for token in doc[first.end : second.start])}"
    if apart == 0:
        yield f"touching {'owner' if first is owner else 'thing'} first"


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
