"""Which of six services of institutions the firms of a place lack."""

from __future__ import annotations

from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.network.arrays import Integers, Network
from clusteratlas.queries.network.institutional import Service, services_of
from clusteratlas.queries.network.part import NAMED
from clusteratlas.queries.words import count


def compute(rows: Rows, parameters: dict[str, Any], network: Network) -> Rows:
    """One row a service, that which most firms lack first, at last those of which nothing is known."""
    members = network.find(rows[0]["members"])
    if not len(members):
        return []
    flags = network.chosen(possible=parameters["inferred"], date=parameters["date"])
    found = [service_row(network, members, service) for service in services_of(network, members, flags)]
    return sorted(found, key=lambda row: (row["without"] is None, -(row["without"] or 0), row["missing"]))


def service_row(network: Network, members: Integers, service: Service) -> dict[str, Any]:
    """One service and who lacks it; without numbers where no source records it for anybody."""
    without = np.setdiff1d(members, service.served)
    known = service.recorded_anywhere
    provider = service.provider
    return {
        "missing": service.name,
        "without": len(without) if known else None,
        "of": len(members),
        "share": round(len(without) / len(members), 3) if known else None,
        "provider": None if provider is None else network.id_of(provider),
        "reached": service.reached if known else None,
        "sources": network.sources(service.links),
        "examples": [network.called(int(number)) for number in without[:NAMED]] if known else [],
        "reason": say(network, len(without), len(members), service),
    }


def say(network: Network, without: int, of: int, service: Service) -> str:
    """What is known of a service, in words."""
    if service.provider is None:
        return service.say_absence(of)
    return (
        f"{without:,} of {count(of, 'firm')} have no recorded tie of {service.name}; most that have one "
        f"({service.reached:,}) have it with {network.called(service.provider)}"
    )
