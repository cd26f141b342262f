"""What a version of a cluster was drawn with, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..boundaries.own_weights import read_changes, say_changes
from ..boundaries.weights import Changes, Weights, shipped

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
    return say_changes(recorded(weights)) or SHIPPED if weights else ""


def weighed_by(weights: str | None) -> Weights:
    """The weights that a version was drawn by; as they ship where that is not on record.

    >>> weighed_by('{"resampling.firm": 0.8}')["resampling.firm"], weighed_by(None).all == shipped().all
    (0.8, True)
    """
    return shipped().changed(recorded(weights))


def recorded(weights: str | None) -> Changes:
    """The weights of a version as JSON that are known today."""
    known = {name: value for name, value in json.loads(weights or "{}").items() if name in shipped().all}
    return read_changes(known) or {}
