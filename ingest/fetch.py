"""Files of the web, kept on disk: fetched once, asked for again only where they changed, never kept in part."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from tempfile import mkstemp
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

import requests
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import RequestException, Timeout, TooManyRedirects

from ..graph.clock import now
from ..graph.errors import InvalidSource
from ..graph.progress import Progress, Report, quiet
from .disk import writing

ATTEMPTS = 3
"""Times a download that breaks off is taken up again."""
TIMEOUT = (10, 60)
"""Seconds to connect, and without a byte, after which an attempt counts as failed."""
CHUNK = 1 << 16
SIDECAR = ".fetched.json"
"""What the name of the file beside a fetched one ends in."""
PARTIAL = ".fetching"
"""What the name of a file that is not whole yet ends in."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What is kept beside a file that was fetched."""

    url: str
    """Without passwords."""
    address: str
    """What tells the whole address from others of the same look."""
    when: str
    """The time in UTC at which it was last known to be what the address gives."""
    sha256: str
    etag: str = ""
    modified: str = ""
    """Last-Modified, as the server wrote it."""


class Broken(Exception):
    """A download that ended before its time; it may be taken up again."""


class Unavailable(Exception):
    """A server that cannot be asked now: an older copy may serve."""


def fetch(url: str, folder: Path, report: Report = quiet, name: str | None = None) -> Path:
    """The file at `url`, in `folder` under `name` or what the address calls it.

    A copy that is there is kept where the server says that it is still the same, and where the server cannot be
    reached, which is then reported. InvalidSource says why there is no file, and what to do; NotWritten where it finds
    no room.
    """
    shown = without_password(url)
    if not is_web(url):
        raise InvalidSource(f"{shown}: is no address of the web; it must begin with https:// or http://")
    path = folder / (name or name_in(url))
    try:
        with writing(path), requests.Session() as session:
            folder.mkdir(parents=True, exist_ok=True)
            return Download(session, url, path, report).run()
    except Unavailable as error:
        if not path.is_file():
            raise InvalidSource(
                f"{shown}: cannot be fetched ({error}); try again when it can be reached, or put the file at {path}"
            ) from None
        known = read_sidecar(path)
        since = f" of {known.when[:10]}" if known else ""
        report(Progress(f"{shown}: cannot be fetched ({error}); using the copy{since}"))
        return path


class Download:
    """One file on its way."""

    def __init__(self, session: requests.Session, url: str, path: Path, report: Report) -> None:
        self.session = session
        self.url = url
        self.path = path
        self.report = report
        self.shown = without_password(url)

    def run(self) -> Path:
        """Fetches the file unless the copy is still the same, and puts it in its place when it is whole."""
        known = read_sidecar(self.path) if self.path.is_file() else None
        conditions = conditions_of(known) if known and known.address == address_of(self.url) else {}
        descriptor, name = mkstemp(PARTIAL, f".{self.path.name}.", self.path.parent)
        part = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                headers = self.attempts(file, conditions)
            if headers is None:
                assert known is not None  # the server was asked about the copy
                write_sidecar(self.path, Fetched(**{**asdict(known), "when": now()}))
                return self.path
            fetched = Fetched(
                self.shown,
                address_of(self.url),
                now(),
                digest_of(part),
                headers.get("ETag", ""),
                headers.get("Last-Modified", ""),
            )
            part.chmod(0o644)
            sidecar_of(self.path).unlink(missing_ok=True)
            part.replace(self.path)
            write_sidecar(self.path, fetched)
            return self.path
        finally:
            with suppress(FileNotFoundError):
                part.unlink()

    def attempts(self, file: BinaryIO, conditions: Mapping[str, str]) -> Mapping[str, str] | None:
        """Writes the whole of it, taking up what broke off; the headers, or None where the copy is still the same."""
        mark, last = "", ""
        for _ in range(ATTEMPTS):
            asked = {"Accept-Encoding": "identity", **conditions}
            if mark and file.tell():
                asked = {"Accept-Encoding": "identity", "Range": f"bytes={file.tell()}-", "If-Range": mark}
            try:
                with self.answer(asked) as response:
                    if response.status_code == 304:
                        return None
                    etag = response.headers.get("ETag", "")
                    mark = etag if etag and not etag.startswith("W/") else response.headers.get("Last-Modified", "")
                    self.write(response, file)
                    return dict(response.headers)
            except Broken as error:
                last = str(error)
        raise Unavailable(f"it broke off {ATTEMPTS} times: {last}")

    @contextmanager
    def answer(self, headers: Mapping[str, str]) -> Iterator[requests.Response]:
        """What the server answers; Unavailable or InvalidSource where that is no file."""
        try:
            with self.session.get(self.url, headers=dict(headers), stream=True, timeout=TIMEOUT) as response:
                check_status(response, self.shown)
                yield response
        except TooManyRedirects:
            raise InvalidSource(f"{self.shown}: leads around in a circle; correct the address") from None
        except Timeout:
            raise Unavailable("it does not answer in time") from None
        except NoConnection:
            raise Unavailable("it cannot be reached; is there a network?") from None
        except RequestException as error:
            raise InvalidSource(
                f"{self.shown}: cannot be fetched ({type(error).__name__}); correct the address"
            ) from None

    def write(self, response: requests.Response, file: BinaryIO) -> None:
        """Writes what comes behind what is there already; Broken where it ends too early."""
        if response.status_code != 206 or begins_at(response) != file.tell():
            if response.status_code == 206:
                file.seek(0)
                file.truncate()
                raise Broken("the server sent another part than was asked for")
            file.seek(0)
            file.truncate()
        encoded = response.headers.get("Content-Encoding", "identity") != "identity"
        length = response.headers.get("Content-Length", "")
        total = file.tell() + int(length) if length.isdecimal() and not encoded else None
        try:
            for chunk in response.iter_content(CHUNK):
                file.write(chunk)
                self.report(Progress(f"Fetching {self.path.name}", file.tell(), total, "bytes"))
        except RequestException as error:
            raise Broken(f"{type(error).__name__} after {file.tell():,} bytes") from None
        if total is not None and file.tell() != total:
            raise Broken(f"{file.tell():,} bytes of {total:,} came")


