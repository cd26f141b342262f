"""One real Neo4j for the run of each worker: the seed data that ships first, then worlds of single tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from clusteratlas.graph.model import model
from clusteratlas.graph.server import Connection, LocalServer, local
from clusteratlas.graph.server.configuration import Memory, settings_text
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.statements import KEYS, RECORD_KEYS
from clusteratlas.graph.store import Store
from clusteratlas.ingest.first import load_first
from clusteratlas.ingest.source import shipped_sources

if TYPE_CHECKING:
    from playwright.sync_api import Browser

hypothesis.settings.register_profile("some", max_examples=10)

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
"""Real data that is not part of the project."""
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PLANNED_SELDOM = "dbms.cypher.min_replan_interval=30s\ninternal.cypher.use_parameter_size=false\n"
"""A plan holds on while the graphs of tests come and go, and for texts of any length: each planning takes seconds."""
EMPTIED = 20_000
"""Links or nodes that are deleted at a time."""
NEEDS_NEO4J = {"server", "store", "seeded"}
# The second compiler of Java takes a third of a test's processor time, and a test ends before it pays.
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs the server, and deals the tests out to workers: those on the seed data to one, others by file.

    What takes longest comes first, so that no worker is left with it at the end; a worker that loaded the seed data
    is through with it before it comes to tests that empty the graph.
    """
    for item in items:
        needs = set(getattr(item, "fixturenames", ()))
        if NEEDS_NEO4J & needs:
            item.add_marker("neo4j")
        item.add_marker(pytest.mark.xdist_group("seeded" if "seeded" in needs else item.path.stem))
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    served = {item.path for item in items if item.get_closest_marker("neo4j")}
    items.sort(
        key=lambda item: (
            "seeded" not in getattr(item, "fixturenames", ()),
            item.path not in slow,
            item.path not in served,
        )
    )


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a workspace that lasts for the run; its server is stopped at the end."""
    settings = Settings.from_environment(
        {name: value for name, value in os.environ.items() if name != "CLUSTERATLAS_URI"},
        home=tmp_path_factory.mktemp("workspace"),
    )

    def seldom_planned(port: int, memory: Memory, version: str) -> str:
        return settings_text(port, memory, version) + PLANNED_SELDOM

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local, "settings_text", seldom_planned)
        yield settings
    LocalServer(settings).stop()


@pytest.fixture(scope="session")
def server(workspace: Settings) -> Connection:
    """The one real Neo4j of the run."""
    return LocalServer(workspace).start()


@pytest.fixture(scope="session")
def session_store(workspace: Settings, server: Connection) -> Iterator[Store]:
    """A store on the server of the run."""
    with Store.open(workspace) as store:
        name_all(store)
        yield store


@pytest.fixture
def store(session_store: Store) -> Store:
    """A store on an empty graph."""
    empty(session_store)
    return session_store


@pytest.fixture(scope="session")
def seeded(workspace: Settings, session_store: Store) -> Settings:
    """Settings of the workspace with the seed data loaded."""
    empty(session_store)
    sources = shipped_sources()
    assert len(load_first(workspace, list(sources.values()))) == len(sources)
    name_all(session_store)
    return workspace


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; skips where the machine has none."""
    path = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium on this machine: install it to run the browser tests")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder with real data that is not part of the project; skips where it is absent."""
    if not DATA.is_dir():
        pytest.skip(f"no {DATA.parent.name}/{DATA.name} beside the project: tests on outside data are left out")
    return DATA


def name_all(store: Store) -> None:
    """Has the database know every name of the model, or it plans queries anew whenever a test brings one it lacked."""
    graph = model()
    labels = {label for kind in graph.kinds.values() for label in kind.labels} | KEYS.keys()
    described = [each.properties for each in graph.kinds.values()] + [each.properties for each in graph.links.values()]
    properties = {name for each in described for name in each} | {*KEYS.values(), *RECORD_KEYS}
    of_each = {"Label": labels, "RelationshipType": graph.links.keys(), "Property": properties}
    store.write_together(
        [(f"CALL db.create{what}($name)", {"name": n}) for what, names in of_each.items() for n in names]
    )


def empty(store: Store) -> None:
    """Deletes every link and node, in batches that fit the server's memory whatever hangs on one node."""
    for statement in ("MATCH ()-[each]->()", "MATCH (each)"):
        batch = f"{statement} WITH each LIMIT {EMPTIED} DELETE each RETURN count(*) AS deleted"
        while store.write(batch)[0]["deleted"] == EMPTIED:
            pass
