"""The program files of the local Neo4j: fetched once, checked, shared by all workspaces."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jgo.maven import MavenContext

from ..errors import InstallFailed
from ..progress import Progress, Report, quiet
from ..settings import Settings
from .files import hold, write_atomically

ATTEMPTS = 2
PARALLEL = 8
TIMEOUT = 20
"""Seconds without a byte after which a download counts as failed."""
MARKER = "checked"
"""The file that says which release the jars beside it were checked to be."""
MB = 1_000_000
OTHERWISE = (
    "Or set CLUSTERATLAS_URI to the address of a Neo4j that already runs, "
    "or CLUSTERATLAS_NEO4J_HOME to a folder with Neo4j's jars"
)


@dataclass(frozen=True, slots=True)
class Artifact:
    """One published jar and what it must be."""

    group: str
    artifact: str
    version: str
    bytes: int
    sha256: str

    @property
    def filename(self) -> str:
        return f"{self.artifact}-{self.version}.jar"


@dataclass(frozen=True, slots=True)
class Installation:
    """A Neo4j that can be started."""

    version: str
    jars: Path
    """The folder whose jars are the program."""
    folder: Path | None = None
    """The folder of Cluster Atlas's own that they were fetched to; None for jars of the user's."""


@dataclass(frozen=True, slots=True)
class Release:
    """A version of Neo4j and the jars it is made of."""

    version: str
    artifacts: tuple[Artifact, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over the list: it changes whenever any jar of it does."""
        rows = "\n".join(f"{artifact.filename} {artifact.sha256}" for artifact in self.artifacts)
        return hashlib.sha256(rows.encode()).hexdigest()

    @classmethod
    def shipped(cls) -> Release:
        """The release this version of Cluster Atlas was tested with."""
        record = json.loads(files(__package__).joinpath("artifacts.json").read_text("utf-8"))
        return cls(record["version"], tuple(Artifact(**row) for row in record["artifacts"]))


def install(settings: Settings, report: Report = quiet, *, recheck: bool = False) -> Installation:
    """The Neo4j to run, fetched first where the cache lacks it.

    `recheck` reads every jar again, where otherwise a cache once checked is only measured.
    Raises InstallFailed, which says what to do.
    """
    if settings.neo4j_home:
        return read_installation(settings.neo4j_home)
    release = Release.shipped()
    return fill(settings.cache / "neo4j" / release.version, release, report, recheck=recheck)


def read_installation(folder: Path) -> Installation:
    """The Neo4j in `folder`: a folder of jars, or a Neo4j installation with its jars in lib/."""
    jars = folder / "lib" if any((folder / "lib").glob("*.jar")) else folder
    versions = {
        match[1]
        for jar in jars.glob("neo4j-kernel-*.jar")
        if (match := re.match(r"neo4j-kernel-(\d.*)\.jar", jar.name))
    }
    if len(versions) != 1:
        found = f"jars of several versions ({', '.join(sorted(versions))})" if versions else "no jars of Neo4j"
        raise InstallFailed(
            f"CLUSTERATLAS_NEO4J_HOME={folder}: {found} there; name a folder with the jars of one Neo4j, "
            "or an unpacked Neo4j (the folder above its lib/)"
        )
    version = versions.pop()
    if int(version.split(".")[0]) < 5:
        raise InstallFailed(
            f"CLUSTERATLAS_NEO4J_HOME={folder}: Neo4j {version} is too old; use 5.26 or newer, "
            "or unset the variable to have one fetched"
        )
    return Installation(version, jars)


def fill(folder: Path, release: Release, report: Report = quiet, *, recheck: bool = False) -> Installation:
    """The release's jars in `folder`/jars, each of the right size and content.

    Several processes may call this at once: one fetches, the others wait for it.
    """
    jars, marker = folder / "jars", folder / MARKER
    try:
        if not recheck and is_checked(marker, release) and not missing(release, jars):
            return Installation(release.version, jars, folder)
        jars.mkdir(parents=True, exist_ok=True)
        with hold(folder / "lock", report, "Waiting for another command that fetches Neo4j"):
            if recheck or not is_checked(marker, release):
                marker.unlink(missing_ok=True)
                discard_wrong(release, jars)
            fetch(missing(release, jars), release, folder, report)
            write_atomically(marker, release.digest)
    except OSError as error:
        raise InstallFailed(explain(error, folder)) from error
    return Installation(release.version, jars, folder)


