"""Settings come from the environment, and a wrong one is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from clusteratlas.graph.errors import InvalidSetting
from clusteratlas.graph.settings import SCHEMES, Settings


def test_without_an_address_the_database_is_local() -> None:
    settings = Settings.from_environment({})
    assert settings.is_local
    assert (settings.user, settings.database, settings.password, settings.tiles) == ("neo4j", "neo4j", None, None)
    assert settings.home.is_absolute()
    assert settings.cache.is_absolute()


def test_each_variable_sets_its_field(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {
            "CLUSTERATLAS_HOME": str(tmp_path / "home"),
            "CLUSTERATLAS_CACHE": str(tmp_path / "cache"),
            "CLUSTERATLAS_URI": " neo4j+s://db.example.org ",
            "CLUSTERATLAS_USER": "analyst",
            "CLUSTERATLAS_PASSWORD": "invented",
            "CLUSTERATLAS_DATABASE": "clusters",
            "CLUSTERATLAS_NEO4J_HOME": str(tmp_path / "neo4j"),
            "CLUSTERATLAS_TILES": "http://tiles.example.org/{z}/{x}/{y}.png",
            "HOME": "/ignored",
        }
    )
    assert settings == Settings(
        home=tmp_path / "home",
        cache=tmp_path / "cache",
        uri="neo4j+s://db.example.org",
        user="analyst",
        password="invented",
        database="clusters",
        neo4j_home=tmp_path / "neo4j",
        tiles="http://tiles.example.org/{z}/{x}/{y}.png",
    )
    assert not settings.is_local


def test_an_empty_variable_is_as_good_as_none() -> None:
    assert Settings.from_environment({"CLUSTERATLAS_URI": "  ", "CLUSTERATLAS_USER": ""}) == Settings.from_environment(
        {}
    )


def test_the_command_line_overrides_the_workspace(tmp_path: Path) -> None:
    settings = Settings.from_environment({"CLUSTERATLAS_HOME": "/elsewhere"}, home=tmp_path / "." / "mine")
    assert settings.home == tmp_path / "mine"


def test_a_home_folder_may_be_written_short() -> None:
    assert Settings.from_environment({"CLUSTERATLAS_HOME": "~/atlas"}).home == Path.home() / "atlas"


@pytest.mark.parametrize("uri", ["db.example.org", "http://db.example.org:7474", "localhost:7687", "neo4j:"])
def test_an_address_that_is_no_neo4j_is_refused_with_an_example(uri: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        Settings.from_environment({"CLUSTERATLAS_URI": uri})
    assert f"CLUSTERATLAS_URI={uri}: not the address of a Neo4j; write it as neo4j://HOST:7687" in str(caught.value)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_of_the_driver_is_taken(scheme: str) -> None:
    assert Settings.from_environment({"CLUSTERATLAS_URI": f"{scheme}://db.example.org"}).uri is not None