def check_status(response: requests.Response, shown: str) -> None:
    """Raises where the answer is no file: Unavailable where it may be one later, InvalidSource otherwise."""
    status = response.status_code
    if status in {200, 206, 304}:
        return
    if status >= 500 or status in {408, 416, 429}:
        raise Unavailable(f"the server answers {status} {response.reason}")
    if status in {401, 403, 407}:
        raise InvalidSource(f"{shown}: asks for a login ({status}); fetch the file by hand and put it there")
    raise InvalidSource(f"{shown}: there is no such file ({status} {response.reason}); correct the address")


def begins_at(response: requests.Response) -> int | None:
    """The byte at which a part begins, by its Content-Range."""
    found = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    return int(found[1]) if found else None


def conditions_of(known: Fetched) -> dict[str, str]:
    """The headers that ask for a file only if it changed."""
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in asked.items() if value}


def is_web(url: str) -> bool:
    """Whether an address is of the web.

    >>> is_web("https://example.org/a.csv"), is_web("file:///etc/hosts"), is_web("http://[::1/a.csv")
    (True, False, False)
    """
    try:
        return urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).hostname)
    except ValueError:
        return False


def name_in(url: str) -> str:
    """The name of the file in an address.

    >>> name_in("https://example.org/data/members%202021.csv?download=1")
    'members 2021.csv'
    """
    name = PurePosixPath(unquote(urlsplit(url).path)).name
    if not name or name in {".", ".."} or "\0" in name or "\\" in name:
        raise InvalidSource(f"{without_password(url)}: names no file; say what to call it (file: NAME)")
    return name


def without_password(url: str) -> str:
    """The address as it may be shown: without a password, and without what its query says.

    >>> without_password("https://me:secret@example.org/members.csv?key=secret")
    'https://example.org/members.csv'
    """
    try:
        parts = urlsplit(url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
    except ValueError:
        return "the address"


def address_of(url: str) -> str:
    """A digest of the whole address, which may hold a secret."""
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def sidecar_of(path: Path) -> Path:
    """The file that says where a fetched one is from."""
    return path.with_name(path.name + SIDECAR)


def read_sidecar(path: Path) -> Fetched | None:
    """What is known of a file that was fetched; None where it was not, or where it was changed since."""
    try:
        known = Fetched(**json.loads(sidecar_of(path).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return known if known.sha256 == digest_of(path) else None


def write_sidecar(path: Path, fetched: Fetched) -> None:
    """Writes what is known of a fetched file, whole or not at all."""
    beside = sidecar_of(path)
    part = beside.with_name(f".{beside.name}.{os.getpid()}{PARTIAL}")
    part.write_text(json.dumps(asdict(fetched), indent=1) + "\n", encoding="utf-8")
    part.replace(beside)


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
