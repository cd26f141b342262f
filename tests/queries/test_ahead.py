"""Questions are planned before anybody asks them, and may take their time where they were not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from clusteratlas.graph.results import Rows
from clusteratlas.graph.store import EXPLAIN, READ_SECONDS, Store
from clusteratlas.queries.ahead import ASKED, plan_ahead
from clusteratlas.queries.catalog import ANSWER_SECONDS, ask

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


def test_a_question_that_is_planned_for_long_is_not_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    allowed: list[float] = []
    read = store.read

    def timed(text: str, parameters: Any = None, *, name: str = "", seconds: float = READ_SECONDS) -> Rows:
        if name:
            allowed.append(seconds)
        return read(text, parameters, name=name, seconds=seconds)

    monkeypatch.setattr(store, "read", timed)
    ask(store, "search/entities", {"text": "nobody"})
    assert allowed == [ANSWER_SECONDS]
    assert ANSWER_SECONDS > READ_SECONDS
