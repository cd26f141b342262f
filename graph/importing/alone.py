"""What is believed of an entity that one record alone describes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..statements import RECORD_KEYS


def alone(id: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """What `believing.believe` makes an entity hold that `record` alone describes: what it says, made fit.

    >>> alone("a", {"name": "A", "aliases": ["A", "B"], "location_basis": "town", "record_id": "s/a"})
    {'id': 'a', 'name': 'A', 'aliases': ['B']}
    """
    held = {"id": id, **{key: value for key, value in record.items() if key not in RECORD_KEYS}}
    if "location" not in held:
        held.pop("location_basis", None)
    others = [name for name in held.pop("aliases", ()) if "name" in held and name != held["name"]]
    return {**held, "aliases": others} if others else held
