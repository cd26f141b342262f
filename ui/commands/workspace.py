"""What every command is given: where the workspace is, and the store in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ...graph.settings import Settings
from ..terminal import progress

if TYPE_CHECKING:
    from ...graph.store import Store


@dataclass(frozen=True, slots=True)
class Workspace:
    """The options that stand before or after any command."""

    home: Path | None = None
    debug: bool = False

    def settings(self) -> Settings:
        """Settings from the environment; --workspace wins over CLUSTERATLAS_HOME."""
        return Settings.from_environment(home=self.home)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store of the workspace; a local server that is down is started, with progress on stderr."""
        spare_pandas()
        from ...graph.store import Store

        with progress() as report:
            store = Store.open(self.settings(), report)
        with store:
            yield store


def spare_pandas() -> None:
    """Imports the driver without pandas and pyarrow, which it takes along wherever they are installed.

    That takes a second or more, and no command has a data frame to give it.
    """
    spared = [name for name in ("pandas", "pyarrow") if name not in sys.modules]
    for name in spared:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        import_module("...graph.store", __package__)
    finally:
        for name in spared:
            del sys.modules[name]


def workspace(context: typer.Context) -> Workspace:
    """The workspace that the user chose."""
    chosen = context.find_object(Workspace)
    return chosen if isinstance(chosen, Workspace) else Workspace()
