"""Reads the figures of industries in places from the database, and keeps a copy of them on disk."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from ...graph.results import Rows
from ...graph.store import WRITE_SECONDS, Store
from ..copies import keep_copy, latest, open_copy
from ..network.arrays import Floats, Integers
from .figures import Count, Figures, Things
from .missing import left_out

KIND = "figures-2"
"""Of the copies on disk, with their form; those of another are made anew."""
PAGE = 100
"""Industries whose cells are read at once."""
SESSIONS = 2
ARRAYS = (
    "members", "relations", "trades", "input_share", "output_share", "concordance",
    "industry", "place", "count", "establishments", "employment", "payroll",
)  # fmt: skip
LEFT = ("places", "industries", "jobs")
"""The arrays of what one count leaves out."""
THINGS = ("places", "industries", "clusters")

PLACES = """
MATCH (counted:Place)
WHERE EXISTS { (:Industry)-[:PRESENT_IN]->(counted) }
MATCH (counted)-[:WITHIN]->{0,6}(place:Place)
WITH DISTINCT place
RETURN place.id AS id, place.name AS name, place.type AS type,
  COLLECT { MATCH (place)-[:WITHIN]->(around:Place) RETURN DISTINCT around.id } AS within
ORDER BY id
"""
INDUSTRIES = """
MATCH (counted:Industry)
WHERE EXISTS { (counted)-[:PRESENT_IN]->(:Place) }
MATCH (counted)-[:WITHIN]->{0,6}(industry:Industry)
WITH DISTINCT industry
RETURN industry.id AS id, industry.name AS name, industry.scheme AS type,
  industry.code AS code, industry.level AS level, industry.orientation AS orientation,
  COLLECT { MATCH (industry)-[:WITHIN]->(above:Industry) RETURN DISTINCT above.id } AS within
ORDER BY id
"""
CLUSTERS = """
MATCH (member:Cluster)
WHERE EXISTS { (:Industry)-[:IN_CLUSTER]->(member) }
MATCH (member)-[:WITHIN]->{0,6}(cluster:Cluster)
WITH DISTINCT cluster
RETURN cluster.id AS id, cluster.name AS name, cluster.drawn_by AS drawn_by,
  cluster.drawn AS drawn, cluster.version AS version,
  COLLECT { MATCH (cluster)-[:WITHIN]->(around:Cluster) RETURN DISTINCT around.id } AS within,
  COLLECT { MATCH (industry:Industry)-[:IN_CLUSTER]->(cluster) RETURN DISTINCT industry.id } AS industries
ORDER BY id
"""
RELATIONS = """
MATCH (one:Cluster)-[:LINKED_TO]->(other:Cluster)
RETURN one.id AS one, other.id AS other
UNION
MATCH (one:Industry)-[link:RELATED_TO]->(other:Industry)
WHERE coalesce(link.basis, '') <> 'concordance'
RETURN one.id AS one, other.id AS other
"""
TRADES = """
MATCH (buyer:Industry)<-[input:INPUT_TO]-(seller:Industry)
WHERE coalesce(input.lift, 1.0) >= 1 AND seller <> buyer
RETURN buyer.id AS buyer, collect(seller.id) AS seller, collect(coalesce(input.input_share, 0.0)) AS input_share,
  collect(coalesce(input.output_share, 0.0)) AS output_share
