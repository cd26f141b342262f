"""Labelled pairs scored by the matcher and by its peers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from clusteratlas.graph.progress import quiet
from clusteratlas.ingest.matching.comparisons import prepare
from clusteratlas.ingest.matching.matches import OTHER_PREMISES, SURE_NAMES, judged
from clusteratlas.ingest.matching.mentions import Match
from clusteratlas.ingest.matching.reasons import name_words, place_words
from clusteratlas.ingest.matching.scoring import learned
from clusteratlas.ingest.matching.tables import fill, workspace

from .matching_labels import Label
from .matching_registers import register


@dataclass(frozen=True)
class Scored:
    """A labelled pair and what the matcher says of it."""

    label: Label
    case: str
    """Which curve it is calibrated with; empty where the pair is not proposed."""
    score: float
    automatic: bool


def score_labels(labels: Iterable[Label]) -> list[Scored]:
    """What the matcher says of each labelled pair, with all mentions of its two registers beside it."""
    by_registers: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for label in labels:
        by_registers[label.left_register, label.right_register].append(label)
    found = []
    for (left, right), wanted in by_registers.items():
        told = judge_pairs(left, right, [(each.left, each.right) for each in wanted])
        for label in wanted:
            match = told.get((label.left, label.right))
            if match is None:
                found.append(Scored(label, "", 0.0, False))
            else:
                found.append(Scored(label, case(match), match.score, match.verdict == "automatic"))
    return found


def judge_pairs(left: str, right: str, ids: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Match]:
    """Pairs of two registers as judged, whether or not they would be candidates."""
    import pyarrow

    wanted = list(ids)
    with workspace(2000) as connection:
        prepare(connection)
        fill(connection, register(left), register(right), quiet)
        table = pyarrow.table({"left_id": [each[0] for each in wanted], "right_id": [each[1] for each in wanted]})
        connection.register("wanted", table)
        connection.execute(
            "CREATE TABLE pair AS"
            " SELECT DISTINCT '0' AS match_key, l.unique_id AS join_key_l, r.unique_id AS join_key_r"
            " FROM wanted JOIN record AS l ON l.id = left_id AND l.side = 0"
            " JOIN record AS r ON r.id = right_id AND r.side = 1"
        )
        return {(match.left, match.right): match for match in judged(connection, learned())}


def case(match: Match) -> str:
    """Which curve a match was calibrated with."""
    if match.relation == "sibling":
        return "sibling"
    name, place = (next(each for each in match.reasons if each.field == field) for field in ("name", "place"))
    if not any(name.words == name_words(level, name.left, name.right) for level in SURE_NAMES):
        return "likely"
    moved = any(place.words == place_words(level, place.left, place.right) for level in OTHER_PREMISES)
    return "moved" if moved else "same"
