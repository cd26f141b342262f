"""Who loses what when somebody goes, and who loses something because of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from .arrays import Flags, Integers, Network
from .institutional import FROM_END, MUTUAL
from .supply import SUPPLYING, nearest

BRINGING = {
    "SUPPLIES": "supplies without a name",
    "SERVES": "services without a name",
    "DISTRIBUTES_FOR": "distribution",
    "TRAINS_FOR": "training",
    "RESEARCHES_WITH": "a partner in research",
    "SETS_STANDARDS_FOR": "standards",
    "TESTS_FOR": "tests",
    "FINANCES": "finance",
    "FUNDS": "funding",
    "MEMBER_OF": "membership",
}
"""Kinds through which an organisation gets something from another, and what that is where it has no name."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that one organisation loses in one round."""

    round: int
    organisation: int
    thing: tuple[str, str]
    """Kind of linkage and name of the input, either empty where it does not matter."""
    givers: tuple[int, ...]
    """From whom it had it who have gone."""
    left: int
    """From how many others it has the same."""
    stopped: bool
    basis: str
    sources: tuple[str, ...]


class Flows:
    """What everybody gets from whom, by linkages that count and by needs that somebody provides for."""

    def __init__(self, network: Network, flags: Flags, needs: Sequence[Mapping[str, Any]]) -> None:
        self.network = network
        chosen = flags & network.chosen(BRINGING)
        backwards = chosen & network.chosen(FROM_END)
        mutual = chosen & network.chosen(MUTUAL)
        straight = np.flatnonzero(chosen & ~backwards)
        turned = np.flatnonzero(backwards | mutual)
        self.link = np.concatenate([straight, turned])
        self.giver = np.concatenate([network.ends[0, straight], network.ends[1, turned]])
        self.taker = np.concatenate([network.ends[1, straight], network.ends[0, turned]])
        self.needs = {need["input"]: (network.find(need["providers"]), network.find(need["needing"])) for need in needs}

        self.kind = network.link[self.link]
        self.what = network.what[self.link]
        self.supplying = network.chosen(SUPPLYING)[self.link]

    @cached_property
    def by_taker(self) -> Integers:
        """The flows in the order of who takes them."""
        return np.argsort(self.taker, kind="stable")

    def thing(self, flow: int) -> tuple[str, str]:
        """What a flow brings: a named supply is the same whoever calls it goods or a service."""
        name = self.network.word("what", self.what[flow])
        kind = self.network.word("link", self.kind[flow])
        return ("" if name and kind in SUPPLYING else kind, name)

    def givers(self, thing: tuple[str, str], taker: int | None = None) -> Integers:
        """Who brings a thing to one organisation, or to anybody."""
        kind, name = thing
        flows: Integers = np.arange(len(self.link))
        if taker is not None:
            flows = self.by_taker[slice(*np.searchsorted(self.taker, (taker, taker + 1), sorter=self.by_taker))]
        of_kind = self.kind[flows] == self.network.code("link", kind) if kind else self.supplying[flows]
        found = self.giver[flows[of_kind & (self.what[flows] == self.network.code("what", name))]]
        if name in self.needs and (taker is None or taker in self.needs[name][1]):
            found = np.append(found, self.needs[name][0])
        return np.unique(found)

    def lost(self, gone: Integers, input: str | None) -> dict[tuple[int, tuple[str, str]], dict[int, list[int]]]:
        """Taker and thing to the givers and flows that are lost where some go, or an input goes."""
        flags = np.isin(self.giver, gone) & ~np.isin(self.taker, gone)
        if input is not None:
            flags = self.supplying & (self.what == self.network.code("what", input))
        found: dict[tuple[int, tuple[str, str]], dict[int, list[int]]] = {}
        for flow in np.flatnonzero(flags).tolist():
            givers = found.setdefault((int(self.taker[flow]), self.thing(flow)), {})
            givers.setdefault(int(self.giver[flow]), []).append(flow)
        for name, (providers, needing) in self.needs.items():
            going = providers if input == name else np.intersect1d(providers, gone)
            for taker in np.setdiff1d(needing, gone).tolist():
                for provider in going[going != taker].tolist():
                    found.setdefault((taker, ("", name)), {}).setdefault(provider, [])
        return found


def cascade(flows: Flows, gone: Integers, input: str | None, rounds: int) -> tuple[list[Loss], Flags]:
    """All losses, round by round, and which organisations have gone or stopped at the end."""
    network = flows.network
    losses: list[Loss] = []
    out = np.zeros(len(network), dtype=np.bool_)
    going = gone
    for round in range(1, rounds + 1):
        stopped = set()
        out[going] = True
        for (taker, thing), givers in flows.lost(going, input if round == 1 else None).items():
            if out[taker]:
                continue
            others = flows.givers(thing, taker)
            left = int(np.sum(~out[others] & (others != taker)))
            if input is not None and round == 1:
                left = 0
            stops = not left and not thing[0]
            at = flows.link[[flow for brought in givers.values() for flow in brought]]
            loss = Loss(round, taker, thing, tuple(givers), left, stops, network.basis(at), tuple(network.sources(at)))
            losses.append(loss)
            if stops:
                stopped.add(taker)
        going = np.array(sorted(stopped), dtype=np.int64)
    out[going] = True
    return losses, out


def substitute(flows: Flows, loss: Loss, out: Flags) -> tuple[int, float | None] | None:
    """The nearest that brings the same to anybody and is not out itself; any such where no position is known."""
    givers = flows.givers(loss.thing)
    candidates = np.setdiff1d(givers[~out[givers]], [*loss.givers, loss.organisation])
    if not len(candidates):
        return None
    return nearest(flows.network, candidates, np.array([loss.organisation])) or (int(candidates[0]), None)


def say_thing(thing: tuple[str, str]) -> str:
    """What is lost, in words.

    >>> say_thing(("", "corks")), say_thing(("TESTS_FOR", ""))
    ('corks', 'tests')
    """
    kind, name = thing
    return name or BRINGING[kind]
