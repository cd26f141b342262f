"""A source: one folder that names a register and says how it becomes nodes and links."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import yaml

from ..graph.errors import InvalidSource
from ..graph.modules import load_module
from ..graph.progress import Report
from .fetch import SIDECAR
from .origins import obtain

if TYPE_CHECKING:
    from ..graph.records import Link, Node
    from .context import Context

NEEDED = ("name", "title", "publisher", "licence")
KNOWN = {*NEEDED, "url", "retrieved", "trust", "about", "requires", "tables", "duplicates", "refresh"}
TEXTS = (*NEEDED, "url", "about", "refresh")
NAME = re.compile(r"[\w-]+")
"""What names of sources look like, since files are called by them."""
DESCRIBING = frozenset({"source.yml", "lookups.yml", "crawler.py"})
"""What the files are called that describe a source, and are none of its tables."""
DEFAULT_TRUST = 50

Crawl = Callable[["Context"], "Iterator[Node | Link | None]"]


@dataclass(frozen=True)
class Source:
    """What source.yml says, and where its files are."""

    name: str
    title: str
    publisher: str
    licence: str
    folder: Path
    """Holds source.yml, and crawler.py and lookups.yml where there are any."""
    data: Path
    """Holds the files that the source reads."""
    url: str = ""
    retrieved: str = ""
    """The day, month or year its facts speak of."""
    trust: int = DEFAULT_TRUST
    """0 to 100: where sources disagree on a property, the higher is believed."""
    about: str = ""
    requires: tuple[str, ...] = ()
    """Sources that are loaded before it."""
    tables: tuple[Mapping[str, Any], ...] = field(default=())
    duplicates: bool = False
    """Whether it may list one and the same thing under several ids, as spreadsheets do and registers do not."""
    refresh: str = ""
    """How newer files are had."""
    origin: str = ""
    """Where its files are taken from instead of their addresses: a folder, or a mirror on the web."""

    @cached_property
    def lookups(self) -> Mapping[str, Mapping[str, str]]:
        """Tables from raw values to clean ones, by name, keys folded by `fold`."""
        file = self.folder / "lookups.yml"
        if not file.is_file():
            return {}
        tables = read_yaml(file)
        return {name: read_lookup(table, f"{file}: table {name}") for name, table in tables.items()}

    def crawler(self) -> Crawl | None:
        """The function `crawl` of crawler.py, or None where the mapping says it all."""
        file = self.folder / "crawler.py"
        if not file.is_file():
            return None
        module = load_module(file, f"clusteratlas_source_{self.name}")
        try:
            crawl: Crawl = module.crawl
        except AttributeError:
            raise InvalidSource(f"{file}: has no function crawl(context); add it") from None
        return crawl

    @property
    def by_hand(self) -> bool:
        """Whether somebody must get a file of it, since that is at no address of its own."""
        return any("obtain" in table for table in self.tables)

    def fetch(self, report: Report, *, again: bool = False) -> None:
        """Gets the files of its tables that are absent, or with `again` those that changed at their address.

        With an `origin` all of them are taken from there.
        """
        for number, table in enumerate(self.tables, 1):
            if "file" in table:
                path = self.data / str(table["file"])
                where = f"{self.name}/source.yml: table {number}"
                obtain(table, path, where, report, again=again, origin=self.origin)

    def size(self) -> int | None:
        """Bytes of its files that are here, or, where one is not, of all as its tables state them; None if unknown."""
        if not self.tables:
            return sum(file.stat().st_size for file in self.data.iterdir() if file.is_file() and file.suffix != ".txt")
        files = {str(table["file"]): table for table in reversed(self.tables) if "file" in table}
        sizes = [
            file.stat().st_size if (file := self.data / name).is_file() else table.get("size")
            for name, table in files.items()
        ]
        known = [size for size in sizes if isinstance(size, int)]
        return sum(known) if known and len(known) == len(sizes) else None

    def digest(self) -> str:
        """SHA-256 over the description, the crawler, every data file and our version: changes when a reload could."""
        total = hashlib.sha256(version("clusteratlas").encode())
        if any("file" not in table for table in self.tables):
            total.update(uuid4().bytes)  # nobody can tell whether a database changed
        folders = {self.folder, self.data}
        for file in sorted(file for folder in folders for file in folder.rglob("*") if file.is_file()):
            # What begins with a dot is a draft that a writer left behind that was killed.
            if "__pycache__" not in file.parts and not file.name.startswith(".") and not file.name.endswith(SIDECAR):
                total.update(file.name.encode())
                with file.open("rb") as raw:
                    total.update(hashlib.file_digest(raw, "sha256").digest())
        return total.hexdigest()


def read_lookup(table: object, where: str) -> dict[str, str]:
    """One table of lookups.yml; InvalidSource names an entry that YAML reads as something else than text."""
    if not isinstance(table, dict):
        raise InvalidSource(f"{where}: must be written as 'raw value: clean value' lines")
    for raw, clean in table.items():
        if isinstance(raw, bool) or clean is None or isinstance(clean, bool | list | dict):
            raise InvalidSource(f"{where}: the entry {raw!r}: {clean!r} is not text; put both sides in quotes")
    return {fold(str(raw)): str(clean) for raw, clean in table.items()}


def fold(raw: str) -> str:
    """`raw` as lookups compare it: white space folded, case ignored."""
    return " ".join(raw.split()).casefold()


@cache
def shipped_sources() -> Mapping[str, Source]:
    """The sources that ship with their files, by name, in an order that loads what each requires before it."""
    seeds = Path(str(files("clusteratlas.seeds")))
    folders = [folder for folder in described_folders() if (seeds / folder.name).is_dir()]
    found = {folder.name: read_source(folder, data=seeds / folder.name) for folder in folders}
    return MappingProxyType(in_order(found))


@cache
def known_sources(home: Path) -> Mapping[str, Source]:
    """The sources that we describe, in order: those that ship, and those whose files a workspace fetches and keeps."""
    shipped = shipped_sources()
    fetched = {
        folder.name: read_source(folder, data=workspace_folder(home, folder.name))
        for folder in described_folders()
        if folder.name not in shipped
    }
    return MappingProxyType(in_order({**shipped, **fetched}))


def described_folders() -> list[Path]:
    """The folders of the sources that we describe, by name."""
    return sorted(file.parent for file in (Path(str(files("clusteratlas.ingest"))) / "sources").glob("*/source.yml"))


def workspace_folder(home: Path, name: str = "") -> Path:
    """Where a workspace keeps the files of the source of that name, or of all."""
    return home / "sources" / name


def in_order(sources: Mapping[str, Source], loaded: Callable[[], Collection[str]] = tuple) -> dict[str, Source]:
    """`sources` with what each requires before it; InvalidSource names a missing or circular one.

    What is required may also be among those that `loaded` gives, which is asked only where it is nowhere else.
    """
    ordered: dict[str, Source] = {}

    def place(name: str, below: tuple[str, ...]) -> None:
        if name in ordered:
            return
        if name in below:
            raise InvalidSource(f"sources require each other in a circle: {' -> '.join((*below, name))}")
        if name not in sources and name in loaded():
            return
        if name not in sources:
            raise InvalidSource(
                f"{below[-1]}/source.yml: requires {name!r}, which is no source and is not loaded; load it first, or "
                "give its folder beside this one"
            )
        for required in sources[name].requires:
            place(required, (*below, name))
        ordered[name] = sources[name]

    for name in sources:
        place(name, ())
    return ordered


def read_source(folder: Path, data: Path | None = None) -> Source:
    """The source in `folder`; its files are in `data`, by default beside source.yml."""
    file = folder / "source.yml"
    if not file.is_file():
        raise InvalidSource(f"{folder}: has no source.yml; add one that names the source and its tables")
    return source_in(read_yaml(file), file, data)


def source_in(raw: Mapping[str, Any], file: Path, data: Path | None = None) -> Source:
    """The source that the content of a source.yml describes; `file` is where that is, or is going to be."""
    folder = file.parent
    if missing := [key for key in NEEDED if not raw.get(key)]:
        raise InvalidSource(f"{file}: lacks {', '.join(missing)}; every fact must say where it comes from")
    if unknown := raw.keys() - KNOWN:
        raise InvalidSource(
            f"{file}: unknown {', '.join(sorted(map(str, unknown)))}; it takes {', '.join(sorted(KNOWN))}"
        )
    if wrong := [key for key in TEXTS if not isinstance(raw.get(key) or "", str)]:
        raise InvalidSource(f"{file}: {', '.join(wrong)} must be text; put it in quotes")
    if not NAME.fullmatch(raw["name"]):
        raise InvalidSource(f"{file}: name is {raw['name']!r}; use letters, digits, hyphens and underscores alone")
    for key, holds in (("requires", "names of sources"), ("tables", "tables")):
        if not isinstance(raw.get(key) or [], list):
            raise InvalidSource(f"{file}: '{key}' must be a list of {holds}")
    if not all(isinstance(name, str) for name in raw.get("requires") or []):
        raise InvalidSource(f"{file}: 'requires' must be a list of names of sources")
    for number, table in enumerate(raw.get("tables") or [], 1):
        if isinstance(table, dict):
            check_file(str(table.get("file") or ""), f"{file}: table {number}")
    trust = raw.get("trust", DEFAULT_TRUST)
    if not isinstance(trust, int) or isinstance(trust, bool) or not 0 <= trust <= 100:
        raise InvalidSource(f"{file}: trust is {trust!r}; write a whole number from 0 to 100")
    if not isinstance(raw.get("duplicates", False), bool):
        raise InvalidSource(f"{file}: duplicates is {raw['duplicates']!r}; write true or false")
    source = Source(
        name=raw["name"],
        title=raw["title"],
        publisher=raw["publisher"],
        licence=raw["licence"],
        folder=folder,
        data=data or folder,
        url=raw.get("url") or "",
        retrieved=str(raw.get("retrieved") or ""),
        trust=trust,
        about=" ".join(str(raw.get("about") or "").split()),
        requires=tuple(raw.get("requires") or ()),
        tables=tuple(raw.get("tables") or ()),
        duplicates=raw.get("duplicates", False),
        refresh=" ".join(str(raw.get("refresh") or "").split()),
    )
    if not source.tables and not (folder / "crawler.py").is_file():
        raise InvalidSource(f"{file}: has neither tables nor a crawler.py; nothing would be loaded")
    return source


def check_file(name: str, where: str) -> None:
    """InvalidSource where the file of a table would be written or read where no table belongs."""
    if leads_out(name):
        raise InvalidSource(
            f"{where}: the file {name!r} is not in the folder of the source; write its name alone, and put it there"
        )
    if PurePosixPath(name).name.lower() in DESCRIBING:
        raise InvalidSource(f"{where}: a table cannot be called {name!r}, since that describes the source; rename it")


def leads_out(name: str) -> bool:
    """Whether the name of a file leads out of the folder that it is in, on this or another kind of machine.

    >>> leads_out("2021/members.csv"), leads_out("../members.csv"), leads_out("C:members.csv"), leads_out("/a.csv")
    (False, True, True, True)
    """
    paths = PurePosixPath(name), PureWindowsPath(name)
    return any(path.anchor or ".." in path.parts for path in paths)


def read_yaml(file: Path) -> dict[str, Any]:
    """The mapping in a YAML file; InvalidSource names the line that is wrong."""
    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InvalidSource(f"{file}: cannot be read as YAML: {error}") from error
    if not isinstance(raw, dict):
        raise InvalidSource(f"{file}: is not a list of 'key: value' lines")
    return raw
