"""The tables that matching works on, in a DuckDB that may use so much memory and spills the rest to disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sized
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from ...graph.errors import InvalidRecord, NotWritten
from ...graph.progress import Progress, Report
from ..disk import MAKE_ROOM
from .features import features
from .mentions import Mention

if TYPE_CHECKING:
    import duckdb
    import pyarrow

BATCH = 20_000
"""Mentions that are held in memory at a time."""
MODEL = Path(__file__).parent / "model"
TYPES = {
    **dict.fromkeys(["keys", "solid", "acronyms", "forms", "numbers", "classes"], "VARCHAR[]"),
    **dict.fromkeys(["industry_2", "industry_4", "industry_6", "sources", "shown_codes"], "VARCHAR[]"),
    **dict.fromkeys(["lat", "lon", "zip_km"], "DOUBLE"),
    **dict.fromkeys(["side", "founded"], "INTEGER"),
    "exact": "BOOLEAN",
}
"""Columns of `features` that are no text."""


MOST_LISTED = 5
"""Mentions of one source that may bear a number of a register; more of them share a form's filling, not a number."""


@contextmanager
def workspace(memory_mb: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty DuckDB that keeps to `memory_mb` and leaves nothing behind; NotWritten where the disk has no room."""
    import duckdb

    with TemporaryDirectory(prefix="clusteratlas-matching-") as folder:
        settings: dict[str, Any] = {
            "memory_limit": f"{memory_mb}MB",
            "temp_directory": folder,
            "preserve_insertion_order": False,
        }
        try:
            with duckdb.connect(str(Path(folder) / "matching.duckdb"), config=settings) as connection:
                yield connection
        except duckdb.OperationalError as error:
            reason = str(error).splitlines()[0]
            raise NotWritten(f"{Path(folder).parent}: no room to compare in ({reason}); {MAKE_ROOM}") from error


def fill(
    connection: duckdb.DuckDBPyConnection,
    mentions: Iterable[Mention],
    against: Iterable[Mention] | None,
    report: Report,
) -> None:
    """Makes `record` (a row a mention, numbered by id, so that the order of the input is forgotten) and `word`.

    InvalidRecord where two mentions of one side have the same id.
    """
    begin(connection)
    append(connection, told(mentions, report), 0)
    if against is not None:
        append(connection, told(against, report), 1)
    settle(connection)


def fill_rows(connection: duckdb.DuckDBPyConnection, rows: pyarrow.Table) -> None:
    """Makes `record` and `word` as `fill` does, of rows of `features` that say themselves which are `wanted`."""
    begin(connection)
    connection.register("batch", rows)
    connection.execute("INSERT INTO read BY NAME SELECT * FROM batch")
    connection.unregister("batch")
    settle(connection)


def begin(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the empty table `read`, of which all are wanted that do not say otherwise."""
    names = features(Mention("", "Firm", "x"), 0)
    columns = ", ".join(f"{name} {TYPES.get(name, 'VARCHAR')}" for name in names)
    connection.execute(f"CREATE TABLE read ({columns}, wanted BOOLEAN DEFAULT true)")


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes `record` and `word` of the table `read`, which goes."""
    twice = connection.execute(
        "SELECT id FROM read GROUP BY side, id HAVING count(*) > 1 ORDER BY id LIMIT 1"
    ).fetchone()
    if twice:
        raise InvalidRecord(f"matching: two mentions have the id {twice[0]!r}; give each its own")
    words(connection)
    connection.execute(RECORDS, {"most": MOST_LISTED})
    connection.execute("DROP TABLE read")


def told(mentions: Iterable[Mention], report: Report) -> Iterator[Mention]:
    """The mentions, while `report` hears how many were taken."""
    total = len(mentions) if isinstance(mentions, Sized) else None
    for number, mention in enumerate(mentions):
        if number % 1000 == 0:
            report(Progress("Taking names and addresses apart", number, total, "organisations"))
        yield mention


def append(connection: duckdb.DuckDBPyConnection, mentions: Iterable[Mention], side: int) -> None:
    """Adds mentions to the table `read`, batch by batch."""
    rest = iter(mentions)
    while batch := list(islice(rest, BATCH)):
        connection.register("batch", as_rows(features(mention, side) for mention in batch))
        connection.execute("INSERT INTO read BY NAME SELECT * FROM batch")
        connection.unregister("batch")


def as_rows(rows: Iterable[Mapping[str, Any]], **more: str) -> pyarrow.Table:
    """Rows of `features`, with `more` columns of these types, as one table."""
    import pyarrow

    kinds = {
        "VARCHAR": pyarrow.string(),
        "VARCHAR[]": pyarrow.list_(pyarrow.string()),
        "DOUBLE": pyarrow.float64(),
        "INTEGER": pyarrow.int32(),
        "BOOLEAN": pyarrow.bool_(),
    }
    names = features(Mention("", "Firm", "x"), 0)
    types = {**{name: TYPES.get(name, "VARCHAR") for name in names}, **more}
    return pyarrow.Table.from_pylist(list(rows), pyarrow.schema([(name, kinds[of]) for name, of in types.items()]))


def words(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes `word`: in how many names each stands, here and in the registers that ship, and how many bits that is."""
    known = json.loads((MODEL / "words.json").read_text("utf-8"))
    connection.execute("CREATE TABLE known (word VARCHAR, names BIGINT)")
    if known["words"]:
        import pyarrow

        table = pyarrow.table({"word": list(known["words"]), "names": list(known["words"].values())})
        connection.register("batch", table)
        connection.execute("INSERT INTO known SELECT * FROM batch")
        connection.unregister("batch")
    total = known["names"] + rows(connection, "SELECT count(*) FROM read")
    connection.execute(
        """
        CREATE TABLE word AS
        WITH here AS (
            SELECT word, count(*) AS names
            FROM (SELECT DISTINCT side, id, unnest(string_split(array_to_string(keys, ' '), ' ')) AS word FROM read)
            GROUP BY word
        )
        SELECT word, here.names AS here, here.names + coalesce(known.names, 0) AS names,
          log2($total / (here.names + coalesce(known.names, 0))) AS bits
        FROM here LEFT JOIN known USING (word)
        """,
        {"total": float(total)},
    )
    connection.execute("CREATE TABLE population AS SELECT $total AS names", {"total": total})


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """The one number that a query gives."""
    found = connection.execute(query).fetchone()
    return int(found[0]) if found else 0


RECORDS = """
CREATE TABLE record AS
WITH listed AS (
    SELECT number, max(mentions) AS mentions
    FROM (
        SELECT number, unnest(sources) AS source, count(DISTINCT id) AS mentions
        FROM (SELECT id, sources, unnest(numbers) AS number FROM read)
        GROUP BY number, source
    )
    GROUP BY number
), told AS (
    SELECT side, id, list(number ORDER BY number) AS numbers,
      list(DISTINCT split_part(number, ':', 1)) AS schemes,
      list(number) FILTER (WHERE mentions = 1) AS sole
    FROM (SELECT side, id, unnest(numbers) AS number FROM read) LEFT JOIN listed USING (number)
    WHERE coalesce(mentions, 1) <= $most
    GROUP BY side, id
), numbered AS (
    SELECT row_number() OVER (ORDER BY side, id) AS unique_id, read.* EXCLUDE (numbers),
      coalesce(told.numbers, []) AS numbers, coalesce(told.schemes, []) AS schemes, coalesce(told.sole, []) AS sole
    FROM read LEFT JOIN told USING (side, id)
), spelt AS (
    SELECT unique_id, number, list({'word': word, 'bits': bits} ORDER BY bits DESC, word) AS spelled
    FROM (
        SELECT DISTINCT unique_id, number, unnest(string_split(keys[number], ' ')) AS word
        FROM (SELECT unique_id, keys, unnest(range(1, len(keys) + 1)) AS number FROM numbered)
    ) JOIN word USING (word)
    GROUP BY unique_id, number
)
SELECT numbered.*, names.names
FROM numbered
JOIN (SELECT unique_id, list(spelled ORDER BY number) AS names FROM spelt GROUP BY unique_id) AS names USING (unique_id)
ORDER BY unique_id
"""
"""`names` holds for each key its words, rarest first, with their bits; `sole` the numbers that no source gives to two.

A number that one source gives to many is forgotten: what they share tells none of them from another.
"""
