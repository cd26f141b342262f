"""Refuses a search that asks for nothing, or for what nothing can be."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.model import model
from clusteratlas.graph.results import Rows

OF_ORGANISATIONS = ("here", "km", "minutes", "place", "area", "industry", "input")
"""Parameters that only organisations fit."""


def check(parameters: dict[str, Any]) -> None:
    """InvalidQuery where nothing is asked for, or something that nothing can be."""
    kind = parameters["kind"]
    narrowed = [name for name in OF_ORGANISATIONS if parameters[name] is not None]
    if parameters["text"] is None and kind == "any" and not narrowed:
        raise InvalidQuery(
            "text: is needed; give a text, or a kind, a place, an industry, an input or what is to be near"
        )
    if narrowed and kind != "any" and kind not in ("Organisation", *model().within("Organisation")):
        raise InvalidQuery(
            f"kind: with {' and '.join(narrowed)} only organisations are found, and a {kind.lower()} is none; "
            "choose Organisation, Firm or Institution, or take one of the two out"
        )


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows as they are."""
    return rows
