"""Who is the same as whom: looking for matches, judging them, taking judgements back."""

from __future__ import annotations

import getpass
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...graph.errors import NotFound
from ...queries.words import count
from ..terminal import progress, say
from .asking import answer, given
from .files import YesOption, agree
from .groups import MOST, Group, grouped, left_out, pair_of
from .output import FormatOption, OutputOption, listing, show
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
    who: WhoOption,
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
    groups: Annotated[
        bool, typer.Option("--groups", help="List the groups of pairs of which the same is said, with their numbers.")
    ] = False,
    group: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Only the pairs of this group of --groups, all of them.")
    ] = None,
    merge: Annotated[
        bool, typer.Option("--merge", help="With --group: each of its pairs is one and the same.")
    ] = False,
    reject: Annotated[bool, typer.Option("--reject", help="With --group: each of its pairs is two.")] = False,
    yes: YesOption = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the doubtful matches, with the reasons for and against; 'merge' or 'reject' decides on one, here on many."""
    chosen = workspace(context)
    narrowed = given({"source": source, "name": name})
    together = groups or group is not None
    if (merge or reject) and (group is None or merge == reject):
        raise typer.BadParameter("give --group NUMBER and either --merge or --reject")
    found = answer(chosen, "matches/waiting", {**narrowed, "limit": MOST if together else limit})
    rows = found.rows if group is None else [dict(row) for row in grouped_rows(found.rows, group)]
    if groups:
        show(listing("Groups", [in_brief(*each) for each in enumerate(grouped(found.rows), 1)]), format, output)
        if more := left_out(found.rows):
            say(more)
        say("See the pairs of one with --group NUMBER; decide on all of them with --merge or --reject beside it")
        return
    if format or output:
        show(replace(found, rows=rows), format, output)
    elif not rows:
        say("no such pair waits; 'clusteratlas review' lists all that do" if narrowed else found.query.empty)
        return
    else:
        for row in rows:
            typer.echo(in_words(row))
    if group is not None:
        decide_together(chosen, who, rows, merge=merge, reject=reject, yes=yes)
        return
    number = f"{rows[0]['waiting']:,} {'of these wait' if narrowed else 'wait in all'}" if rows else ""
    if number and not (format or output):
        say(f"{number}; decide with 'clusteratlas merge ID OTHER_ID' or 'clusteratlas reject ID OTHER_ID'")
        say("Many of which the same is said are decided together: clusteratlas review --groups")


def grouped_rows(rows: Sequence[Mapping[str, Any]], number: int) -> Sequence[Mapping[str, Any]]:
    """The pairs of the group of that number; NotFound where there is none."""
    found = grouped(rows)
    if not 0 < number <= len(found):
        raise NotFound(f"group {number}: there are {len(found)}; 'clusteratlas review --groups' lists them")
    return found[number - 1].rows


def in_brief(number: int, group: Group) -> dict[str, Any]:
    """A group in a row."""
    scores = [row["score"] for row in group.rows]
    example = f"{group.rows[0]['left'].name} / {group.rows[0]['right'].name}"
    return {
        "group": number,
        "pairs": len(group.rows),
        "lowest": min(scores),
        "highest": max(scores),
        "said": group.words,
        "example": example,
    }


def decide_together(
    chosen: Workspace, who: str, rows: Sequence[Mapping[str, Any]], *, merge: bool, reject: bool, yes: bool
) -> None:
    """Judges pairs in one act, after asking; without a verdict it says how."""
    if not (merge or reject):
        say(f"{count(len(rows), 'pair')}; decide on all of them with --merge or --reject")
        return
    pairs = [pair_of(row) for row in rows]
    verb = "Join each of" if merge else "Keep apart each of"
    agree(f"{verb} these {count(len(pairs), 'pair')}?", yes, "decide on all of them with --yes")
    act = judge(chosen, who, lambda judging: judging.same(pairs) if merge else judging.different(pairs))
    done = "are one each" if merge else "stay two each"
    say(f"{count(len(pairs), 'pair')} {done}; take all back with: clusteratlas undo {act}")
    say(f"One of them alone: clusteratlas {'reject' if merge else 'merge'} ID OTHER_ID")


def in_words(row: Mapping[str, Any]) -> str:
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
    from ...ingest.identity.as_one import kind_as_one

    chosen = workspace(context)
    act = judge(chosen, who, lambda judging: judging.same([pair(left, right)]))
    with chosen.store() as store:
        if words := kind_as_one(store, left):
            typer.echo(words)
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
