"""Degree of membership from the linkages to the core, with the reasons in words."""

from __future__ import annotations

from collections import Counter
from typing import Any

from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.model import model
from clusteratlas.graph.results import FoundLink, FoundNode, Rows
from clusteratlas.queries.words import count, is_inferred, say_link

WEIGHTS = {"trade": 1.0, "corporate": 0.8, "institutions": 0.7, "alike": 0.6}
"""Group of linkages to what one tie counts."""
HALF_KM = 50.0
"""Distance at which a tie counts half."""
UNKNOWN_KM = 50.0
"""What is assumed where no source says where a member is."""
SECOND_RING = 0.5
"""What a tie to somebody tied to the core counts, of a tie to the core itself."""
ROLES = {
    "SUPPLIES": ("supplier", "channel or customer"),
    "SERVES": ("service provider", "channel or customer"),
    "DISTRIBUTES_FOR": ("channel or customer", "supplier"),
    "COMPLEMENTS": ("complementor", "complementor"),
}
"""Link kind to the role of the member it goes out from, and of the one it goes to."""


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """One row a member, highest degree first; links of several sources between the same two count once.

    Distance neither keeps members of the core out nor weakens their ties.
    """
    if not rows and parameters["place"] is None:
        raise InvalidQuery("place: is needed where the core is an industry; name a county, metro, state or region")
    ties: dict[str, dict[tuple[str, str, bool], dict[str, Any]]] = {}
    members: dict[str, FoundNode] = {}
    core = {row["member"].id for row in rows if row["link"] is None}
    for row in rows:
        member = row["member"]
        km = 0.0 if member.id in core else row["km"]
        if km is not None and km > parameters["km"]:
            continue
        members[member.id] = member
        held = ties.setdefault(member.id, {})
        if row["link"] is None:
            continue
        outward = row["link"].start == member.id
        key = (row["through"], row["link"].kind, outward)
        if key not in held or confidence(row["link"]) > confidence(held[key]["link"]):
            held[key] = {**row, "km": km, "outward": outward}
    found = [member_row(members[id], list(ties[id].values()), id in core) for id in members]
    found.sort(key=lambda row: (-row["score"], row["member"].name, row["member"].id))
    highest = found[0]["score"] if found else 1.0
    return [{**row, "degree": round(row["score"] / highest, 3)} for row in found[: parameters["limit"]]]


def member_row(member: FoundNode, ties: list[dict[str, Any]], in_core: bool) -> dict[str, Any]:
    """A member's score, role and reasons."""
    score = sum(worth(tie) for tie in ties) + (1.0 if in_core else 0.0)
    known = [tie["km"] for tie in ties if tie["km"] is not None]
    return {
        "member": member,
        "role": "core" if in_core else role(member, ties),
        "basis": "recorded" if in_core or not all(is_inferred(tie["link"]) for tie in ties) else "possible",
        "score": round(score, 3),
        "ties": len(ties),
        "km": None if in_core or not known else round(min(known), 1),
        "reasons": (["belongs to the core"] if in_core else []) + reasons(ties),
    }


def worth(tie: dict[str, Any]) -> float:
    """What one tie counts: weight of its kind, confidence and nearness."""
    km = UNKNOWN_KM if tie["km"] is None else tie["km"]
    weight = WEIGHTS[model().links[tie["link"].kind].group] * confidence(tie["link"])
    return weight / (1 + km / HALF_KM) * (SECOND_RING if tie["ring"] == 2 else 1.0)


def confidence(link: FoundLink) -> float:
    """How sure a link is; 1 where its source does not say."""
    return float(link.properties.get("confidence", 1.0))


def role(member: FoundNode, ties: list[dict[str, Any]]) -> str:
    """The role that most of a member's ties give it."""
    if member.kind == "Institution":
        return "institution"
    roles = Counter(ROLES[tie["link"].kind][0 if tie["outward"] else 1] for tie in ties if tie["link"].kind in ROLES)
    return roles.most_common(1)[0][0] if roles else "related"


def reasons(ties: list[dict[str, Any]]) -> list[str]:
    """A member's ties in words, one for each kind, direction and basis, the weightiest first."""
    grouped: dict[tuple[str, bool, int, bool], list[dict[str, Any]]] = {}
    for tie in sorted(ties, key=worth, reverse=True):
        grouped.setdefault((tie["link"].kind, tie["outward"], tie["ring"], is_inferred(tie["link"])), []).append(tie)
    said = []
    for (kind, outward, ring, inferred), group in grouped.items():
        words = say_link(kind, outward=outward)
        names = ", ".join(tie["through_name"] for tie in group[:3])
        more = f" and {len(group) - 3:,} more" if len(group) > 3 else ""
        where = "of the core" if ring == 1 else "tied to the core"
        sure = " (inferred)" if inferred else ""
        said.append(f"{words} {count(len(group), 'organisation')} {where}{sure}: {names}{more}")
    return said
