"""Learns ingest/matching/model/ from the registers that ship and the calibration half of the labelled pairs.

Usage: python -m bench.matching_train [--curves]    (with --curves the chances of levels are kept as they are)
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any

from clusteratlas.graph.progress import quiet
from clusteratlas.ingest.matching import scoring, tables
from clusteratlas.ingest.matching.comparisons import FIELDS, prepare
from clusteratlas.ingest.matching.features import name_keys
from clusteratlas.ingest.matching.matches import CASES, probability
from sklearn.linear_model import LogisticRegression

from .matching_labels import Label, in_half, read_labels
from .matching_measure import Scored, score_labels
from .matching_registers import REGISTERS, register

UNSHIPPED = {"hhs", "ttb2015"}
"""Registers whose words are not counted: not shipped, or an earlier state of another."""
LEAST_COUNT = 3
"""Names a word must stand in to be listed."""
PRIOR = 1e-5
RANDOM_PAIRS = 4e6
LEAST_CHANCE = 1e-7
TOWN_UNKNOWN = {
    "same spot": [0.5, 0.0019],
    "near, town unknown": [0.45, 0.0148],
    "in reach, town unknown": [0.05, 0.08],
    "far, town unknown": [0.03, 0.95],
    "same state, town unknown": [0.97, 0.254],
}
"""Chances of the levels of `place` that are met only where a town is not known, as in no register learned from.

How often others are so near is counted among random pairs of the organisations that ship; how often the same are, is
set by hand from the wineries of alone/positions.csv.
"""
LOWEST, HIGHEST = -60.0, 60.0
"""Match weights that the flat curve spans."""
GRID = [*range(-12, 41, 2)]
"""Match weights at which the curve is kept."""
SUREST = 0.999
LOST = 0.01
"""Share of linked pairs that may fall below what is worth a look."""
AUTOMATIC_PRECISION = 0.995
"""Precision asked of the calibration half, so that the test half has .99."""


def main() -> None:
    """Words, chances, curves, thresholds."""
    labels = in_half(read_labels(), 0)
    if "--curves" in sys.argv:
        chances = json.loads((tables.MODEL / "learned.json").read_text("utf-8"))["chances"]
    else:
        words()
        chances = learn(labels)
    save({"prior": PRIOR, "chances": chances, "curves": flat(), "automatic": LOWEST, "review": 0})
    scored = score_labels(labels)
    curves = {case: curve(scored, case) for case in CASES}
    save({"prior": PRIOR, "chances": chances, "curves": curves, "automatic": LOWEST, "review": 0})
    found = thresholds(scored, scoring.learned())
    save({"prior": PRIOR, "chances": chances, "curves": curves, **found})


def words() -> None:
    """Counts the words of names in the registers that ship."""
    counts: Counter[str] = Counter()
    names = 0
    for name in REGISTERS:
        if name not in UNSHIPPED:
            for mention in register(name):
                names += 1
                counts.update({word for key in name_keys(mention) for word in key.split()})
    kept = {word: count for word, count in sorted(counts.items()) if count >= LEAST_COUNT}
    (tables.MODEL / "words.json").write_text(
        json.dumps({"names": names, "words": kept}, separators=(",", ":")), "utf-8"
    )


def learn(labels: list[Label]) -> dict[str, dict[str, list[float]]]:
    """Splink's m from pairs labelled the same, its u from random pairs of all registers."""
    import pyarrow

    empty = scoring.Learned(PRIOR, {}, {}, 1, 0)
    with tables.workspace(3000) as connection:
        prepare(connection)
        tables.fill(connection, [mention for name in REGISTERS for mention in register(name)], None, quiet)
        linker = scoring.linker(connection, empty)
        linker.training.estimate_u_using_random_sampling(RANDOM_PAIRS, seed=1, min_count_per_level=None)
        others = trained(linker, "u")
        number = dict(connection.execute("SELECT id, unique_id FROM record").fetchall())
        same = {}
        for table, wanted in (("units", {"same"}), ("companies", {"same", "sibling"})):
            pairs = [sorted((number[each.left], number[each.right])) for each in labels if each.label in wanted]
            made = pyarrow.table({"unique_id_l": [a for a, _ in pairs], "unique_id_r": [b for _, b in pairs]})
            linker.training.estimate_m_from_pairwise_labels(
                linker.table_management.register_labels_table(linker._db_api.register(made, table_name=table))
            )
            same[table] = last_trained(linker)
    chosen = {field: same["units" if field == "place" else "companies"][field] for field in FIELDS}
    learned = {
        field: {
            level: [smooth(chosen[field], level), max(others[field].get(level) or 0, LEAST_CHANCE)]
            for level, _ in FIELDS[field]
            if level != "unknown"
        }
        for field in FIELDS
    }
    return {**learned, "place": {**learned["place"], **TOWN_UNKNOWN}}


