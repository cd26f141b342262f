"""Reads the tables of a file and proposes what their columns mean; writes the proposal as source.yml."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from ...graph.errors import InvalidSource
from ..readers import BrokenRow, Row, read_rows, tables_of
from .checks import check, without_problems
from .columns import cells_of, in_one_style, read_columns
from .described import looks_like
from .emission import entries, place_type_of, sort_of
from .knowledge import known_roles, parties, words_of
from .known import Known, none_known
from .records import Column, Proposal, Table, name_for
from .shapes import CARRIERS, CODES, Shape, change_columns, own_id, settle, shape_of, unmapped_relations
from .sorts import not_an_id, sorted_out, with_known_ids, with_known_places
from .values import RECOGNISERS

ROWS = 1000
"""Rows that are looked at."""
LISTED = 60
"""How far a list of places or industries is trusted: further than what only names them."""
WORDS = 500
"""Different values that a column whose values say what a row is may have."""
INSTITUTIONS = frozenset(
    "university universities college colleges school schools institution institutions unitid instnm hospital".split()
)
"""Words in a table's name or headers that say that its organisations are institutions."""
NAMES_OF_INSTITUTIONS = frozenset(
    """agency alliance association associations authority board center centre chamber coalition college commission
    committee consortium council department federation foundation hospital initiative institute network partnership
    school society university""".split()
)
"""Words that the names of institutions have and those of firms seldom do."""


def propose(path: Path, rows: int = ROWS, known: Known = none_known) -> Proposal:
    """What the columns of each table of a file may mean, from their headers and the values of the first rows.

    `known` tells the places that are loaded by their codes.
    A table that cannot be read is left out and said in the notes; InvalidSource where the file itself cannot be read.
    """
    tables, notes = [], []
    for found in tables_of(path):
        try:
            tables.append(propose_table(path, found.name, found.reading, rows, known))
        except InvalidSource as error:
            notes.append(str(error))
    if not tables:
        raise InvalidSource("; ".join(notes) or f"{path}: has no table; put one with a line of headers into it")
    like = [each for table in tables for each in looks_like([column.name for column in table.columns])]
    return Proposal(path, tuple(tables), tuple(notes), tuple(dict.fromkeys(like)))


def propose_table(path: Path, name: str, reading: Mapping[str, Any], limit: int, known: Known = none_known) -> Table:
    """What the columns of one table may mean; `reading` is how it is read."""
    read = list(islice(read_rows(path, **reading), limit))
    broken = [row for row in read if isinstance(row, BrokenRow)]
    whole = [row for row in read if isinstance(row, Row)]
    headers = list(whole[0] if whole else broken[0].row if broken else ())
    if not headers:
        raise InvalidSource(f"{path}: {name} has no row below its headers; fill it")
    cells = in_one_style([cells_of(header, [row[header] for row in whole]) for header in headers])
    by_name = {each.header: each for each in cells}
    table = Table(
        name,
        {"file": path.name, **reading},
        read_columns(cells),
        len(whole),
        kind_of(name, headers),
        broken=len(broken),
    )
    if other := sorted_out(table, cells, known):
        return without_problems(with_words(path, reading, other))
    table = settle(table, lambda column, sort: RECOGNISERS[sort].measure(by_name[column.name].distinct))
    table = with_known_ids(with_known_places(not_an_id(table), known), known, name_for(path))
    if (named := table.column("name")) and mostly_institutions(by_name[named.name].distinct):
        table = replace(table, kind="Institution")
    return without_problems(with_words(path, reading, table))


def kind_of(name: str, headers: Sequence[str]) -> str:
    """The kind of a table's organisations, by its name and headers."""
    said = {word for text in (name, *headers) for word in words_of(text)}
    return "Institution" if said & INSTITUTIONS else "Firm"


def mostly_institutions(names: Sequence[str]) -> bool:
    """Whether most of the names are those of associations, universities and their like.

    >>> mostly_institutions(["Invented Guild Association", "University of Nowhere", "Zyx Inc."])
    True
    """
    return sum(bool({*words_of(name)} & NAMES_OF_INSTITUTIONS) for name in names) > len(names) / 2


def with_words(path: Path, reading: Mapping[str, Any], table: Table) -> Table:
    """The table with all values of the file in the columns whose values say what a row is, and the kind most say."""
    wanted = [column.name for column in table.columns if column.role in ("relation", "kind", "place_type")]
    if not wanted:
        return table
    found: dict[str, Counter[str]] = {name: Counter() for name in wanted}
    for row in read_rows(path, **reading):
        if isinstance(row, Row):
            for name in wanted:
                if len(found[name]) <= WORDS:
                    found[name][row[name]] += 1
    columns = tuple(
        replace(column, words=tuple(found[column.name])) if column.name in found else column for column in table.columns
    )
    table = replace(table, columns=columns)
    why = f"it has more than {WORDS} different values"
    table = change_columns(table, lambda column: len(column.words) > WORDS, why)
    if sort := table.column("kind"):
        kinds: Counter[str] = Counter()
        for word, rows in found[sort.name].items():
            kinds[sort_of(word, "")[0]] += rows
        del kinds[""]
        table = replace(table, kind=kinds.most_common(1)[0][0] if kinds else table.kind)
    return table


