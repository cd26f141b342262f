"""The graph for scripts and notebooks."""

from .atlas import Atlas

__all__ = ["Atlas"]
