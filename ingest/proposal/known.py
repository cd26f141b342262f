"""Which places that are loaded the codes of a column are those of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from ...graph.store import Store

Known = Callable[[Sequence[str]], Sequence[Mapping[str, str]]]
"""Codes to the places that have them, as `code` and `id`."""
MOSTLY = 0.6
"""Share of the codes that must be known."""
CODED = "MATCH (place:Place) WHERE place.code IN $codes RETURN place.code AS code, place.id AS id"


def none_known(codes: Sequence[str]) -> Sequence[Mapping[str, str]]:
    """No place is known."""
    return ()


def places_in(store: Store) -> Known:
    """The places of a graph by their codes."""
    return lambda codes: store.read(CODED, {"codes": list(codes)})


def beginning_of(codes: Sequence[str], known: Known) -> str:
    """What the ids of places begin with that have most of these codes at their end; empty where too few are known.

    >>> beginning_of(["XX1", "XX2"], lambda codes: [{"code": code, "id": f"zyx-{code}"} for code in codes])
    'zyx-'
    """
    rows = known(codes) if codes else ()
    begins = Counter(row["id"].removesuffix(row["code"]) for row in rows if row["id"].endswith(row["code"]))
    best, found = begins.most_common(1)[0] if begins else ("", 0)
    return best if found >= MOSTLY * len(codes) else ""
