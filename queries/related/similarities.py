"""The similarities of a table: those of Delgado, Porter and Stern (2014), and those that hold in regions not seen.

In the correlation of raw figures a few large regions decide, and industries with few cells correlate by chance. So
figures are also taken as roots (the variance of a count grows with it: Bartlett 1936), with what wider classes tell
(queries/related/shrinking.py), and relative to what all industries have in a region; docs/related-industries.md has
what each is worth.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..network.arrays import Floats
from .coagglomeration import coagglomeration
from .colocation import correlation
from .flows import input_output, same_customers
from .occupations import same_occupations
from .shrinking import shrunk
from .standard import mean_of, standardised
from .table import Table

LIGHT, STRONG = 10.0, 100.0
"""Establishments that the wider class counts as."""
CUSTOMERS = 0.2
"""The weight of having the same customers beside that of being in the same regions."""
PAPER, STEADY = "mean of the paper's", "steady"
TINY = 1e-6


def judging(table: Table) -> dict[str, Floats]:
    """What clusters are scored by: co-location and coagglomeration of the raw figures, as in the paper."""
    found = {}
    if table.employment is not None:
        found["LC-Employment"] = correlation(table.employment)
    if table.establishments is not None:
        found["LC-Establishment"] = correlation(table.establishments)
    found["COI"] = coagglomeration(table.figures[0])
    return found


def published(table: Table) -> dict[str, Floats]:
    """The five similarities of the paper, those that the table has data for."""
    found = judging(table)
    if table.bought is not None and table.sold is not None:
        found["IO"] = input_output(table.bought, table.sold)
    if table.occupations is not None:
        found["Occupations"] = same_occupations(table.occupations)
    return found


def similarities(table: Table) -> Mapping[str, Floats]:
    """What clusters are made from, standardised: each similarity of the paper, their mean, and the steady one."""
    found = {name: standardised(one) for name, one in published(table).items()}
    return {**found, PAPER: standardised(np.mean(list(found.values()), axis=0)), STEADY: steady(table)}


def steady(table: Table) -> Floats:
    """Co-location that holds in other regions, with the customers and occupations that two industries share."""
    counts = table.counts
    found = mean_of(
        [
            *(correlation(np.sqrt(count)) for count in counts),
            *(correlation(np.sqrt(shrunk(count, table.wider, LIGHT))) for count in counts),
            *(specialisation(count, table) for count in counts),
        ]
    )
    if table.customers is not None:
        found = found + CUSTOMERS * standardised(same_customers(table.customers))
    if table.occupations is not None:
        found = found + CUSTOMERS * standardised(same_occupations(table.occupations))
    return found


def specialisation(counts: Floats, table: Table) -> Floats:
    """Whether two industries have a larger share of the same regions than all industries have."""
    usual = counts.sum(axis=0) + 0.5
    share = shrunk(counts, table.wider, STRONG)
    return correlation(np.log((share + TINY) / (usual / usual.sum() + TINY)))


def evidence(table: Table) -> Floats:
    """What corrections go by (similarities by industries by industries): figures shrunk lightly, and the steady one.

    By the former alone what is widespread draws in what fits nowhere: it is in all large places, too.
    """
    shares = [shrunk(count, table.wider, LIGHT) for count in table.counts]
    drawn = [*(correlation(np.sqrt(share)) for share in shares), coagglomeration(np.sqrt(shares[-1]))]
    return np.array([*drawn, steady(table)])
