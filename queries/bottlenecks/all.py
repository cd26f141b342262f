"""Every kind of bottleneck in one list, with the numbers that its rank is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.network.arrays import Flags, Integers, Network, tying_kinds
from clusteratlas.queries.network.institutional import SERVICES, services_of
from clusteratlas.queries.network.part import Part, say_cut
from clusteratlas.queries.network.structure import bridges, cuts
from clusteratlas.queries.network.supply import say_next, say_supply, supplies_of
from clusteratlas.queries.words import POSSIBLE, RECORDED, count, say_link

CONCENTRATED = 0.25
"""HHI from which an input counts as concentrated."""
SPECIAL = {True: 1.0, False: 0.5, None: 0.75}
"""Whether an input is specialised to what it counts."""
SURE = {RECORDED: 1.0, POSSIBLE: 0.5}
GENERIC = ("FINANCES", "FUNDS", "REGULATES")
"""Linkages through which flows what any firm gets."""
SMALLEST_SIDE = 3
UNNAMED = "suppliers that no source names, and how much each supplies"
UNSEEN = "ties that no source records"
UNPROVEN = "whether firms have such ties that no source records"


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked."""

    network: Network
    row: dict[str, Any]
    members: Integers
    flags: Flags
    """Linkages that may count, wherever they are."""
    date: str | None
    inferred: bool


def compute(rows: Rows, parameters: dict[str, Any], network: Network) -> Rows:
    """The list, heaviest first."""
    members = network.find(rows[0]["members"])
    flags = network.chosen(tying_kinds(), possible=parameters["inferred"], date=parameters["date"])
    question = Question(network, rows[0], members, flags, parameters["date"], parameters["inferred"])
    found = []
    for kind in (inputs, organisations, linkages, institutions):
        by_kind: dict[str, Rows] = {}
        for line in ranked(list(kind(question))):
            by_kind.setdefault(line["kind"], []).append(line)
        found += [line for lines in by_kind.values() for line in lines[: parameters["per_kind"]]]
    return [{"rank": rank, **line} for rank, line in enumerate(ranked(found)[: parameters["limit"]], start=1)]


def ranked(lines: Rows) -> Rows:
    """Lines by score, the same order every time."""
    return sorted(lines, key=lambda line: (-line["score"], -line["depend"], line["kind"], line["what"], line["reason"]))


def line(depend: int, scarce: float, special: float, sure: float, **said: Any) -> dict[str, Any]:
    """One line of the list."""
    numbers = {"depend": depend, "scarce": round(scarce, 3), "special": special, "sure": round(sure, 3)}
    return {**said, **numbers, "score": round(depend * scarce * special * sure, 3)}


def inputs(question: Question) -> Iterator[dict[str, Any]]:
    """Inputs from outside, from one supplier, or concentrated."""
    inside = set(question.members.tolist())
    for supply in supplies_of(question.network, question.row, question.date, inferred=question.inferred):
        near = [supplier for supplier in supply.served if supplier in inside]
        number = len(supply.dependents)
        largest = next(iter(supply.shares))
        if not near:
            kind = "input from outside"
        elif len(supply.served) == 1:
            kind = "sole supplier"
        elif supply.hhi >= CONCENTRATED and number > 1:
            kind = "concentrated input"
        else:
            continue
        yield line(
            number,
            supply.hhi,
            SPECIAL[supply.specialised],
            SURE[supply.basis],
            kind=kind,
            what=supply.input,
            organisation=question.network.id_of(largest),
            basis=supply.basis,
            sources=sorted(supply.sources),
            unknown=UNNAMED,
            reason=f"{say_supply(supply, inside)}; {say_next(supply.next())}",
        )


