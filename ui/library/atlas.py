"""The graph as an object that scripts and notebooks ask."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping
from getpass import getuser
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pandas import DataFrame

from ...graph.errors import ServerUnavailable
from ...graph.results import FoundNode
from ...graph.settings import Settings
from ...graph.store import USER_QUERY_ROWS, USER_QUERY_SECONDS, Store
from ...ingest.prune import forget
from ...ingest.reports.mapping import UNSAID
from ...ingest.subgraph import keep_subgraph
from ...queries import catalog
from ...queries.catalog import Answer
from ...queries.clusters import FROM_SEEDS
from ..commands.files import Choices
from ..commands.output import listing
from ..keeping import keep_cluster, remove_cluster
from ..terminal import progress
from . import loads, scripts
from .frames import to_frame
from .networks import network_of, whole_network
from .topics import Questions

if TYPE_CHECKING:
    import networkx
    import py2neo

    from ...ingest.run import LoadReport
    from ...ingest.subgraph import Renamed
    from ...queries.clusters.kept import KeptCluster


class Atlas(Questions):
    """A cluster graph, and every saved query as a method of its topic.

        from clusteratlas import Atlas

        with Atlas.open() as atlas:
            atlas.search("mass general", kind="Institution")
            atlas.bottlenecks.sole_suppliers("Napa County", limit=20)

    Firms, institutions, industries, places and the like are given by name or id. Answers are data frames;
    `frame.attrs` says what was asked, what it means and whose data it rests on. `help(atlas.near.suppliers)` says
    what a question takes, `atlas.queries()` lists all. What goes wrong is a ClusterAtlasError that says what to do.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        super().__init__(lambda name, given: self.to_frame(self.ask(name, **given)))
        self.settings = settings
        self._store: Store | None = store

    @classmethod
    def open(
        cls,
        workspace: str | Path | None = None,
        *,
        uri: str | None = None,
        user: str | None = None,
        password: str | None = None,
        database: str | None = None,
    ) -> Self:
        """The graph of a workspace (by default the one that the commands use), or at the address of a Neo4j.

        What is not given is taken from the environment, as the commands do: CLUSTERATLAS_HOME, CLUSTERATLAS_URI and so
        on. A local database is installed and started if need be, with progress on stderr; it stays up until
        `clusteratlas down`.
        """
        given = {"URI": uri, "USER": user, "PASSWORD": password, "DATABASE": database}
        said = {f"CLUSTERATLAS_{name}": value for name, value in given.items() if value is not None}
        settings = Settings.from_environment({**os.environ, **said}, home=Path(workspace) if workspace else None)
        with progress() as report:
            return cls(Store.open(settings, report), settings)

    def close(self) -> None:
        """Lets go of the database, which goes on."""
        if self._store is not None:
            self._store.close()
        self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        where = f"workspace {self.settings.home}" if self.settings.is_local else self.settings.uri
        return f"<Atlas of {where}{' (closed)' if self._store is None else ''}>"

    @property
    def store(self) -> Store:
        """The way to the database, for what no method does."""
        if self._store is None:
            raise ServerUnavailable("this atlas is closed; open it again with Atlas.open()")
        return self._store

    def queries(self) -> DataFrame:
        """All saved queries: name, title, question; `ask` takes the name."""
        rows = [{"name": one.name, "title": one.title, "question": one.question} for one in catalog.catalog().values()]
        return DataFrame(rows)

    def ask(self, query: str, /, **parameters: Any) -> Answer:
        """What a saved query answers, as nodes, links and paths rather than a table.

        Its `rows` are dicts; a firm in one of them is a FoundNode with `id`, `kind`, `name` and all `properties`.
        `to_frame` and `to_networkx` take the answer.
        """
        given = {name: value.id if isinstance(value, FoundNode) else value for name, value in parameters.items()}
        return catalog.ask(self.store, query, given)

    def to_frame(self, answer: Answer) -> DataFrame:
        """An answer as a table: a node is its name, with its id, kind and location in columns beside it."""
        return to_frame(answer, self.store)

    def keep_cluster(self, name: str, /, *, who: str = "", **parameters: Any) -> KeptCluster:
        """Keeps a boundary as a cluster of this name, or as its next version: its id, version and number of members.

            kept = atlas.keep_cluster("Zyx wine", seed="ttb-ca-w-23793", most=100)
            atlas.clusters.membership(cluster=kept.id)
            atlas.bottlenecks.all(cluster=kept.id)

        It takes what `atlas.boundaries.from_seeds` takes. `who` is the name that is kept with it, by default yours on
        this machine. Every query that takes a cluster takes it, by its name (the latest version) or its id.
        """
        answer = self.ask(FROM_SEEDS, **{"outside": False, **parameters})
        with progress() as report:
            return keep_cluster(self.store, self.settings, name, answer, who or getuser(), report)

    def remove_cluster(self, name: str, /, *, version: int | None = None, who: str = "") -> list[KeptCluster]:
        """Deletes a cluster with all its versions, or one of them; which they were.

        Nothing of them stays but who kept and who deleted them (`atlas.clusters.acts`).
        """
        with progress() as report:
            return remove_cluster(self.store, self.settings, name, who or getuser(), version=version, report=report)

    def cypher(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        /,
        *,
        rows: int = USER_QUERY_ROWS,
        seconds: float = USER_QUERY_SECONDS,
        **more: Any,
    ) -> DataFrame:
        """What a query of your own in Cypher answers; whatever would do more than read is refused.

            atlas.cypher("MATCH (f:Firm) WHERE f.town = $town RETURN f.name AS name", town="Napa")

        More than `rows` rows are cut off, with a warning; `seconds` is how long it may take. Parameters of these two
        names are given as a mapping.
        """
        values = {**(parameters or {}), **more}
        found, cut = self.store.read_safely(text, values, rows=rows, seconds=seconds)
        if cut:
            warnings.warn(f"only the first {rows:,} rows are here; ask for more with rows=", stacklevel=2)
        return self.to_frame(listing("Cypher", found, values))

    def load(
        self,
        what: str | Path,
        *,
        again: bool = False,
        allow_shrink: bool = False,
        origin: str = "",
        mapping: str | None = None,
        meanings: Mapping[str, str] | None = None,
        name: str | None = None,
        title: str | None = None,
        publisher: str | None = None,
        licence: str | None = None,
    ) -> LoadReport:
        """Loads a source by its name, a table in a file, or a folder with a source.yml; says what it did.

            atlas.load("napa_wineries")
            atlas.load("members.xlsx", meanings={"Firm name": "name"}, publisher="Invented Chamber of Commerce")

        Of a file, the proposed mapping is taken as it is: `meanings` corrects what its columns mean, `mapping` names
        one that was kept before. What the source builds on is loaded first, and its organisations are compared with
        those that are there. These are the options of `clusteratlas load`; docs/loading.md says more.
        """
        corrected = tuple(f"{column}={meaning}" for column, meaning in (meanings or {}).items())
        choices = Choices(mapping, name, title, publisher, licence, corrected, yes=True)
        wanted = loads.name_of(self.store, what, self.settings.home, choices)
        return loads.load_source(
            self.store, self.settings, wanted, origin=origin, again=again, allow_shrink=allow_shrink
        )

    def forget(self, source: str) -> int:
        """Takes a source out of the graph again with all that it alone says; how many facts that were."""
        with progress() as report:
            return forget(self.store, source, self.settings.rejects, report)

    def to_networkx(
        self,
        answer: Answer | None = None,
        *,
        kinds: Iterable[str] = ("Organisation",),
        links: Iterable[str] | None = None,
        place: str | FoundNode | None = None,
    ) -> networkx.MultiDiGraph[str]:
        """An answer as a network, or without one the firms and institutions of the graph and all linkages between them.

            atlas.to_networkx(atlas.ask("near/suppliers", firm="Conformis"))
            atlas.to_networkx(place="Napa County", links=["trade"])

        `kinds` are kinds of nodes, `links` kinds of links or groups of them (trade, alike, corporate, institutions,
        structure, process), `place` leaves those that are located in it. Nodes are keyed by id and carry their kind,
        name and properties; links their kind, label, basis (recorded, or possible where it is only inferred), source
        and properties: one for each source that states it. All is held in memory, some 3 kB for each node and link.
        """
        if answer is not None:
            return network_of(answer)
        where = place.id if isinstance(place, FoundNode) else place
        return whole_network(self.store, kinds, links, where)

    def to_py2neo(self) -> py2neo.Graph:
        """py2neo's Graph on the same database, for scripts that use it (py2neo 2021.2.4, the extra `py2neo`).

            graph = atlas.to_py2neo()
            graph.nodes.match("Firm", town="Napa").limit(5).all()

        Read with it. What it writes has no source, so that no page can say where it is from and no load takes it back:
        hand that to `from_py2neo` instead. Of all that py2neo does, only `schema.get_indexes` fails with this database.
        """
        return scripts.open_graph(self.store.connection)

    def from_py2neo(
        self,
        what: Any,
        *,
        source: str,
        title: str = "",
        publisher: str = UNSAID,
        licence: str = UNSAID,
        url: str = "",
        retrieved: str = "",
        rename: Renamed | None = None,
        allow_shrink: bool = False,
    ) -> LoadReport:
        """Loads what a script made with py2neo as facts of a source of its own; says what it did.

            maker = Node("Company", name="Invented Cooperage", town="Napa")
            sale = Relationship(maker, "SUPPLIES", Node("Firm", id="ttb-ca-w-23793"), since=2019)
            atlas.from_py2neo(maker | sale, source="survey_2021", rename={"Company": "Firm"})

        `what` is a subgraph, node, relationship, path or cursor, or a list of them. All that the source says is handed
        over at once: the same again changes nothing, and what is no longer in it is taken back. Labels, types and
        properties are those of docs/schema.md, or `rename` says which they are (None leaves one out). An id like those
        of other sources joins a node to what has it; any other is made one of this source's own, as is a name where
        there is no id. Nodes that were read by `to_py2neo` stand for themselves. What does not fit the model is named
        and nothing is loaded; single values are refused as of any table.
        """
        nodes, links = scripts.read_subgraph(what, self.to_py2neo())
        said = {"name": source, "title": title or source, "publisher": publisher, "licence": licence}
        said |= {"url": url, "retrieved": retrieved}
        keep_subgraph(self.settings.home, said, nodes, links, rename)
        return loads.load_source(self.store, self.settings, source, allow_shrink=allow_shrink)
