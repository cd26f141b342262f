"""Local economic clusters as a graph; scripts and notebooks ask it through an Atlas.

from clusteratlas import Atlas
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .graph.errors import ClusterAtlasError
    from .ui.library import Atlas

__all__ = ["Atlas", "ClusterAtlasError"]


def __getattr__(name: str) -> Any:
    """Imports what is asked for and no sooner, since most commands need none of it."""
    if name == "Atlas":
        from .ui.library import Atlas

        return Atlas
    if name == "ClusterAtlasError":
        from .graph.errors import ClusterAtlasError

        return ClusterAtlasError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
