"""The industries that are related with one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.places.figures import Figures
from clusteratlas.queries.places.groups import groupings
from clusteratlas.queries.related.above import NAMED, say_ranking, sharing, trade_classes
from clusteratlas.queries.related.counted import CountedTable, counted_table
from clusteratlas.queries.related.strengths import CUSTOMERS, TOGETHER, TRADE, Strengths, strengths
from clusteratlas.queries.words import count, headed, say_share

ANY = "any"
FIRST = 0.9995
"""A rank above it is said to be that of the first."""
MOSTLY = 0.5
"""From what share of jobs missing on it is said that little is known of where an industry is."""
WORDS = {
    TOGETHER: "found in the same places",
    TRADE: "buying from or selling to each other",
    CUSTOMERS: "selling to the same customers",
}
COLUMNS = {
    "co_location_of_jobs": "LC-Employment",
    "co_location_of_establishments": "LC-Establishment",
    "coagglomeration": "COI",
    "largest_trade_share": "IO",
}


def compute(rows: Rows, parameters: dict[str, Any], figures: Figures) -> Rows:
    """One row a related industry, the strongest first."""
    by = parameters["by"] or own_level(figures, parameters["industry"])
    if by is None:
        return []
    counted = kept_table(figures, {name: parameters[name] for name in ("regions", "traded", "year")} | {"by": by})
    if parameters["industry"] not in counted.table.industries:
        return []
    industry = list(counted.table.industries).index(parameters["industry"])
    found = strengths(counted.table, industry)
    basis = parameters["basis"]
    if basis != ANY and basis not in found.rank:
        return []
    values = found.overall if basis == ANY else found.rank[basis]
    recorded = {row["other"]: row["bases"] for row in rows if row["other"]}
    order = [number for number in np.argsort(-values, kind="stable").tolist() if number != industry]
    classes = trade_classes(counted.table)
    shared = sharing(classes)
    rows = [line(counted, found, number, recorded, int(shared[number])) for number in order[: parameters["limit"]]]
    names = [counted.groups.name[number] for number in counted.numbers.tolist()]
    said = " ".join(filter(None, [f"Figures of {counted.where}.", counted.of_years]))
    if basis == ANY:
        said += f" {say_ranking(names, found, classes, order, len(rows))}"
    return headed(rows, headline=said)


def own_level(figures: Figures, industry: str) -> str | None:
    """The level of the classification that an industry is of, by its label; None where nothing of it is counted."""
    things = figures.industries
    if industry not in things.number:
        return None
    number = things.number[industry]
    label = f"{things.type[number]} level {things.level[number]}"
    return label if label in groupings(figures) and industry in groupings(figures)[label].id else None


def looked_at(rows: Rows, parameters: dict[str, Any], figures: Figures) -> str:
    """Why an industry has no answer."""
    if not figures.cells:
        return ""
    industry, asked = parameters["industry"], parameters["by"]
    own = own_level(figures, industry)
    if own is None:
        counted = ", ".join(label for label, groups in groupings(figures).items() if groups.level)
        return f"No source counts it, or a class within it, in any place. Counted are {counted}."
    if asked and asked != own:
        return f"It is of {own}, and those of {asked} are compared: leave “by” empty, or choose {own}."
    table = kept_table(figures, {name: parameters[name] for name in ("regions", "traded", "year")} | {"by": own})
    if industry not in table.table.industries:
        said = f"In places of the type {table.regions} no figures of it are published"
        return f"{said}, or it is not traded: ask with all industries." if parameters["traded"] else f"{said}."
    return (
        f"By {parameters['basis']} nothing is known of it: that takes an input-output table (INPUT_TO with input_share "
        "or output_share) of the classes that it is in."
    )


def kept_table(figures: Figures, asked: dict[str, Any]) -> CountedTable:
    """The table that industries are compared in; kept until the graph changes."""
    key = ("related industries", *(asked[name] for name in sorted(asked)))
    if key not in figures.kept:
        figures.kept[key] = counted_table(figures, asked["regions"], asked["by"], asked["traded"], asked["year"])
    found: CountedTable = figures.kept[key]
    return found


def line(
    counted: CountedTable, found: Strengths, number: int, recorded: dict[str, list[str]], shared: int
) -> dict[str, Any]:
    """The row of one industry; `shared` is how many industries have the same trade, itself counted."""
    id = counted.table.industries[number]
    missing = counted.missing[number]
    ranks = {basis: float(rank[number]) for basis, rank in found.rank.items()}
    named = [f"{words} ({say_rank(ranks[basis])})" for basis, words in WORDS.items() if ranks.get(basis, 0) >= NAMED]
    return {
        "related": id,
        "strength": round(float(found.overall[number]), 3),
        **{basis.replace("-", "_"): rounded(ranks.get(basis)) for basis in WORDS},
        **{
            column: rounded(float(found.raw[name][number]) if name in found.raw else None)
            for column, name in COLUMNS.items()
        },
        "recorded": recorded.get(id, []),
        "missing_share": None if np.isnan(missing) else round(float(missing), 3),
        "years": list(counted.years),
        "reason": "; ".join([*(named or [say_little(ranks)]), *small_print(missing, shared)]),
    }


def say_little(ranks: Mapping[str, float]) -> str:
    """That two industries are related by no basis much.

    >>> say_little({"co-location": 0.85})
    'found in the same places (above 85% of industries), of no other basis is anything known'
    >>> say_little({"co-location": 0.85, "customers": 0.7})
    'a little by several bases, by none much'
    """
    if len(ranks) > 1:
        return "a little by several bases, by none much"
    return "; ".join(
        f"{WORDS[one]} ({say_rank(rank)}), of no other basis is anything known" for one, rank in ranks.items()
    )


def say_rank(rank: float) -> str:
    """How many industries are related with one less than the one of a rank.

    >>> say_rank(0.914), say_rank(0.9998)
    ('above 91% of industries', 'above all others')
    """
    return "above all others" if rank > FIRST else f"above {say_share(rank)} of industries"


def small_print(missing: float, shared: int) -> Iterator[str]:
    """What the figures of a line rest on, where that is little."""
    if shared > 1:
        yield f"its trade figures are those of a class that covers {count(shared - 1, 'other')} too"
    if missing >= MOSTLY:
        yield f"where it is found rests on {say_share(1 - missing)} of its jobs, the office leaves out the others"


def rounded(value: float | None) -> float | None:
    """A figure with four digits behind the point; none where there is none."""
    return None if value is None else round(value, 4)
