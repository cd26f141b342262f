"""Who is the same as whom: looking for matches, judging them, taking judgements back."""

from __future__ import annotations

import getpass
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..terminal import progress, say
from .asking import answer, given
from .output import FormatOption, OutputOption, show
from .workspace import Workspace, workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...ingest.identity.judging import Judging

WhoOption = Annotated[
    str, typer.Option("--who", help="Who decides; kept with the judgement.", default_factory=getpass.getuser)
]
LeftArgument = Annotated[str, typer.Argument(metavar="ID", help="The id of one organisation.")]
RightArgument = Annotated[str, typer.Argument(metavar="OTHER_ID", help="The id of the other.")]


def review(
    context: typer.Context,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="Only pairs with one of this source ('clusteratlas ask by_source' counts them)."
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only pairs with one that has this in a name.")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many at most.")] = 20,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the doubtful matches, with the reasons for and against; 'merge' or 'reject' decides on one."""
    narrowed = given({"source": source, "name": name})
    found = answer(workspace(context), "matches/waiting", {**narrowed, "limit": limit})
    if format or output:
        show(found, format, output)
        return
    if not found.rows:
        say("no such pair waits; 'clusteratlas review' lists all that do" if narrowed else found.query.empty)
        return
    for row in found.rows:
        typer.echo(in_words(row))
    number = f"{found.rows[0]['waiting']:,} {'of these wait' if narrowed else 'wait in all'}"
    say(f"{number}; decide with 'clusteratlas merge ID OTHER_ID' or 'clusteratlas reject ID OTHER_ID'")


def in_words(row: dict[str, Any]) -> str:
    """One doubtful match and its reasons."""
    lines = [
        f"{row['score']:.2f}  {row['left'].name} ({row['left_id']})",
        f"      {row['right'].name} ({row['right_id']})",
    ]
    signs = {"for": "+", "against": "-"}
    reasons = json.loads(row["reasons"] or "[]")
    return "\n".join([*lines, *(f"        {signs.get(one.get('bearing'), ' ')} {one['words']}" for one in reasons)])


def merge(context: typer.Context, left: LeftArgument, right: RightArgument, who: WhoOption) -> None:
    """Join two ids that name one and the same organisation; its facts and linkages come together."""
    act = judge(workspace(context), who, lambda judging: judging.same([pair(left, right)]))
    typer.echo(f"{left} and {right} are one now; take it back with: clusteratlas undo {act}")


def reject(context: typer.Context, left: LeftArgument, right: RightArgument, who: WhoOption) -> None:
    """Keep two organisations apart: the matching will not propose or join them again."""
    act = judge(workspace(context), who, lambda judging: judging.different([pair(left, right)]))
    typer.echo(f"{left} and {right} stay two; take it back with: clusteratlas undo {act}")


def split(
    context: typer.Context,
    entity: Annotated[str, typer.Argument(metavar="ID", help="The organisation.")],
    record: Annotated[
        list[str],
        typer.Option("--record", help="A record to take out, by its id ('clusteratlas ask records' lists them)."),
    ],
    who: WhoOption,
) -> None:
    """Take records out of an organisation that they were wrongly joined with; they become one of their own."""
    act = judge(workspace(context), who, lambda judging: judging.split(entity, record))
    typer.echo(f"taken out of {entity}: {', '.join(record)}; take it back with: clusteratlas undo {act}")


def undo(
    context: typer.Context,
    act: Annotated[
        str, typer.Argument(metavar="ACT", help="The id of the act, as 'clusteratlas ask judgements' says.")
    ],
    who: WhoOption,
) -> None:
    """Take a judgement back: all facts and linkages go where they would be without it."""
    judge(workspace(context), who, lambda judging: judging.undo(act))
    typer.echo(f"{act} is taken back")


def pair(left: str, right: str) -> Any:
    """Two ids to be judged."""
    from ...ingest.identity.judging import Pair

    return Pair(left, right)


def judge(chosen: Workspace, who: str, decide: Callable[[Judging], str]) -> str:
    """Makes a judgement; the id of its act."""
    with chosen.store() as store, progress() as report:
        from ...ingest.identity.judging import Judging

        return decide(Judging(store, chosen.settings().rejects, who, report))
