"""Says in words why an institution matters to a firm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.ranking import explained
from clusteratlas.queries.words import count, say_link

SIGNS = ("shared", "peers", "tied", "alike", "whole", "cluster", "fields", "apt", "coded", "classified")
"""Columns that the reason is made of."""
ABLE = ("training", "research")
"""Services given in some field, which a name may tell."""


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The rows with their reasons."""
    return explained(rows, reason, *SIGNS)


def reason(row: dict[str, Any]) -> str:
    """Why this row is possible: what speaks for it, and what is not known."""
    return "; ".join([*speaking_for(row), *unsaid(row)])


def speaking_for(row: dict[str, Any]) -> Iterator[str]:
    """What tells how well it fits the firm; where nothing does, only what it is."""
    if not any((row["shared"], row["alike"], row["whole"], row["cluster"])):
        type = row["type"] if row["type"] and row["type"] != "other" else "institution"
        yield f"{type} in reach"
    yield from ties(row)
    if row["fields"]:
        extent = "" if row["apt"] == len(row["fields"]) else "in part " if row["apt"] else "not "
        fit = f", {extent}the field of the firm's industry" if row["coded"] else ""
        yield f"its name says {' and '.join(sorted(set(row['fields'])))}{fit}"


def ties(row: dict[str, Any]) -> Iterator[str]:
    """Its recorded ties to others than the firm, those that tell most first."""
    if row["whole"]:
        yield f"{say_link(row['whole']['kind'])} the industry {row['whole']['industry']} as a whole"
    if row["shared"]:
        peers = f"{row['shared']:,} of the {count(row['peers'], 'organisation')}"
        yield f"has ties to {peers} of the same industry in reach"
    if row["alike"] > row["shared"]:
        yield f"is recorded at work for {count(row['tied'], 'organisation')}, {row['alike']:,} of this industry"
    elif row["tied"] and not row["shared"]:
        yield f"is recorded at work for {count(row['tied'], 'organisation')}, none of this industry"
    if row["cluster"]:
        yield f"is in the same cluster, {row['cluster']}"


def unsaid(row: dict[str, Any]) -> Iterator[str]:
    """What no source says."""
    yield "no tie to this firm is recorded"
    if not row["classified"]:
        yield "the firm's industry is not known"
    elif not row["fields"] and any(service in ABLE for service in row["does"]):
        yield "its field is not known"
