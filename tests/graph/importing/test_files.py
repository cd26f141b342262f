"""Tables for the bulk importer, cell by cell."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from clusteratlas.graph.errors import ImportFailed
from clusteratlas.graph.importing import ImportFiles
from clusteratlas.graph.model import model
from clusteratlas.graph.records import Point

FIRM = ("Firm", "Organisation", "Entity")


def cells(folder: Path, stem: str) -> dict[str, str]:
    """The header of a table with the cells of its only row."""
    [header] = folder.glob(f"*{stem}-header.csv")
    titles = header.read_text("utf-8").rstrip("\n").split(",")
    [row] = (folder / header.name.replace("-header", "")).read_text("utf-8").splitlines()
    return dict(zip(titles, row.split(","), strict=True))


def test_a_node_is_a_row_with_typed_columns(tmp_path: Path) -> None:
    with ImportFiles(tmp_path, model()) as files:
        said = {"id": 'a"b', "employees": 5, "permanent": True, "aliases": ["x;y", "z"], "website": ""}
        files.add_node(FIRM, said)
    filled = {title: cell for title, cell in cells(tmp_path, "Entity-Firm").items() if cell}
    assert filled == {
        "id:ID(Entity)": '"a""b"',
        "website:string": '""',
        "aliases:string[]": '"x;y\x1fz"',
        "employees:long": "5",
        "permanent:boolean": "true",
    }
    assert files.arguments()[-1] == (
        "--nodes=Firm:Organisation:Entity=./001-nodes-Entity-Firm-header.csv,./001-nodes-Entity-Firm.csv"
    )


def test_a_link_names_its_ends_by_the_label_their_ids_are_unique_under(tmp_path: Path) -> None:
    with ImportFiles(tmp_path, model()) as files:
        files.add_link("DESCRIBES", ("Record", "s/a"), ("Entity", "a"), {})
    assert cells(tmp_path, "DESCRIBES") == {":START_ID(Record)": '"s/a"', ":END_ID(Entity)": '"a"'}


def test_a_value_of_another_type_than_the_models_has_a_table_of_its_own(tmp_path: Path) -> None:
    with ImportFiles(tmp_path, model()) as files:
        files.add_node(FIRM, {"id": "a", "employees": 5})
        files.add_node(FIRM, {"id": "b", "employees": 5.5, "colour": "red"})
    headers = [file.read_text("utf-8") for file in sorted(tmp_path.glob("*-header.csv"))]
    assert [("employees:long" in text, "employees:double" in text, "colour:string" in text) for text in headers] == [
        (True, False, False),
        (False, True, True),
    ]


def test_the_importer_is_told_of_texts_with_several_lines(tmp_path: Path) -> None:
    with ImportFiles(tmp_path, model()) as files:
        files.add_node(FIRM, {"id": "a", "name": "one line"})
        assert "--multiline-fields=true" not in files.arguments()
        files.add_node(FIRM, {"id": "b", "name": "two\nlines"})
    assert "--multiline-fields=true" in files.arguments()


def test_packed_tables_can_be_unpacked(tmp_path: Path) -> None:
    with ImportFiles(tmp_path, model(), packed=True) as files:
        files.add_node(("Place", "Entity"), {"id": "p", "location": Point(1.5, -2.0)})
    [packed] = tmp_path.glob("*.csv.gz")
    assert '"{latitude:1.5,longitude:-2.0}"' in gzip.decompress(packed.read_bytes()).decode()


@pytest.mark.parametrize("aliases", [["a", ""], ["a\x1fb"], [1]])
def test_a_list_that_no_cell_can_hold_is_an_error(tmp_path: Path, aliases: list[object]) -> None:
    with ImportFiles(tmp_path, model()) as files, pytest.raises(ImportFailed, match="cannot be written"):
        files.add_node(FIRM, {"id": "a", "aliases": aliases})


def test_a_node_of_no_known_kind_is_an_error(tmp_path: Path) -> None:
    with ImportFiles(tmp_path, model()) as files, pytest.raises(ImportFailed, match="no kind that Cluster Atlas knows"):
        files.add_node(("Planet",), {"id": "a"})
