"""Which groups of industries are related, as far as it is on record.

Clusters that a source links, groups with industries that a source relates, and groups between which the input-output
table shows special trade: g buys from h the share

    sum over b of w_g(b) * sum over s of input_share(s, b) * m_h(s)

of what it purchases, where b and s run over the classes of the table, w_g(b) is the part of the jobs of g that is in b,
and m_h(s) the part of the jobs of s that is in h, in the whole of what is counted; what g sells to h likewise by
output shares. Only trade of which the buyer needs more than the average industry (lift from 1; all where no lift is on
record) counts, and a share must be LIFT times that of the groups on average, weighed by their jobs: what all buy, as
real estate, relates nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from ..network.arrays import Floats, shares
from ..words import say_share
from .figures import Figures, Groups, topmost
from .groups import matrix

LEAST = 0.03
"""The share of purchases or sales from which two groups are said to be related."""
LIFT = 2
"""How many times larger than on average the share must be."""
MOST = 3
"""Relations by the input-output table that are named of a group."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One group that another is related to."""

    other: int
    words: str
    """How, as `buys 12%`."""


def related_groups(figures: Figures, groups: Groups) -> list[list[Relation]]:
    """Of each group those that it is related to: what a source relates first, then by trade."""
    key = ("related", groups.label)
    if key not in figures.kept:
        said = on_record(figures, groups)
        buys, sells = trades(figures, groups)
        figures.kept[key] = [
            [
                *(Relation(other, "") for other in said[number]),
                *by_trade(buys[number], sells[number], {number, *said[number]}),
            ]
            for number in range(len(groups))
        ]
    return figures.kept[key]  # type: ignore[no-any-return]


def on_record(figures: Figures, groups: Groups) -> list[list[int]]:
    """Of each group those that sources link it to, or whose industries they relate to its own."""
    clusters = len(figures.clusters)
    size = clusters + len(figures.industries)
    belongs = np.zeros((size, len(groups)))
    belongs[clusters:] = groups.members.toarray()
    if groups.clusters:
        belongs[[figures.clusters.number[id] for id in groups.id], range(len(groups))] = 1
    related = belongs.T @ (matrix(figures.relations, (size, size)) @ belongs)
    related += related.T
    np.fill_diagonal(related, 0)
    return [np.flatnonzero(row).tolist() for row in related]


def trades(figures: Figures, groups: Groups) -> tuple[Floats, Floats]:
    """Shares of purchases of each group (row) from each (column), and of its sales to each."""
    inputs, outputs = figures.trade_shares
    cells = figures.latest(groups.schemes)
    jobs = np.bincount(
        figures.industry[cells], np.nan_to_num(figures.employment[cells]), minlength=len(figures.industries)
    )
    reported = figures.reported(figures.industry[cells], figures.industries)
    members = topmost(figures.industries.inside, groups.members, reported)
    into = matrix(figures.concordance, (len(figures.industries), inputs.shape[0]))
    parts = np.asarray(into.sum(axis=1)).ravel()
    each = csr_array(into * (np.divide(jobs, parts, out=np.zeros_like(jobs), where=parts > 0))[:, None])
    held = (members.T @ each).toarray()
    of_group = shares(held)
    of_class = np.divide(held, np.asarray(each.sum(axis=0))[None], out=np.zeros_like(held), where=held > 0)
    weight = shares(held.sum(axis=1), axis=0)
    return tuple(  # type: ignore[return-value]
        special(of_group @ (table @ of_class.T), weight) for table in (inputs.T, outputs)
    )


def special(trade: Floats, weight: Floats) -> Floats:
    """Shares of trade that are larger than groups have on average; 0 for the others."""
    return np.where(trade >= LIFT * (weight @ trade), trade, 0)


def by_trade(buys: Floats, sells: Floats, known: set[int]) -> list[Relation]:
    """The groups that one trades most with, none of those known already."""
    most = np.maximum(buys, sells)
    enough = [other for other in np.flatnonzero(most >= LEAST).tolist() if other not in known]
    order = sorted(enough, key=lambda other: (-most[other], other))
    return [Relation(other, say_trade(float(buys[other]), float(sells[other]))) for other in order[:MOST]]


def say_trade(buys: float, sells: float) -> str:
    """What two groups trade, in words.

    >>> say_trade(0.12, 0.01), say_trade(0.05, 0.2)
    ('buys 12%', 'buys 5.0%, sells 20%')
    """
    said = [f"{word} {say_share(share)}" for word, share in (("buys", buys), ("sells", sells)) if share >= LEAST]
    return ", ".join(said)
