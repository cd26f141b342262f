"""Why a server did not start, from what it wrote, in words a user can act on."""

from __future__ import annotations

import re
import signal
from dataclasses import dataclass
from pathlib import Path

NEO4J_LOG = "logs/neo4j.log"
CONSOLE_LOG = "logs/console.log"


@dataclass(frozen=True, slots=True)
class Cause:
    """A reason for which a start fails, how its logs show it, and what to do."""

    name: str
    pattern: str
    remedy: str


CAUSES = (
    Cause("port", "Address already in use", "another program took its port; try again"),
    Cause(
        "locked",
        "FileLockException|Lock file has been locked|already locked",
        "another Neo4j uses this workspace's files; stop it, or choose a workspace with CLUSTERATLAS_HOME",
    ),
    Cause(
        "disk",
        "No space left on device|Disk quota exceeded",
        "the disk is full; free some space and try again",
    ),
    Cause(
        "memory",
        "OutOfMemoryError|Could not reserve enough space|insufficient memory|Cannot allocate memory|"
        "exceeds the available memory|Not enough (system )?memory",
        "the machine has too little free memory; close other programs and try again",
    ),
    Cause(
        "program",
        "ClassNotFoundException|NoClassDefFoundError|Could not find or load main class|ZipException|"
        "Invalid or corrupt|zip END header|ClassFormatError|NoSuchMethodError|UnsupportedClassVersionError",
        "the program files are damaged or do not belong together; delete {jars} to have them fetched again "
        "(or correct CLUSTERATLAS_NEO4J_HOME)",
    ),
    Cause(
        "permission",
        "AccessDenied|Permission denied|Read-only file system",
        "files in {home} cannot be written; make them yours, or choose another workspace with CLUSTERATLAS_HOME",
    ),
    Cause(
        "newer",
        "unsupported format version|UnsupportedFormat|StoreVersion|newer version|Unknown kernel version",
        "the workspace's data was written by another version of Neo4j; use that one (CLUSTERATLAS_NEO4J_HOME), "
        "or choose another workspace with CLUSTERATLAS_HOME",
    ),
)
UNKNOWN = Cause("unknown", "", "read the log for more, then try again")


def diagnose(home: Path, exit_code: int | None) -> tuple[Cause, str]:
    """The cause of a failed start and the line that tells it best ("" when nothing was written)."""
    lines = log_lines(home / NEO4J_LOG) + log_lines(home / CONSOLE_LOG)
    for cause in CAUSES:
        for line in reversed(lines):
            if re.search(cause.pattern, line):
                return cause, line
    if exit_code == -signal.SIGKILL:
        memory = next(cause for cause in CAUSES if cause.name == "memory")
        return memory, "the system ended it (signal 9), as it does when memory runs out"
    telling = [line for line in lines if re.search(r"ERROR|Caused by|Exception|Error", line)] or lines
    return UNKNOWN, telling[-1] if telling else ""


def log_lines(path: Path) -> list[str]:
    """The log's lines without the ones of stack traces; [] where there is no log."""
    if not path.exists():
        return []
    lines = path.read_text("utf-8", errors="replace").splitlines()
    return [line.strip() for line in lines if line.strip() and not re.match(r"\s+(at |\.\.\. \d)", line)]
