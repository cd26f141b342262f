"""An atlas on the server of the run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from clusteratlas import Atlas
from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store


@pytest.fixture
def atlas(store: Store, workspace: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Atlas]:
    """An atlas on an empty graph, opened as a script does."""
    monkeypatch.delenv("CLUSTERATLAS_URI", raising=False)
    with Atlas.open(workspace.home) as opened:
        yield opened
