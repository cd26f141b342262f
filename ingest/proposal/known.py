"""Which places and organisations that are loaded the codes of a column are those of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import takewhile

from ...graph.store import Store

Known = Callable[[Sequence[str]], Sequence[Mapping[str, str]]]
"""Codes to what is loaded that they are of, as `code`, `id` and `sort`: Organisation or, unless it is said, Place."""
MOSTLY = 0.6
"""Share of the codes that must be known of places."""
CODED = """
MATCH (place:Place) WHERE place.code IN $codes
RETURN "Place" AS sort, place.code AS code, place.id AS id
UNION ALL
MATCH (source:Source)
UNWIND $codes AS code
MATCH (record:Record {record_id: source.id + "/" + source.id + "-" + code})
WHERE record.record_kind IN ["Firm", "Institution"]
RETURN "Organisation" AS sort, code AS code, source.id + "-" + code AS id
"""


def none_known(codes: Sequence[str]) -> Sequence[Mapping[str, str]]:
    """Nothing is known."""
    return ()


def known_in(store: Store) -> Known:
    """The places of a graph by their codes, and its organisations by the ids that tables of one's own gave them."""
    return lambda codes: store.read(CODED, {"codes": list(codes)})


def beginning_of(codes: Sequence[str], known: Known) -> str:
    """What the ids of places begin with that have most of these codes at their end; empty where too few are known.

    >>> beginning_of(["XX1", "XX2"], lambda codes: [{"code": code, "id": f"zyx-{code}"} for code in codes])
    'zyx-'
    """
    best, found = most_common(pairs(codes, known, "Place"))
    return best if found >= MOSTLY * len(codes) else ""


def homes_of(ids: Sequence[str], known: Known, own: str) -> tuple[tuple[str, str], ...]:
    """What the ids of organisations begin with that have these at their end, behind what these begin with themselves.

    Empty where not all are known, or where ids of two sources cannot be told apart by their letters. What the source
    `own` says itself does not count.

    >>> firms = {"W1": "zyx-W1", "W2": "zyx-W2", "I1": "qux-I1"}
    >>> homes_of(
    ...     [*firms], lambda ids: [{"code": id, "id": firms[id], "sort": "Organisation"} for id in ids], "own"
    ... )
    (('I', 'qux-'), ('W', 'zyx-'))
    """
    left = [(id, begins) for id, begins in pairs(ids, known, "Organisation") if begins != f"{own}-"]
    if not ids or {id for id, _ in left} != set(ids):
        return ()
    found: dict[str, list[str]] = {}
    while left:
        begins, _ = most_common(left)
        found[begins] = [id for id, other in left if other == begins]
        left = [pair for pair in left if pair[0] not in found[begins]]
    if len(found) == 1:
        return (("", begins),)
    starts = {letters_of(each): begins for begins, each in found.items()}
    apart = all(one == other or not one.startswith(other) for one in starts for other in starts)
    return tuple(sorted(starts.items())) if len(starts) == len(found) and apart else ()


def letters_of(ids: Sequence[str]) -> str:
    """What all ids begin with, before their first digit.

    >>> letters_of(["W1001", "W1002"]), letters_of(["W1", "I1"])
    ('W', '')
    """
    first, last = min(ids), max(ids)
    alike = takewhile(lambda pair: pair[0] == pair[1] and not pair[0].isdigit(), zip(first, last, strict=False))
    return "".join(letter for letter, _ in alike)


def pairs(codes: Sequence[str], known: Known, sort: str) -> list[tuple[str, str]]:
    """Codes with what the ids of things of a sort begin with that have them at their end."""
    rows = [row for row in (known(codes) if codes else ()) if row.get("sort", "Place") == sort]
    return [(row["code"], row["id"].removesuffix(row["code"])) for row in rows if row["id"].endswith(row["code"])]


def most_common(found: Iterable[tuple[str, str]]) -> tuple[str, int]:
    """What most ids begin with, and how many."""
    counted = Counter(begins for _, begins in found)
    return counted.most_common(1)[0] if counted else ("", 0)
