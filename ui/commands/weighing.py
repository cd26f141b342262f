"""What counts where boundaries are drawn: shown, and changed for the workspace."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ..terminal import say
from .output import FormatOption, OutputOption, listing, show
from .workspace import workspace


def weights(
    context: typer.Context,
    set: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=NUMBER",
            help="From now on let this count so in this workspace, as kinds.SERVES=0.5; may be given repeatedly.",
        ),
    ] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Let all count as it ships again.")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show what ties and thresholds count where boundaries are drawn, and what each means, or change it."""
    from ...queries.boundaries.own_weights import keep_weights, kept_weights, read_changes, say_changes

    home = workspace(context).settings().home
    if set or reset:
        try:
            changes = read_changes(", ".join(set or ())) or {}
        except ValueError as error:
            raise typer.BadParameter(f"--set {error}") from error
        keep_weights(home, {**({} if reset else kept_weights(home)), **changes})
        said = say_changes(kept_weights(home))
        say(f"boundaries are drawn with other weights here: {said}" if said else "all counts as it ships")
        return
    show(listing("Weights", weight_rows(kept_weights(home))), format, output)


def weight_rows(kept: Any) -> list[dict[str, Any]]:
    """Every weight with what ships, what counts here, and what it means."""
    from ...queries.boundaries.own_weights import meanings, number_text
    from ...queries.boundaries.weights import shipped

    about = meanings()
    return [
        {
            "weight": name,
            "ships": number_text(value),
            "counts": number_text(kept.get(name, value)),
            "meaning": about[name],
        }
        for name, value in shipped().all.items()
    ]
