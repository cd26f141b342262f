"""Who is the same as whom: candidates, scored, judged, with reasons."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from math import log2
from typing import TYPE_CHECKING

from ...graph.progress import Report, quiet
from .bare import BORNE, no_other
from .candidates import block, ignore
from .comparisons import ELSEWHERE, FIELDS, level_name, prepare
from .doubt import NAME_ALONE, doubt, doubted
from .mentions import Match, Mention, Relation, Verdict
from .reasons import Pair, moved, reasons
from .scoring import Learned, learned, score
from .tables import fill, fill_rows, rows, workspace

if TYPE_CHECKING:
    import duckdb
    import pyarrow

MEMORY_MB = 1_000
BATCH = 2_000
"""Pairs that are held in memory at a time."""
SURE_NAMES = frozenset({"same", "one's other name"})
"""Levels of `name` at which a pair may be merged unseen; no likeness of letters or words is enough, as measured."""
OTHER_PREMISES = frozenset({"same postcode, other premises", "same town, other premises"})
"""Levels of `place` that tell of a move within the town, or of a second site there."""
NEED_NO_OTHER = NAME_ALONE | {"near, town unknown"}
"""Levels of `place` at which a pair is sure only where nobody else bears the name."""
CASES = ("same", "moved", "likely", "sibling")
"""What a pair is calibrated with: sure name and one place, sure name at other premises, other name, other town.

