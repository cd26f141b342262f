"""What several tests of getting data in need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ingest.sites import Site, serve


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A web server on this machine, asked without a proxy."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serve() as site:
        yield site
