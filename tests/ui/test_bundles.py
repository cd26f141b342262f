"""The committed bundles are what their sources build."""

import shutil
import subprocess
from pathlib import Path

import pytest

COMPONENTS = Path(__file__).parents[2] / "ui" / "components"
BUILT = (
    "graph/LICENSES.txt",
    "graph/static/graph.js",
    "map/LICENSES.txt",
    "map/static/map.js",
    "map/static/us-outlines.json",
)
MOST_BYTES = {"graph/static/graph.js": 800_000, "map/static/map.js": 250_000, "map/static/us-outlines.json": 1_000_000}


@pytest.mark.slow
def test_the_sources_build_the_committed_bundles(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("Node is not installed: the bundles cannot be rebuilt here (users do not need Node)")
    sources = tmp_path / "src"
    shutil.copytree(COMPONENTS / "src", sources, ignore=shutil.ignore_patterns("node_modules"))
    installed = COMPONENTS / "src" / "node_modules"
    if installed.is_dir():
        (sources / "node_modules").symlink_to(installed)
    else:
        subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=sources, check=True)
    for name in ("graph", "map"):
        (tmp_path / name).mkdir()
    subprocess.run([npm, "run", "build"], cwd=sources, check=True)
    changed = [name for name in BUILT if (tmp_path / name).read_bytes() != (COMPONENTS / name).read_bytes()]
    assert changed == []


@pytest.mark.parametrize(("name", "most"), MOST_BYTES.items())
def test_bundles_stay_small(name: str, most: int) -> None:
    assert (COMPONENTS / name).stat().st_size < most


@pytest.mark.parametrize(
    ("name", "packages"),
    [
        ("graph", {"cytoscape", "graphology", "graphology-layout-forceatlas2"}),
        ("map", {"leaflet", "topojson-client", "us-atlas"}),
    ],
)
def test_every_bundled_package_is_named_with_its_licence(name: str, packages: set[str]) -> None:
    text = (COMPONENTS / name / "LICENSES.txt").read_text()
    assert {package for package in packages if f"\n{package} " in text} == packages


def test_the_lock_names_no_download_address() -> None:
    assert "resolved" not in (COMPONENTS / "src" / "package-lock.json").read_text()
