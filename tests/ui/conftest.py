"""What tests of the pages share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def nothing_planned_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spares the database of the tests what an app has it plan at its start, once for each page that is tried."""
    monkeypatch.setattr("clusteratlas.ui.session.plan_ahead", lambda store: None)
