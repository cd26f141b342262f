"""What a version of a cluster was drawn with, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..boundaries.own_weights import read_changes, say_changes
from ..boundaries.weights import shipped

SHIPPED = "as they ship"


def say_asked(parameters: str | None, named: Mapping[str, str]) -> str:
    """The question that drew it, but for defaults, ids by the names of `named`; its weights are told by themselves.

    >>> say_asked('{"seed": "zyx-1", "and_place": "zyx-2", "weights": "same.place=0"}', {"zyx-1": "Zyx Works"})
    'seed Zyx Works; and place zyx-2'
    """
    asked = {name: value for name, value in json.loads(parameters or "{}").items() if name != "weights"}
    return "; ".join(f"{name.replace('_', ' ')} {named.get(str(value), value)}" for name, value in asked.items())


def say_weights(weights: str | None) -> str:
    """What counted otherwise than ships now; nothing where that is not on record.

    >>> say_weights('{"same.place": 0}'), say_weights('{"same.place": 1, "no.longer": 2}'), say_weights(None)
    ('same.place 0 (shipped: 1)', 'as they ship', '')
    """
    if not weights:
        return ""
    known = {name: value for name, value in json.loads(weights).items() if name in shipped().all}
    return say_changes(read_changes(known)) or SHIPPED
