"""Linkages read from grammar: who supplies whom where one name is the subject of "supply" and the other its object."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

OFFER = frozenset("make manufacture produce sell offer provide supply market distribute publish introduce brew".split())
"""Verbs whose object is what their subject offers, in the present tense."""
OFFERED_ONCE = frozenset("manufacture produce distribute introduce brew".split())
"""Those of them whose object is a product in the past, too; who sold, made or offered a thing may have done so once."""
OFFERER = frozenset("manufacturer maker producer provider supplier publisher distributor seller vendor".split())
"""Nouns of those who offer what follows "of"."""
INCLUDE = {"include", "be", "comprise"}
CLIENTS = {"customer", "client"}
PARTLY = {"partly", "partially", "jointly", "half"}
PERCENT = {"pct", "percent", "%"}
PLACES = {"GPE", "LOC", "NORP"}
MANAGED = {"general", "limited", "managing"}
"""What says of a partner that the other is no firm beside it but the partnership it belongs to."""
LIKE = {"including", "include", "as", "like"}


@cache
def frames() -> dict[str, Any]:
    """What frames.yml says, with words as keys: verbs, verb and preposition, nouns."""
    read = yaml.safe_load((files(__package__) / "frames.yml").read_text(encoding="utf-8"))
    verbs: dict[str, tuple[str, str]] = {}
    nouns: dict[str, tuple[str, str]] = {}
    for name, frame in read["verbs"].items():
        for words in (*frame.get("words", ()), *frame.get("after", ())):
            verbs[words] = (name.split()[0], frame["subject"])
    for name, roles in read["nouns"].items():
        for role, lemmas in roles.items():
            nouns.update(dict.fromkeys(lemmas, (name, role)))
    return {"verbs": verbs, "nouns": nouns, "prepositions": set(read["prepositions"])}


def unlisted(token: Token) -> Token:
    """The head of the list that the token is a member of; the token itself where it is in none."""
    while token.dep_ in ("conj", "appos") and token.head != token:
        token = token.head
    return token


def among_names(token: Token) -> Token:
    """The head of the token's list if it is a name too; the token itself in a list that begins with other things."""
    head = unlisted(token)
    return head if head.pos_ in ("PROPN", "PRON") else token


def framed(first: Span, second: Span) -> tuple[str, str] | None:
    """Relation that the grammar states of two mentions, and the role (e1, e2) of the first; None if it states none."""
    start, end = unlisted(first.root), unlisted(second.root)
    if start == end:
        return None
    for one, other, swapped in ((first.root, second.root, False), (second.root, first.root, True)):
        named, met = among_names(one), among_names(other)
        found = by_verb(named, met) or by_noun(one, named, met) or by_owner(named, met)
        if found:
            relation, role = found
            return relation, turn(role) if swapped else role
    return None


def turn(role: str) -> str:
    """The other role."""
    return "e1" if role == "e2" else "e2"


def by_verb(subject: Token, other: Token) -> tuple[str, str] | None:
    """`subject` is the subject of a verb, `other` its object, its agent or behind its preposition."""
    if subject.dep_ not in ("nsubj", "nsubjpass"):
        return None
    verbs: dict[str, tuple[str, str]] = frames()["verbs"]
    passive = subject.dep_ == "nsubjpass"
    for verb in (subject.head, *verbs_after(subject.head)):
        here = passive if verb == subject.head else any(c.dep_ == "auxpass" for c in verb.children)
        lemma = verb.lemma_.lower()
        found = None
        if lemma == "own" and is_part_owned(verb, other):
            lemma = "back"
        if other.dep_ == "pobj" and any(c.dep_ == "dobj" and c.ent_type_ in ("ORG", "PRODUCT") for c in verb.children):
            continue
        if lemma == "sell" and verb.tag_ in ("VBD", "VBN"):
            continue
        if other.head == verb and other.dep_ == "dobj" and not here:
            found = verbs.get(lemma)
        elif here and other.dep_ == "pobj" and is_agent(other.head, verb) and (found := verbs.get(lemma)):
            return found[0], turn(found[1])
        elif other.dep_ == "pobj" and other.head.head == verb:
            if not here or lemma in ("list", "trade", "quote", "merge"):
                found = verbs.get(f"{lemma} {other.head.lower_}")
        elif not here and other.dep_ == "pobj" and after_object(other.head, verb):
            found = verbs.get(f"{lemma} {other.head.lower_}")
        if found:
            return found
    return None


def is_agent(by: Token, verb: Token) -> bool:
    """Whether "by" says who does what the verb says: is owned by X, is owned 15 pct by X."""
    if by.lower_ == "by" and by.head.lower_ in PERCENT:
        return by.head.head == verb
    return by.dep_ == "agent" and by.head == verb


def is_part_owned(verb: Token, other: Token) -> bool:
    """Whether less than all is said to be owned: partly, by several, or at most 50 percent."""
    if any(child.lower_ in PARTLY for child in verb.children):
        return True
    if other.dep_ == "pobj" and any(child.dep_ == "conj" for child in other.children):
        return True
    shares = (number for child in verb.children if child.lower_ in PERCENT for number in child.children)
    return any(re.fullmatch(r"\d+(?:\.\d+)?", share.text) and float(share.text) <= 50 for share in shares)


def after_object(preposition: Token, verb: Token) -> bool:
    """Whether the preposition was attached to the object of the verb, as in: supplies valves to X."""
    return preposition.dep_ == "prep" and preposition.head.dep_ == "dobj" and preposition.head.head == verb


