"""What a version of a cluster was drawn with, in words."""

from __future__ import annotations

import json

from ..boundaries.own_weights import read_changes, say_changes
from ..boundaries.weights import shipped

SHIPPED = "as they ship"


def say_asked(parameters: str | None) -> str:
    """The question that drew it, but for defaults; its weights are told by themselves.

    >>> say_asked('{"seed": "zyx-1", "and_place": "Zyx County", "weights": "same.place=0"}')
    'seed zyx-1; and place Zyx County'
    """
    entries = json.loads(parameters or "{}")
    return "; ".join(f"{name.replace('_', ' ')} {value}" for name, value in entries.items() if name != "weights")


def say_weights(weights: str | None) -> str:
    """What counted otherwise than ships now; nothing where that is not on record.

    >>> say_weights('{"same.place": 0}'), say_weights('{"same.place": 1, "no.longer": 2}'), say_weights(None)
    ('same.place 0 (shipped: 1)', 'as they ship', '')
    """
    if not weights:
        return ""
    known = {name: value for name, value in json.loads(weights).items() if name in shipped().all}
    return say_changes(read_changes(known)) or SHIPPED
