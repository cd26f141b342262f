"""Pairs worth comparing: those that share something rare. All others are never looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...graph.progress import Progress, Report
from .tables import rows

if TYPE_CHECKING:
    import duckdb

MOST_PAIRS = 2_000
"""Pairs that one shared value may propose; a value that proposes more is too common to mean anything."""
RARE_WORDS = 3
"""Words of a name that propose pairs, rarest first."""
RULES = {
    "same name": "SELECT unique_id, family, unnest(solid) AS key FROM record",
    "rare word": "SELECT unique_id, family, word AS key FROM rare",
    "two words": """
        SELECT a.unique_id, a.family, a.word || ' ' || b.word AS key
        FROM rare AS a JOIN rare AS b ON a.unique_id = b.unique_id AND a.number = b.number AND a.word < b.word""",
    "word and postcode": "SELECT unique_id, family, word || ' ' || postcode AS key FROM rare",
    "word and town": "SELECT unique_id, family, word || ' ' || town || ' ' || coalesce(state, '') AS key FROM rare",
    "word and state": "SELECT unique_id, family, word || ' ' || state AS key FROM rare WHERE town IS NULL",
    "beginning and town": """
        SELECT unique_id, family, each[:6] || ' ' || town AS key
        FROM (SELECT unique_id, family, unnest(solid) AS each, town FROM record) WHERE len(each) >= 6""",
    "beginning": """
        SELECT unique_id, family, each[:14] AS key
        FROM (SELECT unique_id, family, unnest(solid) AS each FROM record) WHERE len(each) >= 14""",
    "initials": "SELECT unique_id, family, unnest(acronyms) AS key FROM record",
    "website": "SELECT unique_id, family, domain AS key FROM record",
    "identifier": "SELECT unique_id, family, unnest(numbers) AS key FROM record",
    "premises": "SELECT unique_id, family, premises || ' ' || coalesce(postcode, town) AS key FROM record",
}
"""What two mentions share to be compared, each a query for record, family of its kind and the value shared."""
RARE = """
CREATE TABLE rare AS
SELECT unique_id, family, postcode, town, state, number, names[number][place].word AS word
FROM (
    SELECT unique_id, family, postcode, town, state, names, number,
      unnest(range(1, least(len(names[number]), $most) + 1)) AS place
    FROM (SELECT *, unnest(range(1, len(names) + 1)) AS number FROM record)
)
"""


def ignore(sentence: str) -> None:
    """Heeds no word of what was too common to compare."""


def block(
    connection: duckdb.DuckDBPyConnection,
    report: Report,
    *,
    among: bool,
    skipped: Callable[[str], object] = ignore,
    most_pairs: int = MOST_PAIRS,
) -> None:
    """Makes `pair` (join_key_l below join_key_r, match_key the rule that found it) of left mentions with right ones.

    `among`: pairs of two left mentions too. One at least of each pair is `wanted`. A value that would propose more than
    `most_pairs` is skipped, and `skipped` hears of it.
    """
    connection.execute(RARE, {"most": RARE_WORDS})
    connection.execute("CREATE TABLE pair (match_key VARCHAR, join_key_l BIGINT, join_key_r BIGINT)")
    for number, (rule, query) in enumerate(RULES.items()):
        report(Progress(f"Looking for organisations that share: {rule}", number, len(RULES), "rules"))
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE keyed AS"
            " SELECT DISTINCT k.unique_id, hash(k.family, k.key) AS hashed, k.key, side, wanted"
            f" FROM ({query}) AS k JOIN record USING (unique_id) WHERE k.key != ''"
        )
        proposed = "sum(1 - side) * sum(side)" + (" + sum(1 - side) * (sum(1 - side) - 1) / 2" if among else "")
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE shared AS SELECT hashed, any_value(key) AS key, count(*) AS mentions,"
            f" {proposed} AS pairs FROM keyed GROUP BY hashed HAVING pairs > 0"
        )
        sides = "l.side = 0 AND l.unique_id < r.unique_id AND (l.wanted OR r.wanted)"
        sides += "" if among else " AND r.side = 1"
        connection.execute(
            f"INSERT INTO pair SELECT '{number}', l.unique_id, r.unique_id FROM shared"
            f" JOIN keyed AS l USING (hashed) JOIN keyed AS r USING (hashed) WHERE pairs <= $most AND {sides}",
            {"most": most_pairs},
        )
        common = connection.execute(
            "SELECT count(*), sum(mentions), arg_max(key, (mentions, key)) FROM shared WHERE pairs > $most",
            {"most": most_pairs},
        ).fetchone()
        if common and common[0]:
            skipped(
                f"{rule}: {common[0]:,} values are shared too often to propose pairs, most often {common[2]!r}"
                f" ({int(common[1]):,} mentions in all)"
            )
    connection.execute(
        "CREATE OR REPLACE TABLE pair AS SELECT min(match_key) AS match_key, join_key_l, join_key_r FROM pair"
        " GROUP BY join_key_l, join_key_r"
    )
    connection.execute(
        "DELETE FROM pair USING record AS l, record AS r"
        " WHERE l.unique_id = join_key_l AND r.unique_id = join_key_r AND l.id = r.id"
    )
    connection.execute("DROP TABLE keyed; DROP TABLE shared; DROP TABLE rare")
    report(
        Progress("Weighing what speaks for and against", rows(connection, "SELECT count(*) FROM pair"), unit="pairs")
    )
