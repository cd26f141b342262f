"""Looks for organisations that are one and the same: sure pairs become one, doubtful ones wait for review."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ...graph import identities as cypher
from ...graph.clock import now
from ...graph.errors import InvalidJudgement, NotFound
from ...graph.progress import Progress, Report, quiet
from ...graph.server.files import hold
from ...graph.statements import COMPARED
from ...graph.store import Store
from ..disk import writing
from ..matching import Match, Mention, find_matches
from .judging import MATCHING, Judging, Pair
from .mentions import read_mentions
from .replay import Judgement

TOGETHER = 500
"""Pairs that one transaction joins."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a matching did."""

    mentions: int
    """Organisations that were compared."""
    joined: int
    """Pairs that are one now; how many wait for a judgement, `matches/waiting` tells."""


def find(store: Store, rejects_folder: Path, report: Report = quiet, source: str | None = None) -> Found:
    """Compares all organisations, or those of one source with all; what was judged before stays as it was judged.

    What an interrupted one had found sure is joined first, so that it ends as if it had not been interrupted.
    """
    with writing(rejects_folder):
        rejects_folder.mkdir(parents=True, exist_ok=True)
    with hold(rejects_folder / ".matching", report, "Waiting for another matching"):
        return find_alone(store, Judging(store, rejects_folder, MATCHING), report, source)


def find_alone(store: Store, judging: Judging, report: Report, source: str | None) -> Found:
    """Compares organisations while nobody else does."""
    in_force, taken_back = judged_pairs(store)
    kept = [Pair(**{**row, "reasons": json.loads(row["reasons"])}) for row in store.stream(cypher.TO_JOIN)]
    before, _ = join(judging, [pair for pair in kept if ids_of(pair) not in in_force | taken_back], report)
    mentions = list(read_mentions(store, report))
    own = [mention for mention in mentions if source is None or source in mention.sources]
    others = None if source is None else [mention for mention in mentions if source not in mention.sources]
    distinct = listing_nothing_twice(store)
    found = find_matches(own, others, among=source not in distinct, report=report)
    # A company's unit in another town is not the same unit: those pairs are not for joining.
    matches = [match for match in found if match.relation == "same"]
    in_force, taken_back = judged_pairs(store)
    apart = told_apart(distinct, mentions)
    new = [match for match in matches if ids_of(match) not in in_force and not apart(match)]
    chosen = {ids_of(match) for match in new if match.verdict == "automatic"} - taken_back
    sure = [pair_of(match) for match in new if ids_of(match) in chosen]
    doubtful = [pair_of(match) for match in new if ids_of(match) not in chosen]
    at = now()
    rows = [*(stored(pair, at) for pair in doubtful), *(stored(pair, at, sure=True) for pair in sure)]
    gone = [(cypher.NO_LONGER_WAITING, {"ids": [row["id"] for row in rows]})] if source is None else []
    store.write_together([*gone, (cypher.WAITING, {"matches": rows})])
    joined, refused = join(judging, sure, report)
    rest = [stored(pair, at) for pair in refused]
    store.write_together(
        [(cypher.WAITING, {"matches": rest}), (cypher.NOTHING_TO_JOIN, {}), (COMPARED, {"source": source})]
    )
    return Found(len(mentions), before + joined)


def listing_nothing_twice(store: Store) -> set[str]:
    """The sources of which each lists a thing under one id only."""
    rows = store.read("MATCH (source:Source) WHERE NOT coalesce(source.duplicates, false) RETURN source.id AS id")
    return {row["id"] for row in rows}


def told_apart(distinct: set[str], mentions: list[Mention]) -> Callable[[Match], bool]:
    """Whether one of the sources that list nothing twice lists both of a match, and so tells them apart."""
    sources = {mention.id: distinct.intersection(mention.sources) for mention in mentions}
    return lambda match: not sources[match.left].isdisjoint(sources[match.right])


def ids_of(match: Match | Pair) -> frozenset[str]:
    """The two ids of a match, whichever way round."""
    return frozenset((match.left, match.right))


def pair_of(match: Match) -> Pair:
    """A match as it is judged."""
    return Pair(match.left, match.right, match.score, [asdict(reason) for reason in match.reasons])


def judged_pairs(store: Store) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """Pairs that a judgement in force speaks of, and those of which all judgements were taken back."""
    text = f"MATCH (judgement:Judgement) WHERE judgement.verdict <> 'own' RETURN {cypher.JUDGEMENT} AS judgement"
    judgements = [Judgement(**row["judgement"]) for row in store.stream(text)]
    in_force = {judgement.pair for judgement in judgements if not judgement.undone}
    return in_force, {judgement.pair for judgement in judgements} - in_force


def join(judging: Judging, sure: list[Pair], report: Report) -> tuple[int, list[Pair]]:
    """Makes pairs one, each by an act of its own; how many, and those that a judgement is in the way of."""
    joined, refused = 0, []
    parts = [sure[first : first + TOGETHER] for first in range(0, len(sure), TOGETHER)]
    while parts:
        part = parts.pop(0)
        try:
            judging.same_each(part)
        except (InvalidJudgement, NotFound):
            if len(part) == 1:
                refused += part
            else:
                parts[:0] = [part[: len(part) // 2], part[len(part) // 2 :]]
        else:
            joined += len(part)
        report(Progress("Joining what is one and the same", joined, len(sure), "pairs"))
    return joined, refused


def stored(pair: Pair, at: str, *, sure: bool | None = None) -> dict[str, Any]:
    """A pair as the graph keeps it while it waits."""
    reasons = json.dumps(list(pair.reasons), ensure_ascii=False)
    left, right = sorted((pair.left, pair.right))
    said = {"id": f"{left}|{right}", "left": left, "right": right, "score": pair.score, "reasons": reasons}
    return {**said, "found": at, "sure": sure}
