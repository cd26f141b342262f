"""What a SELECT answers, from any database that SQLAlchemy has an address for, and from SQLite files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, CursorResult, create_engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ...graph.errors import InvalidSource
from .cells import free_name, text_of
from .reading import Reading
from .rows import BrokenRow, Row, Table, checked

FORM = "database"
BATCH = 2_000
"""Rows that the database sends at once."""
QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|/\*.*?\*/""", re.DOTALL)
"""Text, quoted names and comments of a statement."""
WRITES = frozenset(
    "insert update delete merge drop alter create truncate grant revoke attach detach pragma call exec execute copy"
    " into vacuum reindex lock set do load".split()
)
"""Words that a statement which only reads has no use for."""


def tables(path: Path | None, reading: Reading) -> list[Table]:
    """The tables and views of a database, or what the statement that is given answers."""
    if reading.sql is not None:
        with answer(path, reading) as result:
            options = {"sql": reading.sql} | ({"url": reading.url} if reading.url else {})
            return [Table("answer", FORM, tuple(columns_of(result)), None, options)]
    with engine(path, reading) as (connection, _):
        known = inspect(connection)
        found = []
        for name in [*known.get_table_names(), *known.get_view_names()]:
            quoted = connection.dialect.identifier_preparer.quote(name)
            columns = [column["name"] for column in known.get_columns(name)]
            number = connection.execute(text(f"SELECT count(*) FROM {quoted}")).scalar_one()
            options = {"sql": f"SELECT * FROM {quoted}"} | ({"url": reading.url} if reading.url else {})
            found.append(Table(name, FORM, tuple(columns), int(number), options))
    if not found:
        raise InvalidSource(f"{path or 'the database'}: has no tables; correct the address")
    return found


def rows(path: Path | None, reading: Reading) -> Iterator[Row | BrokenRow]:
    """The rows of the answer, as the database sends them; the number of each is its place in it from 1."""
    with answer(path, reading) as result:
        columns = columns_of(result)
        file = path.name if path else "database"
        for number, values in enumerate(result, 1):
            yield checked(Row(dict(zip(columns, map(text_of, values), strict=True)), file, number))


def count(path: Path | None, reading: Reading) -> int | None:
    """None: only the database could tell, by answering twice."""
    return None


@contextmanager
def answer(path: Path | None, reading: Reading) -> Iterator[CursorResult[Any]]:
    """What the statement answers."""
    if reading.sql is None:
        raise InvalidSource(f"{path}: is a database; say what is read of it with sql: SELECT ...")
    check_select(reading.sql, path or "sql")
    with engine(path, reading) as (connection, _):
        streamed = connection.execution_options(stream_results=True, yield_per=BATCH)
        yield streamed.exec_driver_sql(reading.sql)


@contextmanager
def engine(path: Path | None, reading: Reading) -> Iterator[tuple[Any, URL]]:
    """A connection that only reads; what fails comes as InvalidSource without any secret of the address."""
    where = str(path) if path else "sql"
    reading.only(where, "a database", "sql", "url")
    url = address(path, reading, where)
    shown = where if path else (url.database or url.host or url.drivername)
    try:
        made = create_engine(url)
        try:
            with made.connect() as connection:
                if url.get_backend_name() == "postgresql":
                    connection = connection.execution_options(postgresql_readonly=True)
                yield connection, url
        finally:
            made.dispose()
    except (SQLAlchemyError, ImportError, OSError, ValueError) as error:
        cause = getattr(error, "orig", None) or error
        why = hide_secrets(" ".join(str(cause).split()), url)
        if isinstance(error, ImportError) or "load plugin" in why:
            remedy = "install the driver of that database with pip"
        else:
            remedy = "correct the statement or the address"
        raise InvalidSource(f"{shown}: the database says: {why}; {remedy}") from None


def address(path: Path | None, reading: Reading, where: str) -> URL:
    """Where the database is; a SQLite file is opened to be read only, and a password `$NAME` is taken from there."""
    if path is None and reading.url is None:
        raise InvalidSource("sql: needs url: the address of a database, or file: a SQLite file")
    if path is not None:
        return read_only(path)
    try:
        url = make_url(str(reading.url))
    except (ArgumentError, ValueError):
        raise InvalidSource(f"{where}: url is no address of a database; write it as sqlite:///members.db") from None
    if url.get_backend_name() == "sqlite" and url.database and not url.query:
        return read_only(Path(url.database))
    if url.password and url.password.startswith("$"):
        name = url.password[1:]
        if name not in os.environ:
            raise InvalidSource(f"{where}: the password is to be in the environment as {name}; set it")
        url = url.set(password=os.environ[name])
    return url


def read_only(file: Path) -> URL:
    """The address of a SQLite file that must be there and is not written."""
    if not file.is_file():
        raise InvalidSource(f"{file}: there is no such database file; put it there")
    return URL.create("sqlite", database=f"file:{quote(str(file))}", query={"mode": "ro", "uri": "true"})


def hide_secrets(words: str, url: URL) -> str:
    """A message without the password of an address and the values of its options."""
    values = [value for values in url.query.values() for value in ([values] if isinstance(values, str) else values)]
    for secret in (str(url.password or ""), quote(str(url.password or ""), safe=""), *values):
        if len(secret) > 4 or (secret and secret == url.password):
            words = words.replace(secret, "***")
    return words


def check_select(sql: str, where: object) -> None:
    """InvalidSource where a statement is anything but one SELECT.

    >>> check_select("SELECT name FROM members -- delete nothing", "members.db")
    """
    bare = QUOTED.sub(lambda found: " " if found[0].startswith(("--", "/*")) else "''", sql).strip().rstrip(";")
    words = re.findall(r"[a-z_]\w*", bare.lower())
    if not words or words[0] not in {"select", "with", "values"} or ";" in bare:
        raise InvalidSource(f"{where}: sql must be one SELECT; sources only read")
    if writing := sorted(WRITES.intersection(words)):
        raise InvalidSource(
            f"{where}: sql holds {', '.join(writing).upper()}, and sources only read; quote a column of that name"
        )


def columns_of(result: CursorResult[Any]) -> list[str]:
    """The columns of an answer, each named once."""
    columns: dict[str, None] = {}
    for number, name in enumerate(result.keys(), 1):
        columns[free_name(name or f"column {number}", columns)] = None
    return list(columns)
