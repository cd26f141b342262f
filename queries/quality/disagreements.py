"""Leaves out what is only written differently: streets, web addresses, legal forms, punctuation and case."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from clusteratlas.graph.premises import premises_key
from clusteratlas.graph.results import Rows
from clusteratlas.queries.naming import folded

ADDRESS_OF_WEB = re.compile(r"^(?:[a-z]+:/+)?(?:www\d?\.)?|(?:/(?:index|default|home)(?:\.\w+)?)?/*$")
"""What stands before and behind an address of the web and tells no two apart."""
SHORT = {
    "limited liability company": "llc",
    "limited liability partnership": "llp",
    "limited partnership": "lp",
    "incorporated": "inc",
    "corporation": "corp",
    "company": "co",
    "limited": "ltd",
    "saint": "st",
    "mount": "mt",
    "fort": "ft",
    "center": "ctr",
    "centre": "ctr",
}
"""Legal forms and words of places as they are written in full, the longest first, to how they are shortened."""
FULL = re.compile(rf"\b(?:{'|'.join(SHORT)})\b")


def compute(rows: Rows, parameters: dict[str, Any]) -> Rows:
    """The first `limit` rows whose sources mean different things, what is believed beside what is not."""
    return list(islice(filter(None, map(disagreement, rows)), parameters["limit"]))


def disagreement(row: dict[str, Any]) -> dict[str, Any] | None:
    """What is believed of a property, and the first that says otherwise; None where nobody does."""
    first, *others = row["said"]
    meant = compared(row["property"], first["value"])
    other = next((one for one in others if compared(row["property"], one["value"]) != meant), None)
    if other is None:
        return None
    because = f"equally trusted ({first['trust']}); its record comes first"
    if (first["trust"] or 0) > (other["trust"] or 0):
        because = f"trusted more: {first['trust']} against {other['trust']}"
    said = {"believed": first["value"], "because": because, "other": other["value"]}
    sources = {"other_source": other["source"], "source": first["source"]}
    return {**{name: row[name] for name in ("entity", "id", "name", "property")}, **said, **sources}


def compared(property: str, value: object) -> object:
    """A value as it is compared with others of its property.

    >>> compared("website", "HTTPS://www.Example.org/") == compared("website", "example.org")
    True
    >>> compared("address", "12 Invented Street, Suite 4") == compared("address", "12 INVENTED ST")
    True
    >>> compared("legal_form", "L.L.C.") == compared("legal_form", "Limited Liability Company")
    True
    """
    if not isinstance(value, str):
        return value
    text = value.strip().casefold()
    if property == "website":
        return ADDRESS_OF_WEB.sub("", text)
    if property == "address":
        text = premises_key(text) or text
    return folded(FULL.sub(lambda found: SHORT[found[0]], text.casefold()))
