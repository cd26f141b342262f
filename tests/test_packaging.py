"""The wheel holds all that the folders hold, and runs from anywhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from filelock import FileLock
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
FOLDERS = ("__init__.py", "py.typed", "graph", "ingest", "queries", "seeds", "ui")
MEGABYTE = 1 << 20
LEARNED = """
from clusteratlas.graph.server import quick_start
from clusteratlas.graph.server.install import install
from clusteratlas.graph.settings import Settings
print(quick_start.cache_file(install(Settings.from_environment())))
"""
"""Says where it is kept what Java learned from a start."""


def pins(name: str) -> dict[str, set[str]]:
    """What a file of requirements pins, and the hashes it may have; markers that say where go with the pin."""
    text = (ROOT / "requirements" / name).read_text().replace("\\\n", " ")
    parts = [re.split(r"\s+--hash=", line.strip()) for line in text.splitlines()]
    return {pin: set(hashes) for pin, *hashes in parts}


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


def test_the_app_gets_the_very_packages_that_are_tested() -> None:
    app, dev = ({pin.split(" ;")[0]: hashes for pin, hashes in pins(name).items()} for name in ("app.txt", "dev.txt"))
    assert len(app) > 50
    assert all(app.values())
    assert {pin: dev.get(pin) for pin in app} == app


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel and what requirements/app.txt names, and nothing else.

    Its packages are those that pip installed for the tests, by the same pins and hashes.
    """
    place = tmp_path_factory.mktemp("environment")
    venv.create(place)
    site = next(place.glob("lib/python*/site-packages"))
    for pin in pins("app.txt"):
        requirement = Requirement(pin)
        if requirement.marker and not requirement.marker.evaluate():
            continue
        package = distribution(requirement.name)
        assert requirement.specifier.contains(package.version), f"{pin} is pinned, {package.version} is installed"
        for file in package.files or ():
            held = Path(file.locate())
            if file.parts[0] != ".." and held.exists():
                (site / file).parent.mkdir(parents=True, exist_ok=True)
                os.link(held, site / file)
    pip = [sys.executable, "-m", "pip", "--python", str(place)]
    for words in (["install", "--no-deps", "--no-index", str(wheel)], ["check"]):
        done = subprocess.run([*pip, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return place / "bin"


@pytest.mark.neo4j
@pytest.mark.slow
def test_an_installed_wheel_loads_what_ships_from_another_folder(installed: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "CLUSTERATLAS_HOME": str(tmp_path / "home")}
    environment.pop("CLUSTERATLAS_URI", None)
    command = str(installed / "clusteratlas")

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [command, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    words = [str(installed / "python"), "-c", LEARNED]
    learned = subprocess.run(words, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    lock = Path(learned.strip()).with_suffix(".lock")
    try:
        with FileLock(lock):  # nothing is learned for an environment that is soon gone
            run("load", "fda_510k_ma")
            status = json.loads(run("status", "--format", "json"))
            assert status["organisations"] > 100
            assert json.loads(run("search", "conformis", "--format", "json"))
    finally:
        run("down")
        lock.unlink(missing_ok=True)
