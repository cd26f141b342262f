"""Doubtful pairs for which the same is said, so that they can be decided together."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...ingest.identity.judging import Pair

MOST = 20_000
"""Pairs that are put into groups, the surest first."""
TOLD = ("name", "place", "website", "identifier", "kind", "source")
"""Fields whose reasons make a group; the others differ from pair to pair."""


@dataclass(frozen=True, slots=True)
class Group:
    """Pairs with the same reasons."""

    words: str
    """What is said of all of them."""
    rows: Sequence[Mapping[str, Any]]
    """As matches/waiting gives them, the surest first."""


def pair_of(row: Mapping[str, Any]) -> Pair:
    """The pair of a row of matches/waiting, as it is judged."""
    from ...ingest.identity.judging import Pair

    return Pair(row["left_id"], row["right_id"], row["score"], json.loads(row["reasons"] or "[]"))


def grouped(rows: Iterable[Mapping[str, Any]]) -> list[Group]:
    """The groups of several pairs that rows of matches/waiting fall into, the largest first."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        found[said_of(json.loads(row["reasons"] or "[]"))].append(row)
    groups = [Group(words, together) for words, together in found.items() if words and len(together) > 1]
    return sorted(groups, key=lambda group: (-len(group.rows), group.words))


def left_out(rows: Sequence[Mapping[str, Any]]) -> str:
    """That more pairs wait than the rows of matches/waiting that were put into groups; empty where these are all.

    >>> left_out([{"waiting": 1}]), left_out([{"waiting": 30}])
    ('', 'Only the surest 1 of 30 pairs are in groups: decide on some, or narrow by source or name, to see the others.')
    """
    waiting = rows[0]["waiting"] if rows else 0
    if waiting <= len(rows):
        return ""
    return (
        f"Only the surest {len(rows):,} of {waiting:,} pairs are in groups: decide on some, or narrow by source or"
        " name, to see the others."
    )


def said_of(reasons: Iterable[Mapping[str, Any]]) -> str:
    """What reasons say, without the values of the pair.

    >>> said_of([{"field": "place", "bearing": "against", "words": "same town, different addresses: 1 A / 2 B"},
    ...     {"field": "name", "bearing": "for", "words": "same name but for case and legal form: Zyx / ZYX"}])
    'same name but for case and legal form; but same town, different addresses'
    """
    told: dict[str, list[str]] = {"for": [], "against": []}
    for reason in sorted(reasons, key=lambda reason: str(reason.get("field"))):
        if reason.get("field") in TOLD and reason.get("bearing") in told:
            words, _, _ = str(reason.get("words") or "").partition(":")
            told[str(reason["bearing"])].append(words)
    return "; ".join([*told["for"], *(f"but {words}" for words in told["against"])])