"""
CONCORDANCE = """
MATCH (industry:Industry)-[:RELATED_TO {basis: 'concordance'}]->(class:Industry)
WHERE EXISTS { (industry)-[:PRESENT_IN]->(:Place) } AND EXISTS { (class)-[:INPUT_TO]-(:Industry) }
RETURN industry.id AS industry, collect(DISTINCT class.id) AS classes
UNION
MATCH (industry:Industry)-[:WITHIN]->{0,5}(class:Industry)
WHERE EXISTS { (industry)-[:PRESENT_IN]->(:Place) } AND EXISTS { (class)-[:INPUT_TO]-(:Industry) }
RETURN industry.id AS industry, collect(DISTINCT class.id) AS classes
"""
"""As which classes of an input-output table an industry that is counted trades: those that a source says, and itself or
the wider classes that the table has."""
COUNTED = (
    "MATCH (industry:Industry) WHERE EXISTS { (industry)-[:PRESENT_IN]->(:Place) } RETURN collect(industry.id) AS ids"
)
CELLS = """
UNWIND $ids AS id
MATCH (industry:Entity {id: id})
MATCH (industry)-[cell:PRESENT_IN]->(place:Place)
RETURN id AS industry, cell.source AS source, coalesce(cell.year, 0) AS year,
  collect(place.id) AS place, collect(coalesce(cell.establishments, -1)) AS establishments,
  collect(coalesce(cell.employment, -1)) AS employment, collect(coalesce(cell.payroll, -1.0)) AS payroll
