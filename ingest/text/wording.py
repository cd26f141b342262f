"""The words of a sentence in runs, and the features made of them: made once, cut out for each pair of mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import accumulate

import yaml

from .parsed import Parsed

FAR = 40
"""Tokens between two mentions beyond which only the nearest of them are looked at."""
NAMED = {"ORG", "PRODUCT", "PERSON", "GPE", "NORP", "FAC", "LOC", "WORK_OF_ART", "EVENT", "LAW"}
NUMBERS = {"DATE", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "TIME", "QUANTITY"}


@dataclass(frozen=True, slots=True)
class Run:
    """What the words of a sentence give, in order; a word may give nothing, one or several items."""

    items: list[str]
    counts: list[int]
    """What the words before each place give, and last what all give."""
    joined: Sequence[int]
    """The item that each of what the words give became: several in a row may be one."""
    made: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def part(self, start: int, end: int) -> tuple[int, int]:
        """The items from one place of the sentence to another."""
        last = len(self.counts) - 1
        first, behind = self.counts[min(start, last)], self.counts[min(end, last)]
        return (self.joined[first], self.joined[behind - 1] + 1) if first < behind else (0, 0)

    def grams(self, name: str, size: int, low: int, high: int, by: str = " ") -> list[str]:
        """Features of `size` items in a row, among the items from `low` to `high`."""
        if (name, size) not in self.made:
            runs = (self.items[at : at + size] for at in range(len(self.items) - size + 1))
            self.made[name, size] = [name + by.join(run) for run in runs]
        return self.made[name, size][low : max(low, high - size + 1)]


def run(given: Sequence[Sequence[str]]) -> Run:
    """What each word gives, as one run."""
    items = [item for word in given for item in word]
    return Run(items, list(accumulate(map(len, given), initial=0)), range(len(items)))


def lemmas(said: Parsed) -> Run:
    """Lemmas; names are written as <N>, digits as 0; labels in a row are one."""
    return said.keep("lemmas", lambda: labels_joined([lemma_or_label(said, at) for at in range(len(said.words))]))


def labels_joined(words: list[str]) -> Run:
    """Words as a run in which like labels in a row are one; those that are empty count for nothing.

    >>> joined = labels_joined(["<N>", "", "<N>", "sells", "<N>"])
    >>> joined.items, joined.part(1, 4), joined.part(1, 2)
    (['<N>', 'sells', '<N>'], (0, 2), (0, 0))
    """
    items: list[str] = []
    joined = []
    for word in filter(None, words):
        if word[0] != "<" or not items or items[-1] != word:
            items.append(word)
        joined.append(len(items) - 1)
    return Run(items, list(accumulate(map(bool, words), initial=0)), joined)


def written(said: Parsed) -> Run:
    """Words in lower case; names are written as <N>, digits as 0."""
    return said.keep("written", lambda: run([word_or_name(said, at) for at in range(len(said.words))]))


def word_or_name(said: Parsed, at: int) -> list[str]:
    """A word in lower case; <N> for a name, digits as 0, nothing for space."""
    if said.blank[at]:
        return []
    named = said.labels[at] in NAMED or said.parts[at] == "PROPN"
    return ["<N>" if named else re.sub(r"\d+", "0", said.words[at])]


def lemma_or_label(said: Parsed, at: int) -> str:
    """A lemma, the label of a name or number, nothing for space."""
    label = said.labels[at]
    if label in NAMED:
        return "<N>"
    if label in NUMBERS:
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


def groups(said: Parsed) -> tuple[Run, Run]:
    """Lexicon groups of the words, with what tells direction (passive, agent, preposition) and without."""
    return said.keep("groups", lambda: group_runs(said))


def group_runs(said: Parsed) -> tuple[Run, Run]:
    """The two runs of lexicon groups, item by item the same groups."""
    whole = [groups_with_direction(said, at) for at in range(len(said.words))]
    return run(whole), run([[group.split("+")[0] for group in word] for word in whole])


def groups_with_direction(said: Parsed, at: int) -> list[str]:
    """Lexicon groups of a word: verb or noun, passive or not, and the preposition behind it."""
    named = lexicon().get(said.lemmas[at], ())
    if not named:
        return []
    follows = said.words[at + 1] if at + 1 < len(said.words) else ""
    sort = "v" if said.parts[at] == "VERB" else "n"
    passive = any(said.deps[child] in ("auxpass", "nsubjpass") for child in said.children[at])
    tail = follows if follows in ("by", "of", "to", "from", "with", "for", "in", "include", "including") else ""
    return [f"{group}+{sort}{'p' if passive else ''}{tail}" for group in named]


@cache
def lexicon() -> dict[str, tuple[str, ...]]:
    """Lemma to the groups of lexicon.yml it belongs to."""
    groups = yaml.safe_load((files(__package__) / "lexicon.yml").read_text(encoding="utf-8"))
    words: dict[str, tuple[str, ...]] = {}
    for group, lemmas in groups.items():
        for lemma in lemmas:
            words[lemma] = (*words.get(lemma, ()), group)
    return words
