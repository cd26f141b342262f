"""What the saved queries answer on the data that ship, as their pages show it: `make examples` asks them anew."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clusteratlas.graph.server import LocalServer
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest.first import load_first
from clusteratlas.ingest.source import shipped_sources
from clusteratlas.queries.catalog import Answer, ask, catalog
from clusteratlas.queries.query import Query
from clusteratlas.ui.exports.cells import in_words
from clusteratlas.ui.exports.tables import one_line, shown_columns

FILE = Path(__file__).parent.parent / "docs" / "queries" / "examples.json"
ROWS = 5
"""Rows of an answer that a page shows."""
DATED = ("started", "finished", "loaded", "last_loaded")
"""Columns that say when this very graph was loaded."""

Example = dict[str, Any]


def main() -> None:
    """Loads the data that ship into a workspace of its own, asks every query its example, and keeps the answers."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment({}, home=Path(folder) / "workspace")
        try:
            load_first(settings, list(shipped_sources().values()), lambda progress: None)
            with Store.open(settings) as store:
                found = {name: example_of(store, query) for name, query in catalog().items()}
        finally:
            LocalServer(settings).stop()
    text = json.dumps(found, ensure_ascii=False, indent=1)
    FILE.write_text(text + "\n", encoding="utf-8")


def example_of(store: Store, query: Query) -> Example:
    """The first rows of what a query answers to its example, and how many there are."""
    return in_short(ask(store, query.name, query.example))


def in_short(answer: Answer) -> Example:
    """The columns that say something in the first rows of an answer, the rows as texts, and how many rows there are."""
    first = answer.rows[:ROWS]
    columns = [
        column
        for column in shown_columns(answer)
        if column not in DATED and any(in_words(row.get(column)) for row in first)
    ]
    entities = {name: entity.name for name, entity in answer.entities.items()}
    rows = [[one_line(in_words(row.get(column))) for column in columns] for row in first]
    return {"entities": entities, "columns": columns, "rows": rows, "of": len(answer.rows)}


def kept() -> Mapping[str, Example]:
    """The answers that were kept, by query."""
    found: Mapping[str, Example] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    main()
