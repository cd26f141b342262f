"""Clusters as somebody drew them: drawn anew (drawn), kept as versions (kept), and what can be asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FROM_SEEDS = "boundaries/from_seeds"
"""The query whose answer is kept."""
SEEDS = ("seed", "second", "third", "fourth", "fifth")
"""Its parameters that name a seed each."""


def named_seeds(parameters: Mapping[str, Any]) -> list[str]:
    """The seeds that are named one by one."""
    return [str(parameters[name]) for name in SEEDS if parameters.get(name)]
