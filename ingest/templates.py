"""Expressions of a mapping: a column, text with columns in it, or a constant."""

from __future__ import annotations

import re
from typing import Any

from ..graph.errors import InvalidSource
from ..graph.values import is_missing
from .cleaning.names import firm_key
from .cleaning.nearest import ask, by_name, nearest
from .cleaning.transforms import TRANSFORMS
from .context import Context
from .readers import Row

FIELD = re.compile(r"\{([^{}|]+)(?:\|([^{}]+))?\}")
NAMED = "named:"
"""Begins a transform from a name to the id of the node of the source that alone bears it."""
STARTING = "starting:"
"""Begins a transform that leaves a cell as it is where it starts with what follows, and else gives nothing."""


class Template:
    """An expression of a mapping: a column, `{COLUMN|transform} text`, or `=constant`."""

    def __init__(self, text: str, where: str, *, bare: bool = True) -> None:
        self.where = where
        if not text:
            raise InvalidSource(f"{where}: is empty; name a column, or take it away")
        self.constant = text[1:] if text.startswith("=") else None
        if not bare or "{" in text or self.constant is not None:
            self.text = text
        else:
            self.text = f"{{{text}}}"
        self.bearer = ""
        """The node whose id it gives where the cell holds its name."""
        self.fields: list[tuple[tuple[str, ...], str]] = []
        self.between = FIELD.split(self.text)[::3]
        """What stands before, between and behind the columns."""
        self.alone = not any(self.between)
        """Whether it is columns and no other text."""
        self.column: str | None = None
        """The one column whose text it is as it stands; None where it is more than that."""
        if self.constant is not None:
            return
        if re.search(r"[{}]", FIELD.sub("", self.text)):
            raise InvalidSource(f"{where}: {text!r} has a brace without its other half; write columns as {{COLUMN}}")
        for column, transform in FIELD.findall(self.text):
            column, transform = column.strip(), transform.strip()
            self.fields.append((self.columns(column, transform), transform))
            if transform.startswith(NAMED):
                self.bearer = transform.removeprefix(NAMED)
            elif transform and transform not in TRANSFORMS and not transform.startswith(("lookup:", STARTING)):
                raise InvalidSource(
                    f"{where}: no transform {transform!r}; use {', '.join(TRANSFORMS)}, lookup:TABLE, {NAMED}NODE, "
                    f"{STARTING}TEXT"
                )
        match self.fields:
            case [((column,), "")] if self.alone and not column.startswith("="):
                self.column = column

    def fill(self, row: Row, context: Context) -> str:
        """The text for `row`; empty where a column it needs is empty, or says N/A in the middle of other text."""
        if self.column:
            text = row.cells.get(self.column)
            return self.raw(row, self.column) if text is None else text
        if self.constant is not None:
            return self.constant
        filled = self.between[0]
        for (columns, transform), literal in zip(self.fields, self.between[1:], strict=True):
            value = self.cell(row, columns, transform, context)
            looked_up = transform.startswith("lookup:")
            if not value or (not self.alone and not looked_up and is_missing(self.raw(row, columns[0]))):
                return ""
            filled += value + literal
        return filled

    def columns(self, written: str, transform: str) -> tuple[str, ...]:
        """The columns, or `=constants`, that a transform takes; InvalidSource where they are not as many."""
        needed = TRANSFORMS[transform].columns if transform in TRANSFORMS else 1
        if needed == 1:
            return (written,)
        columns = tuple(part.strip() for part in written.split(","))
        if len(columns) != needed or not all(columns):
            raise InvalidSource(
                f"{self.where}: {transform} takes {needed} columns, as in {{COLUMN,COLUMN|{transform}}}; "
                f"a fixed value is written =value"
            )
        return columns

    def cell(self, row: Row, columns: tuple[str, ...], transform: str, context: Context) -> str:
        """The text of one column or several with the transform applied; a value that it refuses is rejected."""
        cells = [self.raw(row, column) for column in columns]
        if not cells[0] or not transform:
            return cells[0]
        if transform.startswith(NAMED):
            return context.bearers.get(self.bearer, {}).get(firm_key(cells[0]), "")
        if transform.startswith(STARTING):
            return cells[0] if cells[0].startswith(transform.removeprefix(STARTING)) else ""
        if transform.startswith("lookup:"):
            table = transform.removeprefix("lookup:")
            found = context.lookup(table, cells[0])
            if found is None:
                near = nearest(cells[0], by_name(list(context.source.lookups[table])))
                remedy = "correct the cell, or list the value in lookups.yml, beside source.yml"
                context.reject(row, columns[0], cells[0], "is not a known value", ask(near) + remedy)
            return found or ""
        try:
            return TRANSFORMS[transform].clean(*cells) or ""
        except ValueError as error:
            written = ", ".join(filter(None, cells))
            context.reject(row, ",".join(columns), written, str(error), TRANSFORMS[transform].advice(*cells))
            return ""

    def raw(self, row: Row, column: str) -> str:
        """One cell as it stands, or the text of an `=constant`."""
        if column.startswith("=") and len(column) > 1:
            return column[1:]
        try:
            return row.cells[column]
        except KeyError:
            raise InvalidSource(
                f"{self.where}: {row.file} has no column {column!r} (it has {', '.join(row)}); "
                f"name the column so in the file or correct its name in the mapping, or write ={column} there for a "
                "fixed value"
            ) from None


def first_filled(templates: list[Template], row: Row, context: Context) -> str:
    """The first of `templates` that the row fills; empty where it fills none."""
    for template in templates:
        if text := template.fill(row, context):
            return text
    return ""


def listed(value: Any) -> list[Any]:
    """`value` as a list."""
    return value if isinstance(value, list) else [value]


def read_templates(raw: Any, where: str, *, bare: bool = True) -> list[Template]:
    """The expression in `raw`, or each of a list; InvalidSource where the list is empty."""
    if raw == []:
        raise InvalidSource(f"{where}: is an empty list; name a column, or take it away")
    return [Template(str(part), where, bare=bare) for part in listed(raw)]
