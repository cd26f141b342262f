"""The wheel holds all that the folders hold, and runs from anywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("__init__.py", "py.typed", "graph", "ingest", "queries", "seeds", "ui")
MEGABYTE = 1 << 20


def tracked() -> set[str]:
    """Files of the packages that git knows."""
    listed = subprocess.run(["git", "ls-files", *FOLDERS], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(listed.stdout.splitlines())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the files that git knows."""
    source = tmp_path_factory.mktemp("source")
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in files.decode().split("\0"):
        if name and (ROOT / name).is_file() and not (ROOT / name).is_symlink():
            target = source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(source)]
    subprocess.run(build, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_every_folder_with_code_is_a_listed_package() -> None:
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    on_disk = {
        ".".join(("clusteratlas", *Path(name).parent.parts)) for name in tracked() if name.endswith("__init__.py")
    }
    assert listed == on_disk


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    held = {name.removeprefix("clusteratlas/") for name in zipfile.ZipFile(wheel).namelist()}
    left_out = {name for name in tracked() if name.startswith("ui/components/src/")}
    assert tracked() - left_out - held == set()


@pytest.mark.slow
def test_the_wheel_stays_small(wheel: Path) -> None:
    assert wheel.stat().st_size < 60 * MEGABYTE


@pytest.mark.neo4j
@pytest.mark.slow
def test_an_installed_wheel_loads_what_ships_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "env"
    venv.create(place, with_pip=True)
    python = place / "bin" / "python"
    locked = ["--require-hashes", "-r", str(ROOT / "requirements" / "app.txt")]
    for arguments in (locked, ["--no-deps", str(wheel)]):
        install = [str(python), "-m", "pip", "install", "-q", "--no-compile", *arguments]
        subprocess.run(install, check=True, capture_output=True)
    environment = {**os.environ, "CLUSTERATLAS_HOME": str(tmp_path / "home")}
    environment.pop("CLUSTERATLAS_URI", None)
    command = str(place / "bin" / "clusteratlas")

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [command, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    try:
        run("load", "ttb_ca_wine_permits")
        status = json.loads(run("status", "--format", "json"))
        assert status["organisations"] > 1_000
        assert json.loads(run("search", "montelena", "--format", "json"))
    finally:
        run("down")
