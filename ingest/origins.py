"""Where the files of a source come from: its addresses on the web, or, where somebody says so, a folder or a mirror."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..graph.errors import InvalidSource
from ..graph.progress import Report
from .disk import copy, writing
from .fetch import fetch, is_web

if TYPE_CHECKING:
    from .source import Source


def obtain(
    table: Mapping[str, Any], path: Path, where: str, report: Report, *, again: bool = False, origin: str = ""
) -> None:
    """Gets the file of a table to `path` if it is absent, or with `again` if it changed at its address.

    With an `origin` it is taken from there, whether it is absent or not: from that folder, or from that address, which
    stands for the scheme and host of the table's own. InvalidSource says where to put what cannot be had.
    """
    url = table.get("url")
    if url is not None and not isinstance(url, str):
        raise InvalidSource(f"{where}: url must be text; put it in quotes")
    if origin and not is_web(origin):
        take(Path(origin).expanduser() / path.name, path, where)
    elif url is not None:
        if again or origin or not path.is_file():
            try:
                fetch(mirrored(url, origin) if origin else url, path.parent, report, path.name)
            except InvalidSource as error:
                raise InvalidSource(
                    f"{error}. Or get the file there by other means, such as on another machine, and load the source "
                    f"with --from and the folder that holds {path.name}, or with --from and the address of a mirror"
                ) from None
    elif not path.is_file() and (how := table.get("obtain")):
        raise InvalidSource(
            f"{where}: {path.name} is at no address of its own. {' '.join(str(how).split())} "
            f"Then put it at {path}, or load with --from and the folder that it is in"
        )


def take(file: Path, path: Path, where: str) -> None:
    """Copies the file of a source from a folder that somebody named."""
    if not file.is_file():
        raise InvalidSource(f"{where}: there is no {file.name} in {file.parent}; put it there, or name another folder")
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    copy(file, path)


def give(source: Source, name: str, file: Path) -> None:
    """Keeps a file that somebody has as the one of that name of a source whose files the workspace keeps."""
    take(file, source.data / name, source.name)


def mirrored(url: str, mirror: str) -> str:
    """The address of a file on a mirror, which keeps the path and the query of the address that it stands for.

    >>> mirrored("https://example.org/data/members.csv?year=2021", "http://mirror.example.net/example/")
    'http://mirror.example.net/example/data/members.csv?year=2021'
    """
    parts = urlsplit(url)
    return mirror.rstrip("/") + parts._replace(scheme="", netloc="").geturl()
