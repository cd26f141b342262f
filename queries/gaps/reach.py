"""How far linkages reach, beside how far they would reach if partners were drawn at random."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.boundaries.weights import weighing, weights
from clusteratlas.queries.network.arrays import Flags, Floats, Integers, Network, tying_kinds
from clusteratlas.queries.network.cascade import BRINGING, say_thing
from clusteratlas.queries.network.distance import between
from clusteratlas.queries.network.institutional import FROM_END
from clusteratlas.queries.network.part import is_drawn
from clusteratlas.queries.network.spread import say_inferred, say_spread
from clusteratlas.queries.network.supply import SUPPLYING
from clusteratlas.queries.words import POSSIBLE, count, headed, say_link, say_share

DRAWINGS = 400
SAMPLE = 1_000
"""Linkages at most that a drawing is made for."""
LOCAL, NEARER, FAR, ALL_NEAR, INFERRED, FEW = (
    "local edge",
    "nearer than chance",
    "from a distance",
    "near anyway",
    "inferred",
    "too few to tell",
)
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Reach:
    """The linkages that bring one thing."""

    what: str
    links: Integers
    pairs: Integers
    """Two rows: who gives and who gets; each pair once."""
    givers: Integers
    """All that are recorded to give the same to anybody, and whose position is known."""


def compute(rows: Rows, parameters: dict[str, Any], network: Network) -> Rows:
    """One row a thing: those with most linkages whose distance is known first."""
    flags = network.chosen(tying_kinds(), possible=parameters["inferred"], date=parameters["date"])
    members = asked_about(rows, parameters, network)
    with weighing(parameters["weights"]):
        found = [
            reach_row(network, reach, parameters["near"], parameters["least"])
            for reach in reaches(network, flags, members, kinds=parameters["by"] == "kinds")
        ]
    found.sort(key=lambda row: (-row["measured"], -row["linkages"], row["what"]))
    if not found:
        return []
    above = f"{say_few(found)} {looked_at(rows, parameters, network)}".strip()
    return headed(found[: parameters["limit"]], headline=above or None)


def say_few(found: Rows) -> str:
    """That nothing has enough linkages to tell, and what is known instead, in a sentence; else nothing."""
    if any(row["reading"] != FEW for row in found):
        return ""
    return (
        "Nothing here has enough measured linkages to tell whether near partners are preferred. Most is known of "
        f"{found[0]['what']}: {found[0]['reason']}."
    )


def asked_about(rows: Rows, parameters: dict[str, Any], network: Network) -> Integers | None:
    """The organisations of the place, the cluster or the surroundings asked about; None where all are."""
    return network.find(rows[0]["members"]) if is_drawn(parameters) or parameters["around"] else None


def looked_at(rows: Rows, parameters: dict[str, Any], network: Network) -> str:
    """Where those asked about are, and what inferred linkages would add; nothing where all are asked about."""
    members = asked_about(rows, parameters, network)
    if members is None:
        return ""
    flags = network.chosen(tying_kinds(), possible=True, date=parameters["date"])
    kinds = parameters["by"] == "kinds"
    found = [reach.links for reach in reaches(network, flags, members, kinds=kinds)]
    links = np.concatenate(found) if found else members[:0]
    said = [say_spread(network, members, rows[0]["lying"]), *say_inferred(network, links, parameters)]
    return " ".join(said)


def reaches(network: Network, flags: Flags, members: Integers | None, *, kinds: bool) -> Iterator[Reach]:
    """The linkages by kind, or by what they bring; of members, those by which they get something."""
    if not kinds:
        flags = flags & network.chosen(BRINGING)
    links = np.flatnonzero(flags & (network.ends[0] != network.ends[1]))
    turned = network.chosen(FROM_END)[links]
    start, end = network.ends[:, links]
    giver, taker = np.where(turned, end, start), np.where(turned, start, end)
    inside = np.ones(len(network), dtype=np.bool_) if members is None else network.among(members)
    for what, at in things(network, links, kinds=kinds):
        mine = at[inside[taker[at]]]
        if not len(mine):
            continue
        givers = np.unique(giver[at])
        placed = givers[~np.isnan(network.position[givers, 0])]
        yield Reach(what, links[mine], np.unique(np.vstack([giver[mine], taker[mine]]), axis=1), placed)


def things(network: Network, links: Integers, *, kinds: bool) -> Iterator[tuple[str, Integers]]:
    """Each kind of linkage, or each thing that linkages bring, in words, with the places of its linkages in a list."""
    kind = network.link[links].astype(np.int64)
    if kinds:
        keys = kind
    else:
        supplying = np.array([word in SUPPLYING for word in network.vocabularies["link"]], dtype=np.bool_)[kind]
        named = supplying & (network.what[links] != network.code("what", ""))
        keys = np.where(named, len(network.vocabularies["link"]) + network.what[links], kind)
    order = np.argsort(keys, kind="stable")
    values, starts = np.unique(keys[order], return_index=True)
    words = network.vocabularies["link"]
    for key, start, end in zip(values.tolist(), starts, [*starts[1:], len(order)], strict=False):
        at = order[start:end]
        if kinds:
            yield say_link(words[key]), at
        else:
            yield (network.word("what", key - len(words)) if key >= len(words) else say_thing((words[key], ""))), at


def reach_row(network: Network, reach: Reach, near: float, least: int) -> dict[str, Any]:
    """One thing with its distances, in numbers and words."""
    starts, ends = network.position[reach.pairs]
    km = between(starts, ends)
    known = ~np.isnan(km)
    quarters = np.percentile(km[known], (25, 50, 75)) if known.any() else np.full(3, np.nan)
    enough = int(known.sum()) >= least and len(reach.givers) >= weights()["reach.givers"]
    expected = ratio = chance = np.nan
    if enough:
        drawn = drawings(network.position[reach.givers], ends[known])
        expected = float(np.median(np.median(drawn, axis=1)))
        ratio = float(quarters[1]) / expected if expected else np.nan
        chance = float(np.mean(on_the_whole(drawn) <= on_the_whole(km[known]) + ROUNDING))
    basis = network.basis(reach.links)
    reading = FEW if not enough else INFERRED if basis == POSSIBLE else read(ratio, chance, expected, near)
    share = float(np.mean(km[known] <= near)) if known.any() else np.nan
    numbers = {
        "quarter_km": rounded(quarters[0], 1),
        "median_km": rounded(quarters[1], 1),
        "three_quarters_km": rounded(quarters[2], 1),
        "share_near": rounded(share, 3),
        "expected_km": rounded(expected, 1),
        "ratio": rounded(ratio, 2),
        "chance": rounded(chance, 3),
    }
    return {
        "what": reach.what,
        "linkages": reach.pairs.shape[1],
        "measured": int(known.sum()),
        "providers": len(reach.givers),
        **numbers,
        "reading": reading,
        "basis": basis,
        "sources": network.sources(reach.links),
        "reason": say(reach, int(known.sum()), near, least, reading, numbers),
    }


def drawings(givers: Floats, takers: Floats) -> Floats:
    """The distances in each of many drawings of a partner for each that gets something; always the same."""
    chance = np.random.default_rng(0)
    if len(takers) > SAMPLE:
        takers = takers[chance.choice(len(takers), SAMPLE, replace=False)]
    drawn = chance.integers(len(givers), size=(DRAWINGS, len(takers)))
    return between(givers[drawn], np.broadcast_to(takers, (*drawn.shape, 2)))


def on_the_whole(km: Floats) -> Floats:
    """How far some distances are on the whole: the mean of their logarithms, so that a few far ones do not decide."""
    means: Floats = np.mean(np.log1p(km), axis=-1)
    return means


def read(ratio: float, chance: float, expected: float, near: float) -> str:
    """What ratio, chance and the expected distance say, by the thresholds in force.

    >>> read(0.2, 0.0, 400, 50), read(0.7, 0.01, 400, 50), read(0.9, 0.4, 400, 50), read(0.9, 0.4, 20, 50)
    ('local edge', 'nearer than chance', 'from a distance', 'near anyway')
    """
    said = weights()
    if chance > said["reach.chance"]:
        return FAR if expected > near else ALL_NEAR
    return LOCAL if ratio <= said["reach.ratio"] else NEARER


def rounded(number: float, digits: int) -> float | None:
    """A number to so many digits, None where it is unknown."""
    return None if np.isnan(number) else round(float(number), digits)


def say(reach: Reach, measured: int, near: float, least: int, reading: str, numbers: dict[str, Any]) -> str:
    """What was measured and what it says, in words."""
    linkages = count(reach.pairs.shape[1], "pair")
    if not measured:
        return f"of {linkages} none has both positions known: load where they are"
    said = (
        f"of {linkages} {measured:,} are measured, half of these within {numbers['median_km']:,.0f} km and "
        f"{say_share(numbers['share_near'])} within {near:g} km"
    )
    if measured < least:
        return f"{said}; fewer than {least:,} are measured, too few to tell"
    if len(reach.givers) < weights()["reach.givers"]:
        givers = count(len(reach.givers), "giver")
        return f"{said}; with {givers} of known position there is little choice, too few to tell"
    drawn = f"half would be within {numbers['expected_km']:,.0f} km"
    return f"{said}; with partners drawn at random from {len(reach.givers):,} givers {drawn}: {WORDS[reading]}"


WORDS = {
    LOCAL: "near partners are much preferred, which speaks for a local edge",
    NEARER: "nearer partners are preferred, though not by much",
    INFERRED: "but all are inferred, perhaps from nearness itself, so that this tells nothing of a preference",
    ALL_NEAR: "all are so near that a preference does not show",
    FAR: "near partners are not seen to be preferred, as if it came from a distance without loss",
}
"""A reading in a sentence."""