def verbs_after(verb: Token) -> list[Token]:
    """Verbs without a subject of their own that share the subject of `verb`: in a list with it, or its complement.

    The complement of a verb with an object has that for its subject: X chose Y to supply Z.
    """
    found = []
    links = ("conj",) if any(child.dep_ == "dobj" for child in verb.children) else ("conj", "xcomp")
    for child in verb.children:
        follows = child.dep_ in links and child.pos_ in ("VERB", "AUX")
        if follows and not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children):
            found += [child, *verbs_after(child)]
    return found


def by_noun(mentioned: Token, named: Token, other: Token) -> tuple[str, str] | None:
    """`named`, head of the list with what is mentioned, is said to be the noun, of `other`: X is a supplier of Y.

    In an apposition it is said of the mentioned alone: X, a supplier of Y; Y's supplier X.
    """
    said = []
    if named.dep_ in ("nsubj", "nsubjpass"):
        verbs = [named.head, *verbs_after(named.head)]
        said += [
            c for verb in verbs if verb.lemma_ in ("be", "become", "remain") for c in verb.children if c.dep_ == "attr"
        ]
        said += [
            p
            for verb in verbs
            for c in verb.children
            if c.dep_ == "prep" and c.lower_ == "as"
            for p in c.children
            if p.dep_ == "pobj"
        ]
    beside = [c for c in mentioned.children if c.dep_ == "appos"]
    if mentioned.dep_ == "appos":
        beside.append(mentioned.head)
    said += [noun for noun in beside if noun.tag_ != "NNS"]
    for noun in said:
        found = role_of(noun)
        if found and belongs(noun, other) and not is_named(noun):
            return found
    return None


def is_named(noun: Token) -> bool:
    """Whether a name before the noun says which it is, so that what follows is another: X's Y unit, Z and W."""
    return any(c.dep_ == "compound" and c.pos_ == "PROPN" and c.ent_type_ not in PLACES for c in noun.children)


def role_of(noun: Token) -> tuple[str, str] | None:
    """The relation that a noun states, and its role; a plural may have its own: one owner is a parent, two are not."""
    nouns: dict[str, tuple[str, str]] = frames()["nouns"]
    if noun.lemma_ == "partner" and any(child.lower_ in MANAGED for child in noun.children):
        return None
    return nouns.get(noun.lower_) or nouns.get(noun.lemma_.lower())


def by_owner(owner: Token, other: Token) -> tuple[str, str] | None:
    """`other` is one of the nouns of `owner`: X's customers include Y; customers of X such as Y."""
    if other.dep_ in ("dobj", "attr", "nsubj") and other.head.lemma_ in INCLUDE:
        sides = [c for c in other.head.children if c.dep_ in ("nsubj", "attr") and c != other]
    elif other.dep_ == "pobj" and other.head.lower_ in LIKE:
        sides = [other.head.head]
    else:
        return None
    for noun in sides:
        found = role_of(noun)
        if found and other != noun and (belongs(noun, owner) or (noun.lemma_ in CLIENTS and has(noun, owner))):
            return found[0], turn(found[1])
    return None


def belongs(noun: Token, other: Token) -> bool:
    """Whether `other` is the noun's possessor or stands behind its preposition."""
    return (other.dep_ == "poss" and other.head == noun) or (
        other.dep_ == "pobj" and other.head.lower_ in frames()["prepositions"] and other.head.head == noun
    )


def has(noun: Token, owner: Token) -> bool:
    """Whether the noun is what the owner has or works with: X has customers such as Y."""
    at = noun
    if at.dep_ == "pobj":
        at = at.head
    return (
        owner.dep_ == "nsubj"
        and at.head == owner.head
        and owner.head.lemma_ in ("have", "work", "serve", "supply", "count")
    )


def offers(owner: Span, thing: Span) -> bool:
    """Whether the grammar says that the owner offers the thing: makes it, or is a maker of it.

    What is being developed, or is offered to be bought from others, is not on offer.
    """
    named, item = unlisted(owner.root), unlisted(thing.root)
    if item.dep_ == "dobj" and named.dep_ == "nsubj" and is_offering(item.head, item):
        return item.head == named.head or item.head in [v for v in verbs_after(named.head) if v.dep_ == "conj"]
    if item.dep_ == "nsubjpass" and named.dep_ == "pobj" and is_offering(item.head, item):
        return named.head.dep_ == "agent" and named.head.head == item.head
    if item.dep_ == "pobj" and item.head.lower_ == "of" and item.head.head.lemma_ in OFFERER:
        noun = unlisted(item.head.head)
        if noun.dep_ == "attr" and named.dep_ == "nsubj":
            return noun.head == named.head
        return item.head.head.dep_ == "appos" and item.head.head.head == owner.root
    return False


def is_offering(verb: Token, item: Token) -> bool:
    """Whether the verb speaks of what is on offer at all times: makes valves, not the valve; not made a bid.

    The object of "provides X with Y" is no product but who gets it.
    """
    if verb.lemma_ not in OFFER or verb.tag_ == "VBG":
        return False
    if any(child.lower_ in ("this", "that", "no") for child in item.children):
        return False
    if item.pos_ == "NOUN" and any(child.lower_ == "the" for child in item.children):
        return False
    said_of = (*verb.children, *item.children)
    if verb.lemma_ in ("provide", "supply") and any(child.lower_ == "with" for child in said_of):
        return False
    if verb.lemma_ in OFFERED_ONCE:
        return True
    present = verb.tag_ in ("VBZ", "VBP") or any(
        c.dep_ == "auxpass" and c.lower_ in ("is", "are") for c in verb.children
    )
    return present and not any(child.dep_ in ("det", "nummod") for child in item.children)
