"""What must be put right in a proposal before it can be loaded, in words for the user."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial

from .knowledge import known_roles, parties
from .records import Column, Proposal, Table
from .shapes import (
    CARRIERS,
    KEYS,
    Shape,
    change_columns,
    others,
    own_id,
    own_name,
    shape_of,
    supplied,
    unmapped_relations,
)

SAY_HOW = "set the other organisation to 'Supplier', 'Customer' or what else it is"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that must be put right before a table can be loaded."""

    table: str
    columns: tuple[str, ...]
    text: str
    """What is wrong and what to do."""


def check(proposal: Proposal) -> tuple[Problem, ...]:
    """What must be put right before the proposal can be loaded; empty where nothing must."""
    return tuple(problem for table in proposal.tables for problem in check_table(table))


def check_table(table: Table) -> Iterator[Problem]:
    """What is wrong with the meanings of one table's columns."""
    for rule in (
        unnameable,
        claimed_twice,
        half_a_point,
        places_unknown,
        without_own,
        without_relation,
        without_whose,
        without_name,
    ):
        yield from rule(table)


def without_problems(table: Table) -> Table:
    """The table with each column set aside, and the reason noted, that could not be loaded as it is."""
    while problem := next(check_table(table), None):
        aside = change_columns(table, partial(is_one_of, problem.columns), problem.text)
        table = replace(aside, notes=(*table.notes, f"Not used: {problem.text}."))
    return table


def is_one_of(names: Collection[str], column: Column) -> bool:
    """Whether the column has one of the names."""
    return column.name in names


def unnameable(table: Table) -> Iterator[Problem]:
    """Columns that a mapping cannot name."""
    for column in table.columns:
        if column.used and not column.fixed and not nameable(column.name):
            text = (
                f"column {column.name!r} cannot be named in a mapping; give it a header without braces and bars that "
                "does not begin with ="
            )
            yield Problem(table.name, (column.name,), text)


def nameable(column: str) -> bool:
    """Whether a mapping can name the column.

    >>> nameable("Zip Code"), nameable("a|b"), nameable(""), nameable("=x")
    (True, False, False, False)
    """
    return bool(column.strip()) and not column.startswith("=") and not set(column) & set("{}|")


def claimed_twice(table: Table) -> Iterator[Problem]:
    """Columns that claim what only one can be."""
    claims: dict[tuple[str, str], list[Column]] = {}
    for column in table.columns:
        claims.setdefault((column.role, column.of), []).append(column)
    for (role, of), columns in claims.items():
        if len(columns) > 1 and not (role in known_roles() and known_roles()[role].many):
            title = (known_roles().get(role) or parties()[role]).title
            whose = f" of the {parties()[of].title.lower()}" if of else ""
            names = tuple(column.name for column in columns)
            text = (
                f"{' and '.join(map(repr, names))} both claim '{title}'{whose}; keep one, set the other to 'Not used'"
            )
            yield Problem(table.name, names, text)


def half_a_point(table: Table) -> Iterator[Problem]:
    """A latitude without a longitude, or the other way round."""
    for role, fellow in (("latitude", "longitude"), ("longitude", "latitude")):
        for column in table.columns:
            if column.role == role and not table.column(fellow, column.of):
                text = f"{column.name!r} is a {role} without a {fellow}; say which column holds it"
                yield Problem(table.name, (column.name,), text)


def places_unknown(table: Table) -> Iterator[Problem]:
    """Codes of places, where no place that is loaded has them."""
    for column in table.columns:
        if column.role == "place_code" and not column.begins and not table.column("place_name"):
            text = (
                f"{column.name!r} holds codes of places, and no place that is loaded has them; load the table of those "
                "places first, then this one"
            )
            yield Problem(table.name, (column.name,), text)


def without_own(table: Table) -> Iterator[Problem]:
    """Other organisations of a row that has none of its own to link them to."""
    ends = others(table)
    if own_name(table) or own_id(table):
        return
    for end in ends:
        if parties()[end].pair not in ends:
            column, title = naming(table, end), parties()[end].title.lower()
            text = f"{column!r} names a {title}, and no column names whose {title} it is; set one to 'Name' or 'Id'"
            yield Problem(table.name, (column,), text)


def without_relation(table: Table) -> Iterator[Problem]:
    """Another organisation without a relation, and a relation without another organisation."""
    relation = table.column("relation")
    if "other" in others(table) and not relation:
        column = naming(table, "other")
        yield Problem(
            table.name, (column,), f"{column!r} names an organisation, and nothing says how it is linked; {SAY_HOW}"
        )
    if relation and "other" not in others(table):
        text = f"{relation.name!r} names a relation without a second end; set a column to 'Other organisation'"
        yield Problem(table.name, (relation.name,), text)
    elif relation and len(unmapped_relations(table)) == len(relation.words):
        text = f"no word of {relation.name!r} is known as a kind of link; set it to 'Not used', and {SAY_HOW}"
        yield Problem(table.name, (relation.name,), text)


def without_whose(table: Table) -> Iterator[Problem]:
    """What an organisation makes or belongs to, where no column names that organisation."""
    if own_name(table) or own_id(table) or not others(table):
        return
    for role in CARRIERS:
        if (column := table.column(role)) and not (role == "input" and supplied(table) is column):
            title = known_roles()[role].title
            text = (
                f"{column.name!r} is '{title}', and no column names whose; set it to 'What is supplied' or 'Not used'"
            )
            yield Problem(table.name, (column.name,), text)


def without_name(table: Table) -> Iterator[Problem]:
    """Details of an organisation that no column names."""
    for column in table.columns:
        if column.of and not own_name(table, column.of) and column.role not in ("id", *KEYS):
            title = parties()[column.of].title
            text = f"{column.name!r} speaks of the {title.lower()}, and no column names it; set one to '{title}'"
            yield Problem(table.name, (column.name,), text)
    key = own_id(table)
    if key and shape_of(table) in (Shape.REGISTER, Shape.OFFERS) and not own_name(table):
        yield Problem(table.name, (key.name,), f"{key.name!r} is an id, and no column holds a name; set one to 'Name'")


def naming(table: Table, party: str) -> str:
    """The header of the column that names another organisation, or holds its id."""
    column = own_name(table, party) or own_id(table, party)
    return column.name if column else party
