"""Answers as CSV, and as text aligned for a screen."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from ...graph.quoting import clean, guard
from ...graph.results import FoundNode
from ...queries.words import ABOVE, FOR_PROGRAMS
from .cells import columns, flat_rows, in_words

if TYPE_CHECKING:
    from rich.table import Table

    from ...queries.catalog import Answer


def to_csv(answer: Answer) -> bytes:
    """Comma-separated UTF-8 with a header; texts are cleaned and guarded, so that no program obeys one."""
    header, rows = flat_rows(answer)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([guard(name) for name in header])
    for cells in rows:
        texts = (cells.get(name) for name in header)
        writer.writerow([guard(text) if isinstance(text, str) else text for text in texts])
    return text.getvalue().encode()


def to_table(answer: Answer) -> bytes:
    """The rows as aligned text, one line a row however wide."""
    from rich.console import Console

    console = Console(file=io.StringIO(), width=100_000, color_system=None, legacy_windows=False)
    with console.capture() as capture:
        console.print(rich_table(answer))
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines()).encode()


def rich_table(answer: Answer) -> Table:
    """The rows as a table for a terminal; nodes that other columns spell out are left out."""
    from rich.table import Table
    from rich.text import Text

    shown = shown_columns(answer)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in shown:
        values = [row.get(name) for row in answer.rows]
        numeric = any(isinstance(value, int | float) for value in values)
        table.add_column(Text(one_line(name)), justify="right" if numeric else "left", overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(one_line(in_words(row.get(name)))) for name in shown))
    return table


def shown_columns(answer: Answer) -> list[str]:
    """The columns that a terminal shows: all but nodes that others spell out, what is said beside the rows, and what
    is for programs."""
    return [
        name
        for name in columns(answer)
        if name not in ABOVE and not name.endswith(FOR_PROGRAMS) and not spelled_out(answer, name)
    ]


def rich_cards(answer: Answer) -> Table:
    """The rows one below the other, a line for each column that says something: for a narrow terminal."""
    from rich.table import Table
    from rich.text import Text

    shown = shown_columns(answer)
    cards = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    cards.add_column(style="dim")
    cards.add_column(overflow="fold")
    for row in answer.rows:
        for name in shown:
            if (said := one_line(in_words(row.get(name)))) != "":
                cards.add_row(Text(one_line(name)), Text(said))
        cards.add_row("", "")
    return cards


def spelled_out(answer: Answer, column: str) -> bool:
    """Whether a column holds nodes whose ids and names stand in columns of their own."""
    for id, name in (("id", "name"), (f"{column}_id", f"{column}_name")):
        if {id, name} <= set(columns(answer)) and answer.rows:
            return all(isinstance(row.get(column), FoundNode) and row[column].id == row.get(id) for row in answer.rows)
    return False


def one_line(text: str) -> str:
    """`text` without what would break a line or steer a terminal."""
    return " ".join(clean(text).split())
