"""What the rows of a table are: organisations, links between them, memberships, offers, or statistics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum

from .headers import match_role
from .knowledge import OWN, known_roles, parties, relation_words, relations, words_of
from .places import place_templates
from .records import IGNORED, Candidate, Column, Table


class Shape(Enum):
    """What the rows of a table are."""

    REGISTER = "a register: one organisation a row"
    LINKS_BY_ID = "links between organisations, both ends by their ids"
    LINKS_BY_NAME = "links between organisations, by their names"
    MEMBERSHIP = "organisations and what they are members of or take part in"
    OFFERS = "organisations and what they make, offer or need"
    CLASSES = "industries and the clusters they belong to"
    STATISTICS = "figures of industries in places; no row is an organisation"
    PLACES = "places, and what each is part of; no row is an organisation"
    INDUSTRIES = "industries and their titles; no row is an organisation"
    REGION = "regions of your own, and the places that each is made of; no row is an organisation"
    NOTHING = "rows that are no organisations and name none; nothing is made of them"


CODES = ("nace", "isic", "naics", "sic")
"""Roles of columns with codes of industries."""
NO_ORGANISATIONS = (Shape.STATISTICS, Shape.PLACES, Shape.INDUSTRIES, Shape.REGION)
"""What rows are that are no organisations."""
KEYS = ("ror", "cik")
"""Numbers of other registers that serve as an id where the table has none of its own."""
OF_LINKS = ("since", "until", "confidence", "evidence", "item", "degree")
"""Roles that speak of a link to something other than a place or an industry."""
CARRIERS = ("cluster", "project", "product", "input")
"""Roles that make a link of the row's organisation to something that is no organisation."""
MOSTLY = 0.6
"""Share of names that are those of places or industries from which on the rows are no organisations."""
MORE = 1.3
"""Ids for a name from which on they are not ids of what is named, where the header is no plain word for an id."""
JUST_MORE = 1.001
"""The same, where the number differs in every row of a list of links: it is the number of the row."""
MANY_MORE = 3
"""The same, whatever the header."""
PLAIN = 0.7
"""Confidence of a column with a plain word for an id."""
FEW = 10
"""Names from which on their words tell whether they are those of organisations."""
DETAILS = ("address", "website", "employees", "postcode", "founded", "legal_form", "kind", "industry", *CODES)
"""Roles that only organisations have."""


def own_id(table: Table, of: str = "") -> Column | None:
    """The column that holds the id of the row's organisation, or of another."""
    found = (table.column(role, of) for role in ("id", *KEYS))
    return next((column for column in found if column), None)


def own_name(table: Table, of: str = "") -> Column | None:
    """The column that holds the name of the row's organisation, or of another."""
    return table.column(of or "name")


def others(table: Table) -> list[str]:
    """The other organisations that a row names, by name or id."""
    return [party for party in parties() if own_name(table, party) or own_id(table, party)]


def shape_of(table: Table) -> Shape:
    """What the rows of a table are, by the meanings of its columns."""
    if not (own_name(table) or own_id(table)):
        if others(table):
            return Shape.LINKS_BY_NAME
        if table.column("place_name") and table.column("place_code"):
            return Shape.PLACES
        if table.column("industry_title") and any(map(table.column, CODES)):
            return Shape.INDUSTRIES
        if table.column("region") and place_templates(table, ""):
            return Shape.REGION
        counted = any(table.column(role) for role in ("establishments", "employees", "payroll"))
        if table.column("cluster") and table.column("naics"):
            return Shape.CLASSES
        classed = any(map(table.column, CODES)) and place_templates(table, "")
        return Shape.STATISTICS if counted and classed else Shape.NOTHING
    if ends := others(table):
        if own_id(table) and any(own_id(table, end) for end in ends):
            return Shape.LINKS_BY_ID
        if not any(table.column(role) for role in ("address", "website", "employees", "postcode", "latitude")):
            return Shape.LINKS_BY_NAME
        return Shape.REGISTER
    if table.column("cluster") or table.column("project"):
        return Shape.MEMBERSHIP
    if table.column("product") or table.column("input"):
        return Shape.OFFERS
    return Shape.REGISTER


def supplied(table: Table) -> Column | None:
    """The column of what is supplied; in a table of links alone an input is nothing else."""
    if shape_of(table) in (Shape.LINKS_BY_NAME, Shape.LINKS_BY_ID):
        return table.column("item") or table.column("input")
    return table.column("item")


