"""Work that a process of its own does while this one goes on, and hands over piece by piece."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from traceback import format_exc
from typing import Any, BinaryIO, TypeVar

from .errors import ClusterAtlasError, ProcessEnded
from .garbage import seldom_collected

T = TypeVar("T")
PIECE, ERROR, END = "piece", "error", "end"
"""What each message of the process is."""


@contextmanager
def run_apart(work: Callable[..., Iterator[T]], *given: Any, seconds: float | None = None) -> Iterator[Iterator[T]]:
    """Begins work in another process, and gives what `work(*given)` yields, in the same order; it raises the same.

    It runs ahead by no more than a piece or two, so that memory stays bounded, and ends with this process however that
    ends, or when nobody wants more. Unlike multiprocessing it imports nothing of the program that asks for it, which
    may be a page of the app. `work` is a function of a module; it, what it is given and what it yields are pickled.
    After so many `seconds` it is ended, whatever it is at; ProcessEnded says so.
    """
    command = [sys.executable, "-P", "-c", f"from {__name__} import serve; serve()"]
    # A session of its own: Ctrl-C reaches the asking process alone, which then ends this one.
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True) as child:
        assert child.stdin is not None
        limit = Limit(child, seconds)
        try:
            with suppress(BrokenPipeError):  # it has ended, which is told to those who want its answers
                pickle.dump((work, given), child.stdin, pickle.HIGHEST_PROTOCOL)
                child.stdin.flush()
            yield answers_of(child, limit)
        finally:
            limit.lift()
            child.kill()


class Limit:
    """Ends a process after some seconds."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float | None) -> None:
        self.seconds = seconds
        self.reached = False
        self.child = child
        self.timer = None if seconds is None else threading.Timer(seconds, self.end)
        if self.timer:
            self.timer.daemon = True
            self.timer.start()

    def end(self) -> None:
        """Ends the process."""
        self.reached = True
        self.child.kill()

    def lift(self) -> None:
        """Lets the process run on."""
        if self.timer:
            self.timer.cancel()


def answers_of(child: subprocess.Popen[bytes], limit: Limit) -> Iterator[Any]:
    """What the process hands over, until it is through; ProcessEnded where it ends before."""
    assert child.stdout is not None
    try:
        while True:
            what, said = pickle.load(child.stdout)
            if what == ERROR:
                raise said
            if what == END:
                return
            yield said
    except (EOFError, pickle.UnpicklingError) as error:
        if limit.reached:
            raise ProcessEnded(
                f"a process was ended after {limit.seconds:g} seconds, before it was through; ask for less, or "
                "again when the machine has less to do"
            ) from error
        raise ProcessEnded(
            f"a process that worked beside this one ended early (status {child.wait()}), as happens where memory is "
            "short; close other programs, then run it again"
        ) from error


def serve() -> None:
    """Does the work that is asked for on standard input; pieces go to standard output, and nothing else does."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    work, given = pickle.load(sys.stdin.buffer)
    threading.Thread(target=end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    with seldom_collected():
        try:
            for piece in work(*given):
                send(answers, PIECE, piece)
            send(answers, END, None)
        except Exception as error:
            if not isinstance(error, ClusterAtlasError):
                error.add_note(f"It was raised in another process:\n{format_exc()}")
            send(answers, ERROR, error)


def send(answers: BinaryIO, what: str, said: object) -> None:
    """Sends one message."""
    answers.write(pickle.dumps((what, said), pickle.HIGHEST_PROTOCOL))
    answers.flush()


def end_with(asking: int) -> None:
    """Ends this process when the one that asks is gone: then nothing more comes from it."""
    os.read(asking, 1)  # not by a buffer, whose lock would be held while Python shuts down
    os._exit(1)
