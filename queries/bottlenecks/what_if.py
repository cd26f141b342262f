"""What falls, round by round, if an organisation, an input, a place, a cluster or a single link goes."""

from __future__ import annotations

from typing import Any

import numpy as np
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.results import Rows
from clusteratlas.queries.network.arrays import Flags, Network
from clusteratlas.queries.network.cascade import Flows, Going, Loss, cascade, say_thing, substitute
from clusteratlas.queries.words import count


def compute(rows: Rows, parameters: dict[str, Any], network: Network) -> Rows:
    """One row a loss, by round; in each those first that are stopped, then those with the fewest others left."""
    if not rows:
        return []
    inferred = parameters["inferred"]
    flags = network.chosen(possible=inferred, date=parameters["date"])
    flows = Flows(network, flags, rows[0]["needs"] if inferred else [])
    losses, out = cascade(flows, what_goes(network, rows[0], parameters), parameters["rounds"])
    losses.sort(key=lambda loss: (loss.round, not loss.stopped, loss.left, say_thing(loss.thing), loss.organisation))
    return [loss_row(flows, loss, out, rows[0]["input"]) for loss in losses[: parameters["limit"]]]


def what_goes(network: Network, row: dict[str, Any], parameters: dict[str, Any]) -> Going:
    """What the parameters say that goes: all that `gone` stands for, or only what ties it to `tied_to`."""
    gone = network.find(row["organisations"])
    kind = None if parameters["kind"] == "any" else parameters["kind"]
    if parameters["tied_to"] is None:
        if kind:
            raise InvalidQuery(
                "kind: says which linkages go between two; give the other one as tied_to, or leave it at any"
            )
        return Going(gone, row["input"])
    if not row["single"] or parameters["tied_to"] == parameters["gone"]:
        raise InvalidQuery("tied_to: a link has two ends; give two organisations, one as gone and another as tied_to")
    [one], [other] = gone.tolist(), network.find([parameters["tied_to"]]).tolist()
    return Going(np.zeros(0, dtype=np.int64), between=(one, other), kind=kind)


def loss_row(flows: Flows, loss: Loss, out: Flags, input: str | None) -> dict[str, Any]:
    """One loss with its substitute."""
    network = flows.network
    gone = input is not None and loss.thing[1] == input
    instead = None if gone else substitute(flows, loss, out)
    km = instead[1] if instead else None
    if gone:
        after = "it is to be had from nobody"
    elif loss.left:
        after = f"has it from {count(loss.left, 'other')} still"
    elif instead and km is not None:
        nearest = f"{network.called(instead[0])}, {km:,.0f} km away"
        after = f"has it from nobody else; the nearest known to provide it is {nearest}"
    elif instead:
        after = f"has it from nobody else; {network.called(instead[0])} is known to provide it, how far away is unknown"
    else:
        after = "has it from nobody else, and nobody else is known to provide it"
    more = f" and {count(len(loss.givers) - 1, 'other')}" if len(loss.givers) > 1 else ""
    name = f"{network.called(loss.givers[0])}{more}"
    return {
        "round": loss.round,
        "organisation": network.id_of(loss.organisation),
        "loses": say_thing(loss.thing),
        "from": network.id_of(loss.givers[0]),
        "left": loss.left,
        "stopped": loss.stopped,
        "substitute": network.id_of(instead[0]) if instead else None,
        "km": None if km is None else round(km, 1),
        "basis": loss.basis,
        "sources": list(loss.sources),
        "reason": f"{'got' if loss.basis == 'recorded' else 'may have got'} it from {name}; {after}",
    }
