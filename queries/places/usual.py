"""The type of places that is taken where a question does not say one."""

from __future__ import annotations

from collections.abc import Collection

from ..network.arrays import Integers
from .figures import Figures

USUAL = "metro"


def usual_type(figures: Figures, cells: Integers, among: Collection[str], least: int = 1) -> str:
    """Metros; where fewer than `least` of these have any of some cells, the type with most places of some."""
    number = {type: some for type, some in figures.types(cells).items() if type in among}
    return USUAL if number.get(USUAL, 0) >= least else max(number, key=number.__getitem__, default=USUAL)
