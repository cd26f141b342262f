"""What a pair of mentions looks like to the classifier: words, types, dependency path, order. Names are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import yaml

from .frames import framed, unlisted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

AROUND = 6
"""Tokens looked at before the first and after the second mention."""
WIDE = 12
"""Tokens before and after whose wording is looked at."""
FAR = 40
"""Tokens between two mentions beyond which only the nearest of them are looked at."""
NAMED = {"ORG", "PRODUCT", "PERSON", "GPE", "NORP", "FAC", "LOC", "WORK_OF_ART", "EVENT", "LAW"}
NAME_WORDS = {
    "exchange": "exchange nasdaq nyse bourse aim amex",
    "authority": "administration commission authority ministry department agency government council board bureau office"
    " fda epa faa fcc court parliament congress union",
    "investor": "ventures venture capital partners equity investments fund funds holdings investment bank angels",
    "association": "association alliance consortium federation society institute foundation chamber network league"
    " university college school",
    "firm": "inc corp ltd llc plc gmbh company co corporation limited group sa ag industries technologies systems",
    "media": "magazine times news records studios pictures entertainment films games channel radio tv",
}
"""Words within a name that say what sort of organisation it is."""
CLASS_OF_WORD = {word: name for name, words in NAME_WORDS.items() for word in words.split()}


FAMILIES = {
    "wording": 0.4,
    "flow": 0.25,
    "around": 0.1,
    "types": 0.2,
    "groups": 0.15,
    "grammar groups": 0.1,
    "grammar": 0.25,
}
"""Families of features and their weights: what is seen of a family weighs the same however many features it has."""
FAMILY_OF = {
    name: family
    for family, names in {
        "wording": "before between after word",
        "flow": "mid near near1 flow exact",
        "around": "pre post pre2 post2",
        "types": "types type1 type2 name1 name2 possessive1 possessive2 gap listed frame thing owner crowd",
        "groups": "mid@ near@ near1@ pre@ post@ seq@ order@ any@",
        "grammar groups": "head1@ head2@ child1@ child2@ on@ chain@ topchild@",
    }.items()
    for name in names.split()
}


@cache
def family(feature: str) -> str:
    """The family of a feature.

    >>> family("mid=supply"), family("mid@supply"), family("path=nsubj^dobj"), family("possessive1")
    ('flow', 'groups', 'grammar', 'types')
    """
    name = re.match(r"\w+@?", feature)
    return FAMILY_OF.get(name[0], "grammar") if name else "grammar"


@cache
def lexicon() -> dict[str, tuple[str, ...]]:
    """Lemma to the groups of lexicon.yml it belongs to."""
    groups = yaml.safe_load((files(__package__) / "lexicon.yml").read_text(encoding="utf-8"))
    words: dict[str, tuple[str, ...]] = {}
    for group, lemmas in groups.items():
        for lemma in lemmas:
            words[lemma] = (*words.get(lemma, ()), group)
    return words


def pair_features(doc: Doc, first: Span, second: Span) -> set[str]:
    """Named features of two mentions of `doc`, the first before the second."""
    return set(all_features(doc, first, second))


def all_features(doc: Doc, first: Span, second: Span) -> Iterator[str]:
    """Every feature, repeated where it is found more than once."""
    kinds = mention_type(first), mention_type(second)
    yield f"types={kinds[0]}|{kinds[1]}"
    for side, mention, kind in (("1", first, kinds[0]), ("2", second, kinds[1])):
        yield f"type{side}={kind}"
        for word in mention:
            if name := CLASS_OF_WORD.get(word.lower_.strip(".,")):
                yield f"name{side}={name}"
        if mention.end < len(doc) and doc[mention.end].tag_ == "POS":
            yield f"possessive{side}"
        root = mention.root
        yield f"dep{side}={root.dep_}"
        head = unlisted(root).head
        yield f"head{side}={head.lemma_.lower()}:{unlisted(root).dep_}"
        for group in lexicon().get(head.lemma_.lower(), ()):
            yield f"head{side}@{group}:{unlisted(root).dep_}"
        for child in unlisted(root).children:
            if (
                child.dep_ in ("appos", "compound", "amod", "relcl", "acl")
                and not within(child, mention)
                and not child.ent_type_
            ):
                yield f"child{side}={child.dep_}:{child.lemma_.lower()}"
                for group in lexicon().get(child.lemma_.lower(), ()):
                    yield f"child{side}@{child.dep_}:{group}"
    if frame := framed(first, second):
        yield f"frame={frame[0]}:{frame[1]}"
    between = doc[first.end : second.start]
    yield f"gap={min(len(between), 40).bit_length()}"
    words = flow(between)
    short = unlist(words)
    yield f"listed={len(words) != len(short)}"
    yield from grams("mid", words[:FAR], 1)
    yield from grams("near", short[-5:], 1)
    yield from grams("near1", short[:5], 1)
    yield from grams("flow", short[:FAR], 2)
    yield from grams("flow", short[:FAR], 3)
    if len(short) <= 6:
        yield f"exact={' '.join(short)}"
    groups = grouped(between)
    yield from groups_of("mid@", groups)
    yield from groups_of("near@", groups[-6:])
    yield from groups_of("near1@", groups[:6])
    yield "order@" + ">".join(dict.fromkeys(name.split("+")[0] for name in groups[:8]))
    for left, right in pairwise(groups):
        yield f"seq@{left}>{right}"
    before = flow(doc[max(0, first.start - AROUND) : first.start])
    after = flow(doc[second.end : second.end + AROUND])
    yield from grams("pre", before, 1)
    yield from grams("post", after, 1)
    yield from grams("pre2", before[-2:], 2)
    yield from grams("post2", after[:2], 2)
    yield from groups_of("pre@", grouped(doc[max(0, first.start - AROUND) : first.start]))
    yield from groups_of("post@", grouped(doc[second.end : second.end + AROUND]))
    yield from path_features(first.root, second.root)
    yield from wording(doc, first, second)
    if "groups" not in doc.user_data:
        doc.user_data["groups"] = {group for token in doc for group in lexicon().get(token.lemma_.lower(), ())}
    for group in doc.user_data["groups"]:
        yield f"any@{group}"


def wording(doc: Doc, first: Span, second: Span) -> Iterator[str]:
    """Words and pairs of words as written before, between and after two mentions."""
    if "written" not in doc.user_data:
        doc.user_data["written"] = [written(token) for token in doc]
    said: list[str] = doc.user_data["written"]
    for name, start, end in (
        ("before", max(0, first.start - WIDE), first.start),
        ("between", first.end, second.start),
        ("after", second.end, second.end + WIDE),
    ):
        words = [word for word in said[start:end] if word][:FAR]
        yield from grams("word", words, 1)
        yield from grams(name, words, 1)
        yield from grams(name, words, 2)


def written(token: Token) -> str:
    """A word in lower case; <N> for a name, digits as 0, nothing for space."""
    if token.is_space:
        return ""
    named = token.ent_type_ in NAMED or token.pos_ == "PROPN"
    return "<N>" if named else re.sub(r"\d+", "0", token.lower_)


def mention_type(mention: Span) -> str:
    """PRON, NOMINAL, or the label that the entity recogniser gives, NAME where it gives none."""
    if len(mention) and all(
        t.pos_ == "PRON" or t.lower_ in ("its", "their", "our", "it", "they", "we") for t in mention
    ):
        return "PRON"
    if labels := [t.ent_type_ for t in mention if t.ent_type_]:
        return max(sorted(set(labels)), key=labels.count)
    if mention[0].lower_ in ("the", "this", "a", "an", "its", "their") and mention.root.is_lower:
        return "NOMINAL"
    return "NAME" if any(t.pos_ == "PROPN" or t.is_title for t in mention) else "CHUNK"


def within(token: Token, mention: Span) -> bool:
    """Whether the token belongs to the mention."""
    return mention.start <= token.i < mention.end


def flow(span: Span) -> list[str]:
    """Lemmas of a span; other names are written as their label, digits as 0; labels that follow each other are one."""
    if "flow" not in span.doc.user_data:
        span.doc.user_data["flow"] = [lemma_or_label(token) for token in span.doc]
    words: list[str] = []
    for word in span.doc.user_data["flow"][span.start : span.end]:
        if word and (word[0] != "<" or not words or words[-1] != word):
            words.append(word)
    return words


def lemma_or_label(token: Token) -> str:
    """A lemma, the label of a name or number, nothing for space."""
    if token.ent_type_ in NAMED:
        return "<N>"
    if token.ent_type_ in ("DATE", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "TIME", "QUANTITY"):
        return f"<{token.ent_type_}>"
    if token.is_space:
        return ""
    return "<N>" if token.pos_ == "PROPN" else re.sub(r"\d+", "0", token.lemma_.lower())


def unlist(words: list[str]) -> list[str]:
    """The words without a list of names at their end, so that each member of the list looks like the first.

    >>> unlist(["supply", "<N>", ",", "<N>", "and"])
    ['supply']
    """
    end = len(words)
    while end and words[end - 1] in ("<N>", ",", "and", "or", "&", ";", "the", "("):
        end -= 1
    names = [word for word in words[end:] if word == "<N>"]
    return words[:end] if names and words[-1] != "<N>" else words


def grams(name: str, words: list[str], size: int) -> Iterator[str]:
    """Features of the runs of `size` words."""
    for at in range(len(words) - size + 1):
        yield f"{name}={' '.join(words[at : at + size])}"


def grouped(span: Span) -> list[str]:
    """Lexicon groups of the words in order, with what tells direction: passive, agent, preposition."""
    if "grouped" not in span.doc.user_data:
        span.doc.user_data["grouped"] = [groups_with_direction(token) for token in span.doc]
    found: list[list[str]] = span.doc.user_data["grouped"]
    return [group for groups in found[span.start : span.end] for group in groups]


def groups_with_direction(token: Token) -> list[str]:
    """Lexicon groups of a word: verb or noun, passive or not, and the preposition behind it."""
    groups = lexicon().get(token.lemma_.lower(), ())
    if not groups:
        return []
    follows = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    sort = "v" if token.pos_ == "VERB" else "n"
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in token.children)
    tail = follows if follows in ("by", "of", "to", "from", "with", "for", "in", "include", "including") else ""
    return [f"{group}+{sort}{'p' if passive else ''}{tail}" for group in groups]


def groups_of(name: str, groups: list[str]) -> Iterator[str]:
    """Features of lexicon groups, with and without direction."""
    for group in groups:
        yield name + group
        yield name + group.split("+")[0]


class Path(NamedTuple):
    """The way between two tokens in the grammar."""

    start: Token
    end: Token
    top: Token
    """Where the ways up from both meet."""
    rise: list[Token]
    """From the start up to below the top."""
    fall: list[Token]
    """From below the top down to the end."""


def dependency_path(first: Token, second: Token) -> Path | None:
    """The way between the heads of the lists of two tokens; None where the grammar does not join them."""
    start, end = unlisted(first), unlisted(second)
    up = [start, *start.ancestors]
    down = [end, *end.ancestors]
    places = {token.i: at for at, token in enumerate(up)}
    meet = next((at for at, token in enumerate(down) if token.i in places), None)
    if meet is None:
        return None
    top = down[meet]
    return Path(start, end, top, up[: places[top.i]], down[:meet][::-1])


def path_features(first: Token, second: Token) -> Iterator[str]:
    """Features of the dependency path between the heads of two mentions."""
    path = dependency_path(first, second)
    if path is None:
        yield "path=none"
        return
    start, end, top, rise, fall = path
    labels = "<".join(t.dep_ for t in rise) + "^" + ">".join(t.dep_ for t in fall)
    yield f"path={labels}"
    yield f"pathlen={min(len(rise) + len(fall), 9)}"
    lemma = top.lemma_.lower() if top.i not in (start.i, end.i) else "self"
    yield f"top={lemma}"
    yield f"top={lemma}|{rise[-1].dep_ if rise else '-'}|{fall[0].dep_ if fall else '-'}"
    yield f"full={labels}|{lemma}"
    inner = [*rise[1:], *([top] if lemma != "self" else []), *fall[:-1]]
    for token in inner:
        word = "<N>" if token.ent_type_ in NAMED else token.lemma_.lower()
        yield f"on={word}"
        yield f"on={token.dep_}:{word}"
        for group in lexicon().get(word, ()):
            yield f"on@{group}"
            yield f"on@{group}|{rise[-1].dep_ if rise else '-'}|{fall[0].dep_ if fall else '-'}"
    chain = ["<N>" if t.ent_type_ in NAMED else t.lemma_.lower() for t in inner]
    if len(chain) <= 4:
        yield f"chain={' '.join(chain)}"
        yield "chain@" + " ".join((lexicon().get(w) or (w,))[0] for w in chain)
    for child in top.children:
        if child.dep_ in ("neg", "aux", "auxpass", "prt", "dobj", "attr", "agent", "prep", "nsubj") and child.i not in (
            start.i,
            end.i,
        ):
            word = "<N>" if child.ent_type_ in NAMED else child.lemma_.lower()
            yield f"topchild={child.dep_}:{word}"
            for group in lexicon().get(word, ()):
                yield f"topchild@{child.dep_}:{group}"
