"""What members need that nobody near provides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.network.arrays import Floats, Integers, Network
from clusteratlas.queries.network.distance import kilometres
from clusteratlas.queries.network.part import say_some
from clusteratlas.queries.words import POSSIBLE, RECORDED, count, say_share

UNSEEN = "firms that no source names"


@dataclass(frozen=True, eq=False)
class Want:
    """One thing that some members need, and who provides it wherever."""

    input: str
    basis: str
    needing: dict[int, float]
    """Member to what the need counts: 1, or the share of its industry's purchases."""
    of: int
    """How many could have been known to need it."""
    providers: Integers
    sources: list[str]
    counts: Rows = field(default_factory=list)
    """Areas with the number of establishments that provide it, where somebody counts them."""
    counted: bool = False


@dataclass(frozen=True, eq=False)
class Near:
    """Who is near those that need something, and who is nearest."""

    providers: int
    establishments: int | None
    nearest: str | None
    """Id of an organisation or an area."""
    name: str
    """What the nearest is called, with the number of establishments for an area."""
    km: float | None


def compute(rows: Rows, parameters: dict[str, Any], network: Network) -> Rows:
    """One row a gap: what is recorded first, then by score."""
    members = network.find(rows[0]["members"])
    if not len(members):
        return []
    weights = weights_of(network, rows[0]["employees"]) if parameters["weigh"] == "employees" else None
    found = []
    for want in (*recorded(network, rows[0]), *possible(network, rows[0])):
        if len(want.needing) < parameters["least"]:
            continue
        near = look(network, want, members, parameters["near"])
        if max(near.providers, near.establishments or 0) <= parameters["few"]:
            found.append(gap_row(network, want, near, weights, parameters["near"]))
    found.sort(key=lambda row: (row["basis"] != RECORDED, -row["score"], -row["needed_by"], row["input"]))
    return [{"rank": rank, **row} for rank, row in enumerate(found[: parameters["limit"]], start=1)]


def looked_at(rows: Rows, parameters: dict[str, Any], _network: Network) -> str:
    """What an answer without rows looked at, and what would be needed, in sentences."""
    row, asked, here = rows[0], rows[0]["asked"], count(len(rows[0]["members"]), "organisation")
    if not asked:
        return f"Looked at {here} here, none of the industry asked about."
    classified = {member for item in row["industries"] for member in item["members"]}
    who = f"{asked:,} of the industry among {here}" if parameters["industry"] else here
    said = [
        f"Looked at {who} here, of which {len(classified):,} have a known industry.",
        f"Sources state {count(len(row['needs']), 'input')} that they need or get.",
    ]
    if bought := {seller for _, seller, _ in row["purchases"]}:
        said.append(
            f"By the input-output table they buy from {count(len(bought), 'industry', 'industries')}: "
            f"{len(bought) - len(row['absent']):,} are found here, {say_others(len(row['absent']), parameters)}."
        )
    else:
        said.append("What their industries buy is not known: the input-output table needs a NAICS code.")
    return " ".join(said)


def say_others(number: int, parameters: dict[str, Any]) -> str:
    """Why what so many industries sell is no gap, though nobody of them is counted here."""
    near = f"the other {number:,} within {parameters['near']:g} km of who needs them"
    return near if parameters["least"] == 1 else f"{near} or bought by fewer than {parameters['least']:,}"


def weights_of(network: Network, employees: list[tuple[str, int]]) -> dict[int, float]:
    """Employees of the members of which they are known."""
    known = dict(employees)
    return {number: float(known[network.id_of(number)]) for number in network.find(known).tolist()}


def recorded(network: Network, row: Mapping[str, Any]) -> Iterator[Want]:
    """What sources state that members need, or get from anybody."""
    for need in row["needs"]:
        supplying = network.ends[0, network.bringing(need["input"])]
        providers = np.union1d(network.find(need["providers"]), supplying)
        needing = np.setdiff1d(network.find(need["needing"]), providers)
        if len(needing):
            counting = dict.fromkeys(needing.tolist(), 1.0)
            yield Want(need["input"], RECORDED, counting, row["asked"], providers, need["sources"])


def possible(network: Network, row: Mapping[str, Any]) -> Iterator[Want]:
    """What the members' industries buy by the input-output table, of whom nobody is counted where members are."""
    buyers = {item["industry"]: network.find(item["members"]).tolist() for item in row["industries"]}
    needing: dict[str, dict[int, float]] = defaultdict(dict)
    for industry, seller, share in row["purchases"]:
        held = needing[seller]
        for member in buyers[industry]:
            held[member] = max(held.get(member, 0.0), share)
    of = len({member for held in needing.values() for member in held})
    for seller in row["absent"]:
        if seller["counts"] or not row["counted"]:
            named = {*row["tables"], *(source for area in seller["counts"] for source in area["sources"])}
            providers = network.find(seller["providers"])
            bought = needing[seller["seller"]]
            yield Want(seller["name"], POSSIBLE, bought, of, providers, sorted(named), seller["counts"], row["counted"])


