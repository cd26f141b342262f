"""Work that goes on in the background while its caller prepares the next piece."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")


class OneAhead(Generic[T]):
    """Runs pieces of work one after the other in a thread, and hands each outcome to `settle` in the caller's.

    At most one piece is under way, so that memory stays bounded and pieces keep their order.
    """

    def __init__(self, settle: Callable[[T], None]) -> None:
        self.settle = settle
        self.executor = ThreadPoolExecutor(max_workers=1)
        self.under_way: Future[T] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.executor.shutdown()

    def start(self, work: Callable[[], T]) -> None:
        """Waits for the piece under way and starts `work`; raises what the former raised."""
        self.finish()
        self.under_way = self.executor.submit(work)

    def finish(self) -> None:
        """Waits for the piece under way, if any; raises what it raised."""
        if self.under_way:
            under_way, self.under_way = self.under_way, None
            self.settle(under_way.result())
