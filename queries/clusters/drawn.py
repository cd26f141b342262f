"""A boundary as it is kept: all members with degree, role and reasons, and what it was drawn from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from ...graph.errors import InvalidQuery
from ...graph.results import FoundNode, Rows
from ...graph.store import Store
from ..boundaries.asked import asked_boundary, how_given
from ..boundaries.from_seeds import by_degree, member_rows
from ..boundaries.weights import weighing, weights
from ..catalog import ANSWER_SECONDS, check_together, cleaned, find_query, worked_on
from ..network.traits import Groups, Traits
from ..query import Query
from ..words import RECORDED
from . import FROM_SEEDS

SHOWN = ("outside", "limit")
"""Its parameters that say what is listed, not what is drawn."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A boundary that can be kept."""

    rows: Rows
    """Member, degree, role, reasons, and whether recorded linkages led to it, of each."""
    cut: float
    scope: str
    """The field and the area, in words."""
    parameters: Mapping[str, Any]
    """What was asked, but for defaults, as an address holds it."""
    weights: Mapping[str, Any]
    """Every weight and threshold."""
    drawn_from: str
    """The organisations and linkages it rests on."""


def draw(store: Store, given: Mapping[str, object]) -> Drawn:
    """The boundary that these parameters of `boundaries/from_seeds` draw, with all its members.

    InvalidQuery where there is none, or a parameter is wrong.
    """
    query = find_query(FROM_SEEDS)
    parameters, entities = cleaned(store, query, given)
    check_together(query, parameters)
    seeds = store.read(query.text, parameters, name=query.name, seconds=ANSWER_SECONDS)
    traits = worked_on(store, query)
    assert isinstance(traits, Traits)
    with weighing(parameters["weights"]):
        boundary = asked_boundary(seeds, parameters, traits)
        if boundary is None:
            raise InvalidQuery(f"there is nothing to keep. {query.empty}")
        members = np.array(by_degree(boundary, boundary.members))
        return Drawn(
            rows=[
                {name: row[name] for name in ("member", "degree", "role", "reasons")}
                | {"recorded": row["basis"] and row["basis"] == RECORDED}
                for row in member_rows(boundary, members, how_given(parameters))
            ],
            cut=round(min(boundary.cut, 1.0), 4),
            scope=scope_of(entities, parameters),
            parameters=asked(query, parameters),
            weights=weights().plain(),
            drawn_from=fingerprint(traits),
        )


def asked(query: Query, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as an address holds them, but for defaults and for what only says what is listed."""
    said = {
        name: query.parameters[name].text(value)
        for name, value in parameters.items()
        if name not in SHOWN and value != query.parameters[name].default
    }
    return {name: value for name, value in said.items() if value is not None}


def scope_of(entities: Mapping[str, FoundNode], parameters: Mapping[str, Any]) -> str:
    """The field and the area that a boundary was drawn for, in words."""
    industry, place, cluster = (entities.get(name) for name in ("industry", "place", "cluster"))
    if cluster:
        return f"around the members of {cluster.name}"
    where = f"in {place.name}" if place else "in an area drawn on the map" if parameters["area"] else ""
    if industry or where:
        return f"{industry.name if industry else 'all'} {where}".strip()
    names = [node.name for name, node in entities.items() if node.kind in ("Firm", "Institution")]
    return f"around {', '.join(names)}"


def fingerprint(traits: Traits) -> str:
    """How much a boundary was drawn from, and a number that any change of it changes."""
    network = traits.network
    total = hashlib.sha256(json.dumps(network.vocabularies, sort_keys=True).encode())
    columns = ("id", "position", "ends", "link", "source", "confidence", "possible", "since", "until")
    for name in columns:
        total.update(np.ascontiguousarray(getattr(network, name)).data)
    for field in fields(traits):
        groups = getattr(traits, field.name)
        if isinstance(groups, Groups):
            total.update("\n".join(groups.words).encode())
            total.update(np.ascontiguousarray(groups.bounds).data)
            total.update(np.ascontiguousarray(groups.groups).data)
    return f"{len(network):,} organisations and {network.links:,} linkages ({total.hexdigest()[:12]})"
