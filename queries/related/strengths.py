"""How related one industry is with each other, by each similarity, and what that is called in the graph.

Strength by one similarity is a rank: the share of all other industries that are related with the industry no more than
this one, from 0 to 1, so that similarities of different scales compare. Overall, one half is co-location and the other
the mean of all other bases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from ..network.arrays import Floats
from .coagglomeration import coagglomeration
from .colocation import correlation
from .flows import input_output, same_customers
from .occupations import same_occupations
from .shrinking import shrunk
from .similarities import LIGHT, specialisation
from .table import Table

TOGETHER, TRADE, CUSTOMERS, SKILLS = "co-location", "input-output", "customers", "skills"
"""The bases of RELATED_TO in the schema."""


@dataclass(frozen=True, eq=False)
class Strengths:
    """How related an industry is with each industry of a table."""

    raw: Mapping[str, Floats]
    """By the names of similarities, their values as defined."""
    rank: Mapping[str, Floats]
    """By bases, 0 to 1; 0 with itself."""
    overall: Floats


def strengths(table: Table, industry: int) -> Strengths:
    """How related an industry is with all others; one without figures or without trade has no rank by these."""
    raw = colocated(table, industry)
    bases = {TOGETHER: list(raw)}
    if table.bought is not None and table.sold is not None:
        raw["IO"] = input_output(table.bought, table.sold)[industry]
        bases[TRADE] = ["IO"]
    if table.customers is not None:
        raw["same customers"] = same_customers(table.customers)[industry]
        bases[CUSTOMERS] = ["same customers"]
    if table.occupations is not None:
        raw["Occupations"] = same_occupations(table.occupations)[industry]
        bases[SKILLS] = ["Occupations"]
    rank = {
        basis: np.mean([ranked(raw[name], industry) for name in names], axis=0)
        for basis, names in bases.items()
        if any(np.delete(raw[name], industry).any() for name in names)
    }
    others = [values for basis, values in rank.items() if basis != TOGETHER]
    halves = [rank[TOGETHER], np.mean(others, axis=0)] if others and TOGETHER in rank else list(rank.values())
    return Strengths(raw, rank, np.mean(halves, axis=0) if halves else np.zeros(len(table)))


def colocated(table: Table, industry: int) -> dict[str, Floats]:
    """Co-location with each industry by figures that wider classes steady, also relative to the size of regions."""
    shares = [shrunk(count, table.wider, LIGHT) for count in table.counts]
    names = ["LC-Employment", "LC-Establishment"]
    if table.employment is None:
        names = names[1:]
    found = {name: correlation(np.sqrt(share))[industry] for name, share in zip(names, shares, strict=False)}
    found["COI"] = coagglomeration(np.sqrt(shares[-1]))[industry]
    found["specialisation"] = specialisation(table.counts[-1], table)[industry]
    return found


def ranked(values: Floats, industry: int) -> Floats:
    """The share of the others that have at most this value; 0 of the industry itself.

    >>> ranked(np.array([9.0, 0.1, 0.5, 0.3]), 0).round(2).tolist()
    [0.0, 0.33, 1.0, 0.67]
    """
    others = np.delete(values, industry)
    found = np.zeros(len(values))
    found[np.arange(len(values)) != industry] = rankdata(others, method="average") / max(len(others), 1)
    return found
