"""Says in words why an organisation is, or could be, a rival."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.ranking import explained


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows with their reasons, inputs in the order of their names."""
    return explained([{**row, "inputs": sorted(row["inputs"])} for row in rows], reason)


def reason(row: dict[str, Any]) -> str:
    """Why this row is possible."""
    said = [f"provides {', '.join(row['inputs'])}, as the firm does"] if row["inputs"] else []
    said += [f"is in the same industry, {row['industry']}"] if row["industry"] else []
    return "; ".join(said)
