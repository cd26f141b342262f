"""Parquet files, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ...graph.errors import InvalidSource
from .cells import cells_of, free_name
from .files import GZIP, name_of_table, readable
from .reading import Reading
from .rows import BrokenRow, Row, Table, checked

FORM = "Parquet"
BATCH = 2_000
"""Rows held at once."""
BUFFER = 1 << 20
"""Bytes read ahead of each column; without it a whole group of rows is held."""


def tables(path: Path, reading: Reading) -> list[Table]:
    """The one table of a Parquet file."""
    with opened(path, reading) as file:
        return [Table(name_of_table(path), FORM, tuple(columns_of(file.schema_arrow)), file.metadata.num_rows, {})]


def rows(path: Path, reading: Reading) -> Iterator[Row | BrokenRow]:
    """The rows; the number of each is its place in the file from 1."""
    with opened(path, reading) as file:
        columns = columns_of(file.schema_arrow)
        names = file.schema_arrow.names
        number = 0
        for batch in file.iter_batches(BATCH, use_threads=False):
            values = [column.to_pylist() for column in batch.columns]
            for cells in zip(*values, strict=True):
                number += 1
                filled = cells_of(unique(names, cells))
                row = Row({column: filled.get(column, "") for column in columns}, path.name, number)
                yield checked(row)


def count(path: Path, reading: Reading) -> int | None:
    """Rows of the file."""
    with opened(path, reading) as file:
        return int(file.metadata.num_rows)


@contextmanager
def opened(path: Path, reading: Reading) -> Iterator[pq.ParquetFile]:
    """The file; InvalidSource where it cannot be read or has no columns."""
    reading.only(path, FORM)
    with readable(path):
        with path.open("rb") as raw:
            if raw.read(len(GZIP)) == GZIP:
                raise InvalidSource(f"{path}: is packed, which Parquet is by itself; unpack it")
        try:
            with pq.ParquetFile(path, pre_buffer=False, buffer_size=BUFFER) as file:
                if not file.schema_arrow.names:
                    raise InvalidSource(f"{path}: has no columns; save it again with the table in it")
                yield file
        except (pa.ArrowException, ValueError, OverflowError) as error:
            why = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise InvalidSource(f"{path}: is damaged ({why}); fetch or save it again") from error


def unique(names: Sequence[str], cells: Sequence[Any]) -> dict[str, Any]:
    """Cells by column; a name that stands again is numbered."""
    record: dict[str, Any] = {}
    for name, cell in zip(names, cells, strict=True):
        record[free_name(name, record)] = cell
    return record


def columns_of(schema: pa.Schema) -> list[str]:
    """The columns with the fields of structures as `a.b`."""
    record = unique(schema.names, [hollow(field.type) for field in schema])
    return list(cells_of(record))


def hollow(kind: pa.DataType) -> Any:
    """A value of a type with nothing in it, which has the fields that its values have."""
    if pa.types.is_struct(kind):
        return {field.name: hollow(field.type) for field in kind}
    return None
