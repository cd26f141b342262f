"""What a pair of mentions looks like to the classifier: words, types, dependency path, order. Names are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from .frames import framed
from .parsed import Parsed, dependency_path, parsed
from .wording import FAR, NAMED, groups, lemmas, lexicon, unlist, written

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

AROUND = 6
"""Tokens looked at before the first and after the second mention."""
WIDE = 12
"""Tokens before and after whose wording is looked at."""
TELLING = {"neg", "aux", "auxpass", "prt", "dobj", "attr", "agent", "prep", "nsubj"}
"""How words depend on the word where the ways from both mentions meet that tell something of it."""
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


def pair_features(doc: Doc, first: Span, second: Span) -> set[str]:
    """Named features of two mentions of `doc`, the first before the second.

    What one mention, or the words before or behind a place, look like is found once for all pairs of a sentence.
    """
    said = parsed(doc)
    found: set[str] = set()
    found.update(said.keep(("first", first.start, first.end), lambda: list(side_features(said, first, "1"))))
    found.update(said.keep(("second", second.start, second.end), lambda: list(side_features(said, second, "2"))))
    found.update(said.keep(("before", first.start), lambda: list(features_before(said, first.start))))
    found.update(said.keep(("after", second.end), lambda: list(features_after(said, second.end))))
    found.update(said.keep("any", lambda: [f"any@{name}" for word in said.lemmas for name in lexicon().get(word, ())]))
    found.update(joint_features(first, second))
    found.update(*features_between(said, first.end, max(first.end, second.start)))
    found.update(path_features(said, said.root(first), said.root(second)))
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
    near, words = max(0, start - AROUND), lemmas(said)
    low, high = words.part(near, start)
    yield from words.grams("pre=", 1, low, high)
    yield from words.grams("pre2=", 2, max(low, high - 2), high)
    for named in groups(said):
        yield from named.grams("pre@", 1, *named.part(near, start))
    for grams in wording(said, "before=", max(0, start - WIDE), start):
        yield from grams


def features_after(said: Parsed, end: int) -> Iterator[str]:
    """Features of the words behind the second mention, which ends at `end`."""
    words = lemmas(said)
    low, high = words.part(end, end + AROUND)
    yield from words.grams("post=", 1, low, high)
    yield from words.grams("post2=", 2, low, min(high, low + 2))
    for named in groups(said):
        yield from named.grams("post@", 1, *named.part(end, end + AROUND))
    for grams in wording(said, "after=", end, end + WIDE):
        yield from grams


def joint_features(first: Span, second: Span) -> Iterator[str]:
    """Features of what two mentions are to each other."""
    yield f"types={mention_type(first)}|{mention_type(second)}"
    if frame := framed(first, second):
        yield f"frame={frame[0]}:{frame[1]}"
    yield f"gap={min(max(0, second.start - first.end), 40).bit_length()}"


def features_between(said: Parsed, start: int, end: int) -> Iterator[list[str]]:
    """Features of the words between two mentions, from `start` to `end`."""
    words = lemmas(said)
    low, high = words.part(start, end)
    short = low + len(unlist(words.items[low:high]))
    yield [f"listed={short != high}"]
    yield words.grams("mid=", 1, low, min(high, low + FAR))
    yield words.grams("near=", 1, max(low, short - 5), short)
    yield words.grams("near1=", 1, low, min(short, low + 5))
    yield words.grams("flow=", 2, low, min(short, low + FAR))
    yield words.grams("flow=", 3, low, min(short, low + FAR))
    if short - low <= 6:
        yield [f"exact={' '.join(words.items[low:short])}"]
    whole, plain = groups(said)
    low, high = whole.part(start, end)
    for named in (whole, plain):
        yield named.grams("mid@", 1, low, high)
        yield named.grams("near@", 1, max(low, high - 6), high)
        yield named.grams("near1@", 1, low, min(high, low + 6))
    yield ["order@" + ">".join(dict.fromkeys(plain.items[low : min(high, low + 8)]))]
    yield whole.grams("seq@", 2, low, high, ">")
    yield from wording(said, "between=", start, end)


def wording(said: Parsed, name: str, start: int, end: int) -> Iterator[list[str]]:
    """Words and pairs of words as they are written from one place to another."""
    words = written(said)
    low, high = words.part(start, end)
    high = min(high, low + FAR)
    yield words.grams("word=", 1, low, high)
    yield words.grams(name, 1, low, high)
    yield words.grams(name, 2, low, high)


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
