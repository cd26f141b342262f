"""What a pair of mentions looks like to the classifier: words, types, dependency path, order. Names are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

import yaml

from .frames import framed
from .parsed import Parsed, dependency_path, parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

AROUND = 6
"""Tokens looked at before the first and after the second mention."""
WIDE = 12
"""Tokens before and after whose wording is looked at."""
FAR = 40
"""Tokens between two mentions beyond which only the nearest of them are looked at."""
TELLING = {"neg", "aux", "auxpass", "prt", "dobj", "attr", "agent", "prep", "nsubj"}
"""How words depend on the word where the ways from both mentions meet that tell something of it."""
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
    """Named features of two mentions of `doc`, the first before the second.

    What one mention, or the words before or behind a place, look like is found once for all pairs of a sentence.
    """
    said = parsed(doc)
    found = set(joint_features(said, first, second))
    found |= said.keep(("first", first.start, first.end), lambda: set(side_features(said, first, "1")))
    found |= said.keep(("second", second.start, second.end), lambda: set(side_features(said, second, "2")))
    found |= said.keep(("before", first.start), lambda: set(features_before(said, first.start)))
    found |= said.keep(("after", second.end), lambda: set(features_after(said, second.end)))
    found |= said.keep("any", lambda: {f"any@{group}" for lemma in said.lemmas for group in lexicon().get(lemma, ())})
    return found


def side_features(said: Parsed, mention: Span, side: str) -> Iterator[str]:
    """Features of one mention alone."""
    yield f"type{side}={mention_type(mention)}"
    for word in said.words[mention.start : mention.end]:
        if name := CLASS_OF_WORD.get(word.strip(".,")):
            yield f"name{side}={name}"
    if mention.end < len(said.tags) and said.tags[mention.end] == "POS":
        yield f"possessive{side}"
    root = said.root(mention)
    listed = said.lists[root]
    head = said.lemmas[said.heads[listed]]
    yield f"dep{side}={said.deps[root]}"
    yield f"head{side}={head}:{said.deps[listed]}"
    for group in lexicon().get(head, ()):
        yield f"head{side}@{group}:{said.deps[listed]}"
    for child in said.children[listed]:
        dep = said.deps[child]
        within = mention.start <= child < mention.end
        if dep in ("appos", "compound", "amod", "relcl", "acl") and not within and not said.labels[child]:
            yield f"child{side}={dep}:{said.lemmas[child]}"
            for group in lexicon().get(said.lemmas[child], ()):
                yield f"child{side}@{dep}:{group}"


def features_before(said: Parsed, start: int) -> Iterator[str]:
    """Features of the words before the first mention, which begins at `start`."""
    near = max(0, start - AROUND)
    before = flow(said, near, start)
    yield from grams("pre", before, 1)
    yield from grams("pre2", before[-2:], 2)
    yield from groups_of("pre@", grouped(said, near, start))
    yield from wording(said, "before", max(0, start - WIDE), start)


def features_after(said: Parsed, end: int) -> Iterator[str]:
    """Features of the words behind the second mention, which ends at `end`."""
    after = flow(said, end, end + AROUND)
    yield from grams("post", after, 1)
    yield from grams("post2", after[:2], 2)
    yield from groups_of("post@", grouped(said, end, end + AROUND))
    yield from wording(said, "after", end, end + WIDE)


def joint_features(said: Parsed, first: Span, second: Span) -> Iterator[str]:
    """Features of two mentions together, and of what stands between them."""
    yield f"types={mention_type(first)}|{mention_type(second)}"
    if frame := framed(first, second):
        yield f"frame={frame[0]}:{frame[1]}"
    start, end = first.end, max(first.end, second.start)
    yield f"gap={min(end - start, 40).bit_length()}"
    words = flow(said, start, end)
    short = unlist(words)
    yield f"listed={len(words) != len(short)}"
    yield from grams("mid", words[:FAR], 1)
    yield from grams("near", short[-5:], 1)
    yield from grams("near1", short[:5], 1)
    yield from grams("flow", short[:FAR], 2)
    yield from grams("flow", short[:FAR], 3)
    if len(short) <= 6:
        yield f"exact={' '.join(short)}"
    groups = grouped(said, start, end)
    yield from groups_of("mid@", groups)
    yield from groups_of("near@", groups[-6:])
    yield from groups_of("near1@", groups[:6])
    yield "order@" + ">".join(dict.fromkeys(name.split("+")[0] for name in groups[:8]))
    for left, right in pairwise(groups):
        yield f"seq@{left}>{right}"
    yield from wording(said, "between", start, end)
    roots = said.root(first), said.root(second)
    yield from said.keep(("path", *roots), lambda: list(path_features(said, *roots)))


def wording(said: Parsed, name: str, start: int, end: int) -> Iterator[str]:
    """Words and pairs of words as they are written from one place to another."""
    all_words = said.keep("written", lambda: [written(said, at) for at in range(len(said.words))])
    words = [word for word in all_words[start:end] if word][:FAR]
    yield from grams("word", words, 1)
    yield from grams(name, words, 1)
    yield from grams(name, words, 2)


def written(said: Parsed, at: int) -> str:
    """A word in lower case; <N> for a name, digits as 0, nothing for space."""
    if said.blank[at]:
        return ""
    named = said.labels[at] in NAMED or said.parts[at] == "PROPN"
    return "<N>" if named else re.sub(r"\d+", "0", said.words[at])


def mention_type(mention: Span) -> str:
    """PRON, NOMINAL, or the label that the entity recogniser gives, NAME where it gives none."""
    return parsed(mention.doc).keep(("type", mention.start, mention.end), lambda: type_of(mention))


def type_of(mention: Span) -> str:
    """The type of a mention, by its words."""
    if len(mention) and all(
        t.pos_ == "PRON" or t.lower_ in ("its", "their", "our", "it", "they", "we") for t in mention
    ):
        return "PRON"
    if labels := [t.ent_type_ for t in mention if t.ent_type_]:
        return max(sorted(set(labels)), key=labels.count)
    if mention[0].lower_ in ("the", "this", "a", "an", "its", "their") and mention.root.is_lower:
        return "NOMINAL"
    return "NAME" if any(t.pos_ == "PROPN" or t.is_title for t in mention) else "CHUNK"


def flow(said: Parsed, start: int, end: int) -> list[str]:
    """Lemmas from one place to another; names are written as <N>, digits as 0; labels in a row are one."""
    words: list[str] = []
    for word in said.keep("flow", lambda: [lemma_or_label(said, at) for at in range(len(said.words))])[start:end]:
        if word and (word[0] != "<" or not words or words[-1] != word):
            words.append(word)
    return words


def lemma_or_label(said: Parsed, at: int) -> str:
    """A lemma, the label of a name or number, nothing for space."""
    label = said.labels[at]
    if label in NAMED:
        return "<N>"
    if label in ("DATE", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "TIME", "QUANTITY"):
        return f"<{label}>"
    if said.blank[at]:
        return ""
    return "<N>" if said.parts[at] == "PROPN" else re.sub(r"\d+", "0", said.lemmas[at])


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


def grouped(said: Parsed, start: int, end: int) -> list[str]:
    """Lexicon groups of the words in order, with what tells direction: passive, agent, preposition."""
    found = said.keep("grouped", lambda: [groups_with_direction(said, at) for at in range(len(said.words))])
    return [group for groups in found[start:end] for group in groups]


def groups_with_direction(said: Parsed, at: int) -> list[str]:
    """Lexicon groups of a word: verb or noun, passive or not, and the preposition behind it."""
    groups = lexicon().get(said.lemmas[at], ())
    if not groups:
        return []
    follows = said.words[at + 1] if at + 1 < len(said.words) else ""
    sort = "v" if said.parts[at] == "VERB" else "n"
    passive = any(said.deps[child] in ("auxpass", "nsubjpass") for child in said.children[at])
    tail = follows if follows in ("by", "of", "to", "from", "with", "for", "in", "include", "including") else ""
    return [f"{group}+{sort}{'p' if passive else ''}{tail}" for group in groups]


def groups_of(name: str, groups: list[str]) -> Iterator[str]:
    """Features of lexicon groups, with and without direction."""
    for group in groups:
        yield name + group
        yield name + group.split("+")[0]


def path_features(said: Parsed, first: int, second: int) -> Iterator[str]:
    """Features of the dependency path between the heads of two mentions."""
    path = dependency_path(said, first, second)
    if path is None:
        yield "path=none"
        return
    start, end, top, rise, fall = path
    deps = said.deps
    ends = f"{deps[rise[-1]] if rise else '-'}|{deps[fall[0]] if fall else '-'}"
    labels = "<".join(deps[at] for at in rise) + "^" + ">".join(deps[at] for at in fall)
    yield f"path={labels}"
    yield f"pathlen={min(len(rise) + len(fall), 9)}"
    lemma = said.lemmas[top] if top not in (start, end) else "self"
    yield f"top={lemma}"
    yield f"top={lemma}|{ends}"
    yield f"full={labels}|{lemma}"
    inner = [*rise[1:], *([top] if lemma != "self" else []), *fall[:-1]]
    words = [lemma_or_name(said, at) for at in inner]
    for at, word in zip(inner, words, strict=True):
        yield f"on={word}"
        yield f"on={deps[at]}:{word}"
        for group in lexicon().get(word, ()):
            yield f"on@{group}"
            yield f"on@{group}|{ends}"
    if len(words) <= 4:
        yield f"chain={' '.join(words)}"
        yield "chain@" + " ".join((lexicon().get(word) or (word,))[0] for word in words)
    for child in said.children[top]:
        dep = deps[child]
        if dep in TELLING and child not in (start, end):
            word = lemma_or_name(said, child)
            yield f"topchild={dep}:{word}"
            for group in lexicon().get(word, ()):
                yield f"topchild@{dep}:{group}"


def lemma_or_name(said: Parsed, at: int) -> str:
    """A lemma; <N> for a name."""
    return "<N>" if said.labels[at] in NAMED else said.lemmas[at]
