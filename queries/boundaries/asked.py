"""The boundary that the parameters of a question ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ...graph.errors import InvalidQuery
from ...graph.results import Rows
from ..clusters import named_seeds
from ..network.traits import Traits
from .boundary import Boundary, boundary_from
from .presence import present
from .roles import BY_INDUSTRY, BY_NAME, TOGETHER, Given
from .ties import ties_of


def check(parameters: Mapping[str, Any]) -> None:
    """InvalidQuery where there is an industry and nothing says where, or a place alone."""
    industry, place, area = (parameters[name] for name in ("industry", "place", "area"))
    if industry and not (place or area):
        raise InvalidQuery(
            "place: is needed with an industry; name a county, metro, state, appellation or region, or draw an area"
        )
    if place and not (industry or area):
        raise InvalidQuery(
            "industry: is needed with a place; name the industry whose organisations there are the seeds"
        )


def looked_at(rows: Rows, parameters: Mapping[str, Any], traits: Traits) -> str:
    """Why no boundary is drawn: who was found for the seeds that were asked for."""
    found = len(rows[0]["seeds"])
    if not found:
        return "No organisation was found for these seeds."
    if found == 1:
        return "The organisation asked for as a seed has no tie that counts."
    return f"Of the {found:,} organisations asked for as seeds none has a tie that counts."


def how_given(parameters: Mapping[str, Any]) -> Given:
    """How the seeds are given."""
    if named_seeds(parameters):
        return BY_NAME
    return BY_INDUSTRY if parameters["industry"] else TOGETHER


def asked_boundary(rows: Rows, parameters: Mapping[str, Any], traits: Traits) -> Boundary | None:
    """The boundary around the seeds in the row; None where nobody with a linkage that counts is among them.

    A firm of which a source says that it has no lasting presence is a seed only where it is named.
    """
    seeds = traits.network.find(rows[0]["seeds"])
    named = traits.network.find(named_seeds(parameters))
    seeds = seeds[present(traits, seeds) | np.isin(seeds, named)]
    if not len(seeds):
        return None
    ties = ties_of(
        traits, parameters["kinds"], inferred=parameters["inferred"], date=parameters["date"], alike=parameters["alike"]
    )
    return boundary_from(traits, ties, seeds, most=parameters["most"], size=parameters.get("size"), km=parameters["km"])
