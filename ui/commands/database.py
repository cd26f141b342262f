"""The database of a workspace: start it, stop it, look at it."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Any

import typer

from ...graph.errors import ServerUnavailable
from ...graph.model import model
from ...graph.results import Rows
from ...graph.settings import Settings
from ..terminal import progress
from .workspace import Workspace, workspace


class StatusFormat(StrEnum):
    """How `status` may be written."""

    TEXT = "text"
    JSON = "json"


def up(context: typer.Context) -> None:
    """Start the database, or say where it runs already."""
    opened = start(workspace(context))
    typer.echo(opened)


def start(chosen: Workspace) -> str:
    """Brings the database up, its constraints and indexes in place, and says where it is."""
    settings = chosen.settings()
    with chosen.store() as store:
        text = f"Neo4j {store.version} is up at {store.connection.uri}"
    if settings.is_local:
        text += f"\nWorkspace: {settings.home}\nIt stays up until: clusteratlas down"
    return text


def down(context: typer.Context) -> None:
    """Stop the database; what it holds is kept."""
    settings = workspace(context).settings()
    if not settings.is_local:
        raise ServerUnavailable(
            f"{settings.uri} is not run by Cluster Atlas; stop it where it runs, or unset CLUSTERATLAS_URI"
        )
    from ...graph.server import LocalServer

    with progress() as report:
        stopped = LocalServer(settings).stop(report)
    typer.echo("Neo4j is stopped; its data is kept" if stopped else "Neo4j was not running")


def status(
    context: typer.Context,
    format: Annotated[StatusFormat, typer.Option("--format", "-f", help="How to write it.")] = StatusFormat.TEXT,
) -> None:
    """What the graph holds and whether its database runs; starts nothing."""
    found = describe(workspace(context))
    if format is StatusFormat.JSON:
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
        return
    server = found["server"]
    typer.echo(f"Database      {'up' if server['running'] else 'down'} {server['uri'] or ''}".rstrip())
    typer.echo(f"Workspace     {server['home'] or 'a server elsewhere'}")
    if not server["running"]:
        typer.echo(server["remedy"])
        return
    for name in ("organisations", "linkages", "sources"):
        typer.echo(f"{name.capitalize():<13} {found[name]:,}")
    for title in ("kinds", "links"):
        typer.echo(f"\n{title.capitalize()}")
        for name, count in found[title].items():
            typer.echo(f"  {name:<22}{count:>12,}")


def describe(chosen: Workspace) -> dict[str, Any]:
    """What `status` says; counts are None while the database is down."""
    settings = chosen.settings()
    server = describe_server(settings)
    counts: dict[str, Any] = dict.fromkeys(("organisations", "linkages", "sources", "kinds", "links"))
    if server["running"]:
        try:
            counts, server["version"] = count(chosen)
        except ServerUnavailable as error:
            server |= {"running": False, "remedy": str(error)}
    return {**counts, "server": server}


def describe_server(settings: Settings) -> dict[str, Any]:
    """Where the database is and whether it runs; a server elsewhere is taken to run until it is asked."""
    if settings.uri:
        return {"running": True, "uri": settings.uri, "version": None, "home": None, "remedy": None}
    from ...graph.server import LocalServer

    local = LocalServer(settings).status()
    return {
        "running": local.running,
        "uri": local.uri,
        "version": local.version,
        "home": str(settings.home),
        "pid": local.pid,
        "started": local.started.isoformat(timespec="seconds") if local.started else None,
        "store_bytes": local.store_bytes,
        "remedy": None
        if local.running
        else "Start it with: clusteratlas up (or clusteratlas demo, which loads data too)",
    }


def count(chosen: Workspace) -> tuple[dict[str, Any], str]:
    """What the graph holds, and the version of the server that was asked."""
    with chosen.store() as store:
        from ...queries.catalog import ask

        counts = summarise(ask(store, "sources/counts").rows)
        counts["sources"] = len(ask(store, "sources/list").rows)
        return counts, store.version


def summarise(rows: Rows) -> dict[str, Any]:
    """Counts by kind of node and of link, and the organisations and linkages among them."""
    counted = {row["kind"]: row["count"] for row in rows}
    kinds = {name: counted[name] for name in model().concrete() if counted.get(name)}
    links = {name: counted[name] for name, link in model().links.items() if counted.get(name) and not link.provenance}
    return {
        "organisations": sum(kinds.get(name, 0) for name in model().within("Organisation")),
        "linkages": sum(links.values()),
        "sources": 0,
        "kinds": kinds,
        "links": links,
    }
