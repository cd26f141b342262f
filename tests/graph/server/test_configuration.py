"""What the local server is allowed and given."""

import shutil
from pathlib import Path

import pytest
from clusteratlas.graph.server.configuration import Memory, initial_account, prepare, read_password, settings_text


@pytest.mark.parametrize(("total", "heap"), [(1024, 512), (16 * 1024, 1024), (256 * 1024, 2048)])
def test_the_heap_is_a_modest_share_of_memory(total: int, heap: int) -> None:
    assert Memory.fitting(total).heap == heap


def test_only_loopback_is_served_and_nothing_is_sent() -> None:
    lines = settings_text(7687, Memory.fitting(8192), "2026.08.1").splitlines()
    settings = dict(line.split("=", 1) for line in lines)
    assert settings["server.bolt.listen_address"] == "127.0.0.1:7687"
    assert settings["server.default_listen_address"] == "127.0.0.1"
    off = {name for name, value in settings.items() if value == "false"}
    assert off >= {
        "server.http.enabled",
        "dbms.usage_report.enabled",
        "dbms.fleet_manager.enabled",
        "server.fleet_discovery.enabled",
        "client.allow_telemetry",
        "dbms.security.allow_csv_import_from_file_urls",
    }


def test_a_workspace_keeps_its_password(tmp_path: Path) -> None:
    prepare(tmp_path)
    password = read_password(tmp_path)
    prepare(tmp_path)
    assert read_password(tmp_path) == password
    assert len(password) >= 32
    assert password not in (tmp_path / "data" / "dbms" / "auth.ini").read_text()


def test_a_workspace_whose_database_is_gone_begins_anew_with_its_password(tmp_path: Path) -> None:
    prepare(tmp_path)
    password = read_password(tmp_path)
    shutil.rmtree(tmp_path / "data")
    prepare(tmp_path)
    assert read_password(tmp_path) == password
    account = (tmp_path / "data" / "dbms" / "auth.ini").read_text()
    salt = bytes.fromhex(account.split(",")[2])
    assert account == initial_account(password, salt)
