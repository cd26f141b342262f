"""What a command says beside its answer: progress, notes and errors, all on stderr."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from ..graph.progress import Progress, Report

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

LINE_SECONDS = 2.0
"""How often progress becomes a line where no bar can be drawn."""


def say(text: str) -> None:
    """A note to the user."""
    typer.echo(text, err=True)


def say_error(text: str) -> None:
    """What went wrong and what to do."""
    colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    typer.echo(f"{typer.style('Error:', fg='red', bold=True) if colour else 'Error:'} {text}", err=True)


@contextmanager
def progress() -> Iterator[Report]:
    """A Report that draws a bar on a terminal, and now and then a line elsewhere."""
    if not sys.stderr.isatty():
        yield lines(say)
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    words = TextColumn("{task.description}", markup=False)
    amount = TextColumn("{task.fields[amount]}", markup=False)
    console = Console(stderr=True)
    with Bars(
        SpinnerColumn(), words, BarColumn(), amount, TimeElapsedColumn(), console=console, transient=True
    ) as bars:
        yield bar(bars)


def bar(bars: Bars) -> Report:
    """A Report that keeps one bar up to date, begun anew when something else is done."""
    task = bars.add_task("", start=False, visible=False, amount="")
    doing = ""

    def report(state: Progress) -> None:
        nonlocal doing
        if state.doing != doing:
            doing = state.doing
            bars.reset(task, description=doing, visible=True)
        bars.update(task, completed=state.done, total=state.total, amount=amount(state))

    return report


def lines(write: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> Report:
    """A Report that writes a line at most every LINE_SECONDS, so that a log stays readable."""
    last = -LINE_SECONDS

    def report(state: Progress) -> None:
        nonlocal last
        if clock() - last >= LINE_SECONDS:
            last = clock()
            write(f"{state.doing} {amount(state)}".rstrip())

    return report


def amount(state: Progress) -> str:
    """How far it is, such as "12 of 300 MB"; empty where there is nothing to count.

    >>> amount(Progress("Fetching", 12, 300, "MB")), amount(Progress("Starting", 2.5, unit="s")), amount(Progress("x"))
    ('12 of 300 MB', '2.5 s', '')
    """
    if not state.done and not state.total:
        return ""
    whole = f" of {number(state.total)}" if state.total else ""
    return f"{number(state.done)}{whole} {state.unit}".rstrip()


def number(value: float) -> str:
    """A number as people write it.

    >>> number(1234567.0), number(2.54)
    ('1,234,567', '2.5')
    """
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"
