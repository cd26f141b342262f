"""The source.yml of a report: how the claims that were accepted become nodes and links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .claims import ACCEPTED, KINDS, linkages

CLAIMS = "claims.csv"
"""The file in which the claims of a report are kept."""
TRUST = 10
"""How far a report is believed on names: any register knows better."""
SIDES = ("from", "to")
UNSAID = "not stated"
"""Publisher or licence of a report of which nobody said it."""


def mapping_of(said: Mapping[str, str]) -> dict[str, Any]:
    """The content of source.yml for a report.

    It provides for every kind of linkage and of new thing, since corrections may bring in any.
    """
    name = said["name"]
    given = {key: value for key, value in said.items() if value}
    document = {"kind": "Document", "id": f"=doc-{name}", "name": f"={said['title']}"}
    known = {"publisher": "publisher", "url": "url", "published": "retrieved"}
    document |= {to: f"={given[key]}" for to, key in known.items() if key in given and given[key] != UNSAID}
    return {
        **given,
        "trust": TRUST,
        "duplicates": True,
        "about": "Linkages that the report states, each accepted by score or by somebody who read its sentence.",
        "tables": [
            {"file": CLAIMS, "where": {"verdict": ACCEPTED}, "nodes": {"document": document}},
            *(new_things(name, side, kind) for side in SIDES for kind in KINDS),
            *(linkage(name, link.name) for link in linkages()),
        ],
    }


def new_things(name: str, side: str, kind: str) -> dict[str, Any]:
    """The table of those things of a kind, on one side of the linkages, that the graph learns from the report."""
    return {
        "file": CLAIMS,
        "where": {"verdict": ACCEPTED, f"{side}_kind": kind, f"{side}_id": ""},
        "nodes": {"thing": {"kind": kind, "id": new_id(name, side), "name": f"{side}_name"}},
    }


def linkage(name: str, link: str) -> dict[str, Any]:
    """The table of the linkages of a kind."""
    start, end = ([f"{{{side}_id}}", new_id(name, side)] for side in SIDES)
    rule = {
        "kind": link,
        "from": start,
        "to": end,
        "evidence": ["sentence"],
        "document": f"=doc-{name}",
        "confidence": "confidence",
        "state": "works",
        "since": "since",
        "until": "until",
    }
    return {"file": CLAIMS, "where": {"verdict": ACCEPTED, "link": link}, "links": [rule]}


def new_id(name: str, side: str) -> str:
    """The expression of the id of a thing that the graph learns from the report."""
    return f"{name}-{{{side}_kind|slug}}-{{{side}_name|slug}}"
