"""Looks for organisations that are one and the same: sure pairs become one, doubtful ones wait for review."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
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
from ..matching import Match, match_rows
from ..matching.doubt import doubted
from .compared import Moment, Told, standing
from .judging import MATCHING, Judging, Pair
from .replay import Judgement

TAKEN_BACK = "a decision on them was taken back, so that somebody must decide"
REFUSED = "a decision keeps one of them, or what it is one with, apart from the other"
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

    Those that were compared before, and on which nothing bears that has happened since, are not compared with each
    other again. What an interrupted one had found sure is joined first, so that it ends as if it had not been
    interrupted.
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
    distinct = listing_nothing_twice(store)
    moment = Moment.of(store)
    now_there = standing(store, judging.rejects_folder, distinct, report)
    told = now_there.told
    scope = {id for id, one in told.items() if source is None or source in one.sources}
    found = match_rows(now_there.chosen(scope), among=source not in distinct, report=report)
    # A company's unit in another town is not the same unit: those pairs are not for joining.
    matches = [match for match in found if match.relation == "same"]
    in_force, taken_back = judged_pairs(store)
    apart = told_apart(distinct, told)
    new = [match for match in matches if ids_of(match) not in in_force and not apart(match)]
    chosen = {ids_of(match) for match in new if match.verdict == "automatic"} - taken_back
    sure = [pair_of(match) for match in new if ids_of(match) in chosen]
    doubtful = [
        pair_of(match) if match.verdict == "review" else held(pair_of(match), TAKEN_BACK)
        for match in new
        if ids_of(match) not in chosen
    ]
    at = now()
    rows = [*(stored(pair, at) for pair in doubtful), *(stored(pair, at, sure=True) for pair in sure)]
    looked_at = now_there.wanted(scope) | now_there.gone
    gone = no_longer(store, looked_at, scope | now_there.gone, {row["id"] for row in rows})
    store.write_together([(cypher.NO_LONGER_WAITING, {"ids": gone}), (cypher.WAITING, {"matches": rows})])
    joined, refused = join(judging, sure, report)
    rest = [stored(held(pair, REFUSED), at) for pair in refused]
    token = now_there.keep(judging.rejects_folder, scope, moment)
    store.write_together(
        [
            (cypher.WAITING, {"matches": rest}),
            (cypher.NOTHING_TO_JOIN, {}),
            (COMPARED, {"source": source}),
            (cypher.SET_COMPARISON, {"token": token}),
        ]
    )
    return Found(len(told), before + joined)


def no_longer(store: Store, looked_at: set[str], scope: set[str], found: set[str]) -> list[str]:
    """The pairs that wait, were looked at anew, and were not found again."""
    return [
        row["id"]
        for row in store.read(cypher.ALL_WAITING)
        if row["id"] not in found
        and not looked_at.isdisjoint((row["left"], row["right"]))
        and not scope.isdisjoint((row["left"], row["right"]))
    ]


def listing_nothing_twice(store: Store) -> set[str]:
    """The sources of which each lists a thing under one id only."""
    rows = store.read("MATCH (source:Source) WHERE NOT coalesce(source.duplicates, false) RETURN source.id AS id")
    return {row["id"] for row in rows}


def told_apart(distinct: set[str], told: Mapping[str, Told]) -> Callable[[Match], bool]:
    """Whether one of the sources that list nothing twice lists both of a match, and so tells them apart."""
    sources = {id: distinct.intersection(one.sources) for id, one in told.items()}
    return lambda match: not sources[match.left].isdisjoint(sources[match.right])


def ids_of(match: Match | Pair) -> frozenset[str]:
    """The two ids of a match, whichever way round."""
    return frozenset((match.left, match.right))


def pair_of(match: Match) -> Pair:
    """A match as it is judged."""
    return Pair(match.left, match.right, match.score, [asdict(reason) for reason in match.reasons])


def held(pair: Pair, why: str) -> Pair:
    """A pair with what keeps it from being joined unseen among its reasons."""
    return replace(pair, reasons=[*pair.reasons, asdict(doubted(why))])


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