def is_checked(marker: Path, release: Release) -> bool:
    return marker.exists() and marker.read_text("utf-8") == release.digest


def missing(release: Release, jars: Path) -> list[Artifact]:
    """What of the release is not in `jars` at its full size."""
    present = {entry.name: entry.stat().st_size for entry in os.scandir(jars)} if jars.exists() else {}
    return [artifact for artifact in release.artifacts if present.get(artifact.filename) != artifact.bytes]


def discard_wrong(release: Release, jars: Path) -> None:
    """Remove what is not one of the release's jars, which would be loaded all the same."""
    expected = {artifact.filename: artifact for artifact in release.artifacts}
    for path in jars.iterdir():
        if path.name not in expected or not matches(path, expected[path.name]):
            path.unlink()


def matches(path: Path, artifact: Artifact) -> bool:
    """Whether the file is the published one, byte for byte."""
    if path.stat().st_size != artifact.bytes:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == artifact.sha256


def fetch(wanted: Iterable[Artifact], release: Release, folder: Path, report: Report) -> None:
    """Download into `folder`/jars; a jar appears there only once it is whole and right."""
    wanted = sorted(wanted, key=lambda artifact: -artifact.bytes)
    if not wanted:
        return
    doing = f"Fetching Neo4j {release.version}"
    total = sum(artifact.bytes for artifact in release.artifacts)
    left = sum(artifact.bytes for artifact in wanted)
    free = shutil.disk_usage(folder).free
    if free < left:
        raise OSError(errno.ENOSPC, f"{left / MB:.0f} MB needed, {free / MB:.0f} MB free")
    report(Progress(doing, round((total - left) / MB, 1), round(total / MB, 1), "MB"))
    context = MavenContext(repo_cache=folder / "partial", timeout=TIMEOUT)
    pool = ThreadPoolExecutor(PARALLEL)
    try:
        for done in as_completed([pool.submit(fetch_one, artifact, context, folder) for artifact in wanted]):
            left -= done.result().bytes
            report(Progress(doing, round((total - left) / MB, 1), round(total / MB, 1), "MB"))
    finally:
        pool.shutdown(cancel_futures=True)
    shutil.rmtree(folder / "partial")


def fetch_one(artifact: Artifact, context: MavenContext, folder: Path) -> Artifact:
    published = context.project(artifact.group, artifact.artifact).at_version(artifact.version).artifact()
    downloaded = published.cached_path
    assert downloaded is not None  # the context has a repo_cache
    failure: Exception | None = None
    for _ in range(ATTEMPTS):
        # What an interrupted download left would be taken for the whole file.
        downloaded.unlink(missing_ok=True)
        try:
            published.resolve()
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS):
                raise
            failure = error
        except RuntimeError as error:  # the registry answered, without the file
            failure = InstallFailed(
                f"{artifact.filename}: not to be had from the registry of Java packages. {advise()}"
            )
            failure.__cause__ = error
        else:
            if matches(downloaded, artifact):
                downloaded.replace(folder / "jars" / artifact.filename)
                return artifact
            failure = InstallFailed(
                f"{artifact.filename}: what was downloaded is not the published file ({ATTEMPTS} times); "
                f"something between this machine and the registry changes or cuts files. {advise()}"
            )
    assert failure is not None
    raise failure


def explain(error: OSError, folder: Path) -> str:
    """Why the program files could not be had, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"{folder}: the disk is full ({error.strerror}); free some space, "
            "or set CLUSTERATLAS_CACHE to a folder on a disk that has some"
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        return (
            f"{error.filename or folder}: cannot be written ({error.strerror}); "
            "set CLUSTERATLAS_CACHE to a folder you may write to"
        )
    if "CERTIFICATE" in str(error).upper():
        return (
            "Neo4j could not be fetched: the connection's certificate is not trusted here; "
            f"set REQUESTS_CA_BUNDLE to your organisation's certificate file. {OTHERWISE}"
        )
    return f"Neo4j could not be fetched: the registry of Java packages cannot be reached. {advise()}"


def advise() -> str:
    """What to do about the network, by how this machine reaches it."""
    proxy = next(
        (name for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy") if os.environ.get(name)),
        None,
    )
    if proxy:
        # The value may hold a password.
        return f"The proxy that {proxy} names is used: check that it is right and lets this through. {OTHERWISE}"
    return (
        "Check the internet connection and try again: what has arrived is kept. "
        f"Behind a proxy, set HTTPS_PROXY to its address. {OTHERWISE}"
    )