def look(network: Network, want: Want, members: Integers, near: float) -> Near:
    """Who provides something inside or within a distance of those that need it, and the nearest of all."""
    around = network.position[list(want.needing)]
    km = kilometres(network.position[want.providers], around)
    close = np.isin(want.providers, members) | (km <= near)
    areas = kilometres(positions(want.counts), around)
    inside = np.array([area["inside"] for area in want.counts], dtype=np.bool_)
    numbers = np.array([area["number"] for area in want.counts], dtype=np.int64)
    establishments = int(numbers[inside | (areas <= near)].sum()) if want.counted else None
    providers = int(close.sum())
    best, where = (np.where(np.isnan(each), np.inf, each) for each in (km, areas))
    if not np.isfinite([*best, *where]).any():
        return Near(providers, establishments, None, "", None)
    if len(best) and best.min() <= (where.min() if len(where) else np.inf):
        at = int(want.providers[best.argmin()])
        return Near(providers, establishments, network.id_of(at), network.name[at], float(best.min()))
    area = want.counts[int(where.argmin())]
    name = f"{area['name']}, where {count(area['number'], 'establishment')} are counted"
    return Near(providers, establishments, area["area"], name, float(where.min()))


def positions(areas: Rows) -> Floats:
    """Latitudes and longitudes of areas; NaN where unknown."""
    return np.array([[area["lat"], area["lon"]] for area in areas], dtype=np.float64).reshape(-1, 2)


def gap_row(
    network: Network, want: Want, near: Near, weights: Mapping[int, float] | None, distance: float
) -> dict[str, Any]:
    """One gap with its numbers and words."""
    share = float(np.mean(list(want.needing.values())))
    score = sum(part * (1.0 if weights is None else weights.get(who, 0.0)) for who, part in want.needing.items())
    return {
        "input": want.input,
        "basis": want.basis,
        "needed_by": len(want.needing),
        "of": want.of,
        "share": None if want.basis == RECORDED else round(share, 4),
        "score": round(score, 2),
        "providers_near": near.providers,
        "establishments_near": near.establishments,
        "nearest": near.nearest,
        "km": None if near.km is None else round(near.km, 1),
        "sources": list(want.sources),
        "unknown": "; ".join(unknowns(network, want, weights)),
        "reason": f"{say_need(network, want, share)}; {say_near(network, want, near, distance)}",
    }


def unknowns(network: Network, want: Want, weights: Mapping[int, float] | None) -> Iterator[str]:
    """What a gap cannot know."""
    needing = list(want.needing)
    placeless = int(np.isnan(network.position[needing, 0]).sum())
    if placeless:
        yield f"where {placeless:,} of the {len(needing):,} that need it are"
    astray = int(np.isnan(network.position[want.providers, 0]).sum())
    if astray:
        yield f"where {astray:,} of {count(len(want.providers), 'provider')} are"
    if weights is not None and (uncounted := sum(who not in weights for who in needing)):
        yield f"the employees of {uncounted:,} of them, which count nothing"
    if want.basis == POSSIBLE:
        yield "whether these organisations buy what their industries do"
        if not want.counted:
            yield "how many establishments there are, which no source counts"
    yield UNSEEN


def say_need(network: Network, want: Want, share: float) -> str:
    """Who needs it, in words."""
    number = len(want.needing)
    if want.basis == RECORDED:
        need = "needs or gets" if number == 1 else "need or get"
        return f"{count(number, 'organisation')} {need} it: {say_some(network, np.array(list(want.needing)))}"
    return (
        f"by their industries {number:,} of {count(want.of, 'organisation')} buy it, "
        f"{say_share(share)} of their purchases on average"
    )


def say_near(network: Network, want: Want, near: Near, distance: float) -> str:
    """Who is near and who is nearest, in words."""
    close = f"{near.providers:,} known to provide it" if near.providers else "nobody known to provide it"
    counted = f" and {count(near.establishments, 'establishment')} counted" if near.establishments else ""
    first = f"{close}{counted} inside or within {distance:g} km"
    if near.km is None and not len(want.providers):
        return f"{first}, nor elsewhere"
    if near.km is None:
        return f"{first}; elsewhere {say_some(network, want.providers)}, how far away is unknown"
    return f"{first}; the nearest is {near.name}, {near.km:,.0f} km away"
