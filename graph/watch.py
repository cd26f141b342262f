"""Keeps whoever asks from waiting for a query that does not heed its time limit."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from .errors import QueryFailed

GRACE_SECONDS = 3.0
"""How long after its time limit a query that does not stop is left behind."""
MOST_LEFT = 3
"""How many queries may be left behind before no more are begun: each keeps a core of the database busy."""

THREAD = "query of a user"
"""How the threads are called in which work runs."""

T = TypeVar("T")


class Watch:
    """Runs work beside its caller, and knows what of it was left behind."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.left: list[Future[Any]] = []

    def within(self, seconds: float, work: Callable[[], T], text: str) -> T:
        """What `work` gives, or QueryFailed when it takes longer than `seconds` and a little grace.

        Some work (a reduce over a long list) heeds neither the server's time limit nor its connection being closed:
        it is left behind, so that its caller goes on, and ends when the server does. QueryFailed too while as many
        are left behind as the server can bear.
        """
        self.refuse_more(text)
        done: Future[T] = Future()

        def run() -> None:
            try:
                done.set_result(work())
            except BaseException as error:
                done.set_exception(error)

        threading.Thread(target=run, daemon=True, name=THREAD).start()
        try:
            return done.result(seconds + GRACE_SECONDS)
        except TimeoutError:
            with self.lock:
                self.left.append(done)
            raise QueryFailed(too_long(seconds), text=text) from None

    def refuse_more(self, text: str) -> None:
        """QueryFailed while too many queries that were left behind still run."""
        with self.lock:
            self.left = [work for work in self.left if not work.done()]
            running = len(self.left)
        if running >= MOST_LEFT:
            raise QueryFailed(
                f"{running} queries that were stopped before still run in the database, which cannot end them; wait "
                "until they are done, or end them with 'clusteratlas down' (of a server elsewhere: ask its operator)",
                text=text,
            )


def too_long(seconds: float) -> str:
    """What is said of a query that was stopped."""
    return f"the query was stopped after {seconds:g} seconds; narrow it (fewer hops, a place, a LIMIT)"