"""

_figures: WeakKeyDictionary[Store, Figures] = WeakKeyDictionary()
_lock = threading.Lock()


def figures_of(store: Store) -> Figures:
    """The figures as the database has them now.

    Kept in memory, and on disk in the store's folder of snapshots, until the database is written.
    """
    with _lock:
        return latest(store, _figures, open_figures, read, keep)


def read(store: Store, version: str) -> Figures:
    """The figures in pages of collected columns, in two sessions."""
    ids = sorted(store.read(COUNTED, seconds=WRITE_SECONDS)[0]["ids"])
    pages = [ids[first : first + PAGE] for first in range(0, len(ids), PAGE)]
    with ThreadPoolExecutor(SESSIONS) as pool:
        cells = list(pool.map(lambda page: store.read(CELLS, {"ids": page}, seconds=WRITE_SECONDS), pages))
        places, industries, clusters, relations, trades, concordance = pool.map(
            lambda text: store.read(text, seconds=WRITE_SECONDS),
            (PLACES, INDUSTRIES, CLUSTERS, RELATIONS, TRADES, CONCORDANCE),
        )
    found = list(chain.from_iterable(cells))
    return assemble(version, places, industries, clusters, relations, trades, concordance, found)


def assemble(
    version: str,
    places: Rows,
    industries: Rows,
    clusters: Rows,
    relations: Rows,
    trades: Rows,
    concordance: Rows,
    cells: Rows,
) -> Figures:
    """The figures of rows: those of things one a thing, those of cells of collected columns."""
    where = things(places)
    what = things(industries, "code", "level", "orientation")
    drawn = things([{**row, "type": drawing(row)} for row in clusters])
    cells = [row for row in cells if row["industry"] in what.number]
    counts = sorted({(row["source"], row["year"], what.type[what.number[row["industry"]]]) for row in cells})
    numbers = {count: number for number, count in enumerate(counts)}
    sizes = [len(row["place"]) for row in cells]
    count_of = [numbers[row["source"], row["year"], what.type[what.number[row["industry"]]]] for row in cells]
    place = np.array([where.number.get(id, -1) for row in cells for id in row["place"]], dtype=np.int32)
    known = place >= 0
    classes: dict[str, int] = {}
    traded = [
        (classes.setdefault(seller, len(classes)), classes.setdefault(row["buyer"], len(classes)))
        for row in trades
        for seller in row["seller"]
    ]
    columns: dict[str, Any] = {name: values(cells, name)[known] for name in ("establishments", "employment", "payroll")}
    everything = {**drawn.number, **{id: len(drawn) + number for id, number in what.number.items()}}
    return Figures(
        version=version,
        places=where,
        industries=what,
        clusters=drawn,
        members=pairs(
            (what.number[industry], drawn.number[row["id"]])
            for row in clusters
            for industry in row["industries"]
            if industry in what.number
        ),
        relations=pairs(
            (everything[row["one"]], everything[row["other"]])
            for row in relations
            if row["one"] in everything and row["other"] in everything
        ),
        trades=np.array(traded, dtype=np.int32).reshape(-1, 2).T.copy(),
        input_share=np.array(list(chain.from_iterable(row["input_share"] for row in trades)), dtype=np.float64),
        output_share=np.array(list(chain.from_iterable(row["output_share"] for row in trades)), dtype=np.float64),
        concordance=pairs(
            (what.number[row["industry"]], classes[id])
            for row in concordance
            if row["industry"] in what.number
            for id in row["classes"]
            if id in classes
        ),
        counts=[Count(*count) for count in counts],
        industry=np.repeat([what.number[row["industry"]] for row in cells], sizes).astype(np.int32)[known],
        place=place[known],
        count=np.repeat(count_of, sizes).astype(np.int32)[known],
        **columns,
    )


def things(rows: Rows, *columns: str) -> Things:
    """Places, industries or clusters of rows in the order of their ids."""
    rows = sorted(rows, key=lambda row: row["id"])
    number = {row["id"]: at for at, row in enumerate(rows)}
    said: dict[str, Any] = {name: [row[name] or (0 if name == "level" else "") for row in rows] for name in columns}
    return Things(
        id=[row["id"] for row in rows],
        name=[row["name"] or row["id"] for row in rows],
        type=[row["type"] or "" for row in rows],
        within=pairs((at, number[id]) for at, row in enumerate(rows) for id in row["within"] if id in number),
        **said,
    )


def drawing(row: Mapping[str, Any]) -> str:
    """Who drew a cluster and when, which tells the clusters that were drawn together.

    >>> drawing({"drawn_by": "Somebody", "drawn": "2014", "version": 2})
    'Somebody 2014, version 2'
    """
    said = " ".join(str(row[name]) for name in ("drawn_by", "drawn") if row[name])
    return (said or "nobody says who") + (f", version {row['version']}" if row["version"] else "")


def pairs(found: Any) -> Integers:
    """Pairs of numbers in two rows."""
    return np.array(sorted(set(found)), dtype=np.int32).reshape(-1, 2).T.copy()


def values(cells: Rows, column: str) -> Floats:
    """The values of a column of cells; NaN where there is none."""
    found = np.array(list(chain.from_iterable(row[column] for row in cells)), dtype=np.float64)
    found[found < 0] = np.nan
    return found


def keep(figures: Figures, folder: Path) -> None:
    """Writes a copy of figures."""
    arrays: dict[str, npt.NDArray[Any]] = {name: getattr(figures, name) for name in ARRAYS}
    about: dict[str, Any] = {"counts": [asdict(count) for count in figures.counts]}
    for name in THINGS:
        said: Things = getattr(figures, name)
        arrays[f"{name}_within"] = said.within
        about[name] = {column: getattr(said, column) for column in columns_of(said)}
    for number in range(len(figures.counts)):
        if left := left_out(figures, number):
            arrays |= {f"left_{number}_{name}": array for name, array in zip(LEFT, left, strict=True)}
    keep_copy(folder, KIND, figures.version, arrays, about)


def columns_of(things: Things) -> Sequence[str]:
    """The columns of texts and levels of things."""
    return ("id", "name", "type", *(("code", "level", "orientation") if len(things.code) else ()))


def open_figures(folder: Path, version: str) -> Figures | None:
    """The copy of that version, mapped into memory; None where there is none, or it is damaged."""
    if (copy := open_copy(folder, KIND, version)) is None:
        return None
    found, about = copy
    said: dict[str, Any] = {name: Things(**about[name], within=found[f"{name}_within"]) for name in THINGS}
    arrays: dict[str, Any] = {name: found[name] for name in ARRAYS}
    counts = [Count(**count) for count in about["counts"]]
    left = {
        ("left out", number): tuple(found[f"left_{number}_{name}"] for name in LEFT)
        if f"left_{number}_jobs" in found
        else None
        for number in range(len(counts))
    }
    return Figures(version=version, counts=counts, kept=left, **said, **arrays)
