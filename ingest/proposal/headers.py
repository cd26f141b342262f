"""How well a header speaks for a role, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from .knowledge import OWN, Party, Role, parties

WEAK = 0.75
"""What a word that may mean other things counts."""
ALIKE = 88
"""Similarity (0 to 100) from which a header of seven letters or more is a misspelt word."""
ENDING = 0.8
"""What a match with the last words of a header counts: they say what it is, those before them which one."""
PREFIXED = 0.98
"""What is kept of a match behind a word that says whose it is: the bare word wins over it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A header that speaks for something."""

    strength: float
    of: str
    """The party it speaks of; empty for the row's own organisation."""


def match_role(words: tuple[str, ...], role: Role) -> Match | None:
    """The best reading of a header as `role`; None where it says nothing of it.

    >>> from .knowledge import known_roles, words_of
    >>> match_role(words_of("acquirer_city"), known_roles()["town"])
    Match(strength=0.98, of='acquirer')
    """
    found = [
        Match(strength * kept, of)
        for of, rest, kept in readings(words)
        if (strength := max(fit(rest, role.words), WEAK * fit(rest, role.weak)))
    ]
    return max(found, key=lambda match: match.strength, default=None)


def match_party(words: tuple[str, ...], party: Party) -> Match | None:
    """A header read as the name of another organisation."""
    named = words[:-1] if len(words) > 1 and words[-1] in ("name", "names") else words
    strength = max(fit(words, party.words), fit(named, party.words))
    return Match(strength, "") if strength >= ENDING else None


def readings(words: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """Whom a header may speak of, what it then says of it, and how much of a match to keep."""
    yield "", words, 1.0
    if len(words) > 1 and words[0] in OWN:
        yield "", words[1:], PREFIXED
    for party in parties().values():
        for phrase in party.words:
            if len(words) > len(phrase) and words[: len(phrase)] == phrase:
                yield party.name, words[len(phrase) :], PREFIXED
            elif len(words) > len(phrase) and words[-len(phrase) :] == phrase:
                yield party.name, words[: -len(phrase)], PREFIXED


def fit(words: tuple[str, ...], phrases: frozenset[tuple[str, ...]]) -> float:
    """How well header words fit one of `phrases`: 1 for the same, less for a part or a misspelt one, else 0.

    >>> fit(("main", "zip", "code"), frozenset({("zip", "code"), ("zip",)}))
    0.8
    """
    if words in phrases:
        return 1.0
    text = "".join(words)
    best = 0.0
    for phrase in phrases:
        joined = "".join(phrase)
        if text == joined:
            return 1.0
        if len(joined) >= 7 and len(text) >= 7 and ratio(text, joined, score_cutoff=ALIKE):
            best = max(best, 0.85)
        length = len(phrase)
        if length >= len(words) or len(joined) < 2:
            continue
        if words[-length:] == phrase:
            best = max(best, ENDING if length > 1 or len(words) == 2 else 0.7)
        elif words[:length] == phrase:
            best = max(best, 0.7)
        elif any(words[start : start + length] == phrase for start in range(1, len(words) - length)):
            best = max(best, 0.6)
    return best
