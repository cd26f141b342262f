"""What a source says, row by row: by its mapping or its crawler, in this process or in one of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from traceback import walk_tb
from types import FrameType
from typing import NamedTuple

from ..graph.apart import run_apart
from ..graph.errors import InvalidSource
from ..graph.records import Link, Node
from .context import Context
from .corrections.kept import Corrections, Key
from .mapping import crawl_tables
from .quality import Reject
from .readers import Row
from .source import Crawl, Source

MANY_ROWS = 50_000
"""Rows from which on a source is read by a process of its own, which takes a second to start."""
ROWS = 1_000
"""Rows that such a process hands over together."""


class Piece(NamedTuple):
    """What was read together."""

    rows_read: int
    """Rows read so far."""
    said: list[tuple[object, ...] | Reject]
    """Nodes and links as plain tuples, which take a third of the time to hand over, and what was refused, in order."""
    fitting: set[Key]
    """The corrections that were put in place so far."""


def crawl(context: Context, rows: int | None) -> Iterator[Node | Link | None]:
    """What a source of about so many rows says, row by row."""
    return crawl_apart(context) if (rows or 0) >= MANY_ROWS else crawl_here(context)


def crawl_here(context: Context) -> Iterator[Node | Link | None]:
    """What a source says, row by row."""
    crawler = context.source.crawler()
    return crawl_tables(context) if crawler is None else heeded(crawler, context)


def crawl_apart(context: Context) -> Iterator[Node | Link | None]:
    """The same, read and cleaned by another process while this one does something with it."""
    with run_apart(pieces, context.source, context.corrections) as handed_over:
        for piece in handed_over:
            for said in piece.said:
                if isinstance(said, Reject):
                    context.on_reject(said)
                else:
                    yield Node._make(said) if len(said) == len(Node._fields) else Link._make(said)
            context.rows_read = piece.rows_read
            context.corrections.fitting |= piece.fitting


def pieces(source: Source, corrections: Corrections) -> Iterator[Piece]:
    """What a source says, in pieces."""
    said: list[tuple[object, ...] | Reject] = []
    context = Context(source, said.append, corrections=corrections)
    due = ROWS
    for record in crawl_here(context):
        if record is not None:
            said.append(tuple(record))
        if context.rows_read >= due:
            yield Piece(context.rows_read, said, corrections.fitting)
            said.clear()
            due = context.rows_read + ROWS
    yield Piece(context.rows_read, said, corrections.fitting)


def heeded(crawler: Crawl, context: Context) -> Iterator[Node | Link | None]:
    """What a crawler makes of its rows; InvalidSource names the row of which it can make nothing.

    A crawler counts on its files to be as their publisher makes them, which newer files and corrections may not be.
    """
    try:
        yield from crawler(context)
    except (KeyError, ValueError, TypeError) as error:
        frames = [frame for frame, _ in walk_tb(error.__traceback__)]
        row = row_in(frames) or context.last
        name = context.source.name
        why, remedy = f"its crawler can make nothing of it ({error})", "correct the row in the file"
        if frames[-1].f_code is Row.__getitem__.__code__:
            why, remedy = f"has no column {error}", "take the file in the form that source.yml describes"
        elif row and row.corrected:
            remedy = f"correct it otherwise, or take that back ('clusteratlas correct {name}' lists what was corrected)"
        raise InvalidSource(f"{name}: {row.place if row else 'its files'}: {why}; {remedy}") from error


def row_in(frames: Sequence[FrameType]) -> Row | None:
    """The row that was at hand in these calls: that of the innermost that has one."""
    values = (value for frame in reversed(frames) for value in frame.f_locals.values())
    return next((value for value in values if isinstance(value, Row)), None)
