"""All saved queries, and how one is run: those that ship, and those that users wrote and keep in the graph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ..graph.errors import InvalidQuery, NotFound
from ..graph.modules import load_module
from ..graph.results import FoundNode, Rows
from ..graph.store import Store
from .areas import put_inside, say_apart
from .boundaries.own_weights import in_force, say_changes
from .lacking import NOTHING_LOADED, is_empty, say_lacking, say_together
from .naming import ID, begins_alike, exactly, folded, has_words, is_in_names, may_mean, with_article
from .own.kept import find_own
from .parameters import Listed
from .places.counted import counted_alone, say_uncounted
from .query import FIGURES, RETURN_TYPES, Query, is_own, read_query

if TYPE_CHECKING:
    from .network.arrays import Network
    from .network.traits import Traits
    from .places.figures import Figures

SEARCH = "search/entities"
CHOSEN_FROM = 50
"""Names that come near, of which one is meant."""
NAMED = 5
"""How many are named where a name is not clear."""
ANSWER_SECONDS = 120.0
"""How long a query that ships may take. On a busy machine a database that has just started planned one for 50."""
BEGINNING = 3
"""Letters of a word that names share which begin alike."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave."""

    query: Query
    parameters: Mapping[str, Any]
    """The values it ran with; entities by their ids."""
    entities: Mapping[str, FoundNode]
    """The entities among the parameters, by parameter."""
    rows: Rows
    cut: bool = False
    """Whether there are more rows than a query that a user wrote may give."""
    lacking: str = ""
    """Where there are no rows: what was looked for, and what is not known of the things asked about."""

    @property
    def weighed(self) -> str:
        """What counted otherwise than as it ships, in words; nothing where nothing did."""
        kinds = {name: parameter.type for name, parameter in self.query.parameters.items()}
        return "; ".join(
            said for name, value in self.parameters.items()
            if kinds.get(name) == "weights" and (said := say_changes(value))
        )  # fmt: skip

    @property
    def caution(self) -> str:
        """What keeps the rows from being read as they look, as their column `caution` says; nothing where none does."""
        return self.said_once("caution")

    @property
    def headline(self) -> str:
        """What all rows together say, as their column `headline` has it; nothing where none does."""
        return self.said_once("headline")

    @property
    def in_all(self) -> int | None:
        """How many rows there are in all, as their column `rows_in_all` says; None where nobody counted."""
        return next((int(row["rows_in_all"]) for row in self.rows if row.get("rows_in_all")), None)

    def said_once(self, column: str) -> str:
        """What a column says of all rows."""
        return " ".join(dict.fromkeys(str(row[column]) for row in self.rows if row.get(column)))

    @property
    def empty(self) -> str:
        """What it means that there are no rows, and what to do."""
        if self.lacking == NOTHING_LOADED:
            return self.lacking
        return f"{self.lacking} {self.query.empty}".strip()


@cache
def catalog() -> Mapping[str, Query]:
    """The queries that ship, by name, in the order of topics and titles."""
    found = {}
    for path in sorted(root().glob("*/*.cypher")):
        name = f"{path.parent.name}/{path.stem}"
        found[name] = read_query(path, name)
    return found


def root() -> Path:
    """The folder of the queries that ship."""
    return Path(str(files("clusteratlas.queries")))


def by_topic() -> dict[str, list[Query]]:
    """The saved queries that ship, by topic."""
    topics: dict[str, list[Query]] = {}
    for query in catalog().values():
        topics.setdefault(query.topic, []).append(query)
    return topics


def find_query(name: str) -> Query:
    """The query that ships of that name, topic and file or the file alone; NotFound names those near it."""
    queries = catalog()
    if name in queries:
        return queries[name]
    matching = [query for query in queries.values() if query.name.split("/")[1] == name]
    if len(matching) == 1:
        return matching[0]
    if matching:
        raise NotFound(f"{name}: several queries are called so; write {' or '.join(query.name for query in matching)}")
    raise NotFound(f"{name}: no such query; 'clusteratlas queries' lists them: {', '.join(queries)}")


