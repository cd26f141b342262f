"""Who is the same as whom: candidates, scores and their reasons. What is heavy is imported on first use."""

from .matches import find_matches, match_rows
from .mentions import Match, Mention, NameQuery, Reason, Resolution
from .resolving import resolve_names

__all__ = ["Match", "Mention", "NameQuery", "Reason", "Resolution", "find_matches", "match_rows", "resolve_names"]
