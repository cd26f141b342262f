"""The queries that users wrote and keep in the graph: the version in force, earlier ones, saving and removing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ...graph.clock import now
from ...graph.errors import InvalidQuery, NotFound, QueryFailed
from ...graph.guard import check_text
from ...graph.model import model
from ...graph.saved_queries import LATEST, REMOVE, SAVE, VERSIONS
from ...graph.store import Store
from ..query import OWN, Query, parse_query

LONGEST_TEXT = 50_000
"""Characters of a query, header and all."""
LONGEST_SLUG = 60
SLUG = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class OwnQuery:
    """One version of a query that a user wrote."""

    name: str
    """As `own/coopers`."""
    version: int
    text: str
    who: str
    at: str
    query: Query | None
    """What its text says; None where its header cannot be read."""
    error: str = ""
    """Why its header cannot be read."""

    @property
    def title(self) -> str:
        """What it is called."""
        return self.query.title if self.query else self.name

    def readable(self) -> Query:
        """The query; InvalidQuery says what is wrong with its header."""
        if self.query is None:
            raise InvalidQuery(f"{self.error}; correct it on the Questions page, or remove it")
        return self.query


def own_queries(store: Store) -> dict[str, OwnQuery]:
    """The version in force of every query that users wrote, by name; also of those that cannot be read."""
    return {row["name"]: read(row) for row in store.read(LATEST, {"name": None})}


def find_own(store: Store, name: str) -> OwnQuery:
    """The version in force of the query `own/NAME`; NotFound names those that are called alike."""
    name = full_name(name)
    rows = store.read(LATEST, {"name": name})
    if not rows:
        names = list(own_queries(store))
        near = get_close_matches(name, names, cutoff=0.5) or names[:5]
        raise NotFound(f"{name}: no query of your own has this name; there are {', '.join(near) or 'none yet'}")
    return read(rows[0])


def versions(store: Store, name: str) -> list[OwnQuery]:
    """Every version of a query, the latest first; NotFound where there is none."""
    name = find_own(store, name).name
    return [read(row) for row in store.read(VERSIONS, {"name": name})]


def find_version(store: Store, name: str, version: int) -> OwnQuery:
    """One version of a query; NotFound names those there are."""
    there = versions(store, name)
    for one in there:
        if one.version == version:
            return one
    raise NotFound(f"{there[0].name}: there is no version {version}; there are 1 to {there[0].version}")


def read(row: dict[str, Any]) -> OwnQuery:
    """A version as it is kept; one that cannot be read says why and harms no other."""
    kept = {key: row[key] for key in ("name", "version", "text", "who", "at")}
    try:
        return OwnQuery(**kept, query=parse_query(str(row["text"]), str(row["name"]), model()))
    except InvalidQuery as error:
        return OwnQuery(**kept, query=None, error=str(error))


def save(store: Store, text: str, who: str, *, name: str = "", over: int = 0) -> OwnQuery:
    """Keeps a text as the next version of a query, or as a new one; nothing is written where it cannot be asked.

    `name` is made of the title where none is given; `over` is the version that the text is a change of, 0 for a new
    query. InvalidQuery, UnsafeQuery and QueryFailed say what is wrong with the text; InvalidQuery also where
    somebody else saved the query meanwhile.
    """
    if len(text) > LONGEST_TEXT:
        raise InvalidQuery(f"the query has {len(text):,} characters, more than {LONGEST_TEXT:,}; shorten it")
    query = check(store, text, full_name(name) if name else "")
    row = {"id": f"{query.name}@{over + 1}", "name": query.name, "version": over + 1}
    row |= {"text": text, "who": who, "at": now()}
    try:
        store.write(SAVE, {"row": row})
    except QueryFailed as error:
        if not error.refused:
            raise
        what = "the database's account may not write, so nothing is saved; send the query as a file instead"
        raise QueryFailed(what, query.name, text, refused=True) from error
    there = {one["version"]: one for one in store.read(VERSIONS, {"name": query.name})}
    held = there.get(over + 1)
    if held is None or any(held[key] != row[key] for key in ("text", "who", "at")):
        raise InvalidQuery(taken(query, over, there))
    return OwnQuery(query.name, over + 1, text, who, str(row["at"]), query)


def taken(query: Query, over: int, there: dict[int, dict[str, Any]]) -> str:
    """Why a text cannot become the next version."""
    if not there:
        return f"{query.name} was removed meanwhile; save this as a new query, under another title"
    latest = there[max(there)]
    if over == 0:
        return f"{query.name} is there already, saved by {latest['who']}; give yours another title, or change that one"
    return (
        f"{query.name}: {latest['who']} saved version {latest['version']} meanwhile ({latest['at']}); look at it, "
        "and make your change to it"
    )


def check(store: Store, text: str, name: str = "") -> Query:
    """The query in a text that could be saved; without `name` it is called after its title.

    InvalidQuery, UnsafeQuery and QueryFailed say what is wrong with it.
    """
    query = parse_query(text, name or f"{OWN}/new", model())
    if not name:
        query = parse_query(text, name_for(query.title), model())
    check_text(text)
    columns = store.check_safely(text, dict.fromkeys(query.names))
    if missing := [column for column in query.returns if column not in columns]:
        raise InvalidQuery(f"{query.name}: the header says it returns {', '.join(missing)}, but the text does not")
    return query


def remove(store: Store, name: str) -> int:
    """Deletes a query with all its versions, and says how many they were; NotFound where there is none."""
    rows = store.write(REMOVE, {"name": find_own(store, name).name})
    return int(rows[0]["versions"])


def full_name(name: str) -> str:
    """A name with its topic; InvalidQuery says what a name looks like.

    >>> full_name("coopers"), full_name("own/coopers")
    ('own/coopers', 'own/coopers')
    """
    slug = name.removeprefix(f"{OWN}/")
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise InvalidQuery(
            f"{name}: a query of your own is called {OWN}/NAME, where NAME is small letters a to z, digits and _, "
            f"at most {LONGEST_SLUG}"
        )
    return f"{OWN}/{slug}"


def name_for(title: str) -> str:
    """The name of a query of that title.

    >>> name_for("Coopers of Château Country, 2021")
    'own/coopers_of_chateau_country_2021'
    """
    return f"{OWN}/{slug_of(title) or 'query'}"


def slug_of(title: str) -> str:
    """A title as a name: small letters, digits and underscores; empty where it has none of them.

    >>> slug_of("Coopers of Château Country, 2021")
    'coopers_of_chateau_country_2021'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "_".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_SLUG].strip("_")
