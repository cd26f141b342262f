"""A Neo4j of its own for a measurement, in a folder that is deleted afterwards."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
from clusteratlas.graph.server import LocalServer
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store


@contextmanager
def workspace() -> Iterator[Settings]:
    """Settings of a new workspace; its server is stopped and its folder deleted at the end."""
    local = {name: value for name, value in os.environ.items() if name != "CLUSTERATLAS_URI"}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        settings = Settings.from_environment(local, home=Path(folder) / "workspace")
        try:
            yield settings
        finally:
            LocalServer(settings).stop()


@contextmanager
def driver_of(store: Store) -> Iterator[neo4j.Driver]:
    """The bare driver on a store's server: the peer of every measurement."""
    connection = store.connection
    quiet = neo4j.NotificationMinimumSeverity.OFF
    account = (connection.user, connection.password)
    with neo4j.GraphDatabase.driver(connection.uri, auth=account, notifications_min_severity=quiet) as driver:
        yield driver


def empty(store: Store) -> None:
    """Deletes every link and node, in transactions that fit into memory."""
    for what in ("()-[x]->()", "(x)"):
        while store.write(f"MATCH {what} WITH x LIMIT 20000 DELETE x RETURN count(*) AS deleted")[0]["deleted"]:
            pass
