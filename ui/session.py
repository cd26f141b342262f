"""What all pages share: the store, cached answers, what was opened, and errors in words."""

from __future__ import annotations

import getpass
import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import streamlit as st

from ..graph.errors import ClusterAtlasError
from ..graph.progress import Progress
from ..graph.results import FoundNode, Rows
from ..graph.settings import Settings
from ..graph.store import Store
from ..ingest.identity.judging import Judging
from ..ingest.proposal import known_in
from ..queries import catalog
from ..queries.ahead import plan_ahead
from ..queries.boundaries.own_weights import FILE as WEIGHTS
from ..queries.catalog import Answer
from ..queries.own import kept
from ..queries.own.kept import OwnQuery
from ..queries.parameters import Listed
from ..queries.query import Query, is_own
from .keeping import keep, keep_cluster, remove_cluster
from .look import safe

if TYPE_CHECKING:
    from ..queries.clusters.kept import KeptCluster

LOG = logging.getLogger(__name__)
RECENT = 8
"""How many opened things are remembered in a session."""
STEADY_SECONDS = 5
"""How long the app may show old answers after a load that another program ran."""


class Door:
    """Opens the store once for all sessions."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.lock = threading.Lock()
        self.store: Store | None = None

    def open(self) -> Store:
        """The store; the first caller sees how the database starts."""
        if self.store is None:
            place = st.empty()
            with place.container(), st.spinner("Opening the database …"), self.lock:
                if self.store is None:
                    with Bar("Looking for the database …") as bar:
                        self.store = Store.open(self.settings, bar)
                    threading.Thread(target=quietly_ahead, args=(self.store,), daemon=True).start()
            place.empty()
        return self.store


def quietly_ahead(store: Store) -> None:
    """Plans ahead beside whatever users do; where that fails, they only wait a little when they ask."""
    try:
        plan_ahead(store)
    except Exception:
        LOG.debug("nothing was planned ahead", exc_info=True)


class Bar:
    """Shows the progress of a long task, as long as the page that waits for it is there.

    A store keeps that of its start to report later restarts, which any session may meet: they are not drawn on the
    first one's page.
    """

    def __init__(self, first: str) -> None:
        self.first = first

    def __enter__(self) -> Self:
        self.bar = st.progress(0.0, text=self.first)
        self.shown = 0.0
        self.doing = ""
        self.over = False
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.over = True

    def __call__(self, progress: Progress) -> None:
        if self.over or (progress.doing == self.doing and monotonic() - self.shown < 0.1):
            return
        self.shown, self.doing = monotonic(), progress.doing
        share = min(1.0, progress.done / progress.total) if progress.total else 0.0
        amount = f" {progress.done:,.0f} of {progress.total:,.0f} {progress.unit}" if progress.total else ""
        self.bar.progress(share, text=f"{progress.doing}{amount}")


@st.cache_resource(show_spinner=False, hash_funcs={Settings: repr})
def _door(settings: Settings) -> Door:
    return Door(settings)


def settings() -> Settings:
    """The settings of this app, from the environment."""
    return Settings.from_environment()


def store() -> Store:
    """The open store; starts a local database if need be, and shows how far it is."""
    return _door(settings()).open()


def codes_known(codes: Sequence[str]) -> Sequence[Mapping[str, str]]:
    """What is loaded that these codes are of."""
    return known_in(store())(codes)


@contextmanager
def guarded() -> Iterator[None]:
    """Shows an error as a sentence with its remedy, never as a traceback."""
    try:
        yield
    except ClusterAtlasError as error:
        st.error(safe(error), icon=":material/error:")
    except Exception:
        LOG.exception("a page failed")
        st.error(
            "Cluster Atlas met a fault of its own on this page. Reload it; if that does not help, the reason "
            "stands in the terminal where the app was started.",
            icon=":material/error:",
        )


def revision() -> str:
    """A text that changes when another database is asked, something was loaded or judged, or other weights count."""
    uri = store().connection.uri
    weights = settings().home / WEIGHTS
    return f"{uri} {_last_run(uri)} {weights.stat().st_mtime_ns if weights.is_file() else ''}".strip()


@st.cache_data(ttl=STEADY_SECONDS, show_spinner=False)
def _last_run(uri: str) -> str:
    rows = store().read(
        "CALL { MATCH (run:Run) RETURN count(run) AS runs, max(run.started) AS began, max(run.finished) AS done } "
        "CALL { MATCH (judgement:Judgement) RETURN count(judgement) AS judged, count(judgement.undone_at) AS undone } "
        "CALL { MATCH (act:ClusterAct) RETURN count(act) AS acts } "
        "RETURN runs, began, done, judged, undone, acts"
    )
    return " ".join(str(value) for value in rows[0].values())


def changed() -> None:
    """Makes this app see at once what it has just changed itself."""
    _last_run.clear()


def judging() -> Judging:
    """Makes judgements in the name of whoever sits here."""
    return Judging(store(), settings().rejects, decider())


def decider() -> str:
    """Whoever sits here: the name given in this session, else that of the account."""
    return str(st.session_state.get("decider") or getpass.getuser())


def find(name: str) -> Query:
    """The saved query of that name, whether it ships or a user wrote it; NotFound where there is none."""
    own = own_queries().get(name) if is_own(name) else None
    return own.readable() if own else catalog.find_any(store(), name)


def own_queries() -> dict[str, OwnQuery]:
    """The queries that users wrote, by name; also of those that cannot be read."""
    return _own_queries(store().connection.uri)


@st.cache_data(ttl=STEADY_SECONDS, show_spinner=False)
def _own_queries(uri: str) -> dict[str, OwnQuery]:
    return kept.own_queries(store())


def save_own(text: str, *, name: str = "", over: int = 0) -> OwnQuery:
    """Saves a query of the user who sits here, as the version after `over`."""
    try:
        return keep(store(), settings(), text, decider(), name=name, over=over)
    finally:
        _own_queries.clear()


def remove_own(name: str) -> None:
    """Deletes a query that a user wrote, with all its versions."""
    kept.remove(store(), name)
    _own_queries.clear()


def keep_as(name: str, answer: Answer) -> KeptCluster:
    """Keeps the boundary of an answer as a cluster, in the name of whoever sits here."""
    try:
        with Bar("Drawing it once more …") as bar:
            return keep_cluster(store(), settings(), name, answer, decider(), bar)
    finally:
        changed()


def remove_version(id: str) -> None:
    """Deletes a version of a cluster, in the name of whoever sits here."""
    remove_cluster(store(), settings(), id, decider())
    changed()


def ask(name: str, raw: Mapping[str, object] | None = None) -> Answer:
    """What a saved query answers, kept until something new is loaded."""
    return ask_query(find(name), raw)


def ask_query(query: Query, raw: Mapping[str, object] | None = None) -> Answer:
    """What a query answers, kept until something new is loaded."""
    return answering(query, raw)()


def answering(query: Query, raw: Mapping[str, object] | None = None) -> partial[Answer]:
    """What answers a query, in any thread."""
    given = tuple(sorted((raw or {}).items(), key=lambda item: item[0]))
    return partial(_asked, query.name, query.text, repr(query.parameters), given, revision(), query)


@st.cache_data(ttl="1h", max_entries=400, show_spinner=False)
def _asked(
    name: str, text: str, takes: str, given: tuple[tuple[str, Any], ...], revision: str, _query: Query
) -> Answer:
    return catalog.ask_query(store(), _query, dict(given))


def columns(query: Query) -> list[str]:
    """The columns of a query that a user wrote; UnsafeQuery and QueryFailed say what is wrong with it."""
    return store().check_safely(query.text, dict.fromkeys(query.names))


def choices(listed: Listed) -> tuple[str, ...]:
    """The values that a list filled from another query offers."""
    return _choices(listed.query, listed.column, find(listed.query).text, revision())


@st.cache_data(ttl="1h", max_entries=100, show_spinner=False)
def _choices(query: str, column: str, text: str, revision: str) -> tuple[str, ...]:
    return catalog.choices(store(), Listed(query, column))


def ask_anew(name: str, raw: Mapping[str, object] | None = None) -> Rows:
    """What a saved query answers now, whatever it answered before."""
    return catalog.ask(store(), name, raw).rows


def kept_clusters() -> Rows:
    """The clusters that were kept, by name, the latest version of each first."""
    return ask("clusters/versions", {"limit": 5000}).rows


def search(text: str, kind: str = "any", limit: int = 20, *, counted: bool = False) -> Rows:
    """Entities whose name is near `text`, best first; `counted`: places that an office counts, if some are."""
    return _searched(" ".join(text.split()), kind, limit, counted, revision())


@st.cache_data(ttl="1h", max_entries=2000, show_spinner=False)
def _searched(text: str, kind: str, limit: int, counted: bool, revision: str) -> Rows:
    return catalog.search(store(), text, kind, limit, counted=counted)


def entity(text: str, *, counted: bool = False) -> FoundNode:
    """The entity of an id, or of a name that search resolves (`counted`: to a place that an office counts); NotFound
    says which come near."""
    return known(text) or _resolved(text, counted, revision())


@st.cache_data(ttl="1h", max_entries=500, show_spinner=False)
def _resolved(text: str, counted: bool, revision: str) -> FoundNode:
    return catalog.resolve(store(), text, "Place" if counted else "Entity", counted=counted)


def known(id: str) -> FoundNode | None:
    """The entity that exactly this id stands for now, or None where the graph does not hold it."""
    return _known(id, revision())


@st.cache_data(ttl="1h", max_entries=2000, show_spinner=False)
def _known(id: str, revision: str) -> FoundNode | None:
    rows = store().read(
        "OPTIONAL MATCH (identity:Identity {id: $id}) MATCH (entity:Entity {id: coalesce(identity.entity, $id)}) "
        "RETURN entity AS entity",
        {"id": id},
    )
    return rows[0]["entity"] if rows else None


def known_of(ids: tuple[str, ...]) -> dict[str, FoundNode]:
    """Those of the ids that the graph holds, with their entities."""
    return _known_of(ids, revision())


@st.cache_data(ttl="1h", max_entries=100, show_spinner=False)
def _known_of(ids: tuple[str, ...], revision: str) -> dict[str, FoundNode]:
    rows = store().read(
        "UNWIND $ids AS id MATCH (entity:Entity {id: id}) RETURN id AS id, entity AS entity", {"ids": list(ids)}
    )
    return {row["id"]: row["entity"] for row in rows}


def credits(ids: tuple[str, ...]) -> str:
    """Whom to name beside a map of these entities: the makers of their coordinates whose licence asks for it."""
    return _credits(ids, revision())


@st.cache_data(ttl="1h", max_entries=400, show_spinner=False)
def _credits(ids: tuple[str, ...], revision: str) -> str:
    rows = store().read(
        "MATCH (entity:Entity)<-[:DESCRIBES]-(record:Record)-[:FROM_SOURCE]->(source:Source) "
        "WHERE entity.id IN $ids AND record.location IS NOT NULL "
        "RETURN DISTINCT source.licence AS licence, record.location_basis AS basis",
        {"ids": list(ids)},
    )
    owed = set()
    for row in rows:
        licence, basis = str(row["licence"]), row["basis"]
        if "ODbL" in licence and basis == "street":
            owed.add("© OpenStreetMap contributors, ODbL")
        if basis in ("postcode", "town"):
            owed.add("ZIP and town centres: GeoNames, CC BY 4.0")
    return " · ".join(sorted(owed))


def remember(node: FoundNode) -> None:
    """Puts `node` first among the things opened lately in this session."""
    recent: list[FoundNode] = st.session_state.setdefault("recent", [])
    st.session_state["recent"] = [node, *(other for other in recent if other.id != node.id)][:RECENT]


def recent() -> list[FoundNode]:
    """The things opened lately, latest first."""
    return list(st.session_state.get("recent", []))
