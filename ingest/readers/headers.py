"""Which row names the columns, and what the columns are called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cells import free_name

SAMPLED = 50
"""Rows looked at to find the header."""
NUMBER = re.compile(r"[-+]?[\d.,]*\d[\d.,]*%?")
YEAR = re.compile(r"(18|19|20)\d\d")


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Index of the row that names the columns; None where all rows are empty.

    It is the first row that is not empty, unless what stands above a wider row is plainly a title: a lone cell
    above three names or more, or few cells and an empty row above two or more.

    >>> find_header([["Members of our association", "", ""], ["name", "town", "jobs"], ["Zyx", "Nowhere", "3"]])
    1
    >>> find_header([["name"], ["Zyx", " Inc."]])
    0
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    first = next((index for index, count in enumerate(filled) if count), None)
    if first is None:
        return None
    for index in range(first + 1, len(rows)):
        if is_below_title(rows, filled, first, index):
            return index
        if filled[index] > max(1, filled[first]):
            break
    return first


def is_below_title(rows: Sequence[Sequence[str]], filled: Sequence[int], first: int, index: int) -> bool:
    """Whether the rows from `first` to `index` are a title and the row at `index` names columns."""
    names = [cell.strip() for cell in rows[index] if cell.strip()]
    below = [row for row, count in zip(rows[index + 1 :], filled[index + 1 :], strict=True) if count]
    if len(names) < 2 or len(set(names)) < len(names) or not below or len(below[0]) != len(rows[index]):
        return False
    if any(NUMBER.fullmatch(name) and not YEAR.fullmatch(name) for name in names):
        return False
    apart = max((i for i in range(first, index) if not filled[i]), default=-1)
    for i in range(first, index):
        if i < apart:
            if filled[i] > 1 and filled[i] * 2 > len(names):
                return False
        elif filled[i] and not (filled[i] == 1 and len(names) >= 3 and is_title(rows[i], len(rows[index]))):
            return False
    return True


def is_title(row: Sequence[str], width: int) -> bool:
    """Whether a row of one cell is a title rather than the name of an only column: it is padded, or a few words."""
    return len(row) == width or len("".join(row).split()) >= 3


def name_columns(header: Sequence[str], below: Sequence[Sequence[str]]) -> list[str]:
    """What the columns are called, each once; empty where nothing is named.

    A column without a name is called by its number, and a name that stands again is numbered, since both are common
    in exports and no cell is lost by it. Columns at the end that are neither named nor filled are left out.

    >>> name_columns(["name", "", "name", ""], [["a", "b", "c", ""]])
    ['name', 'column 2', 'name (2)']
    """
    names = [" ".join(name.replace("\ufeff", "").split()) for name in header]
    if not any(names):
        return []
    width = len(names)
    while not names[width - 1] and not any(len(row) >= width and row[width - 1].strip() for row in below):
        width -= 1
    columns: dict[str, None] = {}
    for number, name in enumerate(names[:width], 1):
        columns[free_name(name or f"column {number}", columns)] = None
    return list(columns)


def join_headers(upper: Sequence[str], lower: Sequence[str], spans: Sequence[range] | None = None) -> list[str]:
    """One header made of two: `Upper / Lower` where the upper name spans several columns.

    `spans` are the columns of merged cells; without them an upper name reaches to the next one.

    >>> join_headers(["Name", "Site", ""], ["", "lat", "lon"])
    ['Name', 'Site / lat', 'Site / lon']
    """
    width = max(len(upper), len(lower))
    above = [*upper, *[""] * (width - len(upper))]
    below = [*lower, *[""] * (width - len(lower))]
    if spans is None:
        for column in range(1, width):
            if not above[column].strip() and below[column].strip():
                above[column] = above[column - 1]
    else:
        for span in spans:
            for column in span:
                above[column] = above[span.start]
    return [" / ".join(part for part in pair if part.strip()) for pair in zip(above, below, strict=True)]
