"""Tables whose rows are no organisations: figures of industries in places, places, industries, regions of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .columns import Cells, read_columns
from .headers import match_role
from .knowledge import known_roles, parties, words_of
from .known import Known, beginning_of, homes_of
from .records import IGNORED, Candidate, Column, Proposal, Table, name_for
from .shapes import CODES, DETAILS, Shape, shape_of

COUNTS = ("establishments", "employees", "payroll")
PLACES = ("county_fips", "county", "metro", "state", "place_code")
MOSTLY = 0.8
"""Share of the values of a column that must be codes of the table for it to say what each row is part of."""
NEARLY = 0.9
"""Share of its names or rows that an id, or the name of an organisation, tells apart."""
OF_PLACES = frozenset(
    """region regions district districts place places area areas county counties province provinces state states nuts
    lau territory territories municipality municipalities geo geography kreis comarca canton town towns""".split()
)
"""Words in a table's name or headers that say that its rows are places."""


def sorted_out(table: Table, cells: Sequence[Cells], known: Known) -> Table | None:
    """The table read as what it is where its rows are no organisations; None where they are, or are nothing known."""
    linked = any(column.role in parties() or column.of for column in table.columns)
    by_name = {each.header: each for each in cells}
    for name, holds in SORTS.items():
        if linked and name != "PLACES":  # what a place is part of looks like the parent of a firm
            continue
        read = completed(replace(table, columns=read_columns(cells, name)), name, by_name, known)
        if holds(table, read, by_name):
            return read if name == "PLACES" else with_places(read, known)
    return None


def completed(table: Table, sort: str, cells: Mapping[str, Cells], known: Known) -> Table:
    """A table read as one of a sort, with what its values alone say: what places are part of, and which they are."""
    if sort == "PLACES" and not table.column("place_parent") and (code := table.column("place_code")):
        return with_parents(table, code, cells)
    counted = any(map(table.column, CODES)) and any(map(table.column, COUNTS))
    if sort == "FIGURES" and counted and not any(map(table.column, PLACES)):
        return with_coded_places(table, known)
    return table


def with_parents(table: Table, code: Column, cells: Mapping[str, Cells]) -> Table:
    """A table of places with the column that holds codes of the table itself, the narrowest of several."""
    codes = set(cells[code.name].distinct)

    def holds_codes(column: Column) -> bool:
        values = cells[column.name].distinct
        return bool(values) and sum(value in codes for value in values) >= MOSTLY * len(values)

    within = [column for column in table.columns if not column.used and holds_codes(column)]
    narrowest = max(within, key=lambda column: column.distinct, default=None)
    why = f"its values are codes of column '{code.name}'"
    return as_role(table, narrowest, "place_parent", why) if narrowest else table


def with_coded_places(table: Table, known: Known) -> Table:
    """A table of figures with the column that holds codes of places that are loaded, whatever its header."""
    for column in table.columns:
        if not column.used and (begins := beginning_of(column.values, known)):
            why = f"its values are codes of places that are loaded, as {begins}…"
            return as_role(table, column, "place_code", why)
    return table


def as_role(table: Table, column: Column, role: str, why: str) -> Table:
    """The table with a column taken for something by its values."""
    taken = replace(column, role=role, of="", confidence=NEARLY, evidence=why)
    return replace(table, columns=tuple(taken if each is column else each for each in table.columns))


def with_known_ids(table: Table, known: Known, own: str) -> Table:
    """The table with ids of organisations, where its rows tell of links between such, looked up among those loaded."""
    sought = shape_of(table) in (Shape.LINKS_BY_ID, Shape.MEMBERSHIP, Shape.OFFERS)

    def looked_up(column: Column) -> Column:
        if column.role != "id" or column.fixed:
            return column
        return replace(column, homes=homes_of(column.values, known, own) if sought else ())

    return replace(table, columns=tuple(map(looked_up, table.columns)))


def with_places(table: Table, known: Known) -> Table:
    """The table with the codes of places looked up among the places that are loaded."""

    def looked_up(column: Column) -> Column:
        if column.role != "place_code" or column.begins:
            return column
        begins = beginning_of(column.values or column.examples, known)
        why = f"; places with these codes are loaded, as {begins}…" if begins else ""
        return replace(column, begins=begins, evidence=f"{column.evidence}{why}")

    return replace(table, columns=tuple(map(looked_up, table.columns)))


def look_up(proposal: Proposal, known: Known) -> Proposal:
    """The proposal with the codes of places and ids, also those set by hand, looked up among what is loaded."""
    own = name_for(proposal.path)
    tables = (with_known_ids(with_places(table, known), known, own) for table in proposal.tables)
    return replace(proposal, tables=tuple(tables))


