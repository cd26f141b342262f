"""Every kind of bottleneck in one list, with the numbers that its rank is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.network.arrays import Flags, Integers, Network, distinct_pairs, tying_kinds
from clusteratlas.queries.network.doubles import Doubles
from clusteratlas.queries.network.institutional import SERVICES, Service, services_of
from clusteratlas.queries.network.part import Part, say_bridge, say_cut
from clusteratlas.queries.network.severed import Severed
from clusteratlas.queries.network.structure import Bridge, Cut, bridges, cuts
from clusteratlas.queries.network.supply import Supply, say_next, say_supply, supplies_of
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

    @cached_property
    def doubles(self) -> Doubles:
        """Who may be one with another."""
        return Doubles.of(self.network, self.row["doubles"])

    @cached_property
    def inside(self) -> Flags:
        """Of each organisation, whether it is of the place."""
        return self.network.among(self.members)

    def part(self, *but: str) -> Part:
        """The network of the place, without linkages of some kinds."""
        joining = self.flags & ~self.network.chosen(but)
        return Part.of(self.network, self.network.touching(self.members, joining))

    @cached_property
    def having(self) -> Integers:
        """Of each way to be linked, how many of the place are linked that way with anybody."""
        links = self.network.touching(self.members, self.flags)
        both = np.tile(links, 2)
        starts, ends = self.network.ends[:, links]
        ways = ways_of(self.network, both, np.repeat([False, True], len(links)))
        return counted(ways, np.concatenate([starts, ends]), self.inside, 2 * len(self.network.vocabularies["link"]))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list; its words are made where it is shown."""

    kind: str
    what: str
    organisation: str | None
    depend: int
    scarce: float
    special: float
    sure: float
    words: Callable[[], dict[str, Any]]
    """Basis, sources, what is unknown, the reason, and what it is where that takes more words."""

    @property
    def score(self) -> float:
        """What it ranks by."""
        return round(self.depend * self.scarce * self.special * self.sure, 3)

    def row(self, rank: int) -> dict[str, Any]:
        """The line as it is shown."""
        return {
            "rank": rank,
            "kind": self.kind,
            "what": self.what,
            "organisation": self.organisation,
            "depend": self.depend,
            "scarce": round(self.scarce, 3),
            "special": self.special,
            "sure": round(self.sure, 3),
            "score": self.score,
            **self.words(),
        }


def compute(rows: Rows, parameters: dict[str, Any], network: Network) -> Rows:
    """The list, heaviest first."""
    members = network.find(rows[0]["members"])
    flags = network.chosen(tying_kinds(), possible=parameters["inferred"], date=parameters["date"])
    question = Question(network, rows[0], members, flags, parameters["date"], parameters["inferred"])
    lines = ranked([line for find in (inputs, organisations, linkages, institutions) for line in find(question)])
    by_kind = groupby(sorted(lines, key=kind_of), key=kind_of)
    first = [line for _, of_kind in by_kind for line in list(of_kind)[: parameters["per_kind"]]]
    return [line.row(rank) for rank, line in enumerate(ranked(first)[: parameters["limit"]], start=1)]


def ranked(lines: list[Line]) -> list[Line]:
    """Lines by score, the same order every time."""
    return sorted(lines, key=lambda line: (-line.score, -line.depend, line.kind, line.what, line.organisation or ""))


def kind_of(line: Line) -> str:
    """What kind of bottleneck a line is."""
    return line.kind


def inputs(question: Question) -> Iterator[Line]:
    """Inputs from outside, from one supplier, or concentrated."""
    inside = set(question.members.tolist())
    for supply in supplies_of(question.network, question.row, question.date, inferred=question.inferred):
        near = len(inside.intersection(supply.served))
        number = len(supply.dependents)
        if not near:
            kind = "input from outside"
        elif len(supply.served) == 1:
            kind = "sole supplier"
        elif supply.hhi >= CONCENTRATED and number > 1:
            kind = "concentrated input"
        else:
            continue
        yield Line(
            kind,
            supply.input,
            question.network.id_of(next(iter(supply.shares))),
            number,
            supply.hhi,
            SPECIAL[supply.specialised],
            SURE[supply.basis],
            partial(input_in_words, question, supply, inside),
        )


def input_in_words(question: Question, supply: Supply, inside: set[int]) -> dict[str, Any]:
    """What is said of an input."""
    return {
        "basis": supply.basis,
        "sources": sorted(supply.sources),
        "unknown": UNNAMED + question.doubles.say(supply.dependents),
        "reason": f"{say_supply(supply, inside)}; {say_next(supply)}",
    }