def organisations(question: Question) -> Iterator[dict[str, Any]]:
    """Organisations whose going cuts the network of the place."""
    network = question.network
    joining = question.flags & ~network.chosen(["REGULATES"])
    part = Part.of(network, network.touching(question.members, joining))
    having = Having(question)
    for cut in cuts(part.walk):
        lost = cut.lost(part.walk)
        lost_here = int(np.sum(having.inside[part.numbers[lost]]))
        if not lost_here:
            continue
        ties = part.links_of(cut.number, lost)
        organisation = part.numbers[cut.number]
        code, outward = commonest(network, ties, organisation)
        kind = network.word("link", code)
        mine = part.links_of(cut.number)
        with_it = having.among(mine[network.ends[0 if outward else 1, mine] == organisation], code, outward)
        words = say_link(kind, outward=outward)
        basis = network.basis(ties)
        yield line(
            lost_here,
            with_it / max(having(code, outward), 1),
            0.5 if kind in GENERIC else SPECIAL[None],
            SURE[basis],
            kind="organisation that holds the network together",
            what=words,
            organisation=part.id(cut.number),
            basis=basis,
            sources=network.sources(ties),
            unknown=UNSEEN,
            reason=f"{say_cut(part, cut, lost)}; {lost_here:,} of them are inside; of "
            f"{count(having(code, outward), 'organisation')} inside with “{words}” it has {with_it:,}",
        )


class Having:
    """Counts members of the place by a kind of linkage that they have with somebody, one way round."""

    def __init__(self, question: Question) -> None:
        self.network = question.network
        self.links = np.flatnonzero(question.flags)
        self.inside = question.network.among(question.members)
        self.counted: dict[tuple[int, bool], int] = {}

    def __call__(self, code: int, outward: bool) -> int:
        """How many have it with anybody; outward is seen from that other."""
        if (code, outward) not in self.counted:
            self.counted[code, outward] = self.among(self.links, code, outward)
        return self.counted[code, outward]

    def among(self, links: Integers, code: int, outward: bool) -> int:
        """How many have it by some linkages."""
        ends = self.network.ends[1 if outward else 0, links[self.network.link[links] == code]]
        return len(np.unique(ends[self.inside[ends]]))


def commonest(network: Network, links: Integers, organisation: int) -> tuple[int, bool]:
    """The kind that most of some linkages of an organisation are of, and whether they go out from it."""
    outward = network.ends[0, links] == organisation
    pairs, numbers = np.unique(np.vstack([network.link[links], outward]), axis=1, return_counts=True)
    code, out = pairs[:, numbers.argmax()].tolist()
    return code, bool(out)


def linkages(question: Question) -> Iterator[dict[str, Any]]:
    """Single linkages that tie two sides of the network of the place."""
    network = question.network
    joining = question.flags & ~network.chosen(GENERIC)
    part = Part.of(network, network.touching(question.members, joining))
    for bridge in bridges(part.walk):
        if min(bridge.cut_off, bridge.of - bridge.cut_off) < SMALLEST_SIDE:
            continue
        ties, start, words, end = part.crossing(bridge)
        basis = network.basis(ties)
        yield line(
            bridge.cut_off,
            bridge.cut_off / bridge.of,
            SPECIAL[None],
            SURE[basis],
            kind="linkage that holds the network together",
            what=f"{network.name[start]} {words} {network.name[end]}",
            organisation=network.id_of(start),
            basis=basis,
            sources=network.sources(ties),
            unknown=UNSEEN,
            reason=f"only by it {bridge.cut_off:,} of {count(bridge.of, 'organisation')} are known to be tied to the "
            f"others: {part.names(bridge.lost)}",
        )


def institutions(question: Question) -> Iterator[dict[str, Any]]:
    """Services of institutions that firms of the place lack."""
    firms = question.network.find(question.row["firms"])
    if not len(firms):
        return
    for service in services_of(question.network, firms, question.flags):
        without = len(firms) - len(service.served)
        if without and len(service.served):
            yield line(
                without,
                without / len(firms),
                0.5 if set(SERVICES[service.name]) <= set(GENERIC) else SPECIAL[None],
                SURE[POSSIBLE] * len(service.served) / len(firms),
                kind="thin institution",
                what=service.name,
                organisation=None if service.provider is None else question.network.id_of(service.provider),
                basis=POSSIBLE,
                sources=question.network.sources(service.flags),
                unknown=UNPROVEN,
                reason=f"{without:,} of {count(len(firms), 'firm')} have no recorded tie of {service.name}, "
                f"{len(service.served):,} have one",
            )
