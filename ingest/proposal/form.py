"""What a form for correcting a proposal needs: the meanings that there are, and a change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...graph.errors import InvalidSource
from .knowledge import known_roles, parties
from .records import IGNORED, Column, Proposal, Table

BY_HAND = "set by hand"
"""Why a column is taken for what it is where a user said so."""

OF_TABLE = {
    "relation",
    "cluster",
    "degree",
    "project",
    "product",
    "input",
    "item",
    "evidence",
    "since",
    "until",
    "confidence",
    "establishments",
    "payroll",
    "year",
    "place_name",
    "place_parent",
    "place_type",
    "industry_title",
    "region",
    "note",
    "kind",
    IGNORED,
}
"""Roles that speak of the row as a whole, not of one of its organisations."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A choice in the form: what a column can be said to mean."""

    role: str
    title: str
    about: str
    example: str
    makes: str
    """Which property, node or link comes of it."""
    of_others: bool
    """Whether it can speak of another organisation that the row names."""
    search: tuple[str, ...] = ()
    """Further words by which it is found."""


def roles() -> tuple[Meaning, ...]:
    """All that a column can mean, in the order of a form."""
    own = [
        Meaning(
            role.name,
            role.title,
            role.about,
            role.example,
            made_of(role.name),
            role.name not in OF_TABLE,
            tuple(role.search),
        )
        for role in known_roles().values()
    ]
    named = [
        Meaning(
            party.name,
            party.title,
            f"The name of another organisation: the row's {party.title.lower()}.",
            party.example,
            f"another organisation, and a link {party.link or 'of the kind that the relation column says'}",
            False,
        )
        for party in parties().values()
    ]
    return (*own[:-1], *named, own[-1])


def made_of(role: str) -> str:
    """Which property, node or link comes of a role."""
    known = known_roles()[role]
    if known.property:
        return f"the property {known.property}"
    if known.identifier is not None:
        return "an entry of the property identifiers"
    return MADE.get(role, "nothing")


MADE = {
    "id": "the id of the organisation",
    "state": "a link LOCATED_IN to the state, where nothing narrower is known",
    "county": "a link LOCATED_IN to the county",
    "county_fips": "a link LOCATED_IN to the county",
    "metro": "a link LOCATED_IN to the metropolitan area, where the county is not known",
    "appellation": "a link LOCATED_IN to the wine region, beside that to the county",
    "latitude": "the property location",
    "longitude": "the property location",
    "kind": "the kind of the organisation, and the type of an institution",
    "naics": "a link CLASSIFIED_AS to the industry",
    "sic": "a link CLASSIFIED_AS to the industry",
    "nace": "the industry with those it lies within, and a link CLASSIFIED_AS to it",
    "isic": "a link CLASSIFIED_AS to the industry",
    "place_code": "the id of a place of a table of places, else a link LOCATED_IN to the place",
    "place_name": "the name of a place",
    "place_parent": "a link WITHIN from the place to the one that it is part of",
    "place_type": "the type of the place",
    "industry_title": "the name of an industry",
    "region": "a place of the type region, and a link WITHIN from the place of the row to it",
    "year": "the property year of a link PRESENT_IN",
    "industry": "the property description, where no column describes the organisation",
    "note": "the property description, where no other column describes the organisation",
    "relation": "the kind of the link to the other organisation",
    "cluster": "a Cluster, and a link IN_CLUSTER",
    "degree": "the property degree of the link IN_CLUSTER",
    "project": "an Initiative, and a link PARTICIPATES_IN",
    "product": "an Input, and a link PROVIDES",
    "input": "an Input, and a link NEEDS",
    "item": "the property input of the link SUPPLIES",
    "evidence": "the property evidence of the links",
    "since": "the property since of the links",
    "until": "the property until of the links",
    "confidence": "the property confidence of the links",
    "establishments": "the property establishments of a link PRESENT_IN",
    "payroll": "the property payroll of a link PRESENT_IN",
}
"""What comes of the roles that are no property."""


def change(proposal: Proposal, table: str, column: str, role: str, of: str = "") -> Proposal:
    """The proposal with a column's meaning set by hand; nothing else changes.

    InvalidSource where there is no such table, column, role or party.
    """
    role, of = meaning(role, of)
    found = the_table(proposal, table)
    if column not in [each.name for each in found.columns]:
        raise InvalidSource(
            f"{table}: has no column {column!r}; it has {', '.join(each.name for each in found.columns)}"
        )
    columns = tuple(
        replace(each, role=role, of=of, confidence=1.0, evidence=BY_HAND) if each.name == column else each
        for each in found.columns
    )
    return replace_table(proposal, replace(found, columns=columns))


def fix(proposal: Proposal, table: str, value: str, role: str, of: str = "") -> Proposal:
    """The proposal with one value that holds for every row of a table, whatever its columns say.

    InvalidSource where it cannot be written in a mapping, or there is no such table, role or party.
    """
    role, of = meaning(role, of)
    value = value.strip()
    if not value or set(value) & set("{}|") or role == IGNORED:
        raise InvalidSource(
            f"{value!r} cannot stand for every row; give a value without braces and bars, and what it means"
        )
    found = the_table(proposal, table)
    fixed = Column(f"={value}", role, of, 1.0, BY_HAND, (), 1.0, 1, (value,), words=(value,), fixed=True)
    if fixed in found.columns:
        return proposal
    return replace_table(proposal, replace(found, columns=(*found.columns, fixed)))


def unfix(proposal: Proposal, table: str, fixed: Column) -> Proposal:
    """The proposal without a value that was to hold for every row of a table."""
    found = the_table(proposal, table)
    return replace_table(proposal, replace(found, columns=tuple(each for each in found.columns if each != fixed)))


def meaning(role: str, of: str) -> tuple[str, str]:
    """A meaning as the proposal keeps it; InvalidSource where there is no such role or party."""
    if role not in known_roles() and role not in parties():
        listed = "\n".join(f"  {each.role}: {each.title}. {each.about}" for each in roles())
        asked = "" if role == "?" else f"{role!r} is nothing a column can mean. "
        raise InvalidSource(f"{asked}A column can mean:\n{listed}")
    if of and of not in parties():
        raise InvalidSource(f"{of!r} is no organisation that a row can name; use one of {', '.join(parties())}")
    if of and (role in parties() or role in OF_TABLE):
        raise InvalidSource(f"{role!r} does not speak of another organisation; leave 'of' empty")
    return (of, "") if role == "name" and of else (role, of)


def change_kind(proposal: Proposal, table: str, kind: str) -> Proposal:
    """The proposal with the kind of a table's organisations set: Firm or Institution."""
    if kind not in ("Firm", "Institution"):
        raise InvalidSource(f"{kind!r} is no kind of organisation; use Firm or Institution")
    return replace_table(proposal, replace(the_table(proposal, table), kind=kind))


def the_table(proposal: Proposal, name: str) -> Table:
    """The table of that name; InvalidSource lists those there are."""
    for table in proposal.tables:
        if table.name == name:
            return table
    raise InvalidSource(
        f"{proposal.path.name}: has no table {name!r}; it has {', '.join(t.name for t in proposal.tables)}"
    )


def replace_table(proposal: Proposal, changed: Table) -> Proposal:
    """The proposal with the table of the same name replaced."""
    return replace(
        proposal, tables=tuple(changed if table.name == changed.name else table for table in proposal.tables)
    )
