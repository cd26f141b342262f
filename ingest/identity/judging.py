"""What people and the matching decide on who is the same as whom, and how they take it back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from ...graph import identities as cypher
from ...graph.clock import now
from ...graph.errors import InvalidJudgement, NotFound
from ...graph.progress import Report, quiet
from ...graph.statements import LABELS
from ...graph.store import Store
from ..turns import take_turns
from .replay import Judgement, own_id, replay
from .settle import judgements_around, settle

MATCHING = "matching"
"""Who decides where a score does."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ids, how probable it is that they name one thing, and why."""

    left: str
    right: str
    score: float | None = None
    reasons: Sequence[Mapping[str, Any]] = ()
    """For and against, in words and numbers."""


@dataclass(slots=True)
class Act:
    """Judgements that are made together."""

    first: int
    """Where the first of them stands in the order."""
    who: str
    at: str = field(default_factory=now)
    id: str = field(default_factory=lambda: f"act-{uuid4().hex[:12]}")
    judgements: list[Judgement] = field(default_factory=list)

    def add(self, verdict: str, pair: Pair) -> None:
        """Adds a judgement."""
        reasons = json.dumps(list(pair.reasons), ensure_ascii=False) if pair.reasons else None
        self.judgements.append(
            Judgement(
                f"{self.id}-{len(self.judgements)}",
                self.id,
                self.first + len(self.judgements),
                verdict,
                pair.left,
                pair.right,
                self.who,
                self.at,
                pair.score,
                reasons,
            )
        )


class Judging:
    """Makes and takes back judgements; each call is one transaction, and gives the id of its act."""

    def __init__(self, store: Store, rejects_folder: Path, who: str, report: Report = quiet) -> None:
        self.store = store
        self.rejects_folder = rejects_folder
        self.who = who
        self.report = report

    def same(self, pairs: Iterable[Pair]) -> str:
        """Judges the ids of each pair to name one thing.

        NotFound names ids that stand for nothing; InvalidJudgement says which judgement is in the way.
        """
        return self.judge("same", list(pairs))

    def same_each(self, pairs: Sequence[Pair]) -> list[str]:
        """Judges as `same` does, in one transaction, but so that each pair can be taken back by itself."""
        with take_turns(self.rejects_folder, self.report):
            self.check(pairs)
            first = self.act().first
            acts = [Act(first + number, self.who) for number in range(len(pairs))]
            for act, pair in zip(acts, pairs, strict=True):
                act.add("same", pair)
            settle(self.store, [judgement for act in acts for judgement in act.judgements])
        return [act.id for act in acts]

    def different(self, pairs: Iterable[Pair]) -> str:
        """Judges the ids of each pair to name two things; two ids that were judged the same are parted.

        NotFound names ids that stand for nothing; InvalidJudgement where they are one through other ids: split that.
        """
        return self.judge("different", list(pairs))

    def judge(self, verdict: str, pairs: Sequence[Pair]) -> str:
        """Makes one act of judgements of one verdict."""
        with take_turns(self.rejects_folder, self.report):
            self.check(pairs)
            act = self.act()
            for pair in pairs:
                act.add(verdict, pair)
            settle(self.store, act.judgements)
        return act.id

    def skip(self, pair: Pair) -> None:
        """Leaves a doubtful match for later: it comes last from now on."""
        self.store.write(cypher.SKIP, {"left": pair.left, "right": pair.right, "at": now()})

    def check(self, pairs: Sequence[Pair]) -> None:
        """NotFound names ids that stand for nothing in the graph, InvalidJudgement a pair of one id."""
        if alike := [pair.left for pair in pairs if pair.left == pair.right]:
            raise InvalidJudgement(f"{', '.join(alike)}: give two ids")
        ids = sorted({id for pair in pairs for id in (pair.left, pair.right)})
        known = {row["id"] for text in (LABELS, cypher.IDENTITIES_OF) for row in self.store.read(text, {"ids": ids})}
        if missing := [id for id in ids if id not in known]:
            raise NotFound(f"{', '.join(missing)}: nothing in the graph has this id; clusteratlas search finds ids")

    def split(self, entity: str, records: Iterable[str]) -> str:
        """Takes records out of a thing that they were wrongly joined with; they become one thing of their own.

        InvalidJudgement where they are not records of it, or all of them.
        """
        chosen = list(dict.fromkeys(records))
        with take_turns(self.rejects_folder, self.report):
            rows = self.store.read(cypher.RECORDS_OF, {"ids": [entity]})
            held = {row["record"]: (row["said"], row["source"]) for row in rows}
            if unknown := [record for record in chosen if record not in held]:
                raise InvalidJudgement(
                    f"{', '.join(unknown)}: not a record of {entity}; it has {', '.join(held) or 'none'}"
                )
            if not 0 < len(chosen) < len(held):
                raise InvalidJudgement(f"{entity}: choose some of its {len(held)} records, not {len(chosen)}")
            act = self.act()
            staying = [held[record] for record in held if record not in chosen]
            self.part(act, entity, [held[record] for record in chosen], staying)
            settle(self.store, act.judgements)
        return act.id

    def part(self, act: Act, entity: str, out: Sequence[tuple[str, str]], stay: Sequence[tuple[str, str]]) -> None:
        """Judges what is said of `out` and of `stay`, pairs of (id, source), to be two things."""
        around, _ = judgements_around(self.store, {said for said, _ in (*out, *stay)})
        before = replay(around)
        meant = {pair: own_id(*pair) if pair in before.own else pair[0] for pair in (*out, *stay)}
        remaining = {meant[pair] for pair in stay} | {row["id"] for row in before.rows() if row["entity"] == entity}
        shared = {meant[pair] for pair in stay}
        leaving = []
        for said, source in out:
            if (id := meant[said, source]) in shared:
                act.add("own", Pair(said, source))
                id = own_id(said, source)
            leaving.append(id)
        leaving = list(dict.fromkeys(leaving))
        for id in leaving:
            for other in sorted(remaining - set(leaving)):
                act.add("different", Pair(id, other))
        for id in leaving[1:]:
            act.add("same", Pair(leaving[0], id))

    def undo(self, act: str) -> str:
        """Takes an act back: every fact goes where it would be without it.

        NotFound where there is no such act, InvalidJudgement where it was taken back already.
        """
        with take_turns(self.rejects_folder, self.report):
            judgements = [Judgement(**row["judgement"]) for row in self.store.read(cypher.JUDGEMENTS_OF, {"act": act})]
            if not judgements:
                raise NotFound(f"{act}: no such act; 'clusteratlas ask judgements' lists them")
            if all(judgement.undone for judgement in judgements):
                raise InvalidJudgement(f"{act}: was taken back already")
            settle(self.store, [], judgements, self.who, now())
        return act

    def act(self) -> Act:
        """A new act, behind all others in the order."""
        return Act(self.store.read(cypher.NEXT_ORDER)[0]["next"], self.who)
