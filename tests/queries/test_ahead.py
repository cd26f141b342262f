"""Questions are planned before anybody asks them, and none is run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from clusteratlas.graph.store import EXPLAIN, Store
from clusteratlas.queries.ahead import ASKED, plan_ahead

pytestmark = pytest.mark.neo4j


def test_questions_are_planned_and_none_is_run(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    stream = store.stream

    def kept(text: str, parameters: Any = None, **how: Any) -> Iterator[dict[str, Any]]:
        texts.append(text)
        return stream(text, parameters, **how)

    monkeypatch.setattr(store, "stream", kept)
    plan_ahead(store)
    assert len(texts) == len(ASKED)
    assert all(text.startswith(EXPLAIN) for text in texts)