def trained(linker: Any, side: str) -> dict[str, dict[str, float | None]]:
    """Field, level: the probability that splink learned, None where it met none."""
    return {
        each.output_column_name: {
            level.label_for_charts: getattr(level, f"{side}_probability")
            if getattr(level, f"_{side}_is_trained")
            else None
            for level in each.comparison_levels
            if not level.is_null_level
        }
        for each in linker._settings_obj.comparisons
    }


def last_trained(linker: Any) -> dict[str, dict[str, float]]:
    """Field, level: m of the last training alone, 0 where it met none."""
    found: dict[str, dict[str, float]] = {}
    for each in linker._settings_obj.comparisons:
        found[each.output_column_name] = {}
        for level in each.comparison_levels:
            if not level.is_null_level:
                runs = [run for run in level._trained_m_probabilities if isinstance(run["probability"], float)]
                found[each.output_column_name][level.label_for_charts] = runs[-1]["probability"] if runs else 0.0
                level._trained_m_probabilities.clear()
    return found


def smooth(chances: dict[str, float], level: str) -> float:
    """The probability of a level, away from 0, since a label not yet met is not impossible."""
    floor = 0.004
    return (chances[level] + floor) / (sum(chances.values()) + floor * len(chances))


def flat() -> dict[str, dict[str, list[float]]]:
    """Curves that let every pair pass."""
    return {case: {"bits": [LOWEST, HIGHEST], "score": [0.0, 1.0]} for case in CASES}


def curve(scored: list[Scored], case: str) -> dict[str, list[float]]:
    """Logistic calibration of the match weight on labelled pairs, weighted by the pairs they stand for.

    Platt, *Advances in Large Margin Classifiers* (1999): targets are drawn in from 0 and 1 by how few pairs there are.
    """
    wanted = {"same", "sibling"} if case == "sibling" else {"same"}
    kept = [each for each in scored if each.case == case and each.label.label != "unclear"]
    right = [each for each in kept if each.label.label in wanted]
    wrong = [each for each in kept if each.label.label not in wanted]
    sure, unsure = (len(right) + 1) / (len(right) + 2), 1 / (len(wrong) + 2)
    examples = [
        (each, truth, share)
        for group, target in ((right, sure), (wrong, unsure))
        for each in group
        for truth, share in ((True, target), (False, 1 - target))
    ]
    model = LogisticRegression(C=100).fit(
        [[bits(each)] for each, _, _ in examples],
        [truth for _, truth, _ in examples],
        sample_weight=[each.label.weight * share for each, _, share in examples],
    )
    likely = model.predict_proba([[bits] for bits in GRID])[:, 1]
    return {"bits": [float(bits) for bits in GRID], "score": [round(min(float(each), SUREST), 5) for each in likely]}


def bits(scored: Scored) -> float:
    """The match weight behind a score on the flat curve."""
    return scored.score * (HIGHEST - LOWEST) + LOWEST


def thresholds(scored: list[Scored], model: scoring.Learned) -> dict[str, float]:
    """The lowest match weight with the precision asked above it, and the lowest score that finds nearly all."""
    able = sorted(
        (each for each in scored if each.automatic and each.label.label != "unclear"), key=lambda each: -bits(each)
    )
    automatic, right, total = HIGHEST, 0.0, 0.0
    for each in able:
        total += each.label.weight
        right += each.label.weight * (each.label.label == "same")
        if right / total >= AUTOMATIC_PRECISION:
            automatic = bits(each)
    linked = [each for each in scored if each.case and each.label.label in {"same", "sibling"}]
    found = sorted(probability(model, each.case, bits(each)) for each in linked)
    return {"automatic": round(automatic, 2), "review": round(found[int(len(found) * LOST)], 5)}


def save(raw: dict[str, Any]) -> None:
    """Writes learned.json and forgets the model in memory."""
    (tables.MODEL / "learned.json").write_text(json.dumps(raw, indent=1) + "\n", "utf-8")
    scoring.learned.cache_clear()


if __name__ == "__main__":
    main()
