"""How right the degrees of members are in networks that the table of calibration was not made of."""

from __future__ import annotations

from .. import calibration


def show() -> None:
    """Prints the tables of `python -m bench.calibration`."""
    calibration.main([])
