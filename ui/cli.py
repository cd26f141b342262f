"""The command `clusteratlas`."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ..graph.errors import ClusterAtlasError
from .commands import (
    asking,
    catalogue,
    clusters,
    correcting,
    database,
    exporting,
    judging,
    loading,
    matching,
    reading,
    showing,
    weighing,
)
from .commands.ask import SavedQueries
from .commands.once import Once
from .commands.workspace import Workspace
from .terminal import say, say_error

ANYWHERE = {"--workspace": True, "--debug": False}
"""Options of the whole program that may also follow a command, and whether they take a value."""


class Program(TyperGroup):
    """The whole program: what goes wrong anywhere is said in a sentence here."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, to_front(args))

    def invoke(self, ctx: Any) -> Any:
        debug = bool(ctx.params.get("debug"))
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            hush()
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            say("\nstopped; run it again to go on")
            raise typer.Exit(130) from None
        except ClusterAtlasError as error:
            if debug:
                raise
            say_error(str(error))
            raise typer.Exit(1) from None
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if debug or is_usage(error):
                raise
            say_error(
                f"Cluster Atlas met a fault of its own ({type(error).__name__}: {error}); "
                "run it again with --debug to see where, and report it"
            )
            raise typer.Exit(1) from None
        return result


def is_usage(error: Exception) -> bool:
    """Whether an error is one that typer shows with the usage."""
    return hasattr(error, "exit_code")


def to_front(args: list[str]) -> list[str]:
    """`args` with the options of the whole program before the command.

    >>> to_front(["search", "napa", "--workspace", "here", "--", "--debug"])
    ['--workspace', 'here', 'search', 'napa', '--', '--debug']
    """
    front: list[str] = []
    rest: list[str] = []
    remaining = iter(args)
    for arg in remaining:
        if arg == "--":
            rest += [arg, *remaining]
        elif arg.partition("=")[0] not in ANYWHERE:
            rest.append(arg)
        else:
            front.append(arg)
            if ANYWHERE[arg.partition("=")[0]] and "=" not in arg:
                front += [value for value in [next(remaining, None)] if value is not None]
    return front + rest


def hush() -> None:
    """Lets the interpreter end quietly when whoever read stdout has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show_version(wanted: bool) -> None:
    """Prints the version and ends."""
    if wanted:
        typer.echo(version("clusteratlas"))
        raise typer.Exit


app = typer.Typer(
    cls=Program,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    epilog="--workspace and --debug may also stand after the command.",
)


@app.callback()
def program(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(
            "--workspace",
            metavar="DIR",
            help="Where the database and reports are kept; also CLUSTERATLAS_HOME.",
            file_okay=False,
        ),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Local economic clusters as a graph: firms, institutions and the linkages between them, each with its source."""
    context.obj = Workspace(home, debug)


for command in (
    showing.demo,
    showing.app,
    database.up,
    database.down,
    database.status,
    loading.load,
    loading.forget,
    correcting.refused,
    correcting.correct,
    loading.sources,
    matching.match,
    judging.review,
    judging.merge,
    judging.reject,
    judging.split,
    judging.undo,
    exporting.export,
    reading.extract,
    reading.claims,
    asking.search,
    asking.near,
    asking.linked,
    catalogue.queries,
    clusters.clusters,
    weighing.weights,
    asking.cypher,
):
    app.command(cls=Once)(command)

asks = typer.Typer(cls=SavedQueries, no_args_is_help=True)
app.add_typer(
    asks,
    name="ask",
    help="Ask a saved query; each of its parameters is a flag.",
    epilog="A query of your own is asked as own/NAME; 'clusteratlas queries' lists them all.",
)


@asks.callback()
def ask() -> None:
    """Ask a saved query; each of its parameters is a flag."""