def settle(table: Table, looks: Callable[[Column, str], float]) -> Table:
    """The table with meanings that its other columns rule out taken back.

    `looks` tells the share of a column's values that a recogniser takes.
    """
    table = what_is_supplied(id_of_the_row_is_evidence(lone_party_is_the_row(table)))
    name = own_name(table)
    if name and not speaks_of_organisations(table, name, looks):
        why = f"header '{name.name}' may be a name, but nothing says that it is an organisation's"
        table = change_columns(table, lambda column: column is name, why)
        table = change_columns(table, lambda column: column.role in ("alias", *KEYS, "id") and not column.of, why)
    if shape_of(table) is Shape.REGISTER and not own_name(table):
        why = "no column names what it is the id of"
        table = change_columns(table, lambda column: column is own_id(table), why)
    linked = bool(others(table)) or any(table.column(role) for role in CARRIERS)
    if not (others(table) or table.column("product") or table.column("input")):
        why = "it may be the date of something else than the link"
        table = change_columns(
            table, lambda column: column.role in ("since", "until") and column.confidence < PLAIN, why
        )
    if not linked:
        why = "speaks of a link, and the table has none"
        table = change_columns(table, lambda column: column.role in OF_LINKS, why)
    if table.column("relation") and not others(table):
        table = change_columns(table, lambda column: column.role == "relation", "no column names another organisation")
    return table


def what_is_supplied(table: Table) -> Table:
    """A table of suppliers and customers, and no organisation of its own, has a product as what the one supplies."""
    ends = others(table)
    product = table.column("product")
    if own_name(table) or own_id(table) or "supplier" not in ends or "customer" not in ends or table.column("item"):
        return table
    why = "it stands between a supplier and its customer"

    def item(column: Column) -> Column:
        if column is not product:
            return column
        evidence = f"{column.evidence}; {why}"
        return replace(
            column, role="item", evidence=evidence, alternatives=(as_candidate(column), *column.alternatives)
        )

    return replace(table, columns=tuple(map(item, table.columns)))


def lone_party_is_the_row(table: Table) -> Table:
    """A table with the name of one sort of organisation, and none of its own, is about those."""
    named = [column for column in table.columns if column.role in parties()]
    if own_name(table) or own_id(table) or len(named) != 1:
        return table
    only = named[0]

    def own(column: Column) -> Column:
        if column is only:
            why = f"{column.evidence}; it is the one organisation that a row names"
            return replace(column, role="name", evidence=why, alternatives=(as_candidate(column), *column.alternatives))
        return replace(column, of="") if column.of == only.role else column

    return replace(table, columns=tuple(map(own, table.columns)))


def id_of_the_row_is_evidence(table: Table) -> Table:
    """A number that differs between rows of one organisation is that of a case or an award, not of the organisation."""
    key, name = table.column("id"), own_name(table)
    least = MORE if key and key.confidence < PLAIN else MANY_MORE
    if shape_of(table) is Shape.LINKS_BY_NAME and key and key.distinct == table.rows:
        least = JUST_MORE
    if not key or not name or key.distinct < least * name.distinct or words_of(key.name)[0] in OWN:
        return table
    why = f"{key.distinct} different values for {name.distinct} organisations: it counts something else"
    if not (others(table) or any(table.column(role) for role in CARRIERS)):
        return change_columns(table, lambda column: column is key, why)
    evidence = replace(
        key, role="evidence", evidence=f"{key.evidence}; {why}", alternatives=(as_candidate(key), *key.alternatives)
    )
    return replace(table, columns=tuple(evidence if column is key else column for column in table.columns))


def speaks_of_organisations(table: Table, name: Column, looks: Callable[[Column, str], float]) -> bool:
    """Whether the names in a table are those of organisations, by the other columns, the header and the names."""
    plain = match_role(words_of(name.name), known_roles()["name"])
    if any(looks(name, sort) >= MOSTLY for sort in ("county", "state", "industry")):
        return False
    return (
        bool(others(table))
        or any(table.column(role) for role in (*CARRIERS, *DETAILS))
        or any(column.used and (role := known_roles().get(column.role)) and role.identifier for column in table.columns)
        or (plain is not None and plain.strength > 0.9)
        or name.role != "name"
        or (looks(name, "organisation") >= 0.5 and name.distinct >= FEW)
    )


def change_columns(table: Table, wanted: Callable[[Column], bool], why: str) -> Table:
    """The table with some columns not used."""
    columns = tuple(
        replace(
            column,
            role=IGNORED,
            of="",
            confidence=0.5,
            evidence=f"{column.evidence}; {why}",
            alternatives=(as_candidate(column), *column.alternatives),
        )
        if wanted(column)
        else column
        for column in table.columns
    )
    return replace(table, columns=columns)


def as_candidate(column: Column) -> Candidate:
    """What a column is taken for, as one of its possible meanings."""
    return Candidate(column.role, column.of, column.confidence, column.evidence)


def unmapped_relations(table: Table) -> tuple[str, ...]:
    """Words of the relation column that no kind of link is known for."""
    column = table.column("relation")
    return tuple(word for word in column.words if relation_words(word) not in relations()) if column else ()
