"""Why a pair was scored as it was, in words an analyst can check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .comparisons import FIELDS, level_name
from .mentions import Bearing, Reason

RARE_IN = 1_000
"""A word that stands in fewer than one of so many names is called rare."""
Pair = Mapping[str, Any]
"""A scored pair: columns of `record` with _l and _r, and for each field gamma_, mw_ and sometimes mw_tf_adj_."""
WordCounts = Mapping[str, int]
"""A word to the number of names it stands in."""


def reasons(pair: Pair, counts: WordCounts, population: int) -> tuple[Reason, ...]:
    """What each field says, strongest first; fields unknown on both sides are left out."""
    found = []
    for field in FIELDS:
        level = level_name(field, int(pair[f"gamma_{field}"]))
        left, right = (VALUES[field](pair, side) for side in "lr")
        if not left and not right:
            continue
        weight = bits(pair, field)
        bearing: Bearing = "unknown" if level == "unknown" else "for" if weight > 0 else "against"
        found.append(Reason(field, bearing, left, right, round(weight, 2), WORDS[field](level, left, right)))
    rare = rarest_shared(pair, counts, population)
    if rare:
        found.append(rare)
    for said in kinds_and_registers(pair):
        found.append(said)
    return tuple(sorted(found, key=lambda reason: (-abs(reason.weight), reason.field)))


def bits(pair: Pair, field: str) -> float:
    """The evidence of a field, with what the frequency of its value adds."""
    return float(pair[f"mw_{field}"]) + float(pair.get(f"mw_tf_adj_{field}") or 0)


def rarest_shared(pair: Pair, counts: WordCounts, population: int) -> Reason | None:
    """How rare the rarest word is that both have; its weight is already in that of the name."""
    ours, theirs = ({word for key in pair[f"keys_{side}"] for word in key.split()} for side in "lr")
    shared = sorted(ours & theirs, key=lambda word: (counts.get(word, 1), word))
    if not shared:
        return None
    word, count = shared[0], counts.get(shared[0], 1)
    rare = count * RARE_IN < population or count <= 2
    words = f"'{word}' is a {'rare' if rare else 'common'} word ({count:,} of {population:,} names)"
    return Reason("word", "for" if rare else "unknown", word, word, 0.0, words)


def kinds_and_registers(pair: Pair) -> list[Reason]:
    """What speaks against a merge without being part of the score."""
    found = []
    kinds = pair["kind_l"], pair["kind_r"]
    if kinds[0] != kinds[1] and "Organisation" not in kinds:
        found.append(Reason("kind", "against", *kinds, 0.0, f"different kinds: {kinds[0]} / {kinds[1]}"))
    both = sorted(set(pair["sources_l"]) & set(pair["sources_r"]))
    if both:
        names = ", ".join(both)
        found.append(Reason("source", "against", names, names, 0.0, f"{names} lists them as two"))
    return found


def moved(pair: Pair) -> Reason:
    """What two addresses mean of two of one number that no source gives to two."""
    left, right = (place_shown(pair, side) for side in "lr")
    words = "no source gives their number to two: one that moved, or is entered at two addresses"
    return Reason("moved", "unknown", left, right, 0.0, words)


def place_shown(pair: Pair, side: str) -> str:
    """Address, town and postcode of a side."""
    parts = [pair[f"shown_{part}_{side}"] for part in ("address", "town")]
    return ", ".join(filter(None, [*parts, pair[f"postcode_{side}"], pair[f"shown_state_{side}"]]))


def place_words(level: str, left: str, right: str) -> str:
    """What is said of two places."""
    said = {
        "other state": "different states",
        "same premises": "same street number and street",
        "same postcode, other premises": "same postal code, different addresses",
        "same postcode": "same postal code",
        "same town, other premises": "same town, different addresses",
        "same town": "same town",
        "same spot": "within a kilometre of each other, by their positions",
        "near, town unknown": "near each other, by their positions",
        "in reach, town unknown": "within 40 km, by their positions",
        "far, town unknown": "over 40 km apart, by their positions",
        "near": "different towns within 8 km",
        "in reach": "different towns within 40 km",
        "same state, town unknown": "same state; the town of one is not known",
        "other town": "different towns",
        "unknown": "the place of one is not known",
    }
    return f"{said[level]}: {left or '?'} / {right or '?'}"


def name_words(level: str, left: str, right: str) -> str:
    """What is said of two names."""
    said = {
        "same": "same name but for case and legal form",
        "one's other name": "one's name is the other's other name",
        "nearly the same words": "nearly the same words",
        "cut short": "one name is the beginning of the other",
        "contained, rare": "one name holds all words of the other, rare ones among them",
        "another name shared": "both have one more name in common",
        "initials": "one name is the initials of the other",
        "misspelt": "names differ in a letter or two, which alone proves nothing",
        "contained, common": "one name holds all words of the other, but they are common",
        "half the words": "half of the names is the same",
        "some words": "a few words are the same",
        "other words": "different names",
    }
    return f"{said[level]}: {left} / {right}"


def plain(noun: str, same: str, different: str) -> Callable[[str, str, str], str]:
    """The words for a field that agrees or does not."""

    def say(level: str, left: str, right: str) -> str:
        if level == "unknown":
            return f"{noun} of one is not known, or they cannot be compared"
        if level == "same":
            return f"{same} {left}"
        return f"{different if level == 'different' else level + ' of ' + noun}: {left} / {right}"

    return say


def number_words(level: str, left: str, right: str) -> str:
    """What is said of the numbers of two; only those that agree, or are of schemes that both have, are named.

    >>> number_words("same", "cik:1, ein:2", "cik:1, ein:3, ticker:A")
    'same register number cik:1'
    >>> number_words("unknown", "cik:1, ein:2", "cik:4, ein:2")
    'same register number ein:2; different register numbers: cik:1 / cik:4'
    """
    ours, theirs = left.split(", "), right.split(", ")
    shared = [number for number in ours if number in theirs]
    same = f"same register number {', '.join(shared)}"
    if level == "same":
        return same
    both = {scheme(number) for number in ours} & {scheme(number) for number in theirs} - set(map(scheme, shared))
    parted = [", ".join(number for number in side if scheme(number) in both) for side in (ours, theirs)]
    different = f"different register numbers: {' / '.join(parted)}"
    if level == "different":
        return different
    return f"{same}; {different}" if shared else "register number of one is not known, or they cannot be compared"


def scheme(number: str) -> str:
    """The register that a number is of."""
    return number.partition(":")[0]


VALUES: Mapping[str, Callable[[Pair, str], str]] = {
    "name": lambda pair, side: str(pair[f"shown_name_{side}"]),
    "place": place_shown,
    "website": lambda pair, side: pair[f"domain_{side}"] or "",
    "identifier": lambda pair, side: ", ".join(pair[f"numbers_{side}"]),
    "industry": lambda pair, side: ", ".join(pair[f"shown_codes_{side}"]),
    "founded": lambda pair, side: str(pair[f"founded_{side}"] or ""),
}
WORDS: Mapping[str, Callable[[str, str, str], str]] = {
    "name": name_words,
    "place": place_words,
    "website": plain("website", "same website", "different websites"),
    "identifier": number_words,
    "industry": plain("industry", "same industry", "different industries"),
    "founded": plain("year of founding", "founded in the same year", "founded in different years"),
}
