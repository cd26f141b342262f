"""The app in the browser, and the demonstration that loads what ships and opens it."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from ...graph.errors import InvalidSetting
from ..terminal import say
from .database import count, start
from .loading import in_brief, load_all
from .workspace import Workspace, spare_pandas, workspace

if TYPE_CHECKING:
    from ...ingest.source import Source

LOOPBACK = "127.0.0.1"
PORT = 8501
NEARBY = 20
"""Ports after the wanted one that are tried when it is taken."""
OPENING_SECONDS = 60

PortOption = Annotated[int, typer.Option(min=1, max=65535, help="Where the app is served on this machine.")]
BrowserOption = Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")]


def app(context: typer.Context, port: PortOption = PORT, no_browser: BrowserOption = False) -> None:
    """Open the app in the browser."""
    chosen = workspace(context)
    say(start(chosen))
    serve(chosen, port, browser=not no_browser)


def demo(
    context: typer.Context,
    port: PortOption = PORT,
    no_app: Annotated[bool, typer.Option("--no-app", help="Stop when all is loaded.")] = False,
    no_browser: BrowserOption = False,
) -> None:
    """Load the real data that ships and open the app on it; a second time takes seconds."""
    chosen = workspace(context)
    if not no_app:
        port = free_port(port)
    began = time.monotonic()
    reports = load_all(chosen, shipped(), typer.echo, words=in_brief)
    counts, _ = count(chosen)
    loaded = sum(not report.unchanged for report, _ in reports)
    typer.echo(
        f"\n{counts['organisations']:,} organisations, {counts['linkages']:,} linkages from {counts['sources']} sources"
    )
    for name, number in counts["kinds"].items():
        typer.echo(f"  {name:<14}{number:>10,}")
    typer.echo(f"{loaded} loaded, {len(reports) - loaded} unchanged, {time.monotonic() - began:.0f} s")
    if left_out := sum(report.rejects for report, _ in reports):
        typer.echo(
            f"{left_out:,} values or rows of the public registers are left out, as they are unclear or wrong there: "
            "clusteratlas refused SOURCE shows those of one"
        )
    if no_app:
        typer.echo(
            "The database stays up until: clusteratlas down. Next: clusteratlas app, or clusteratlas search napa"
        )
    else:
        serve(chosen, port, browser=not no_browser)


def shipped() -> list[Source]:
    """Every source that ships, in the order in which they are loaded."""
    spare_pandas()
    from ...ingest.source import shipped_sources

    return list(shipped_sources().values())


def serve(chosen: Workspace, port: int, *, browser: bool) -> None:
    """Runs the app until Ctrl-C."""
    from streamlit.web import cli as streamlit

    from ..launch import APP, streamlit_options

    os.environ["CLUSTERATLAS_HOME"] = str(chosen.settings().home)
    port = free_port(port)
    address = f"http://{LOOPBACK}:{port}"
    say(f"Cluster Atlas is at {address} (Ctrl-C stops it; the database stays up until: clusteratlas down)")
    if browser and has_screen():
        threading.Thread(target=open_browser, args=(address, port), daemon=True).start()
    quiet = ("--logger.hideWelcomeMessage=true", "--logger.level=warning", f"--server.port={port}")
    with suppress(KeyboardInterrupt):
        streamlit.main(["run", str(APP), *streamlit_options(), *quiet], standalone_mode=False)
    say("The app is stopped. The database stays up until: clusteratlas down")


def open_browser(address: str, port: int) -> None:
    """Opens a browser once the app answers."""
    began = time.monotonic()
    while time.monotonic() - began < OPENING_SECONDS:
        with socket.socket() as client:
            client.settimeout(1)
            if client.connect_ex((LOOPBACK, port)) == 0:
                webbrowser.open(address)
                return
        time.sleep(0.2)


def has_screen() -> bool:
    """Whether a browser could be seen: not in a build, and on Linux only with a display."""
    if os.environ.get("CI"):
        return False
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def free_port(wanted: int) -> int:
    """`wanted`, or the next port that is free; InvalidSetting where none near it is, or none may be used."""
    for port in range(wanted, min(wanted + NEARBY, 65535) + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except PermissionError:
                raise InvalidSetting(f"port {wanted} is reserved on this machine; choose one above 1023") from None
            except OSError:
                continue
        if port != wanted:
            say(f"port {wanted} is taken; using {port}")
        return port
    raise InvalidSetting(f"no port from {wanted} to {port} is free; choose another with --port")
