"""Mentions of invented organisations."""

from __future__ import annotations

from typing import Any

from clusteratlas.ingest.matching.mentions import Match, Mention

PLACE = {"town": "Nowhere", "postcode": "99999", "state": "us-zz", "address": "12 Invented Street"}


def firm(id: str, name: str, **known: Any) -> Mention:
    """A firm at 12 Invented Street in Nowhere unless said otherwise; an empty value leaves a field out."""
    return Mention(id, **{"kind": "Firm", "name": name, **PLACE, **known})


def verdicts(matches: list[Match]) -> dict[tuple[str, str], str]:
    """Pair to verdict."""
    return {(match.left, match.right): match.verdict for match in matches}