def explain(table: Table) -> tuple[str, ...]:
    """What a table is taken for, what is left out of it and why, in sentences."""
    shape = shape_of(table)
    said = [f"{table.name} is read as {shape.value}."]
    said += missing(table, shape)
    said += [f"In every row, {column.name[1:]!r} is {in_words(column)}." for column in table.columns if column.fixed]
    if left := unmapped_relations(table):
        said.append(
            f"Rows whose relation is {', '.join(repr(word) for word in left)} make no link:"
            " the word does not say of which kind."
        )
    key = own_id(table)
    filled = round(key.filled * table.rows) if key else 0
    if shape is Shape.REGISTER and key and key.distinct < filled:
        said.append(
            f"{key.name!r} is the id, and has {key.distinct:,} different values in the {filled:,} rows looked at: rows "
            "with the same one become one organisation. If they are several, set it to what it is."
        )
    if (place := table.column("place_type")) and (strange := [word for word in place.words if not place_type_of(word)]):
        said.append(f"A sort of place that is not known is taken for a region: {', '.join(map(repr, strange))}.")
    said += table.notes
    said += [
        f"Cells of {column.name!r} seem to hold several values ({column.examples[0]}); each cell is taken as one."
        for column in table.columns
        if column.role in (*CARRIERS, *parties()) and mostly_lists(column.examples)
    ]
    if table.broken:
        said.append(f"{table.broken} of the first {table.rows + table.broken} rows cannot be read and will be refused.")
    return tuple(said)


def missing(table: Table, shape: Shape) -> Iterator[str]:
    """What a table does not say, where more would come of it if a column said so."""
    if shape is Shape.NOTHING and any(map(table.column, CODES)):
        yield (
            "If its rows are figures of industries in places, set a column to 'Code of a place', once the table of "
            "those places is loaded, and one to 'Employees', 'Establishments' or 'Payroll'."
        )
    if shape is Shape.NOTHING:
        yield "If a column does name organisations, set it to 'Name'."
    if shape is Shape.STATISTICS and not table.column("year"):
        yield (
            "No column says the year: of rows with the same place and industry the first alone is kept. If one does, "
            "set it to 'Year counted'."
        )
    if shape is Shape.PLACES and not table.column("place_parent"):
        yield (
            "No column holds the code of what each place is part of, so that nothing is added up to wider places. If "
            "one does, set it to 'Place that it is part of'."
        )
    if (sort := table.column("kind")) and (strange := [word for word in sort.words if word and not known_sort(word)]):
        yield (
            f"A sort of organisation that is not known says nothing of its type: {', '.join(map(repr, strange))}. The "
            f"rows become {table.kind.lower()}s."
        )
    for column in table.columns:
        if column.role == "id" and column.homes:
            begins = " and ".join(f"{begins}…" for _, begins in column.homes)
            yield f"{column.name!r} holds ids of organisations that are loaded, as {begins}: the rows link these."


def known_sort(word: str) -> bool:
    """Whether a word for a sort of organisation is known."""
    return bool(sort_of(word, "")[0])


def in_words(column: Column) -> str:
    """What a column is taken for."""
    title = (known_roles().get(column.role) or parties()[column.role]).title
    return f"{title!r} of the {parties()[column.of].title.lower()}" if column.of else repr(title)


def mostly_lists(examples: Sequence[str]) -> bool:
    """Whether most cells hold several values, with semicolons or bars between.

    >>> mostly_lists(["corks; barrels", "labels; glass", "wine"]), mostly_lists(["Zyx, Inc."])
    (True, False)
    """
    return sum(bool(re.search(r"[;|]", example)) for example in examples) > len(examples) / 2


def to_source(
    proposal: Proposal,
    name: str,
    title: str,
    publisher: str = "not stated",
    licence: str = "not stated",
    **said: Any,
) -> dict[str, Any]:
    """The content of source.yml; `said` may hold url, retrieved, trust, about and requires.

    Ids begin with `name`. InvalidSource says what must be put right first, or why there is nothing to load.
    """
    if not re.fullmatch(r"[\w-]+", name):
        raise InvalidSource(f"the name of a source is {name!r}; use letters, digits, hyphens and underscores alone")
    if problems := check(proposal):
        raise InvalidSource("; ".join(f"{problem.table}: {problem.text}" for problem in problems))
    made = [entry for table in proposal.tables for entry in entries(table, name)]
    if all(shape_of(table) in (Shape.PLACES, Shape.INDUSTRIES) for table in proposal.tables):
        said.setdefault("trust", LISTED)
    if not made:
        raise InvalidSource(" ".join(sentence for table in proposal.tables for sentence in explain(table)))
    return {"name": name, "title": title, "publisher": publisher, "licence": licence, **said, "tables": made}
