"""The labelled pairs that matching is learned from and measured on."""

from __future__ import annotations

import pytest

from bench.matching_labels import LINKED, in_half, read_labels
from bench.matching_names import LISTS, labels
from bench.matching_registers import register

LABELS = {"same", "sibling", "part", "different", "unclear"}


def test_every_pair_is_labelled_once() -> None:
    labels = read_labels()
    assert len({(each.left, each.right) for each in labels}) == len(labels) >= 500
    assert {each.label for each in labels} == LABELS


def test_no_entity_is_in_both_halves() -> None:
    halves = [
        {id for each in in_half(read_labels(), half) if each.label in LINKED for id in (each.left, each.right)}
        for half in (0, 1)
    ]
    assert not halves[0] & halves[1]


def test_the_halves_are_all() -> None:
    assert len(in_half(read_labels(), 0)) + len(in_half(read_labels(), 1)) == len(read_labels())


def test_every_name_without_a_town_is_labelled() -> None:
    alone, near = labels("names"), labels("positions")
    assert set(alone.values()) | set(near.values()) <= LABELS
    assert {name.split(":")[0] for name, _ in alone} == LISTS.keys()
    assert (len(alone), len(near)) == (436, 197)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sec", "sbir", "ppp", "fda", "ror", "ipeds", "ttb2015", "ttb2021"])
def test_labels_are_of_mentions_that_ship(name: str) -> None:
    known = {mention.id for mention in register(name)}
    labelled = {id for each in read_labels() for id in (each.left, each.right) if id.startswith(f"{name}:")}
    assert labelled
    assert labelled <= known