def with_known_places(table: Table, known: Known) -> Table:
    """A table of organisations with a column not used so far whose values are codes of places that are loaded."""
    role = known_roles()["place_code"]

    def place(column: Column) -> Column:
        if column.used or not match_role(words_of(column.name), role):
            return column
        begins = beginning_of(column.values, known)
        if not begins:
            return column
        why = f"its values are codes of places that are loaded, as {begins}…"
        return replace(column, role=role.name, of="", confidence=NEARLY, evidence=why, begins=begins)

    return replace(table, columns=tuple(map(place, table.columns)))


def identifies(key: Column, table: Table) -> bool:
    """Whether an id tells the rows of a register apart, or at least those with different names."""
    name = table.column("name")
    filled = key.filled * table.rows
    return key.distinct >= NEARLY * min(filled, name.distinct if name else filled)


def of_figures(first: Table, read: Table, cells: Mapping[str, Cells]) -> bool:
    """Whether rows are figures of industries in places: a code of an industry, a place and a count, and no name."""
    name = first.column("name")
    named = name is not None and name.distinct >= NEARLY * first.rows and not read_as(read, name.name, PLACES)
    told = all(any(map(read.column, roles)) for roles in (CODES, COUNTS, PLACES))
    return told and not named and not called_firms(name)


def of_places(first: Table, read: Table, cells: Mapping[str, Cells]) -> bool:
    """Whether rows are places: codes of their own, names, and what each is part of or is."""
    code, name, parent, type = map(read.column, ("place_code", "place_name", "place_parent", "place_type"))
    if code is None or name is None or (parent is None and type is None) or not unique(code, read):
        return False
    if called_firms(first.column("name")) or any(first.column(role) for role in DETAILS if role != "kind"):
        return False
    codes = set(cells[code.name].distinct)
    parts = cells[parent.name].distinct if parent else ()
    inside = sum(part in codes for part in parts) >= MOSTLY * len(parts)
    words = {word for text in (first.name, code.name, name.name) for word in words_of(text)}
    return inside and bool(type or words & OF_PLACES)


def of_industries(first: Table, read: Table, cells: Mapping[str, Cells]) -> bool:
    """Whether rows are industries: codes that the header says are such, each once, and titles."""
    code = next(filter(None, map(read.column, CODES)), None)
    title = read.column("industry_title")
    if code is None or title is None or not unique(code, read):
        return False
    said = match_role(words_of(code.name), known_roles()[code.role])
    used = {column.role for column in first.columns if column.used}
    no_firm = used <= {*CODES, "name", "alias", "description", "industry", "id", "kind", "note"}
    return bool(said) and no_firm and not called_firms(read.column("industry_title"))


def of_region(first: Table, read: Table, cells: Mapping[str, Cells]) -> bool:
    """Whether rows are the counties, or other places, of regions: each with the name of its region, and no more."""
    region = read.column("region")
    if region is None or region.distinct > read.rows / 2:
        return False
    place = read.column("county_fips") or read.column("place_code") or (read.column("county") and read.column("state"))
    used = {column.name for column in first.columns if column.used}
    taken = {column.name for column in read.columns if column.used}
    return bool(place) and used <= taken


def called_firms(name: Column | None) -> bool:
    """Whether a header says that its names are those of organisations."""
    said = match_role(words_of(name.name), known_roles()["name"]) if name else None
    return said is not None and said.strength >= NEARLY


def unique(code: Column, table: Table) -> bool:
    """Whether a code stands in every row, and in no other."""
    return code.distinct == table.rows


def read_as(table: Table, name: str, roles: Sequence[str]) -> bool:
    """Whether the column of that name has one of the roles."""
    return any(column.name == name and column.role in roles for column in table.columns)


SORTS = {"FIGURES": of_figures, "PLACES": of_places, "INDUSTRIES": of_industries, "REGION": of_region}
"""Sorts of tables, as roles.yml names them, to what tells them, in the order in which they are tried."""


def not_an_id(table: Table) -> Table:
    """A register without an id that has far fewer values than it has names: several firms would become one."""
    key, name = table.column("id"), table.column("name")
    if key is None or name is None or identifies(key, table):
        return table
    why = f"{key.distinct:,} different values for {name.distinct:,} names: it is no id of theirs"
    aside = replace(
        key,
        role=IGNORED,
        confidence=0.5,
        evidence=f"{key.evidence}; {why}",
        alternatives=(Candidate(key.role, key.of, key.confidence, key.evidence), *key.alternatives),
    )
    return replace(table, columns=tuple(aside if column is key else column for column in table.columns))
