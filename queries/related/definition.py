"""Whether a definition by industries is too broad or too narrow, by how its industries are related.

Too broad is what is tied inside no denser than with other sectors, too narrow what most ties leave (Porter 1998, On
Competition, ch. 7). How both are measured here is our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.network.arrays import Flags, Floats, Integers
from clusteratlas.queries.places.figures import Figures, Things
from clusteratlas.queries.places.groups import levels
from clusteratlas.queries.related.counted import CountedTable
from clusteratlas.queries.related.grouping import halves
from clusteratlas.queries.related.industries import kept_table
from clusteratlas.queries.related.similarities import steady
from clusteratlas.queries.related.standard import standardised
from clusteratlas.queries.related.table import Table
from clusteratlas.queries.words import count, headed, say_share

__all__ = ["compute"]

CLOSEST, CLOSE = 5, 0.95
"""How many industries most similar with each are looked at, and above what share of all pairs a pair is close."""
MOST = 0.5
"""What share of the close ones outside is most."""
SECTOR = 5
"""So many industries has another sector at least."""
PARTS, HALF, TOLD = 5, 3, 10
"""How many parts, industries of a half, and industries outside are named."""
BROAD, NARROW, NO, UNKNOWN = "too broad", "too narrow", "no", "cannot be said"
READS = {
    BROAD: "mean similarity between its halves; too broad up to the highest mean of the whole with another sector",
    NARROW: "share of the closest industries that are outside; too narrow above the threshold",
}


@dataclass(frozen=True, eq=False)
class Related:
    """Industries that are compared, and how similar they are."""

    names: Sequence[str]
    similarity: Floats
    """NaN on the diagonal."""
    inside: Flags
    """Rows: the industries; columns: all classes there are. Whether it is that class, or within it."""
    classes: Integers
    """Those of the top level."""
    within: Integers
    """Two rows: a class, and the one that it is directly within."""
    called: Sequence[str]
    """The names of all classes."""

    def mean(self, some: Flags, others: Flags) -> float:
        """The mean similarity between some industries and others; NaN where there are no pairs."""
        pairs = self.similarity[np.ix_(some, others)]
        return float(np.nanmean(pairs)) if np.isfinite(pairs).any() else float("nan")

    def other_sectors(self, some: Flags) -> dict[int, float]:
        """The mean similarity of some with the others of each class of the top level that has enough others."""
        found = {}
        for sector in self.classes.tolist():
            others = self.inside[:, sector] & ~some
            if others.sum() >= SECTOR:
                found[sector] = self.mean(some, others)
        return found

    def halves(self, some: Flags) -> tuple[Flags, Flags]:
        """Two halves of some, as different from each other as can be."""
        number = np.flatnonzero(some)
        label = halves(np.nan_to_num(self.similarity[np.ix_(number, number)]))
        first, second = np.zeros((2, len(some)), dtype=np.bool_)
        first[number[label == 0]] = second[number[label == 1]] = True
        return first, second

    def holds(self, some: Flags) -> bool:
        """Whether the halves of some are more similar with each other than these are with any other sector."""
        return self.mean(*self.halves(some)) > max(self.other_sectors(some).values(), default=-np.inf)


def compute(rows: Rows, parameters: dict[str, Any], figures: Figures) -> Rows:
    """One row a check; none where no industry that is compared is inside."""
    if not figures.cells or not rows:
        return []
    asked = {name: parameters[name] for name in ("regions", "traded", "year")}
    asked["by"] = parameters["by"] or finest(figures, rows[0]["ids"][0])
    related, counted = kept_related(figures, asked), kept_table(figures, asked)
    classes = [figures.industries.number[id] for id in rows[0]["ids"] if id in figures.industries.number]
    members: Flags = np.asarray(related.inside[:, classes].any(axis=1))
    if not members.any():
        return []
    inside, compared = int(members.sum()), count(len(members), "industry", "industries")
    said = f"Of {compared} compared in {counted.where}, {inside:,} {'is' if inside == 1 else 'are'} inside."
    said = " ".join(filter(None, [said, counted.of_years]))
    missing = missing_of(counted, members)
    basis = {"missing_share": None if missing is None else round(missing, 3), "years": list(counted.years)}
    return headed([broad(related, members, classes) | basis, narrow(related, members) | basis], headline=said)


def finest(figures: Figures, industry: str) -> str | None:
    """The level with most classes of the classification that an industry is of; None where it is not counted."""
    things = figures.industries
    if industry not in things.number:
        return None
    scheme = things.type[things.number[industry]]
    own = [groups for groups in levels(figures) if scheme in groups.schemes]
    return max(own, key=len).label if own else None


def kept_related(figures: Figures, asked: dict[str, Any]) -> Related:
    """The industries that are compared, with their similarities; kept until the graph changes."""
    key = ("definitions", *asked.values())
    if key not in figures.kept:
        figures.kept[key] = related_of(figures.industries, kept_table(figures, asked))
    found: Related = figures.kept[key]
    return found


def related_of(things: Things, counted: CountedTable) -> Related:
    """The same, made anew."""
    own = [things.number[id] for id in counted.table.industries]
    inside = things.inside[own].toarray() > 0
    level = np.array(things.level)
    top = np.flatnonzero((level == level[inside.any(axis=0)].min()) & inside.any(axis=0))
    names = [things.name[number] for number in own]
    return Related(names, similarity_of(counted.table), inside, top, things.within, things.name)


def similarity_of(table: Table) -> Floats:
    """The steady similarity of industries, standardised; NaN of each with itself."""
    found = standardised(steady(table))
    np.fill_diagonal(found, np.nan)
    return found


def broad(related: Related, members: Flags, classes: Sequence[int]) -> dict[str, Any]:
    """Whether its halves are no more similar with each other than the industries inside are with another sector."""
    number, sectors = int(members.sum()), related.other_sectors(members)
    if number == 1 or not sectors:
        lacks = "it is a single industry" if number == 1 else "no other sector is compared"
        return row(BROAD, NO if number == 1 else UNKNOWN, reason=lacks, of=number)
    first, second = related.halves(members)
    between, nearest = related.mean(first, second), max(sectors, key=lambda sector: sectors[sector])
    fires = between <= sectors[nearest]
    return row(
        BROAD,
        BROAD if fires else NO,
        figure=between,
        threshold=sectors[nearest],
        of=number,
        suggestion=f"divide it{say_parts(related, members, classes, first, second)}" if fires else "",
        reason=f"{count(number, 'industry', 'industries')}, similar with each other by "
        f"{related.mean(members, members):.2f} on average, those of one half with the other by {between:.2f}, and all "
        f"with those of {related.called[nearest]}, the closest other sector, by {sectors[nearest]:.2f}",
    )


def say_parts(related: Related, members: Flags, classes: Sequence[int], first: Flags, second: Flags) -> str:
    """Into what to divide some: the classes within them that hold together, or their halves where there are none."""
    if parts := holding(related, members, classes):
        return f"; of its parts these hold together: {'; '.join(parts)}"
    named = ["; ".join(related.names[one] for one in np.flatnonzero(half)[:HALF].tolist()) for half in (first, second)]
    return f": {named[0]} and others apart from {named[1]} and others"


def holding(related: Related, members: Flags, classes: Sequence[int]) -> list[str]:
    """Of several classes, or of those directly within one, who hold together: those with more than one industry, the
    largest first."""
    below = classes if len(classes) > 1 else related.within[0][np.isin(related.within[1], classes)]
    found = [
        (int(part.sum()), related.called[one])
        for one in np.unique(below).tolist()
        if (part := related.inside[:, one] & members).sum() > 1 and related.holds(part)
    ]
    return [f"{name} ({number:,})" for number, name in sorted(found, key=lambda each: (-each[0], each[1]))[:PARTS]]


def narrow(related: Related, members: Flags) -> dict[str, Any]:
    """Whether most of what is closest to the industries inside is outside."""
    similarity, mine = related.similarity, np.flatnonzero(members)
    close = float(np.nanquantile(similarity, CLOSE))
    partners = np.argsort(-np.nan_to_num(similarity[mine], nan=-np.inf), axis=1, kind="stable")[:, :CLOSEST]
    counts = similarity[mine[:, None], partners] >= close
    leaving = counts & ~members[partners]
    share = float(leaving.sum() / counts.sum()) if counts.any() else 0.0
    fires = share > MOST
    often = np.bincount(partners[leaving], minlength=len(members))
    order = np.lexsort((-np.nanmax(similarity[mine], axis=0, initial=-np.inf), -often))
    outside = [related.names[one] for one in order[: int((often > 0).sum())].tolist()]
    return row(
        NARROW,
        NARROW if fires else NO if counts.any() else UNKNOWN,
        figure=share,
        threshold=MOST,
        of=int(counts.sum()),
        industries=outside[:TOLD] if fires else [],
        suggestion=f"take in {'; '.join(outside[:PARTS])}" if fires else "",
        reason=f"{int(leaving.sum()):,} of {int(counts.sum()):,} close ones are outside, among the {CLOSEST} most "
        f"similar with each of {count(len(mine), 'industry', 'industries')}"
        if counts.any()
        else f"none is among the closest {say_share(1 - CLOSE)} of pairs with anything: it stands for itself",
    )


def row(
    check: str,
    verdict: str,
    *,
    reason: str,
    of: int,
    figure: float | None = None,
    threshold: float | None = None,
    suggestion: str = "",
    industries: Sequence[str] = (),
) -> dict[str, Any]:
    """One check in words."""
    return {
        "check": check,
        "verdict": verdict,
        "suggestion": suggestion or "nothing to change on this account",
        "figure": None if figure is None else round(figure, 3),
        "threshold": None if threshold is None else round(threshold, 3),
        "reads": READS[check],
        "of": of,
        "industries": list(industries),
        "reason": reason,
    }


def missing_of(counted: CountedTable, members: Flags) -> float | None:
    """What of the jobs of some industries the office is estimated to leave out; None where nobody knows."""
    if counted.table.employment is None:
        return None
    jobs, share = counted.table.employment[members].sum(axis=1), counted.missing[members]
    known = ~np.isnan(share) & (share < 1)
    if not known.any():
        return None
    whole = jobs[known] / (1 - share[known])
    return float(1 - jobs[known].sum() / whole.sum()) if whole.sum() else None
