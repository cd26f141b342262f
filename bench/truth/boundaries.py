"""Boundaries of planted clusters from one, three and five seeds, beside those who divide everything."""

from __future__ import annotations

from .. import boundaries


def show() -> None:
    """Prints the tables of `python -m bench.boundaries`."""
    boundaries.main([])