@cache
def sibling(name: str) -> ModuleType | None:
    """The Python file of the same stem, where a query has one."""
    path = root() / f"{name}.py"
    if not path.is_file():
        return None
    return load_module(path, f"clusteratlas_query_{name.replace('/', '_')}")


def find_any(store: Store, name: str) -> Query:
    """The query of that name, whether it ships or a user wrote it (`own/NAME`); none of those hides one that ships.

    NotFound where there is none, InvalidQuery where its header cannot be read.
    """
    return find_own(store, name).readable() if is_own(name) else find_query(name)


def ask(store: Store, name: str, raw: Mapping[str, object] | None = None) -> Answer:
    """What a saved query answers; entities may be given by id or by name.

    InvalidQuery names a parameter that is wrong, NotFound a name that nothing answers to.
    """
    return ask_query(store, find_any(store, name), raw)


def ask_query(store: Store, query: Query, raw: Mapping[str, object] | None = None) -> Answer:
    """What a query answers; one that a user wrote may only read, with limits on time, rows and memory."""
    parameters, entities = cleaned(store, query, raw or {})
    read, cut = read_rows(store, query, parameters)
    rows = computed(store, query, read, parameters)
    lacking = "" if rows else lacks(store, query, parameters, entities, read)
    return Answer(query, parameters, entities, rows, cut, lacking)


def cleaned(store: Store, query: Query, raw: Mapping[str, object]) -> tuple[dict[str, Any], dict[str, FoundNode]]:
    """The values that a query runs with, entities by their ids, and the entities among them by parameter.

    InvalidQuery names a parameter that is wrong, NotFound a name that nothing answers to.
    """
    parameters = query.clean(raw)
    entities = {}
    for key, parameter in query.parameters.items():
        if parameter.type == "weights":
            parameters[key] = in_force(store.workspace, parameters[key])
        if parameters[key] is None:
            continue
        if parameter.kind:
            entities[key] = resolve(store, str(parameters[key]), parameter.kind, counted=parameter.counted)
            parameters[key] = entities[key].id
        elif parameter.listed:
            parameter.check_listed(parameters[key], choices(store, parameter.listed))
    return parameters, entities


def lacks(
    store: Store, query: Query, parameters: Mapping[str, Any], entities: Mapping[str, FoundNode], read: Rows
) -> str:
    """Why a query has no answer: what is not known of its entities, and what its Python file says of the rows read."""
    if is_empty(store):
        return NOTHING_LOADED
    if query.network == FIGURES:
        said = say_uncounted(store, entities.values(), lambda node: called_alike(store, node))
    else:
        said = say_lacking(store, entities.values(), lambda node: namesakes(store, node))
    if query.inside:
        said = f"{said} {say_apart(store, query.parameters[query.inside], parameters)}".strip()
    look = None if query.own else getattr(sibling(query.name), "looked_at", None)
    if look is None:
        return said or say_together(store, entities.values())
    worked = (worked_on(store, query),) if query.network else ()
    return f"{said} {look(read, parameters, *worked)}".strip()


def namesakes(store: Store, node: FoundNode) -> list[FoundNode]:
    """Others of its kind that are called the same, or the same and something more, such as a legal form."""
    name = folded(node.name)
    beginning = " ".join(re.findall(r"\w+", node.name)[:2])
    others = [row["entity"] for row in search(store, beginning, node.kind)] if beginning else []
    alike = [other for other in others if other.id != node.id and begins_alike(name, folded(other.name))]
    return alike[:NAMED]


def called_alike(store: Store, place: FoundNode) -> list[FoundNode]:
    """The first few places whose name comes near that of one, those that are counted alone where some are."""
    return [row["entity"] for row in search(store, place.name, "Place", NAMED, counted=True)]


def run(store: Store, query: Query, parameters: Mapping[str, Any]) -> tuple[Rows, bool]:
    """The rows of a query for values that are clean, and whether more were cut off."""
    read, cut = read_rows(store, query, parameters)
    return computed(store, query, read, parameters), cut


