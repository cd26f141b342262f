"""Questions that take a minute: they go on beside the page, which shows how far they are and still hears its reader."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, wait

import streamlit as st

from ..graph.progress import Progress, listening
from ..queries.catalog import Answer
from ..queries.query import Query
from . import session

LOOK_SECONDS = 0.2
"""How often the page looks how far a question is."""
FIRST = "Asking the database …"


class Work:
    """A question that a thread of its own answers."""

    def __init__(self, answer: Callable[[], Answer]) -> None:
        self.outcome: Future[Answer] = Future()
        self.progress = Progress(FIRST)
        threading.Thread(target=self.run, args=(answer,), daemon=True, name="question that takes long").start()

    def run(self, answer: Callable[[], Answer]) -> None:
        """Answers it; whoever waits gets the answer, or what went wrong."""
        try:
            with listening(self.hear):
                self.outcome.set_result(answer())
        except BaseException as error:
            self.outcome.set_exception(error)

    def hear(self, progress: Progress) -> None:
        """Notes how far it is."""
        self.progress = progress


class Works:
    """The questions that are being answered for all sessions, each once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.going_on: dict[str, Work] = {}

    def of(self, key: str, answer: Callable[[], Answer]) -> Work:
        """The one of a key, begun where it is not going on."""
        with self.lock:
            self.going_on = {name: work for name, work in self.going_on.items() if not work.outcome.done()}
            if key not in self.going_on:
                self.going_on[key] = Work(answer)
            return self.going_on[key]


@st.cache_resource(show_spinner=False)
def _works() -> Works:
    return Works()


def ask_beside(query: Query, raw: Mapping[str, object]) -> Answer:
    """What a query answers, with its steps on the page meanwhile.

    Whatever the reader does is heard at the next look: the page is drawn anew, and finds the question going on.
    """
    answer = session.answering(query, raw)
    work = _works().of(repr(answer.args[:-1]), answer)
    wait([work.outcome], LOOK_SECONDS)
    if not work.outcome.done():
        place = st.empty()
        with place.container(), session.Bar(FIRST) as bar:
            st.caption(
                "You can go on meanwhile: what is found is kept, and is there at once when you ask the same again."
            )
            while not work.outcome.done():
                bar(work.progress)
                wait([work.outcome], LOOK_SECONDS)
        place.empty()
    return work.outcome.result()
