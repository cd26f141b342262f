"""The one door to the database: every read and write goes through a Store."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from types import TracebackType
from typing import Any, Self, TypeVar

import neo4j
from neo4j import exceptions

from .bolt import row_of, to_database
from .errors import DatabaseStuck, QueryFailed, ServerUnavailable
from .guard import check_plan, check_text
from .model import Model, model
from .progress import Progress, Report, quiet
from .results import Rows
from .server import Connection, LocalServer
from .settings import Settings
from .statements import schema_statements
from .watch import Watch, too_long

OLDEST = (5, 26)
"""First version of Neo4j that answers everything Cluster Atlas asks."""
READ_SECONDS = 30.0
"""How long a read may take unless its caller says otherwise."""
WRITE_SECONDS = 600.0
USER_QUERY_SECONDS = 20.0
USER_QUERY_ROWS = 10_000

STUCK = "TransactionLogError|critical error, and needs to be restarted|No space left on device"
"""How a server says that it could not write, and does nothing more until it is started again."""

POPULATING = """
SHOW INDEXES YIELD state, populationPercent
WHERE state = 'POPULATING'
RETURN populationPercent AS percent
"""
"""How far each of the indexes is that are being filled."""
POLL_SECONDS = 0.1

LOADS = "MATCH (run:Run) RETURN count(run) AS runs, max(run.id) AS latest"

EXPLAIN = "EXPLAIN\n"
"""Asks for the plan alone; in a line of its own, so that an error quotes the query as its user wrote it."""

T = TypeVar("T")


class Store:
    """Reads and writes a graph on one Neo4j, local or remote; safe to share between threads.

    A local server that died, or does nothing more, is started again, and the read or write that met it is repeated.
    """

    def __init__(
        self,
        connect: Callable[[], Connection],
        *,
        halt: Callable[[datetime], object] | None = None,
        snapshots: Path | None = None,
        workspace: Path | None = None,
    ) -> None:
        self.connect = connect
        self.halt = halt
        """Stops a local server that was started before then."""
        self.snapshots = snapshots
        """The folder where copies of what is in this database may be kept; None where they are not."""
        self.workspace = workspace
        """The folder of what its users keep beside the database; None where there is none."""
        self.lock = threading.Lock()
        self.watch = Watch()
        self.open_driver()

    @classmethod
    def open(cls, settings: Settings, report: Report = quiet) -> Self:
        """The store that `settings` point at, its constraints and indexes in place.

        A local server is installed and started if need be. ServerUnavailable says what to do otherwise.
        """
        if settings.uri is None:
            server = LocalServer(settings)
            store = cls(
                lambda: server.start(report),
                halt=lambda before: halt(server, before, report),
                snapshots=settings.snapshots,
                workspace=settings.home,
            )
        else:
            connection = Connection(settings.uri, settings.user, settings.password or "", settings.database)
            store = cls(lambda: connection, snapshots=settings.snapshots, workspace=settings.home)
        try:
            store.apply_schema(model(), report)
        except QueryFailed as error:
            if store.local or not error.refused:
                store.close()
                raise
        except BaseException:
            store.close()
            raise
        return store

    @property
    def local(self) -> bool:
        """Whether Cluster Atlas runs the server."""
        return self.halt is not None

    def open_driver(self) -> None:
        """Connects, and checks that the server is reachable and recent enough; keeps what it had where that fails."""
        began = datetime.now(UTC)
        try:
            self.use(self.connect())
        except DatabaseStuck:
            if self.halt is None:
                raise
            self.halt(began)
            self.use(self.connect())

    def use(self, connection: Connection) -> None:
        """Takes the server of a connection for all that follows, if it can be used."""
        try:
            driver = neo4j.GraphDatabase.driver(
                connection.uri,
                auth=(connection.user, connection.password),
                notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
                connection_acquisition_timeout=30,
                connection_timeout=10,
                max_transaction_retry_time=15,
            )
        except (ValueError, exceptions.ConfigurationError) as error:
            raise ServerUnavailable(f"{connection.uri}: {error}; correct CLUSTERATLAS_URI") from error
        try:
            with translated(connection):
                driver.verify_connectivity()
                version = server_version(driver, connection.database)
            if tuple(int(part) for part in version.split(".")[:2]) < OLDEST:
                raise ServerUnavailable(
                    f"{connection.uri} runs Neo4j {version}; Cluster Atlas needs "
                    f"{'.'.join(map(str, OLDEST))} or newer: upgrade it, or unset CLUSTERATLAS_URI to use a local one"
                )
        except BaseException:
            driver.close()
            raise
        self.connection, self.driver, self.version = connection, driver, version

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the connections; the server goes on."""
        self.driver.close()

    def apply_schema(self, graph_model: Model, report: Report = quiet) -> None:
        """Creates the constraints and indexes that are not there yet, and waits until they hold what is there."""
        there = {row["name"] for row in self.read("SHOW INDEXES YIELD name RETURN name AS name")}
        missing = [text for name, text in schema_statements(graph_model).items() if name not in there]
        for number, statement in enumerate(missing):
            report(Progress("Preparing indexes", number, len(missing)))
            self.write(statement)
        while missing and (populating := self.read(POPULATING)):
            report(Progress("Filling indexes", round(mean(row["percent"] for row in populating)), 100, "%"))
            time.sleep(POLL_SECONDS)

    def read(
        self, text: str, parameters: Mapping[str, Any] | None = None, *, name: str = "", seconds: float = READ_SECONDS
    ) -> Rows:
        """All rows that `text` answers; QueryFailed carries `name` and `text`."""
        return self.repeated(lambda: list(self.stream_once(text, parameters, name, seconds)))

    def stream(
        self, text: str, parameters: Mapping[str, Any] | None = None, *, name: str = "", seconds: float = WRITE_SECONDS
    ) -> Iterator[dict[str, Any]]:
        """Rows one by one, in constant memory."""
        yield from self.stream_once(text, parameters, name, seconds)

    def stream_once(
        self, text: str, parameters: Mapping[str, Any] | None, name: str, seconds: float
    ) -> Iterator[dict[str, Any]]:
        """Rows of one read transaction, not repeated."""
        with self.reading(text, to_database(parameters or {}), name, seconds) as records:
            for record in records:
                yield row_of(record)

    def read_safely(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        name: str = "",
        seconds: float = USER_QUERY_SECONDS,
        rows: int = USER_QUERY_ROWS,
    ) -> tuple[Rows, bool]:
        """Rows of a query that a user wrote, and whether more were cut off.

        UnsafeQuery where it would do more than read; QueryFailed where it is wrong or takes too long.
        """
        check_text(text)
        values = to_database(parameters or {})

        def run() -> tuple[Rows, bool]:
            self.planned(text, values, seconds)
            answer: Rows = []
            with self.reading(text, values, name, seconds) as records:
                for record in records:
                    if len(answer) == rows:
                        return answer, True
                    answer.append(row_of(record))
            return answer, False

        return self.watch.within(seconds, lambda: self.repeated(run), text)

    def check_safely(
        self, text: str, parameters: Mapping[str, Any] | None = None, *, seconds: float = USER_QUERY_SECONDS
    ) -> list[str]:
        """The columns of a query that a user wrote, which is not run.

        UnsafeQuery where it would do more than read; QueryFailed where it is wrong.
        """
        check_text(text)
        values = to_database(parameters or {})
        return self.watch.within(seconds, lambda: self.repeated(lambda: self.planned(text, values, seconds)), text)

    def planned(self, text: str, values: Mapping[str, Any], seconds: float) -> list[str]:
        """The columns of a query whose plan does nothing but read."""
        with as_written(), self.reading(f"{EXPLAIN}{text}", values, "", seconds) as records:
            columns = list(records.keys())
            summary = records.consume()
        check_plan(summary.query_type or "", summary.plan or {})
        return columns

    def revision(self) -> str:
        """A text that every write changes, whoever makes it.

        It is the bookmark that the server gives of its latest transaction. Runs are in it too: a database that was
        restored counts its transactions on from where the backup was made.
        """

        def run() -> str:
            with (
                translated(self.connection, "", LOADS),
                self.driver.session(
                    database=self.connection.database, default_access_mode=neo4j.READ_ACCESS
                ) as session,
            ):
                loads = session.run(LOADS).single(strict=True)
                return " ".join(map(str, (*sorted(session.last_bookmarks().raw_values), *loads)))

        return self.repeated(run)

    @contextmanager
    def reading(self, text: str, parameters: Mapping[str, Any], name: str, seconds: float) -> Iterator[neo4j.Result]:
        """What `text` answers in a read transaction of its own, which the server ends after `seconds`."""
        with (
            translated(self.connection, name, text, seconds),
            self.driver.session(database=self.connection.database, default_access_mode=neo4j.READ_ACCESS) as session,
        ):
            yield session.run(neo4j.Query(text, timeout=seconds), dict(parameters))

    def write(self, text: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Runs one statement in a transaction of its own and returns its rows."""
        return self.write_together([(text, parameters or {})])

    def write_together(self, statements: list[tuple[str, Mapping[str, Any]]]) -> Rows:
        """Runs statements in one transaction, all or none; rows of the first that answers with any.

        The transaction may be repeated after a fault, so statements must give the same graph when run again.
        """

        @neo4j.unit_of_work(timeout=WRITE_SECONDS)
        def work(transaction: neo4j.ManagedTransaction) -> Rows:
            answer: Rows = []
            for text, parameters in statements:
                rows = [row_of(record) for record in transaction.run(text, to_database(parameters))]
                answer = answer or rows
            return answer

        def run() -> Rows:
            with (
                translated(self.connection, "", statements[0][0], WRITE_SECONDS),
                self.driver.session(database=self.connection.database) as session,
            ):
                return session.execute_write(work)

        return self.repeated(run)

    def repeated(self, work: Callable[[], T]) -> T:
        """What `work` gives; repeated once if it met a local server that died."""
        driver = self.driver
        try:
            return work()
        except ServerUnavailable:
            if not self.local:
                raise
        with self.lock:
            if self.driver is driver:
                self.open_driver()
                driver.close()
        return work()


def halt(server: LocalServer, before: datetime, report: Report) -> None:
    """Stops a server, unless somebody has started it anew since then."""
    started = server.status().started
    if started and started < before:
        server.stop(report)


def server_version(driver: neo4j.Driver, database: str) -> str:
    """The version of the server, as 5.26.1 or 2026.08.1."""
    records, _, _ = driver.execute_query(
        "CALL dbms.components() YIELD versions RETURN versions[0] AS version", database_=database
    )
    return str(records[0]["version"]).split("-")[0]


@contextmanager
def translated(
    connection: Connection,
    name: str = "",
    text: str = "",
    seconds: float = READ_SECONDS,
) -> Iterator[None]:
    """Turns the driver's errors into ours, each with its remedy."""
    try:
        yield
    except exceptions.AuthError as error:
        raise ServerUnavailable(
            f"{connection.uri} refused user {connection.user!r} and the password given; "
            "set CLUSTERATLAS_USER and CLUSTERATLAS_PASSWORD to an account of that server"
        ) from error
    except exceptions.ClientError as error:
        if "DatabaseNotFound" in (error.code or ""):
            raise ServerUnavailable(
                f"{connection.uri} has no database {connection.database!r}; set CLUSTERATLAS_DATABASE to one it has"
            ) from error
        refused = "Forbidden" in (error.code or "")
        raise QueryFailed(explain(error, seconds), name, text, refused=refused) from error
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired, OSError) as error:
        raise ServerUnavailable(
            f"{connection.uri}: no Neo4j answers there ({error}); check that it runs and that the address, port and "
            "network allow it, or unset CLUSTERATLAS_URI to use a local one"
        ) from error
    except exceptions.Neo4jError as error:
        if re.search(STUCK, f"{error.code} {error.message}"):
            raise DatabaseStuck(
                f"{connection.uri}: the database cannot write any more ({error.message}); most often its disk is full: "
                "free some space there and run it again (a server elsewhere is to be restarted first)"
            ) from error
        raise QueryFailed(explain(error, seconds), name, text) from error
    except exceptions.DriverError as error:
        if "closed" in str(error).lower():
            raise ServerUnavailable(f"{connection.uri}: the connection was closed; ask again") from error
        raise QueryFailed(f"the database did not answer: {error}", name, text) from error
    except OverflowError as error:
        raise QueryFailed("a number has more than 64 bits; write it as a text in quotes", name, text) from error


@contextmanager
def as_written() -> Iterator[None]:
    """Makes the places that an error names those of the query without EXPLAIN before it."""
    try:
        yield
    except QueryFailed as error:
        said = re.sub(r"\(line (\d+)", lambda match: f"(line {int(match[1]) - 1}", str(error))
        said = re.sub(r"offset: (\d+)", lambda match: f"offset: {int(match[1]) - len(EXPLAIN)}", said)
        raise QueryFailed(said, text=error.text.removeprefix(EXPLAIN), refused=error.refused) from error


def explain(error: exceptions.Neo4jError, seconds: float) -> str:
    """A server's error in words, with a remedy where there is one."""
    code = error.code or ""
    if "TransactionTimedOut" in code or "Terminated" in code:
        return too_long(seconds)
    if "MemoryPoolOutOfMemoryError" in code or "OutOfMemory" in code:
        return "the query needs more memory than one query may use; narrow it (fewer hops, a place, a LIMIT)"
    if "ParameterMissing" in code:
        return f"{error.message}; give it with --param name=value"
    return str(error.message or error)