def read_rows(store: Store, query: Query, parameters: Mapping[str, Any]) -> tuple[Rows, bool]:
    """The rows that the text of a query gives for values that are clean, and whether more were cut off."""
    check_together(query, parameters)
    text, asked = prepared(store, query, parameters, as_written=query.own)
    if query.own:
        return store.read_safely(text, asked, name=query.name)
    return store.read(text, asked, name=query.name, seconds=ANSWER_SECONDS), False


def prepared(
    store: Store, query: Query, parameters: Mapping[str, Any], *, as_written: bool = False
) -> tuple[str, Mapping[str, Any]]:
    """The text of a query and what it gets: its parameters, and the organisations inside where it asks for them."""
    if not query.inside:
        return query.text, parameters
    return put_inside(store, query.text, query.parameters[query.inside], parameters, as_written=as_written)


def check_together(query: Query, parameters: Mapping[str, Any]) -> None:
    """InvalidQuery where values fit each for itself and not together, as the Python file of a query says."""
    module = None if query.own else sibling(query.name)
    if check := getattr(module, "check", None):
        check(parameters)


def computed(store: Store, query: Query, rows: Rows, parameters: Mapping[str, Any]) -> Rows:
    """The rows of a query as its Python file makes them; as they are where it has none, or a user wrote it.

    A file that works on a network gets it too, and may give ids for organisations.
    """
    module = None if query.own else sibling(query.name)
    if module is None:
        return rows
    if not query.network:
        return module.compute(rows, parameters)  # type: ignore[no-any-return]
    return with_entities(store, query, module.compute(rows, parameters, worked_on(store, query)))


def worked_on(store: Store, query: Query) -> Network | Traits | Figures:
    """The network, or the figures, that the Python file of a query works on."""
    from .network.snapshots import network_of
    from .network.traits import traits_of
    from .places.reading import figures_of

    if query.network == FIGURES:
        return figures_of(store)
    network = network_of(store)
    return network if query.network == "organisations" else traits_of(store, network)


def with_entities(store: Store, query: Query, rows: Rows) -> Rows:
    """The rows with entities in place of ids, in columns that hold a kind of entity."""
    columns = [name for name, kind in query.returns.items() if kind not in RETURN_TYPES]
    ids = sorted({row[name] for row in rows for name in columns if isinstance(row[name], str)})
    found = {
        row["id"]: row["entity"]
        for row in store.read(
            "UNWIND $ids AS id MATCH (entity:Entity {id: id}) RETURN id AS id, entity AS entity", {"ids": ids}
        )
    }
    return [{**row, **{name: found.get(row[name], row[name]) for name in columns if row[name]}} for row in rows]


def choices(store: Store, listed: Listed) -> tuple[str, ...]:
    """The values of a column of another query, each once; InvalidQuery says why it gives none that can be chosen."""
    query = find_any(store, listed.query)
    if listed.column not in query.returns:
        raise InvalidQuery(f"{query.name} returns no {listed.column}; it returns {', '.join(query.returns)}")
    if needed := query.lacks({}):
        raise InvalidQuery(f"{query.name} fills no list: it asks for {', '.join(needed)}, and nobody is there to say")
    rows, _ = run(store, query, query.clean({}))
    values = [row.get(listed.column) for row in rows]
    if any(not isinstance(value, str | int | float | None) for value in values):
        raise InvalidQuery(f"{query.name} fills no list: its {listed.column} is neither a text nor a number")
    return tuple(dict.fromkeys(str(value) for value in values if value not in (None, "")))


