"""Tables of another country: figures of industries in places, places, industries, regions, firms with codes of NACE."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from clusteratlas.graph.records import Node, Point
from clusteratlas.ingest.proposal import (
    Preview,
    Proposal,
    Shape,
    change,
    check,
    explain,
    look_up,
    preview,
    propose,
    shape_of,
    to_source,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.proposal.tables import meanings, proposed, write_table

REGIONS = ("XX;Examplia;country;", "XX1;Northmark;province;XX", "XX11;Askerby;district;XX1", "XX12;Brunby;zyx;XX1")
CLASSES = [f"{division}.{group}{number}" for division in (25, 26, 30) for group in (1, 2) for number in (1, 2, 3)]


def known(codes: Sequence[str]) -> Sequence[Mapping[str, str]]:
    """Invented places that are loaded."""
    return [{"code": code, "id": f"zyx-{code}"} for code in codes if code.startswith("XX")]


def abroad(folder: Path, header: str, *rows: str) -> Proposal:
    """The proposal for a table where those places are loaded."""
    return propose(write_table(folder, header.split(";"), [row.split(";") for row in rows]), known=known)


def links(made: Preview, kind: str) -> set[tuple[str, str]]:
    """The ends of the links of a kind."""
    return {(link.start, link.end) for link in made.links if link.kind == kind}


def node(made: Preview, id: str) -> Node:
    """The node of that id."""
    (found,) = [each for each in made.nodes if each.id == id]
    return found


@pytest.mark.parametrize(
    "header", ["NACE", "Nace code", "activity code", "ATECO", "code NAF", "WZ 2008", "UK SIC 2007"]
)
@pytest.mark.parametrize("code", ["30.11", "C30.11", "3011", "30.11.0", "3011Z"])
def test_a_code_of_nace_is_told_by_its_header_and_leads_to_industries_that_are_made(
    tmp_path: Path, header: str, code: str
) -> None:
    made = preview(proposed(tmp_path, f"Company;{header}", f"Zyx Inc;{code}", "Qwyx Inc;10.20"))
    assert ("table-zyx-inc", "nace2-30.11") in links(made, "CLASSIFIED_AS")
    said = node(made, "nace2-30.11").properties
    assert said == {"name": "NACE 30.11", "code": "30.11", "scheme": "NACE 2", "level": 4}
    assert node(made, "nace2-30").properties["name"] == "Manufacture of other transport equipment"
    above = {("nace2-30.11", "nace2-30.1"), ("nace2-30.1", "nace2-30"), ("nace2-30", "nace2-c")}
    assert above <= links(made, "WITHIN")
    assert made.rejects == ()


def test_codes_of_nace_are_told_without_a_header_where_they_are_many_and_dotted(tmp_path: Path) -> None:
    rows = [f"Zyx {number} Inc;{code}" for number, code in enumerate(CLASSES)]
    assert meanings(proposed(tmp_path, "Company;Zyx", *rows))["Zyx"] == "nace"
    prices = [f"Zyx {number} Inc;{12 + number}.{number:02}" for number in range(20)]
    assert "Zyx" not in meanings(proposed(tmp_path, "Company;Zyx", *prices))
    undotted = [row.replace(".", "") for row in rows]
    assert "Zyx" not in meanings(proposed(tmp_path, "Company;Zyx", *undotted))


def test_a_code_of_isic_leads_to_the_industry_that_ships(tmp_path: Path) -> None:
    made = preview(proposed(tmp_path, "Company;ISIC", "Zyx Inc;3011", "Qwyx Inc;C1020"))
    assert links(made, "CLASSIFIED_AS") == {("table-zyx-inc", "isic4-3011"), ("table-qwyx-inc", "isic4-1020")}


def test_what_is_no_code_of_nace_is_refused_with_what_to_do(tmp_path: Path) -> None:
    rows = [f"Zyx {number} Inc;{code}" for number, code in enumerate([*CLASSES, "00.11"])]
    made = preview(proposed(tmp_path, "Company;NACE", *rows))
    assert [(reject.value, reject.reason) for reject in made.rejects] == [("00.11", "is no code of NACE 2")]
    assert len(links(made, "CLASSIFIED_AS")) == len(CLASSES)


def test_a_column_of_places_is_no_id_of_firms(tmp_path: Path) -> None:
    rows = [f"Zyx {number} Inc;XX1{number % 3};{number}" for number in range(30)]
    made = abroad(tmp_path, "Company;District code;Employees", *rows)
    assert meanings(made)["District code"] == "place_code"
    assert len(preview(made).nodes) == 30
    assert ("table-zyx-1-inc", "zyx-XX11") in links(preview(made), "LOCATED_IN")
    unknown = proposed(tmp_path, "Company;District code;Employees", *rows)
    assert "District code" not in meanings(unknown)
    (column,) = [each for each in unknown.tables[0].columns if each.name == "District code"]
    assert "3 different values for 30 names: it is no id of theirs" in column.evidence


def test_rows_that_would_become_one_are_told_with_their_number(tmp_path: Path) -> None:
    rows = [f"Zyx {number} Inc;{number % 3};{number}" for number in range(30)]
    told = explain(change(proposed(tmp_path, "Company;Zyx;Employees", *rows), "table", "Zyx", "id").tables[0])
    assert "'Zyx' is the id, and has 3 different values in the 30 rows looked at" in " ".join(told)
    rows = [f"Zyx {number} Inc;{number};{number}" for number in range(30)]
    told = explain(proposed(tmp_path, "Company;Reg No;Employees", *rows).tables[0])
    assert "different values" not in " ".join(told)


def test_places_are_told_with_what_they_are_part_of(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "Code;Region name;Level;Part of", *REGIONS)
    assert shape_of(proposal.tables[0]) is Shape.PLACES
    assert "not known is taken for a region: 'zyx'" in " ".join(explain(proposal.tables[0]))
    made = preview(proposal)
    types = {node.id: node.properties["type"] for node in made.nodes}
    assert types == {"table-XX": "nation", "table-XX1": "state", "table-XX11": "county", "table-XX12": "region"}
    assert links(made, "WITHIN") == {
        ("table-XX1", "table-XX"),
        ("table-XX11", "table-XX1"),
        ("table-XX12", "table-XX1"),
    }
    assert to_source(proposal, "table", "Invented")["trust"] == 60


def test_firms_with_parents_in_a_region_are_no_places(tmp_path: Path) -> None:
    rows = ("1;Zyx Inc;;North", "2;Qwyx Inc;1;North", "3;Wyz Inc;1;South")
    assert shape_of(proposed(tmp_path, "Code;Company;Part of;Region", *rows).tables[0]) is not Shape.PLACES


def test_industries_are_told_with_their_titles(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "NACE code;Title", "30.11;Building of zyx", "10.20;Processing of zyx")
    assert shape_of(proposal.tables[0]) is Shape.INDUSTRIES
    assert node(preview(proposal), "nace2-30.11").properties["name"] == "Building of zyx"
    firms = proposed(tmp_path, "NACE code;Company", "30.11;Zyx Inc", "10.20;Qwyx Inc")
    assert shape_of(firms.tables[0]) is Shape.REGISTER
    shipped = preview(proposed(tmp_path, "NAICS;Title", "312130;Zyx making", "321920;Zyx keeping"))
    assert node(shipped, "naics2017-312130").properties["scheme"] == "NAICS 2017"


@given(
    headers=st.fixed_dictionaries(
        {
            "place_code": st.sampled_from(["Region", "NUTS code", "District code", "geo"]),
            "nace": st.sampled_from(["NACE", "nace_rev2", "ATECO", "Activity code"]),
            "year": st.sampled_from(["Year", "TIME_PERIOD", "Jahr", "año"]),
            "employees": st.sampled_from(["Jobs", "Employment", "Beschäftigte"]),
            "establishments": st.sampled_from(["Establishments", "estab", "Betriebe"]),
        }
    ),
    order=st.permutations(range(5)),
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_figures_are_told_whatever_the_order_and_the_words_of_their_headers(
    tmp_path: Path, headers: dict[str, str], order: list[int]
) -> None:
    names = [headers[role] for role in ("place_code", "nace", "year", "employees", "establishments")]
    rows = [
        (f"XX1{place}", code, str(year), str(7 * place + year - 2000), str(place + 1))
        for place in range(3)
        for code in CLASSES[:4]
        for year in (2018, 2023)
    ]
    table = [";".join(row[at] for at in order) for row in rows]
    proposal = abroad(tmp_path, ";".join(names[at] for at in order), *table)
    assert meanings(proposal) == {word: role for role, word in headers.items()}
    made = preview(proposal)
    assert made.kinds["PRESENT_IN"] == len(rows)
    assert made.rejects == ()


def test_figures_of_places_that_are_not_loaded_say_what_to_load_first(tmp_path: Path) -> None:
    header, row = "Region;NACE;Jobs", ("XX11;30.11;5", "XX12;10.20;7")
    proposal = proposed(tmp_path, header, *row)
    assert "load the table of those places first, then this one" in " ".join(explain(proposal.tables[0]))
    by_hand = change(proposal, "table", "Region", "place_code")
    assert [problem.columns for problem in check(by_hand)] == [("Region",)]
    looked_up = look_up(by_hand, known)
    assert check(looked_up) == ()
    assert ("nace2-30.11", "zyx-XX11") in links(preview(looked_up), "PRESENT_IN")


def test_figures_of_the_united_states_have_their_year(tmp_path: Path) -> None:
    made = preview(proposed(tmp_path, "FIPS;NAICS;Year;Jobs", "06055;312130;2018;5", "06055;312130;2023;7"))
    assert [(link.start, link.end, link.properties["year"]) for link in made.links] == [
        ("naics2017-312130", "us-county-06055", 2018),
        ("naics2017-312130", "us-county-06055", 2023),
    ]


def test_a_region_is_drawn_of_counties_or_of_places_of_one_s_own(tmp_path: Path) -> None:
    rows = ("Zyx Plains;Johnson County;KS", "Zyx Plains;Jackson County;MO", "Qwyx;Napa;CA", "Qwyx;Sonoma;CA")
    made = preview(proposed(tmp_path, "Region;County;State", *rows))
    assert {node.id: node.properties["type"] for node in made.nodes} == {
        "table-zyx-plains": "region",
        "table-qwyx": "region",
    }
    assert ("us-county-20091", "table-zyx-plains") in links(made, "WITHIN")
    own = preview(abroad(tmp_path, "Region;District code", "Zyx Bay;XX11", "Zyx Bay;XX12"))
    assert links(own, "WITHIN") == {("zyx-XX11", "table-zyx-bay"), ("zyx-XX12", "table-zyx-bay")}


GERMAN = ("Kreis;WZ-Code;Jahr;Beschäftigte;Betriebe", "XX11;30.11;2018;1.400;4", "XX12;10.20;2023;1.050,0;3")


def test_numbers_with_decimal_commas_are_read_so_in_all_columns_of_the_table(tmp_path: Path) -> None:
    proposal = abroad(tmp_path, *GERMAN)
    assert [*meanings(proposal).values()] == ["place_code", "nace", "year", "employees", "establishments"]
    made = preview(proposal)
    assert [link.properties["employment"] for link in made.links if link.kind == "PRESENT_IN"] == [1400, 1050]
    firms = proposed(tmp_path, "Firma;Breite;Länge;Mitarbeiter", "Zyx;45,81;-8,391;1.234", "Qwyx;46,0;-8,2;7")
    (zyx, _) = preview(firms).nodes
    assert (zyx.properties["location"], zyx.properties["employees"]) == (Point(45.81, -8.391), 1234)
    points = proposed(tmp_path, "Company;Jobs", "Zyx;1.234", "Qwyx;7")
    (reject,) = preview(points).rejects
    assert reject.remedy == "a point is read as a decimal point: if it parts thousands, write 1234"


@pytest.mark.parametrize(
    "header",
    [
        "District;NACE;Year;Persons employed;Local units",
        "Département;NAF;Année;Effectifs salariés;Établissements",
        "Provincia;CNAE;Año;Personas ocupadas;Unidades locales",
        "Provincia;ATECO;Anno;Addetti;Unità locali",
        "Zyx;NACE;Qwyx;Jobs;Establishments",
    ],
)
def test_figures_are_told_by_the_words_of_offices_or_by_codes_that_are_loaded(tmp_path: Path, header: str) -> None:
    rows = [
        f"XX1{place};{code};{year};7;1" for place in (1, 2, 9) for code in CLASSES[:4] for year in (2018, 2020, 2023)
    ]
    proposal = abroad(tmp_path, header, *rows, "ZZ;30.11;2023;8;1")
    assert [*meanings(proposal).values()] == ["place_code", "nace", "year", "employees", "establishments"]


def test_symbols_in_place_of_figures_are_counted_and_not_refused(tmp_path: Path) -> None:
    rows = ("XX11;30.11;2023;:;4", "XX12;30.11;2023;c;..", "XX11;10.20;2023;120 b;3", "XX12;10.20;2023;80;5")
    made = preview(abroad(tmp_path, "Region;NACE;Year;Jobs;Establishments", *rows))
    assert made.rejects == ()
    said = [link.properties for link in made.links if link.kind == "PRESENT_IN"]
    assert said[0] == {"establishments": 4, "year": 2023}
    assert said[2] == {"employment": 120, "establishments": 3, "year": 2023}
    assert "Of 4 cells of an industry in a place, 2 give no employment" in " ".join(made.notes)


def test_figures_without_a_year_say_so(tmp_path: Path) -> None:
    proposal = abroad(tmp_path, "Region;NACE;Jobs", "XX11;30.11;5", "XX12;10.20;7", "XX11;30.11;6")
    assert "No column says the year" in " ".join(explain(proposal.tables[0]))
    assert "no year tells them apart" in preview(proposal).rejects[0].reason


def test_rows_with_codes_of_industries_of_which_nothing_is_made_say_what_lacks(tmp_path: Path) -> None:
    told = " ".join(explain(abroad(tmp_path, "NACE;Zyx", "30.11;5", "10.20;7").tables[0]))
    assert "set a column to 'Code of a place'" in told


def test_what_places_are_part_of_is_told_by_codes_of_the_same_table(tmp_path: Path) -> None:
    header, *rows = "Code;Name;Level;Province;Nation", *(f"{row};{'XX' if row[2] != ';' else ''}" for row in REGIONS)
    proposal = proposed(tmp_path, header, *rows)
    assert meanings(proposal)["Province"] == "place_parent"
    assert ("table-XX11", "table-XX1") in links(preview(proposal), "WITHIN")
    alone = proposed(tmp_path, "Code;Region name;Level", *(row.rpartition(";")[0] for row in REGIONS))
    assert "nothing is added up to wider places" in " ".join(explain(alone.tables[0]))


def loaded(ids: Sequence[str]) -> Sequence[Mapping[str, str]]:
    """Invented organisations that are loaded."""
    begins = {"W": "zyx-", "I": "qux-"}
    return [{"sort": "Organisation", "code": id, "id": begins[id[0]] + id} for id in ids if id[0] in begins]


LINKS = ("W1;Zyx Inc;supplies;W2;Qwyx Inc", "W2;Qwyx Inc;member of;I1;Zyx Guild")


def test_ids_that_other_tables_gave_lead_to_their_organisations(tmp_path: Path) -> None:
    header = ["From id", "From name", "Relation", "To id", "To name"]
    proposal = propose(write_table(tmp_path, header, [row.split(";") for row in LINKS]), known=loaded)
    assert meanings(proposal)["To id"] == "id of other"
    assert "ids of organisations that are loaded, as qux-… and zyx-…" in " ".join(explain(proposal.tables[0]))
    made = preview(proposal)
    assert made.nodes == ()
    assert links(made, "SUPPLIES") == {("zyx-W1", "zyx-W2")}
    assert links(made, "MEMBER_OF") == {("zyx-W2", "qux-I1")}
    new = propose(
        write_table(tmp_path, header, [row.split(";") for row in (*LINKS, "V1;Wyz;supplies;W1;Zyx")]), known=loaded
    )
    assert links(preview(new), "SUPPLIES") == {("table-W1", "zyx-W2"), ("table-V1", "zyx-W1")}


def test_the_ids_of_a_register_are_its_own(tmp_path: Path) -> None:
    table = write_table(tmp_path, ["Id", "Company", "Town"], [["W1", "Zyx Inc", "Nowhere"], ["W2", "Qwyx", "Nowhere"]])
    assert [node.id for node in preview(propose(table, known=loaded)).nodes] == ["table-W1", "table-W2"]


def test_what_the_table_itself_said_before_does_not_count(tmp_path: Path) -> None:
    header = ["From id", "From name", "Relation", "To id", "To name"]
    table = write_table(tmp_path, header, [row.split(";") for row in LINKS], "zyx.csv")
    assert links(preview(propose(table, known=loaded)), "SUPPLIES") == {("zyx-W1", "zyx-W2")}
    assert {node.id for node in preview(propose(table, known=loaded)).nodes} == {"zyx-W1", "zyx-W2", "zyx-I1"}
    other = propose(write_table(tmp_path, header, [row.split(";") for row in LINKS]), known=loaded)
    assert {node.id for node in preview(other, "zyx").nodes} == {"zyx-W1", "zyx-W2", "zyx-I1"}
