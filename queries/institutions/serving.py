"""Who does what for the firms of an industry, service by service, and what nobody does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.network.arrays import Flags, Integers, Network
from clusteratlas.queries.network.distance import between
from clusteratlas.queries.network.institutional import SERVICES, Service, services_of
from clusteratlas.queries.network.part import NAMED, say_some
from clusteratlas.queries.words import RECORDED, count, say_link


def compute(rows: Rows, parameters: dict[str, Any], network: Network) -> Rows:
    """One row an institution and service, service by service; those that serve most firms first."""
    firms, members = (network.find(rows[0][name]) for name in ("firms", "members"))
    if not len(firms):
        return []
    flags = network.chosen(possible=parameters["inferred"], date=parameters["date"])
    inside = network.among(members)
    found: Rows = []
    for service in services_of(network, firms, flags):
        whole = [
            whole_row(network, service, each, inside, len(firms)) for each in rows[0]["whole"] if serves(service, each)
        ]
        given = list(institution_rows(network, service, inside, len(firms)))[: parameters["per_service"]]
        found += [*given, *whole] or [absent_row(service, len(firms))]
    return found[: parameters["limit"]]


def serves(service: Service, whole: dict[str, Any]) -> bool:
    """Whether a tie to a whole industry is of this service."""
    return whole["kind"] in SERVICES[service.name]


def institution_rows(network: Network, service: Service, inside: Flags, of: int) -> Iterator[dict[str, Any]]:
    """Those that do it for firms by name."""
    for provider, number in service.reach.items():
        served = service.ties[1, service.ties[0] == provider]
        links = service.linkages(network, provider)
        basis = network.basis(links)
        yield {
            "service": service.name,
            "institution": network.id_of(provider),
            "serves": number,
            "of": of,
            "share": round(number / of, 3),
            "inside": bool(inside[provider]),
            "km": median_km(network, provider, served),
            "basis": basis,
            "sources": network.sources(links),
            "examples": [network.name[int(one)] for one in served[:NAMED]],
            "reason": f"{say_kinds(network, links, provider)} {number:,} of {count(of, 'firm')}"
            f"{'' if basis == RECORDED else ' (inferred)'}: {say_some(network, served)}",
        }


def say_kinds(network: Network, links: Integers, provider: int) -> str:
    """How it is linked to them, in words."""
    words = [
        say_link(network.word("link", network.link[link]), outward=int(network.ends[0, link]) == provider)
        for link in links
    ]
    return " and ".join(dict.fromkeys(words))


def median_km(network: Network, provider: int, served: Integers) -> float | None:
    """The median distance to those served, where positions are known."""
    km = between(np.broadcast_to(network.position[provider], (len(served), 2)), network.position[served])
    return None if np.isnan(km).all() else round(float(np.nanmedian(km)), 1)


def whole_row(network: Network, service: Service, whole: dict[str, Any], inside: Flags, of: int) -> dict[str, Any]:
    """One that does it for the industry as a whole."""
    at = network.find([whole["institution"]])
    return {
        "service": service.name,
        "institution": whole["institution"],
        "serves": None,
        "of": of,
        "share": None,
        "inside": bool(inside[at].any()),
        "km": None,
        "basis": whole["basis"],
        "sources": whole["sources"],
        "examples": [],
        "reason": f"{say_link(whole['kind'])} the industry {whole['industry']} as a whole; whom it reaches is not said",
    }


def absent_row(service: Service, of: int) -> dict[str, Any]:
    """A service that nobody is recorded to give; without numbers where no source records it for anybody."""
    empty = dict.fromkeys(("institution", "inside", "km", "basis"))
    known = service.recorded_anywhere
    return {
        "service": service.name,
        **empty,
        "serves": 0 if known else None,
        "of": of,
        "share": 0.0 if known else None,
        "sources": [],
        "examples": [],
        "reason": service.say_absence(of),
    }