def resolve(store: Store, text: str, kind: str = "Entity", *, counted: bool = False) -> FoundNode:
    """The entity of a kind whose id or name is `text`, or the only one that search finds and that has all its words.

    An id that is one with another gives what both stand for now; in other case than the graph has it, it is found where
    one alone fits. Case, accents and punctuation of a name do not
    matter. A name or code that several classifications of industries have is the best linked of them. Of places a name
    means those that an office counts, where `counted` asks for it and some are. NotFound says which names come near, so
    that the user can choose.
    """
    rows = store.read(
        "OPTIONAL MATCH (identity:Identity {id: $id}) MATCH (entity:Entity {id: coalesce(identity.entity, $id)}) "
        "WHERE $kind IN labels(entity) RETURN entity AS entity",
        {"id": text, "kind": kind},
    )
    if rows:
        return rows[0]["entity"]  # type: ignore[no-any-return]
    if rows := store.read("MATCH (entity:Entity {id: $id}) RETURN entity AS entity", {"id": text}):
        other: FoundNode = rows[0]["entity"]
        is_one, wanted = with_article(other.kind.lower()), with_article(kind.lower())
        raise NotFound(f"{text}: is {is_one} ({other.name}), not {wanted}; give the id or name of {wanted}")
    near = search(store, text, "any" if kind == "Entity" else kind, CHOSEN_FROM, counted=counted)
    found: list[FoundNode] = [row["entity"] for row in near]
    if not exactly(found, text) and (same := in_other_case(store, text, kind)):
        return same
    if not found and is_empty(store):
        raise NotFound(f"{text}: not found. {NOTHING_LOADED}")
    if not found:
        alike = [row["entity"] for row in begin_alike(store, text, kind)]
        hint = f"names that begin alike: {named(alike)}" if alike else "try part of the name, or its id"
        raise NotFound(f"{text}: no {kind.lower()} of that name; {hint}")
    exact = exactly(found, text)
    one = unmistakable(found, text)
    if one and (exact or has_words(text, one)):
        return one
    choices = named(exact or found)
    if ID.fullmatch(text) and not exact:
        alike = may_mean(text, found)
        raise NotFound(
            f"{text}: nothing in the graph has this id; the source that gave it may have taken it back"
            + (f". Names that come near: {named(alike)}" if alike else "")
        )
    if not is_in_names(text, found):
        raise NotFound(f"{text}: no {kind.lower()} of that name; names that come near: {choices}")
    raise NotFound(f"{text}: several come near, give the id of the one you mean: {choices}")


def in_other_case(store: Store, text: str, kind: str) -> FoundNode | None:
    """The only entity of a kind whose id is a text but for its case."""
    if not ID.fullmatch(text.lower()):
        return None
    rows = store.read(
        "MATCH (entity:Entity) WHERE toLower(entity.id) = toLower($id) AND $kind IN labels(entity) "
        "RETURN entity AS entity LIMIT 2",
        {"id": text, "kind": kind},
    )
    return rows[0]["entity"] if len(rows) == 1 else None


def unmistakable(found: list[FoundNode], text: str) -> FoundNode | None:
    """Which of those that come near a text is meant: the only one of that very name or code, or the only one at all.

    Of industries that share a name or code in several classifications it is the first, of versions of a cluster the
    latest.
    """
    exact = exactly(found, text)
    if len(exact) == 1 or (exact and all(node.kind == "Industry" for node in exact)):
        return exact[0]
    if exact and all("version" in node.properties for node in exact):
        return max(exact, key=lambda node: node.properties["version"])
    return found[0] if len(found) == 1 else None


def begin_alike(store: Store, text: str, kind: str) -> Rows:
    """Up to five entities with a word that begins like one of `text`."""
    beginnings = " ".join(word[:BEGINNING] for word in re.findall(r"\w+", text))
    return search(store, beginnings, "any" if kind == "Entity" else kind, NAMED) if beginnings else []


def named(nodes: list[FoundNode]) -> str:
    """The first few nodes with their towns and ids, to choose from."""
    return "; ".join(f"{node.name} ({place_of(node)}{node.id})" for node in nodes[:NAMED])


def place_of(node: FoundNode) -> str:
    """The town of a node with a comma behind it, to tell namesakes apart."""
    town = node.properties.get("town")
    return f"{town}, " if town else ""


def search(store: Store, text: str, kind: str = "any", limit: int = 20, *, counted: bool = False) -> Rows:
    """Entities whose name or alias is near `text`, best first; `counted`: places that an office counts, if some are."""
    query = find_query(SEARCH)
    most = max(limit, CHOSEN_FROM) if counted else limit
    rows, _ = run(store, query, query.clean({"text": text, "kind": kind, "limit": most}))
    return counted_alone(store, rows)[:limit] if counted else rows


__all__ = [
    "Answer",
    "InvalidQuery",
    "ask",
    "ask_query",
    "catalog",
    "choices",
    "find_any",
    "find_query",
    "resolve",
    "search",
]
