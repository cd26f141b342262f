"""Clusters that users keep: listed, looked at, deleted; `ask from_seeds --keep` keeps one."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...queries.clusters import FROM_SEEDS
from ...queries.words import count
from ..terminal import progress, say
from .asking import answer
from .files import YesOption, agree
from .output import FormatOption, GeometryOption, OutputOption, show
from .workspace import Workspace, spare_pandas, workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...queries.catalog import Answer
    from ...queries.clusters.kept import KeptCluster

KeepOption = Annotated[
    str | None,
    typer.Option("--keep", metavar="NAME", help="Keep the answer as a cluster of this name, or as its next version."),
]
WhoOption = Annotated[
    str, typer.Option("--who", help="Who does it; kept with the cluster.", default_factory=getpass.getuser)
]


def clusters(
    context: typer.Context,
    who: WhoOption,
    name: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME...]", help="A cluster: its members, those of the latest version."),
    ] = None,
    version: Annotated[int | None, typer.Option(help="An earlier version of it.")] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Delete it with all its versions, or the one of --version.")
    ] = False,
    yes: YesOption = False,
    format: FormatOption = None,
    output: OutputOption = None,
    geometry: GeometryOption = None,
) -> None:
    """List the clusters that were kept here, show the members of one, or delete it."""
    chosen = workspace(context)
    called = " ".join(name or ())
    if not called:
        if remove or version is not None:
            raise typer.BadParameter("say which cluster: clusteratlas clusters NAME")
        show(answer(chosen, "clusters/versions", {}), format, output)
        return
    spare_pandas()
    from ...queries.clusters.kept import find

    with chosen.store() as store:
        found = find(store, called, version)
    if remove:
        delete(chosen, found, called, version, who, yes)
        return
    show(answer(chosen, "clusters/membership", {"cluster": found.id, "limit": 5000}), format, output, geometry)
    say(f"{found.name}, version {found.version}, drawn by {found.who}: {count(found.members, 'member')}")


def delete(chosen: Workspace, found: KeptCluster, name: str, version: int | None, who: str, agreed: bool) -> None:
    """Deletes a cluster that was found by `name`, once its user has agreed."""
    from ...queries.clusters.kept import versions
    from ..keeping import remove_cluster

    with chosen.store() as store, progress() as report:
        whole = version is None and found.id != name
        number = len(versions(store, found.name))
        what = f"with all its versions ({number})" if whole else f"version {found.version}"
        agree(f"Delete {found.name}, {what}?", agreed, "delete it without asking with --yes")
        gone = remove_cluster(store, chosen.settings(), name, who, version=version, report=report)
        left = versions(store, found.name)
    typer.echo(
        f"{found.name}, {say_versions(gone)}, {'is' if len(gone) == 1 else 'are'} gone; "
        f"{say_versions(left)} {'stay' if len(left) > 1 else 'stays'}; who did so: clusteratlas ask clusters/acts"
    )


def say_versions(some: Sequence[KeptCluster]) -> str:
    """Which versions of a cluster these are."""
    numbers = sorted(one.version for one in some)
    return f"version{'s' if len(some) > 1 else ''} {', '.join(map(str, numbers))}" if numbers else "no version"


def keep_answer(chosen: Workspace, answered: Answer, name: str, who: str) -> None:
    """Keeps the boundary of an answer, and says under which name and number."""
    from ..keeping import keep_cluster

    with chosen.store() as store, progress() as report:
        kept = keep_cluster(store, chosen.settings(), name, answered, who, report)
    say(
        f"kept as {kept.name}, version {kept.version} ({kept.id}), with {count(kept.members, 'member')}; "
        f"see it with: clusteratlas clusters {kept.name}"
    )


def keeping(query_name: str) -> dict[str, Any]:
    """The options by which the answer to a query is kept; none where it draws no boundary."""
    return {"keep": KeepOption, "who": WhoOption} if query_name == FROM_SEEDS else {}
