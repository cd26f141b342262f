"""Puts each linkage in words."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.words import say_links


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows with the column `words`."""
    return say_links(rows)
