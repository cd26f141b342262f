"""Answers as data frames."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

from pandas import DataFrame

from ...graph.model import model
from ...graph.results import FoundLink, FoundNode
from ...graph.store import Store
from ...queries.catalog import Answer
from ...queries.query import Query
from ..exports.cells import flat_rows

DTYPES: Mapping[str, str] = {"int": "Int64", "float": "float64", "bool": "boolean"}
"""Types of columns to those of pandas; whole numbers and flags may be unknown in some rows."""
SOURCES = """
CALL {
  UNWIND $ids AS id
  MATCH (:Entity {id: id})<-[:DESCRIBES]-(record:Record)
  RETURN record.record_source AS source
  UNION
  UNWIND $sources AS source
  RETURN source AS source
}
WITH DISTINCT source
MATCH (known:Source {id: source})
RETURN known.id AS id, known.title AS title, known.publisher AS publisher, known.licence AS licence,
  known.retrieved AS as_of
ORDER BY id
"""


def to_frame(answer: Answer, store: Store) -> DataFrame:
    """The rows with plain cells: a node is its name, with its id, kind and location in columns beside it.

    An empty answer has the same columns. `attrs` holds the title, question and meaning of the query, the parameters
    it ran with, the weights that counted otherwise than they ship, and the sources of what the rows name, with the
    licence of each.
    """
    header, rows = flat_rows(answer)
    promised = (name for column in answer.query.returns for name in frame_columns(answer.query, column))
    frame = DataFrame(rows, columns=list(dict.fromkeys([*promised, *header])))
    kinds = {column: DTYPES[kind] for column, kind in answer.query.returns.items() if kind in DTYPES}
    located = {name: "float64" for name in frame.columns if name.endswith(("_lat", "_lon"))}
    frame = frame.astype(located | kinds)
    if answer.lacking and frame.empty:
        warnings.warn(f"{answer.query.title}: nothing found. {answer.empty}", stacklevel=3)
    if answer.caution:
        warnings.warn(f"{answer.query.title}: {answer.caution}", stacklevel=3)
    frame.attrs = {
        "query": answer.query.name,
        "title": answer.query.title,
        "question": answer.query.question,
        "about": answer.query.about,
        "parameters": dict(answer.parameters),
        "weighed": answer.weighed,
        "sources": sources_of(answer, store),
    }
    return frame


def frame_columns(query: Query, column: str) -> list[str]:
    """The columns of a data frame that one of a query becomes; one of the query's own wins over an added one."""
    kind = query.returns[column]
    added: tuple[str, ...]
    if kind == "Link":
        added = ("start", "end")
    elif kind not in model().kinds:
        added = ()
    elif any("location" in model().kind(name).properties for name in model().within(kind)):
        added = ("id", "kind", "lat", "lon")
    else:
        added = ("id", "kind")
    return [column, *(name for part in added if (name := f"{column}_{part}") not in query.returns)]


def sources_of(answer: Answer, store: Store) -> list[dict[str, Any]]:
    """The sources that describe what the rows of an answer name, or state its linkages: title, publisher, licence."""
    ids: set[str] = set()
    sources: set[str] = set()
    for row in answer.rows:
        for column, value in row.items():
            match value:
                case FoundNode():
                    ids.add(value.id)
                case FoundLink():
                    ids |= {value.start, value.end}
                    sources.add(str(value.properties.get("source")))
                case str() if column == "source_id":
                    sources.add(value)
    return store.read(SOURCES, {"ids": sorted(ids), "sources": sorted(sources)})
