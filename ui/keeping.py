"""What users keep in the graph, from the command line, the app and the library: queries of their own, clusters."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from ..graph.progress import Report, quiet
from ..ingest.turns import take_turns
from ..queries.own.kept import OwnQuery, save

if TYPE_CHECKING:
    from ..graph.settings import Settings
    from ..graph.store import Store
    from ..queries.catalog import Answer
    from ..queries.clusters.kept import KeptCluster

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


def keep_cluster(
    store: Store, settings: Settings, name: str, answer: Answer, who: str, report: Report = quiet
) -> KeptCluster:
    """Keeps the boundary of an answer to `boundaries/from_seeds`, with all its members, as a version of a cluster.

    It is drawn anew while nobody loads; InvalidQuery where other members come out than the answer shows, and before
    that where the name does not fit.
    """
    from ..queries.clusters.drawn import draw
    from ..queries.clusters.kept import check_name
    from ..queries.clusters.kept import keep as keep_version

    name = check_name(name)
    inside = [row["member"].id for row in answer.rows if row["inside"]]
    whole = len(answer.rows) < answer.parameters["limit"]
    with take_turns(settings.rejects, report):
        return keep_version(store, name, draw(store, answer.parameters), who, seen=inside if whole else None)


def remove_cluster(
    store: Store, settings: Settings, name: str, who: str, *, version: int | None = None, report: Report = quiet
) -> list[KeptCluster]:
    """Deletes a cluster, or one version of it, while nobody loads; the versions that are gone."""
    from ..queries.clusters.kept import remove

    with take_turns(settings.rejects, report):
        return remove(store, name, who, version)
