"""Judgements replayed: which ids stand for one thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import networkx as nx

from ...graph.errors import InvalidJudgement


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was decided on two ids, as graph/schema/nodes/judgement.yml describes it."""

    id: str
    act: str
    order: int
    verdict: str
    left: str
    right: str
    who: str
    at: str
    score: float | None = None
    reasons: str | None = None
    undone: bool = False

    @property
    def pair(self) -> frozenset[str]:
        """The two ids, whichever way round."""
        return frozenset((self.left, self.right))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids that it speaks of."""
        return (self.left, own_id(self.left, self.right)) if self.verdict == "own" else (self.left, self.right)


def own_id(said: str, source: str) -> str:
    """The id of the thing of its own that a source means by an id which others use for something else."""
    return f"{said}~{source}"


@dataclass(frozen=True)
class Identities:
    """What ids stand for that do not simply name the thing of that id."""

    shared: Mapping[str, str] = field(default_factory=dict)
    """An id as sources write it, to the id of the thing."""
    own: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(Id, source) to the id of the thing that this source alone means by it."""

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        """The identities in rows of {id, said, source, entity}."""
        shared, own = {}, {}
        for row in rows:
            if row["source"]:
                own[row["said"], row["source"]] = row["entity"]
            else:
                shared[row["said"]] = row["entity"]
        return cls(shared, own)

    def entity(self, said: str, source: str) -> str:
        """The id of the thing that a source means by an id."""
        return self.own.get((said, source)) or self.shared.get(said, said)

    def rows(self) -> list[dict[str, Any]]:
        """Rows of {id, said, source, entity}."""
        shared = [{"id": said, "said": said, "source": None, "entity": thing} for said, thing in self.shared.items()]
        return shared + [
            {"id": own_id(said, source), "said": said, "source": source, "entity": thing}
            for (said, source), thing in self.own.items()
        ]


def replay(judgements: Iterable[Judgement]) -> Identities:
    """What the ids that are judged stand for, once all judgements in force are replayed in their order.

    The later verdict on a pair holds. Ids judged the same, directly or through others, are one thing: it goes by the
    first of its ids in alphabetical order. InvalidJudgement where two ids come out as one that were judged different.
    """
    judgements = sorted(judgements, key=lambda judgement: (judgement.order, judgement.id))
    own = {judgement.ids[1]: judgement for judgement in judgements if judgement.verdict == "own"}
    own_now = {judgement.ids[1] for judgement in judgements if judgement.verdict == "own" and not judgement.undone}

    def standing(id: str) -> str:
        return own[id].left if id in own and id not in own_now else id

    verdicts: dict[frozenset[str], Judgement] = {}
    for judgement in judgements:
        if not judgement.undone and judgement.verdict != "own":
            pair = frozenset(map(standing, judgement.pair))
            if len(pair) == 2:
                verdicts.pop(pair, None)
                verdicts[pair] = judgement
    same: nx.Graph[str] = nx.Graph()
    same.add_nodes_from(own_now)
    same.add_nodes_from(own[id].left for id in own_now)
    for (one, other), judgement in ((tuple(pair), judgement) for pair, judgement in verdicts.items()):
        if judgement.verdict == "same":
            same.add_edge(one, other)
    things = {}
    for component in nx.connected_components(same):
        thing = min(component, key=lambda id: (id in own_now, id))
        things.update(dict.fromkeys(component, thing))
    for pair, judgement in verdicts.items():
        one, other = pair
        if judgement.verdict == "different" and one in things and things.get(one) == things.get(other):
            raise InvalidJudgement(
                f"{judgement.left} and {judgement.right} would become one, but {judgement.who} judged them different "
                f"on {judgement.at[:10]}; take that back first: clusteratlas undo {judgement.act}"
            )
    return Identities(
        {id: thing for id, thing in things.items() if id not in own_now},
        {(own[id].left, own[id].right): thing for id, thing in things.items() if id in own_now},
    )
