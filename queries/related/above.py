"""What keeps the industries related with one from being read as they are ranked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..network.arrays import Integers
from ..words import count, say_share
from .strengths import TRADE, Strengths
from .table import Table

NAMED = 0.9
"""The rank from which a basis is named in words."""
TOLD = 3
"""How many strong partners that are not listed are told."""
NONE = -1


def trade_classes(table: Table) -> Integers:
    """Industries of one number have the same trade, as one class of the table covers them; NONE without."""
    if table.bought is None or table.customers is None:
        return np.full(len(table), NONE)
    trade = np.hstack([table.customers, table.bought.T])
    label = np.unique(trade.round(12), axis=0, return_inverse=True)[1].ravel()
    return np.where(trade.any(axis=1), label, NONE)


def say_ranking(names: Sequence[str], found: Strengths, classes: Integers, order: Sequence[int], listed: int) -> str:
    """What stands above the first of an order: that trade is of classes, and who is strong by it and not listed.

    `names` are those of all industries of the table.
    """
    said = [f"Compared with {count(len(order), 'other industry', 'other industries')}."]
    if TRADE not in found.rank:
        return said[0]
    shown = np.array(order[:listed], dtype=np.int64)
    number = int((sharing(classes)[shown] > 1).sum())
    if number:
        said.append(
            f"{number:,} of the {len(shown):,} listed have the trade figures of a class of the input-output table "
            "that covers several industries: input-output and customers tell of that class, not of each."
        )
    strong = strong_elsewhere(found, classes, order, listed)
    if strong:
        told = "; ".join(say_partner(names, found, classes, order, at) for at in strong)
        said.append(
            f"Strong trade but further down, since strength counts places and customers too: {told}. "
            "Ranked by trade alone (basis input-output) they are among the first."
        )
    return " ".join(said)


def sharing(classes: Integers) -> Integers:
    """With how many others of its class, itself counted, each shares its trade; 1 without trade."""
    numbers = np.bincount(classes[classes != NONE], minlength=int(classes.max(initial=NONE)) + 1)
    found: Integers = np.array([1 if label == NONE else numbers[label] for label in classes.tolist()], dtype=np.int64)
    return found


def strong_elsewhere(found: Strengths, classes: Integers, order: Sequence[int], listed: int) -> list[int]:
    """Where in the order the first of a class stands that trades much and of which nobody is listed."""
    seen = set(classes[list(order[:listed])].tolist()) - {NONE}
    first: list[int] = []
    for at in range(listed, len(order)):
        label = int(classes[order[at]])
        if label == NONE or label in seen or found.rank[TRADE][order[at]] < NAMED:
            continue
        seen.add(label)
        first.append(at)
    return sorted(first, key=lambda at: -found.raw["IO"][order[at]])[:TOLD]


def say_partner(names: Sequence[str], found: Strengths, classes: Integers, order: Sequence[int], at: int) -> str:
    """One of these, with its place in the order, its trade, and others of its class."""
    number = order[at]
    mates = [one for one in order[at + 1 :] if classes[one] == classes[number]]
    others = (
        f", with {count(len(mates), 'other')} of its class, down to {order.index(mates[-1]) + 1:,}" if mates else ""
    )
    return (
        f"{names[number]} (number {at + 1:,}{others}; largest trade share {say_share(float(found.raw['IO'][number]))})"
    )
