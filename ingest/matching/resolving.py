"""Whose name it is: bare names, as lists of edges give them, among known organisations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from ...graph.progress import Report, quiet
from .features import name_keys
from .matches import MEMORY_MB, find_matches
from .mentions import Match, Mention, NameQuery, Resolution

MOST_CANDIDATES = 10
"""Candidates that are shown of one name."""
DISTINCT_BITS = 12.0
"""Bits a bare name must carry to be taken for the one organisation that bears it; see bench/matching.py."""


def resolve_names(
    names: Iterable[NameQuery],
    mentions: Iterable[Mention],
    *,
    memory_mb: int = MEMORY_MB,
    report: Report = quiet,
) -> Iterator[Resolution]:
    """For each name, in the order given, who it may be.

    `automatic` where exactly one mention fits: one that matching itself would merge, or, for a name without any place,
    one that alone bears the very name, if the name is distinctive. `new` where nobody is worth a look.
    """
    asked = list(names)
    known = list(mentions)
    queries = [as_mention(query, str(number)) for number, query in enumerate(asked)]
    bearers: dict[str, set[str]] = defaultdict(set)
    for mention in known:
        for key in name_keys(mention):
            bearers[key].add(mention.id)
    found: dict[str, list[Match]] = defaultdict(list)
    for match in find_matches(queries, known, memory_mb=memory_mb, report=report):
        found[match.left].append(match)
    for number, query in enumerate(asked):
        candidates = found[str(number)]
        key = name_keys(queries[number])[0]
        best = sorted(candidates, key=lambda match: (match.verdict != "automatic", -match.score, match.right))
        yield Resolution(query, verdict(query, best, bearers[key]), tuple(best[:MOST_CANDIDATES]))


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


def verdict(query: NameQuery, best: list[Match], bearers: set[str]) -> Literal["automatic", "review", "new"]:
    """What follows from the candidates of a name, best first."""
    if not best:
        return "new"
    sure = [match for match in best if match.verdict == "automatic"]
    if len(sure) == 1:
        return "automatic"
    placed = query.town or query.postcode or query.state
    alone = len(bearers) == 1 and not placed and best[0].right in bearers
    return "automatic" if alone and name_bits(best[0]) >= DISTINCT_BITS else "review"


def name_bits(match: Match) -> float:
    """The bits that a match owes to its name."""
    return next(reason.weight for reason in match.reasons if reason.field == "name")
