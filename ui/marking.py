"""What tells the things in an answer from each other: how surely they belong, how strong they are, what changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

from ..graph.results import FoundNode
from ..queries.boundaries.membership import EDGE, FIRM, IS_SEED, OUTSIDE, PROBABLE
from ..queries.catalog import Answer
from ..queries.clusters import FROM_SEEDS, named_seeds
from ..queries.clusters.compare import CHANGES
from .components.kinds import FAINT, FIRST, NO_TONES, RAMP, Tone

MEMBERS, COMPARED, STRONG_IN = "clusters/membership", "clusters/compare", "places/strong_in"
ECONOMY = "boundaries/clusters"

BELONGS = {
    "a seed": FIRST,
    "firm: surely belongs": RAMP[0],
    "probable": RAMP[1],
    "at the edge": RAMP[2],
    "outside, near the boundary": FAINT,
}
ORDER = (IS_SEED, FIRM, PROBABLE, EDGE, OUTSIDE)
STRENGTH = {
    "strong10: among the strongest tenth": RAMP[0],
    "strong": RAMP[1],
    "significant": RAMP[2],
    "qualifying": RAMP[3],
    "not strong": FAINT,
}
CHANGE = {
    "entered": Tone(FIRST.light, FIRST.dark, "+"),
    "left": Tone("#c24e00", "#ff9248", "\N{MINUS SIGN}"),
    "stayed, role changed": Tone("#3d4656", "#d5dae3", "\N{NOT EQUAL TO}"),
    "stayed, degree changed": Tone(FAINT.light, FAINT.dark, "~"),
}
WIDTHS = {
    "gaps/borders": ("pairs", "between two areas", "the thicker a line, the more pairs of organisations"),
    "clusters/ties": ("ties", "between two clusters", "the thicker a line, the more ties"),
}
"""Queries whose lines are counts: the column, what all lines are, and what the count says of one."""


class Told(TypedDict, total=False):
    """What is said of one thing, as the graph and the map take it."""

    tone: str
    size: float
    marked: bool


@dataclass(frozen=True, slots=True)
class Marking:
    """How the things of an answer are told apart, by id."""

    tones: Mapping[str, str] = field(default_factory=dict)
    shades: Mapping[str, Tone] = field(default_factory=lambda: NO_TONES)
    sizes: Mapping[str, float] = field(default_factory=dict)
    largest: str = ""
    """What makes a mark large."""
    marked: frozenset[str] = frozenset()

    def tone(self, id: str) -> Tone | None:
        """The tone of one, if it has any."""
        return self.shades.get(self.tones.get(id, ""))

    def of(self, id: str) -> Told:
        """What is said of one."""
        found: Told = {}
        if id in self.tones:
            found["tone"] = self.tones[id]
        if id in self.sizes:
            found["size"] = self.sizes[id]
        if id in self.marked:
            found["marked"] = True
        return found


PLAIN = Marking()


def marking(answer: Answer) -> Marking:
    """How the things of an answer are told apart; of most answers they are not."""
    name = answer.query.name
    if name == FROM_SEEDS:
        return Marking(
            toned(answer, lambda row: in_order(BELONGS, ORDER, row["belongs"])),
            BELONGS,
            marked=frozenset(named_seeds(answer.parameters)),
        )
    if name == MEMBERS:
        tones = toned(answer, lambda row: in_order(BELONGS, ORDER, row["belongs"]))
        return Marking(tones, BELONGS, marked=drawn_from(answer) & tones.keys())
    if name == COMPARED:
        return Marking(toned(answer, lambda row: in_order(CHANGE, CHANGES, row["change"])), CHANGE)
    if name == ECONOMY:
        sizes = {row["first"].id: row["size"] for row in answer.rows}
        most = f"the larger a mark, the more members (up to {max(sizes.values()):,})" if sizes else ""
        return Marking(sizes=sizes, largest=most)
    if name == STRONG_IN:
        jobs = {row["place"].id: row["jobs"] for row in answer.rows if row["jobs"]}
        most = f"the larger a mark, the more jobs (up to {max(jobs.values()):,})" if jobs else ""
        return Marking(toned(answer, strength), STRENGTH, jobs, most)
    return PLAIN


def in_order(shades: Mapping[str, Tone], words: tuple[str, ...], word: str | None) -> str | None:
    """The name of the tone for a word of a query; None where it says none."""
    return dict(zip(words, shades, strict=True)).get(word) if word else None


def strength(row: Mapping[str, Any]) -> str | None:
    """The tone of a place."""
    return in_order(STRENGTH, ("strong10", "strong", "significant", "qualifying", "none"), row["strength"] or "none")


def toned(answer: Answer, tone: Callable[[Mapping[str, Any]], str | None]) -> dict[str, str]:
    """The tone of the first thing of each row."""
    found = {}
    for row in answer.rows:
        node = next((value for value in row.values() if isinstance(value, FoundNode)), None)
        if node and (word := tone(row)):
            found[node.id] = word
    return found


def drawn_from(answer: Answer) -> frozenset[str]:
    """The same of a cluster that was kept."""
    cluster = answer.entities.get("cluster")
    return frozenset(named_seeds(json.loads(cluster.properties.get("parameters") or "{}"))) if cluster else frozenset()
