"""Looks for organisations that are one and the same: sure pairs become one, doubtful ones wait for review."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ...graph import identities as cypher
from ...graph.clock import now
from ...graph.errors import InvalidJudgement
from ...graph.progress import Progress, Report, quiet
from ...graph.store import Store
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
    """Pairs that are one now."""
    waiting: int
    """Pairs that wait for somebody's judgement."""


def find(store: Store, rejects_folder: Path, report: Report = quiet, source: str | None = None) -> Found:
    """Compares all organisations, or those of one source with all; what was judged before stays as it was judged."""
    report(Progress("Reading what is known of organisations"))
    mentions = list(read_mentions(store))
    own = [mention for mention in mentions if source is None or source in mention.sources]
    others = None if source is None else [mention for mention in mentions if source not in mention.sources]
    report(Progress("Comparing organisations", len(own), unit="organisations"))
    # A company's unit in another town is not the same unit: those pairs are not for joining.
    matches = [match for match in find_matches(own, others) if match.relation == "same"]
    in_force, taken_back = judged_pairs(store)
    apart = told_apart(store, mentions)
    new = [match for match in matches if pair_of(match) not in in_force and not apart(match)]
    sure = [match for match in new if match.verdict == "automatic" and pair_of(match) not in taken_back]
    joined, refused = join(Judging(store, rejects_folder, MATCHING), sure, report)
    chosen = {pair_of(match) for match in sure}
    doubtful = [match for match in new if pair_of(match) not in chosen] + refused
    at = now()
    rows = [{**stored(match), "found": at} for match in doubtful]
    gone = [(cypher.NO_LONGER_WAITING, {"ids": [row["id"] for row in rows]})] if source is None else []
    store.write_together([*gone, (cypher.WAITING, {"matches": rows})])
    return Found(len(mentions), joined, len(doubtful))


def told_apart(store: Store, mentions: list[Mention]) -> Callable[[Match], bool]:
    """Whether a source that lists nothing twice lists both of a match, and so tells them apart."""
    rows = store.read("MATCH (source:Source) WHERE NOT coalesce(source.duplicates, false) RETURN source.id AS id")
    distinct = {row["id"] for row in rows}
    sources = {mention.id: distinct.intersection(mention.sources) for mention in mentions}
    return lambda match: not sources[match.left].isdisjoint(sources[match.right])


def pair_of(match: Match) -> frozenset[str]:
    """The two ids of a match, whichever way round."""
    return frozenset((match.left, match.right))


def judged_pairs(store: Store) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """Pairs that a judgement in force speaks of, and those of which all judgements were taken back."""
    text = f"MATCH (judgement:Judgement) WHERE judgement.verdict <> 'own' RETURN {cypher.JUDGEMENT} AS judgement"
    judgements = [Judgement(**row["judgement"]) for row in store.stream(text)]
    in_force = {judgement.pair for judgement in judgements if not judgement.undone}
    return in_force, {judgement.pair for judgement in judgements} - in_force


def join(judging: Judging, sure: list[Match], report: Report) -> tuple[int, list[Match]]:
    """Makes pairs one, each by an act of its own; how many, and those that a judgement is in the way of."""
    joined, refused = 0, []
    parts = [sure[first : first + TOGETHER] for first in range(0, len(sure), TOGETHER)]
    while parts:
        part = parts.pop(0)
        try:
            judging.same_each([Pair(match.left, match.right, match.score, reasons_of(match)) for match in part])
        except InvalidJudgement:
            if len(part) == 1:
                refused += part
            else:
                parts[:0] = [part[: len(part) // 2], part[len(part) // 2 :]]
        else:
            joined += len(part)
        report(Progress("Joining what is one and the same", joined, len(sure), "pairs"))
    return joined, refused


def reasons_of(match: Match) -> list[dict[str, Any]]:
    """What speaks for and against a match, as it is kept."""
    return [asdict(reason) for reason in match.reasons]


def stored(match: Match) -> dict[str, Any]:
    """A match as the graph keeps it while it waits."""
    reasons = json.dumps(reasons_of(match), ensure_ascii=False)
    left, right = sorted((match.left, match.right))
    return {"id": f"{left}|{right}", "left": left, "right": right, "score": match.score, "reasons": reasons}
