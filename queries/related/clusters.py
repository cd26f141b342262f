"""Clusters of the industries that are counted in the graph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.results import Rows
from clusteratlas.queries.places.figures import Figures
from clusteratlas.queries.related.algorithm import Clusters, clusters_of
from clusteratlas.queries.related.candidates import limits_of
from clusteratlas.queries.related.correction import Limits
from clusteratlas.queries.related.counted import CountedTable, counted_table
from clusteratlas.queries.related.names import cluster_ids, cluster_names
from clusteratlas.queries.words import headed, say_share

DRAWN_BY = "Cluster Atlas, after Delgado, Porter and Stern"


def check(parameters: dict[str, Any]) -> None:
    """InvalidQuery where there are to be more clusters at least than at most."""
    fewest, most = parameters["fewest"], parameters["most"]
    if fewest and most and fewest > most:
        raise InvalidQuery(f"fewest: {fewest} clusters at least is more than {most} at most")


def compute(rows: Rows, parameters: dict[str, Any], figures: Figures) -> Rows:
    """One row an industry: cluster after cluster, the largest first, those that belong firmest first."""
    if not figures.cells:
        return []
    asked = {name: parameters[name] for name in ("regions", "by", "traded", "fewest", "most", "year")}
    key = ("clusters of related industries", *asked.values())
    if key not in figures.kept:
        counted = counted_table(figures, asked["regions"], asked["by"], asked["traded"], asked["year"])
        figures.kept[key] = counted, clusters_of(counted.table, asked["fewest"], asked["most"])
    counted, found = figures.kept[key]
    limits = limits_of(counted.table, asked["fewest"], asked["most"])
    said = [*say_bound(int(found.label.max()) + 1, limits), *filter(None, [counted.of_years])]
    return headed(lines(counted, found)[: parameters["limit"]], headline=" ".join(said) or None)


def say_bound(clusters: int, limits: Limits) -> Iterator[str]:
    """That there are as many clusters as there may be, or as few, so that others might hold together better.

    >>> list(say_bound(5, Limits(2, 9, 30)))
    []
    >>> next(say_bound(2, Limits(2, 9, 30))).split(":")[0]
    '2 clusters are the fewest that were tried (2 to 9)'
    """
    which = " and the ".join(
        word for word, bound in (("fewest", limits.fewest), ("most", limits.most)) if clusters == bound
    )
    if which:
        yield (
            f"{clusters:,} clusters are the {which} that were tried ({limits.fewest:,} to {limits.most:,}): give other "
            "bounds (fewest, most) to see whether more or fewer hold together better."
        )


def lines(counted: CountedTable, found: Clusters) -> Rows:
    """The rows of clusters."""
    names = [counted.groups.name[number] for number in counted.numbers.tolist()]
    called = cluster_names(found.label, found.centrality, names)
    ids = cluster_ids(len(called), min(counted.groups.schemes), max(counted.years, default=0))
    said = parameters_in_words(counted, found)
    full = found.full[found.label].tolist()
    order = np.lexsort((np.array(counted.table.industries), -found.degree.round(3), found.label))
    return [
        {
            "industry": counted.table.industries[number],
            "cluster": ids[found.label[number]],
            "cluster_name": called[found.label[number]],
            "degree": round(float(found.degree[number]), 3),
            "relatedness": round(float(found.centrality[number]), 2),
            "next_cluster": called[found.second[number]] if found.second[number] >= 0 else None,
            "employment": None if counted.table.employment is None else int(counted.table.employment[number].sum()),
            "missing_share": None if np.isnan(counted.missing[number]) else round(float(counted.missing[number]), 3),
            "years": list(counted.years),
            "drawn_by": DRAWN_BY,
            "parameters": said,
            "reason": reason(float(found.degree[number]), float(found.centrality[number]), full=full[number]),
        }
        for number in order.tolist()
    ]


def reason(degree: float, relatedness: float, *, full: bool) -> str:
    """Why an industry is in its cluster, and what speaks against it.

    >>> reason(0.9, 1.2, full=False)
    'more related with its cluster than with others in 90% of comparisons'
    >>> reason(0.9, -0.2, full=False).split("; ")[1]
    'but no more related with its members than any two industries are: no cluster fits it'
    >>> reason(0.9, 1.2, full=True).split("; ")[1]
    'its cluster is as large as one may be: it may hold what fits nowhere else'
    """
    said = f"more related with its cluster than with others in {say_share(degree)} of comparisons"
    if relatedness <= 0:
        said += "; but no more related with its members than any two industries are: no cluster fits it"
    if full:
        said += "; its cluster is as large as one may be: it may hold what fits nowhere else"
    return said


def parameters_in_words(counted: CountedTable, found: Clusters) -> str:
    """What the clusters were made from and how, for those who read them later."""
    score = f"; validation score {found.score:.2f} in places that they were not made from" if found.score else ""
    done = found.correction
    return (
        f"{len(counted.table):,} {counted.chosen} ({counted.groups.label}) in {counted.table.regions:,} places of "
        f"type {counted.regions}, {', '.join(map(str, counted.years)) or 'no year said'}, "
        f"by {', '.join(counted.sources)}; {found.recipe}{score}; "
        f"corrected: {done.moved} industries moved, {done.merged} clusters merged, {done.split} split"
    )
