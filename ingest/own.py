"""Sources of a user's own, kept in the workspace: the mapping and a copy of the file, to be loaded again."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from filecmp import cmp
from pathlib import Path
from typing import Any

import yaml

from ..graph.errors import InvalidSource
from ..graph.progress import quiet
from ..graph.server.files import hold, write_atomically
from .disk import copy, writing
from .readers import BrokenRow, read_rows, tables_of
from .source import NAME, Source, known_sources, read_source, read_yaml, source_in, workspace_folder


def own_sources(home: Path) -> dict[str, Source]:
    """The sources kept in a workspace, by name."""
    found = {}
    for file in sorted(workspace_folder(home).glob("*/source.yml")):
        source = read_source(file.parent)
        found[source.name] = source
    return found


def ready_sources(home: Path) -> dict[str, Source]:
    """The sources that can be loaded by name: those that we describe, in order, then those kept in the workspace."""
    known = known_sources(home)
    return {**known, **{name: source for name, source in own_sources(home).items() if name not in known}}


def kept_before(home: Path, file: Path) -> list[Source]:
    """The sources kept in a workspace that are made of this file, whatever its name.

    First those of which every byte is the same, then those where it is called the same and has the same columns.
    """
    same, alike = [], []
    for source in own_sources(home).values():
        if is_kept(source, file):
            same.append(source)
        elif called_alike(copy_of(source), file):
            alike.append(source)
    return same + alike


def called_alike(before: Path, file: Path) -> bool:
    """Whether a kept file is called as another and has its columns."""
    return before.is_file() and before.name == file.name and columns_of(before) == columns_of(file)


def is_kept(source: Source, file: Path) -> bool:
    """Whether every byte of a file is as a source of one's own keeps it."""
    before = copy_of(source)
    return before.is_file() and cmp(before, file, shallow=False)


def copy_of(source: Source) -> Path:
    """Where a source of one's own keeps its file; its folder where it speaks of none."""
    return source.folder / Path(str(source.tables[0].get("file", ""))).name if source.tables else source.folder


def columns_of(file: Path) -> dict[str, list[str]]:
    """The columns of each table of a file, by the table's name; a table without rows has none."""
    first = {table.name: next(iter(read_rows(file, **table.reading)), None) for table in tables_of(file)}
    return {name: list(row.row if isinstance(row, BrokenRow) else row) for name, row in first.items() if row}


def keep(home: Path, content: Mapping[str, Any], file: Path) -> Source:
    """Keeps a mapping, as source.yml has it, with a copy of the file that it speaks of.

    A source of the same name that was kept before gives way. InvalidSource where a source that we describe has the
    name, or a report, or the mapping cannot be read.
    """
    name = str(content.get("name") or "")
    if not NAME.fullmatch(name):
        raise InvalidSource(f"the name of a source is {name!r}; use letters, digits, hyphens and underscores alone")
    if name in known_sources(home):
        raise InvalidSource(f"a source of Cluster Atlas is called {name!r}; give yours a name of its own")
    folder = workspace_folder(home, name)
    expected = expected_file(content, f"the mapping {name}")
    source_in(content, folder / "source.yml")  # what cannot be read must not be kept: it would be in the way of all
    spare_reports(folder, expected, file)
    with ExitStack() as held:
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(hold(folder.parent / ".keeping", quiet, ""))  # two at once would mix their files
        copy(file, folder / expected)
        with writing(folder):
            write_atomically(folder / "source.yml", as_yaml(content))
        return read_source(folder)


def spare_reports(folder: Path, expected: str, file: Path) -> None:
    """InvalidSource where `file`, kept as `expected` in `folder`, would take the place of what reports state."""
    from .reports.mapping import CLAIMS  # reports are kept by way of this module

    claims = folder / CLAIMS
    if claims.is_file() and file.samefile(claims):
        return
    if expected.lower() == CLAIMS:
        raise InvalidSource(
            f"{file}: a table called {CLAIMS} is what was decided on a report. A newer version of the report is read "
            "with: clusteratlas extract FILE --keep --title TITLE. A table of your own: rename it, then load it again"
        )
    if claims.is_file():
        raise InvalidSource(f"{file}: a report is kept as {folder.name!r}; give yours a name of its own")


def expected_file(content: Mapping[str, Any], where: str) -> str:
    """The one file that a mapping speaks of; InvalidSource where it speaks of none or several."""
    tables = content.get("tables")
    names = {str(table["file"]) for table in tables if "file" in table} if isinstance(tables, list) else set()
    if len(names) != 1:
        several = f"{len(names)} files ({', '.join(sorted(names))})" if names else "no file"
        raise InvalidSource(f"{where}: speaks of {several}; load a folder with its source.yml instead")
    return Path(names.pop()).name


def read_mapping(mapping: str, home: Path) -> dict[str, Any]:
    """The mapping in a YAML file, or the one kept in the workspace under that name."""
    path = Path(mapping).expanduser()
    if path.is_dir():
        path = path / "source.yml"
    if path.is_file():
        return read_yaml(path)
    kept = workspace_folder(home, mapping) / "source.yml"
    if NAME.fullmatch(mapping) and kept.is_file():
        return read_yaml(kept)
    names = ", ".join(own_sources(home)) or "none"
    raise InvalidSource(f"{mapping}: neither a mapping file nor a source kept in this workspace; these are: {names}")


def as_yaml(content: Mapping[str, Any]) -> str:
    """A mapping as the text of a source.yml."""
    return yaml.safe_dump(dict(content), sort_keys=False, allow_unicode=True, width=120)
