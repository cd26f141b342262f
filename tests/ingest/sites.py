"""A small web server for tests, what it says, and what it was asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep

BODY = b"id,name\n" + b"".join(b"%d,Zyx Works %d\n" % (i, i) for i in range(40_000))


@dataclass
class Site:
    """A small web server, what it says, and what it was asked."""

    address: str = ""
    body: bytes = BODY
    etag: str = '"one"'
    status: int = 200
    breaks: int = 0
    """Answers that end in the middle."""
    delay: float = 0
    ranges: bool = True
    length: int | None = None
    """The length that is claimed, if it is not the true one."""
    asked: list[dict[str, str]] = field(default_factory=list)

    files: Mapping[str, Path] = field(default_factory=dict)
    """Path to the file that is served there; with none, all paths give the body."""
    answers: list[int] = field(default_factory=list)
    """The status of each answer."""

    def content(self, path: str) -> tuple[bytes, str] | None:
        """Body and ETag at a path; None where there is no such file."""
        if not self.files:
            return self.body, self.etag
        if path not in self.files:
            return None
        body = self.files[path].read_bytes()
        return body, f'"{hashlib.sha256(body).hexdigest()}"'

    def url(self, path: str = "firms.csv") -> str:
        return f"{self.address}/{path}"


@contextmanager
def serve() -> Iterator[Site]:
    """A site that answers on this machine for as long as it is needed."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append({"path": self.path, **dict(self.headers)})
            sleep(site.delay)
            if self.path.startswith("/round"):
                self.send_response(302)
                self.send_header("Location", "/round")
                self.end_headers()
                return
            if site.status != 200:
                self.send_error(site.status)
                return
            content = site.content(self.path)
            if content is None:
                self.send_error(404)
                return
            body, etag = content
            if self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                self.end_headers()
                return
            start = 0
            if site.ranges and "Range" in self.headers and self.headers["If-Range"] == etag:
                start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
            else:
                self.send_response(200)
            rest = body[start:]
            self.send_header("ETag", etag)
            self.send_header("Content-Length", str(len(rest) if site.length is None else site.length))
            self.end_headers()
            if site.breaks:
                site.breaks -= 1
                rest = rest[: len(rest) // 2]
            with suppress(ConnectionError):
                self.wfile.write(rest)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            site.answers.append(int(code))

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
