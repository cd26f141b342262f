"""What linkages count, and what is refused in the file that says so."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import numpy as np
import pytest
import yaml
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.queries.boundaries.ties import tie
from clusteratlas.queries.boundaries.weights import read_weights, weights
from clusteratlas.queries.network.arrays import tying_kinds
from clusteratlas.queries.network.snapshots import assemble
from clusteratlas.queries.network.traits import Groups, Traits

TEXT = (files("clusteratlas.queries.boundaries") / "weights.yml").read_text(encoding="utf-8")


def changed(section: str, **values: Any) -> str:
    """The file with other values in a section; None takes a line out."""
    said = yaml.safe_load(TEXT)
    said[section] = {name: value for name, value in {**said[section], **values}.items() if value is not None}
    return yaml.safe_dump(said)


def test_every_kind_between_organisations_has_a_weight() -> None:
    assert set(weights().kinds) == set(tying_kinds())
    assert weights()["search.time"] == 10
    assert weights().lists["resampling.times"] == (5, 10, 20)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (changed("kinds", SUPPLIES=None), "kinds lacks SUPPLIES; write a line for each"),
        (changed("kinds", SELLS=1), "kinds has unknown SELLS; it takes ACQUIRED"),
        (changed("kinds", SUPPLIES="much"), "kinds.SUPPLIES is 'much'; write a number from 0 upwards"),
        (changed("search", time=-1), "search.time is -1; write a number from 0 upwards"),
        (changed("same", place=True), "same.place is True; write a number"),
        (changed("distance", bins=[5, 1]), "distance.bins is .5, 1.; each number must be larger than the one before"),
        (changed("resampling", times=5), "resampling.times is 5; write a list as"),
        ("kinds: [1", "weights.yml cannot be read"),
        ("- 1", "the file is not written as 'name: number'"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_write(text: str, error: str) -> None:
    with pytest.raises(InvalidQuery, match=error):
        read_weights(text)


def test_a_tie_is_the_sum_of_its_kinds_by_the_surest_source_and_more_in_the_same_place() -> None:
    """a supplies b by two sources and competes with it, c is bought by b in the same place, d lends."""
    said: list[dict[str, Any]] = [
        {"link": kind, "source": source, "state": None, "start": [start], "end": [end], "what": [],
         "confidence": [confidence], "weight": [], "since": [], "until": []}
        for kind, source, start, end, confidence in (
            ("SUPPLIES", "first", 0, 1, 0.5),
            ("SUPPLIES", "second", 0, 1, 0.8),
            ("COMPETES_WITH", "first", 1, 0, 1.0),
            ("ACQUIRED", "first", 1, 2, 1.0),
            ("FINANCES", "first", 3, 0, 1.0),
        )
    ]  # fmt: skip
    ids = list("abcd")
    nowhere = [float("nan")] * 4
    labels = ["Entity", "Organisation", "Firm"]
    rows = [{"labels": labels, "number": [0, 1, 2, 3], "id": ids, "name": ids, "lat": nowhere, "lon": nowhere}]
    network = assemble("revision", rows, said)
    none = Groups.of(4, {})
    here = Groups.of(4, {"town": np.array([1, 2])})
    traits = Traits(network, here, none, none, none, here, *[none] * 6)
    ties = tie(traits, np.arange(network.links), weights())
    found = {
        (owner, int(other)): float(weight)
        for owner in range(4)
        for other, weight in zip(
            ties.others[ties.bounds[owner] : ties.bounds[owner + 1]],
            ties.weights[ties.bounds[owner] : ties.bounds[owner + 1]],
            strict=True,
        )
    }
    trade, bought = 0.8 * 1.0 + 0.6, 0.6 * (1 + 1 + 1)
    mean = (trade + bought) / 2
    assert found == {pair: pytest.approx(worth / mean) for pair, worth in (
        ((0, 1), trade), ((1, 0), trade), ((1, 2), bought), ((2, 1), bought))}  # fmt: skip
    assert ties.degrees[3] == 0
