"""Questions that go on beside the page that asks them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest
from clusteratlas.graph.errors import NotFound
from clusteratlas.graph.progress import Progress, tell
from clusteratlas.queries.catalog import Answer, find_query
from clusteratlas.ui import beside, session

SLOW = find_query("boundaries/clusters")
STEP = Progress("Finding all clusters", 3, 14, "steps")
Answered = Callable[[Callable[[], Answer]], None]


class Redrawn(Exception):
    """What ends the run of a page whose reader did something."""


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Answered:
    """Has every question answered by a function."""

    def answered_(answer: Callable[[], Answer]) -> None:
        monkeypatch.setattr(session, "answering", lambda query, raw: partial(lambda _, __: answer(), repr(raw), query))
        monkeypatch.setattr(beside, "LOOK_SECONDS", 0.01)

    return answered_


def test_a_page_that_is_drawn_anew_finds_its_question_going_on(
    answered: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    go = threading.Event()
    shown: list[Progress] = []
    answer = Answer(SLOW, {}, {}, [])

    def slowly() -> Answer:
        begun.append(len(begun))
        tell(STEP)
        assert go.wait(60)
        return answer

    class Bar(session.Bar):
        def __call__(self, progress: Progress) -> None:
            shown.append(progress)
            if progress != STEP:
                return
            if shown.count(STEP) > 1:
                go.set()
            else:
                raise Redrawn

    answered(slowly)
    monkeypatch.setattr(session, "Bar", Bar)
    with pytest.raises(Redrawn):
        beside.ask_beside(SLOW, {"place": "us-ma"})
    assert beside.ask_beside(SLOW, {"place": "us-ma"}) is answer
    assert (begun, shown[-1]) == ([0], STEP)


def test_what_went_wrong_is_told_to_whoever_waits_and_asked_anew_later(answered: Answered) -> None:
    tried: list[int] = []

    def fails() -> Answer:
        tried.append(len(tried))
        raise NotFound("nowhere: no place of that name")

    answered(fails)
    for _ in range(2):
        with pytest.raises(NotFound, match="nowhere"):
            beside.ask_beside(SLOW, {"place": "nowhere"})
    assert tried == [0, 1]