def organisations(question: Question) -> Iterator[Line]:
    """Organisations whose going cuts the network of the place."""
    network, part = question.network, question.part("REGULATES")
    found = cuts(part.walk)
    if not found:
        return
    severed = Severed(part.walk, found)
    here = severed.number_of(question.inside[part.numbers])
    links, owners, others = part.links_of_all(severed.numbers)
    ways = ways_of(network, links, network.ends[0, links] == part.numbers[severed.numbers[owners]])
    lost = severed.ties(owners, others)
    kinds = 2 * len(network.vocabularies["link"])
    numbers = np.bincount(owners[lost] * kinds + ways[lost], minlength=len(found) * kinds)
    commonest = numbers.reshape(len(found), kinds).argmax(axis=1)
    same = ways == commonest[owners]
    with_it = counted(owners[same], part.numbers[others[same]], question.inside, len(found))
    recorded = np.bincount(owners[lost & ~network.possible[links]], minlength=len(found)) > 0
    for at in np.flatnonzero(here).tolist():
        code, outward = divmod(int(commonest[at]), 2)
        kind = network.word("link", code)
        what = say_link(kind, outward=bool(outward))
        having = int(question.having[commonest[at]])
        yield Line(
            "organisation that holds the network together",
            what,
            part.id(found[at].number),
            int(here[at]),
            int(with_it[at]) / max(having, 1),
            0.5 if kind in GENERIC else SPECIAL[None],
            SURE[RECORDED if recorded[at] else POSSIBLE],
            partial(
                cut_in_words,
                question,
                part,
                found[at],
                f"{here[at]:,} of them are inside; of {count(having, 'organisation')} inside with "
                f"“{what}” it has {with_it[at]:,}",
            ),
        )


def cut_in_words(question: Question, part: Part, cut: Cut, here: str) -> dict[str, Any]:
    """What is said of an organisation, of which `here` says what it is to the place."""
    lost = cut.lost(part.walk)
    ties = part.links_of(cut.number, lost)
    severed = part.numbers[lost]
    basis = part.network.basis(ties)
    return {
        "basis": basis,
        "sources": part.network.sources(ties),
        "unknown": UNSEEN + question.doubles.say(severed[question.inside[severed]]),
        "reason": f"{say_cut(part, cut, lost, basis)}; {here}",
    }


def ways_of(network: Network, links: Integers, outward: Flags) -> Integers:
    """Ways to be linked, as numbers: the kind of each linkage and whether it goes out from whom it is seen from."""
    return 2 * network.link[links] + outward


def counted(groups: Integers, partners: Integers, inside: Flags, number: int) -> Integers:
    """How many partners of the place, each once, each of so many groups has."""
    here = inside[partners]
    pairs = distinct_pairs(np.vstack([groups[here], partners[here]]), len(inside))
    return np.bincount(pairs[0], minlength=number)


def linkages(question: Question) -> Iterator[Line]:
    """Single linkages that tie two sides of the network of the place."""
    network, part = question.network, question.part(*GENERIC)
    for bridge in bridges(part.walk):
        if bridge.cut_off < SMALLEST_SIDE:
            break
        ties, start, words, end = part.crossing(bridge)
        yield Line(
            "linkage that holds the network together",
            f"{network.name[start]} {words} {network.name[end]}",
            network.id_of(start),
            bridge.cut_off,
            bridge.cut_off / bridge.of,
            SPECIAL[None],
            SURE[network.basis(ties)],
            partial(bridge_in_words, question, part, bridge),
        )


def bridge_in_words(question: Question, part: Part, bridge: Bridge) -> dict[str, Any]:
    """What is said of a linkage."""
    ties, start, words, end = part.crossing(bridge)
    lost = bridge.lost(part.walk)
    basis = part.network.basis(ties)
    return {
        "what": f"{part.network.called(start)} {words} {part.network.called(end)}",
        "basis": basis,
        "sources": part.network.sources(ties),
        "unknown": UNSEEN + question.doubles.say(part.numbers[lost]),
        "reason": f"only by it {say_bridge(part, bridge, basis)}",
    }


def institutions(question: Question) -> Iterator[Line]:
    """Services of institutions that firms of the place lack."""
    firms = question.network.find(question.row["firms"])
    for service in services_of(question.network, firms, question.flags) if len(firms) else ():
        without = len(firms) - len(service.served)
        if without and len(service.served):
            yield Line(
                "thin institution",
                service.name,
                None if service.provider is None else question.network.id_of(service.provider),
                without,
                without / len(firms),
                0.5 if set(SERVICES[service.name]) <= set(GENERIC) else SPECIAL[None],
                SURE[POSSIBLE] * len(service.served) / len(firms),
                partial(service_in_words, question, service, firms),
            )


def service_in_words(question: Question, service: Service, firms: Integers) -> dict[str, Any]:
    """What is said of a service that some of the firms lack."""
    without = np.setdiff1d(firms, service.served)
    return {
        "basis": POSSIBLE,
        "sources": question.network.sources(service.links),
        "unknown": UNPROVEN + question.doubles.say(without),
        "reason": f"{len(without):,} of {count(len(firms), 'firm')} have no recorded tie of {service.name}, "
        f"{len(service.served):,} have one",
    }
