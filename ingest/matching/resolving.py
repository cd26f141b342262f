"""Whose name it is: bare names, as lists of edges give them, among known organisations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from ...graph.progress import Report, quiet
from .matches import MEMORY_MB, find_matches
from .mentions import Match, Mention, NameQuery, Resolution

MOST_CANDIDATES = 10
"""Candidates that are shown of one name."""


def resolve_names(
    names: Iterable[NameQuery],
    mentions: Iterable[Mention],
    *,
    memory_mb: int = MEMORY_MB,
    report: Report = quiet,
) -> Iterator[Resolution]:
    """For each name, in the order given, who it may be.

    `automatic` where there is exactly one mention that matching itself would merge with it, `new` where nobody is worth
    a look.
    """
    asked = list(names)
    queries = [as_mention(query, str(number)) for number, query in enumerate(asked)]
    found: dict[str, list[Match]] = defaultdict(list)
    for match in find_matches(queries, mentions, memory_mb=memory_mb, report=report):
        found[match.left].append(match)
    for number, query in enumerate(asked):
        candidates = found[str(number)]
        best = sorted(candidates, key=lambda match: (match.verdict != "automatic", -match.score, match.right))
        yield Resolution(query, verdict(best), tuple(best[:MOST_CANDIDATES]))


def as_mention(query: NameQuery, id: str) -> Mention:
    """A bare name as a mention of which nothing else is known."""
    return Mention(
        id,
        query.kind,
        query.name,
        town=query.town,
        postcode=query.postcode,
        state=query.state,
        industries=query.industries,
    )


def verdict(best: list[Match]) -> Literal["automatic", "review", "new"]:
    """What follows from the candidates of a name, best first."""
    if not best:
        return "new"
    return "automatic" if sum(match.verdict == "automatic" for match in best) == 1 else "review"
