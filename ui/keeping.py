"""Saving a user's own query from the command line and the app."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from ..graph.progress import Report, quiet
from ..ingest.turns import take_turns
from ..queries.own.kept import OwnQuery, save

if TYPE_CHECKING:
    from ..graph.settings import Settings
    from ..graph.store import Store

ANYTHING = "MATCH (node) RETURN 1 AS one LIMIT 1"


def keep(
    store: Store, settings: Settings, text: str, who: str, *, name: str = "", over: int = 0, report: Report = quiet
) -> OwnQuery:
    """Saves a text as `queries.own.kept.save` does.

    The first load of an empty local workspace puts a new store in the place of the old one, so it is waited for.
    """
    with ExitStack() as turns:
        if settings.is_local and not store.read(ANYTHING):
            turns.enter_context(take_turns(settings.rejects, report))
        return save(store, text, who, name=name, over=over)