A number that no source gives to two tells one that moved to another town from a second site there: it is calibrated as
one at other premises, or of another name.
"""
SHOWN = (
    "id kind key keys wording forms postcode domain numbers founded sources"
    " shown_name shown_address shown_town shown_state shown_codes"
).split()
"""Columns of `record` that decisions and reasons need."""


def find_matches(
    mentions: Iterable[Mention],
    against: Iterable[Mention] | None = None,
    *,
    among: bool = False,
    memory_mb: int = MEMORY_MB,
    report: Report = quiet,
    skipped: Callable[[str], object] = ignore,
    model: Learned | None = None,
) -> Iterator[Match]:
    """Pairs of `mentions` (or of one of them and one of `against`) that may be the same, likeliest first.

    With `among`, pairs of two of `mentions` beside those with `against`. Whatever the order of the input, the answer is
    the same. `skipped` hears what was too common to compare. Needs about `memory_mb` megabytes and room on the disk for
    temporary files; InvalidRecord where an id is there twice.
    """
    known = model or learned()
    with workspace(memory_mb) as connection:
        prepare(connection)
        fill(connection, mentions, against, report)
        if rows(connection, "SELECT count(*) FROM record"):
            block(connection, report, among=among or against is None, skipped=skipped)
            yield from judged(connection, known)


def match_rows(
    rows_of: pyarrow.Table, *, among: bool, memory_mb: int = MEMORY_MB, report: Report = quiet
) -> Iterator[Match]:
    """Pairs as `find_matches` gives them, of rows of `features` of which the one side or both are `wanted`.

    `side` is 0 for those of which pairs are looked for, 1 for those they are compared with.
    """
    with workspace(memory_mb) as connection:
        prepare(connection)
        fill_rows(connection, rows_of)
        if rows(connection, "SELECT count(*) FROM record WHERE wanted"):
            block(connection, report, among=among)
            yield from judged(connection, learned())


def judged(connection: duckdb.DuckDBPyConnection, model: Learned) -> Iterator[Match]:
    """The pairs of the table `pair` that are worth a look, likeliest first."""
    least = {case: lowest_bits(model, case) for case in CASES}
    scored = score(connection, model, min(*least.values(), least["sibling"] - place_penalty(model)))
    connection.execute(
        f"""
        CREATE TABLE worth AS
        SELECT *, CASE ground WHEN 'sibling' THEN match_weight - mw_place ELSE match_weight END AS bits
        FROM (
            SELECT *, CASE WHEN elsewhere AND NOT one_entry THEN 'sibling'
              WHEN gamma_name NOT IN ({gammas("name", SURE_NAMES)}) THEN 'likely'
              WHEN elsewhere OR gamma_place IN ({gammas("place", OTHER_PREMISES)}) THEN 'moved'
              ELSE 'same' END AS ground
            FROM (
                SELECT s.*, s.gamma_place IN ({gammas("place", ELSEWHERE)}) AS elsewhere,
                  one_entry(l.sole, r.sole, l.numbers, r.numbers, l.schemes, r.schemes) AS one_entry
                FROM {scored} AS s
                JOIN record AS l ON l.unique_id = s.unique_id_l JOIN record AS r ON r.unique_id = s.unique_id_r
            )
        )
        WHERE bits >= CASE ground WHEN 'sibling' THEN {least["sibling"]} WHEN 'same' THEN {least["same"]}
          WHEN 'moved' THEN {least["moved"]} ELSE {least["likely"]} END
        """
    )
    connection.execute(BORNE)
    population = rows(connection, "SELECT names FROM population")
    measured = [f"w.{column}" for column in columns(connection, "worth") if column.startswith(("gamma_", "mw_"))]
    shown = [f"{side}.{column} AS {column}_{side}" for side in "lr" for column in SHOWN]
    found = connection.cursor().execute(
        "SELECT w.ground, w.bits, w.elsewhere, w.one_entry, bits_of(l.names[1]) AS name_bits,"
        f" greatest(coalesce(a.bearers, 0), coalesce(b.bearers, 0)) AS bearers, {', '.join(measured + shown)}"
        " FROM worth AS w"
        " JOIN record AS l ON l.unique_id = w.unique_id_l JOIN record AS r ON r.unique_id = w.unique_id_r"
        " LEFT JOIN borne AS a ON a.solid = l.solid[1] LEFT JOIN borne AS b ON b.solid = r.solid[1]"
        " ORDER BY w.bits DESC, l.id, r.id"
    )
    names = [described[0] for described in found.description]
    while batch := found.fetchmany(BATCH):
        pairs = [dict(zip(names, row, strict=True)) for row in batch]
        counts = word_counts(connection, pairs)
        for pair in pairs:
            said = reasons(pair, counts, population)
            likely = probability(model, pair["ground"], pair["bits"])
            relation: Relation = "sibling" if pair["ground"] == "sibling" else "same"
            level = levels(pair)
            held = doubt(pair, level, model)
            decided: Verdict = "review" if held else "automatic"
            if held:
                said = (*said, doubted(held))
            elif level["place"] in NEED_NO_OTHER and level["identifier"] != "same":
                said = (*said, no_other(pair))
            if pair["elsewhere"] and pair["one_entry"]:
                said = (*said, moved(pair))
            yield Match(pair["id_l"], pair["id_r"], relation, likely, decided, said)


def levels(pair: Pair) -> dict[str, str]:
    """Field to the level at which the two agree or do not."""
    return {field: level_name(field, int(pair[f"gamma_{field}"])) for field in FIELDS}


def probability(model: Learned, case: str, bits: float) -> float:
    """The calibrated probability at a match weight.

    >>> probability(Learned(0, {}, {"same": ((0.0, 10.0), (0.1, 0.9))}, 1, 0), "same", 5)
    0.5
    """
    weights, scores = model.curves[case]
    place = bisect_right(weights, bits)
    if place in {0, len(weights)}:
        return scores[min(place, len(weights) - 1)]
    share = (bits - weights[place - 1]) / (weights[place] - weights[place - 1])
    return round(scores[place - 1] + share * (scores[place] - scores[place - 1]), 6)


def lowest_bits(model: Learned, case: str) -> float:
    """The match weight at which the probability reaches what is worth a look."""
    weights, scores = model.curves[case]
    for number in range(1, len(weights)):
        if scores[number] >= model.review:
            rise = scores[number] - scores[number - 1]
            share = max(0.0, (model.review - scores[number - 1]) / rise) if rise else 0.0
            return weights[number - 1] + share * (weights[number] - weights[number - 1])
    return weights[-1]


def gammas(field: str, wanted: Iterable[str]) -> str:
    """Splink's numbers for levels of a field, as SQL lists them.

    >>> gammas("founded", ["same", "different"])
    '0, 2'
    """
    levels = [name for name, _ in FIELDS[field] if name != "unknown"]
    return ", ".join(str(number) for number in range(len(levels)) if level_name(field, number) in set(wanted))


def place_penalty(model: Learned) -> float:
    """The most bits that being elsewhere takes away, as a positive number."""
    chances = model.chances["place"]
    return max(0.0, *(log2(chances[level][1] / chances[level][0]) for level in ELSEWHERE))


def word_counts(connection: duckdb.DuckDBPyConnection, pairs: Iterable[Pair]) -> dict[str, int]:
    """How many names each word of these pairs stands in."""
    wanted = sorted({word for pair in pairs for key in (*pair["keys_l"], *pair["keys_r"]) for word in key.split()})
    found = connection.execute("SELECT word, names FROM word WHERE list_contains($wanted, word)", {"wanted": wanted})
    return dict(found.fetchall())


def columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The columns of a table."""
    return [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
