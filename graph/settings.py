"""Settings from the environment, read once and passed on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_cache_path, user_data_path

from .errors import InvalidSetting

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where state lives and which Neo4j is asked.

    Each field is read from the variable CLUSTERATLAS_<FIELD>, in capitals.
    """

    home: Path
    """The workspace: the local database, its password, rejects and reports."""
    cache: Path
    """Downloaded program files, shared by all workspaces."""
    uri: str | None = None
    """A Neo4j to use instead of a local one, such as `neo4j+s://db.example.org`."""
    user: str = "neo4j"
    password: str | None = None
    database: str = "neo4j"
    neo4j_home: Path | None = None
    """A folder with Neo4j's jars (or a Neo4j installation) to run instead of downloading one."""
    tiles: str | None = None
    """URL template of a map tile server; without it the app makes no outside request."""

    @property
    def rejects(self) -> Path:
        """The folder for what loads refuse and what was corrected of it; loads that share it take turns."""
        return self.home / "rejects"

    @property
    def snapshots(self) -> Path:
        """The folder for copies of what is in the database, which may be deleted at any time."""
        if self.uri is None:
            return self.home / "snapshots"
        return self.cache / "snapshots" / sha256(f"{self.uri} {self.database}".encode()).hexdigest()[:16]

    @property
    def is_local(self) -> bool:
        """Whether Cluster Atlas runs the database itself."""
        return self.uri is None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, *, home: Path | None = None) -> Settings:
        """Settings from CLUSTERATLAS_* variables; `home` overrides CLUSTERATLAS_HOME.

        >>> Settings.from_environment({"CLUSTERATLAS_URI": "neo4j://db.example.org"}).is_local
        False
        """

        def text(name: str) -> str | None:
            return environment.get(f"CLUSTERATLAS_{name}", "").strip() or None

        def path(name: str) -> Path | None:
            value = text(name)
            return Path(value).expanduser().resolve() if value else None

        uri = text("URI")
        if uri and not is_address(uri):
            raise InvalidSetting(
                f"CLUSTERATLAS_URI={uri}: not the address of a Neo4j; write it as neo4j://HOST:7687 "
                f"(or one of {', '.join(SCHEMES)})"
            )
        return cls(
            home=(home.expanduser().resolve() if home else None) or path("HOME") or user_data_path("clusteratlas"),
            cache=path("CACHE") or user_cache_path("clusteratlas"),
            uri=uri,
            user=text("USER") or "neo4j",
            password=text("PASSWORD"),
            database=text("DATABASE") or "neo4j",
            neo4j_home=path("NEO4J_HOME"),
            tiles=text("TILES"),
        )


def is_address(uri: str) -> bool:
    """Whether `uri` is the address of a server that speaks Bolt.

    >>> is_address("neo4j://db.example.org:7687"), is_address("bolt://127.0.0.1:port")
    (True, False)
    """
    try:
        parts = urlsplit(uri)
        return parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
