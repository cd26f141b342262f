"""A table that nobody has described becomes nodes and links, by its headers and its values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.graph.records import Link, Point
from clusteratlas.ingest.proposal import Preview, Shape, change, check, explain, preview, propose, shape_of, to_source
from clusteratlas.ingest.proposal.preview import built_on
from clusteratlas.ingest.source import described_folders, read_source
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.ingest.folders import crawl, write_source
from tests.ingest.proposal.tables import REGISTER, REGISTER_ROLES, meanings, proposed, write_table

WRITTEN = {
    "id": ["Number", "Org ID", "uid", "Kennung", "Numéro"],
    "name": [
        "Company",
        "Firm Name",
        "organisation",
        "Unternehmen",
        "Raison sociale",  # codespell:ignore raison
        "Empresa",
        "Ragione sociale",
    ],  # codespell:ignore raison
    "address": ["Street Address", "address", "Straße", "Rue", "Dirección", "Indirizzo"],
    "town": ["City", "TOWN", "company_city", "Ort", "Ville", "Ciudad", "Comune"],
    "state": ["State", "STABBR", "business state", "Bundesland", "Provincia"],
    "postcode": ["Zip Code", "zipCode", "POSTAL_CODE", "PLZ", "Code postal", "CAP"],
    "naics": ["NAICS", "NAICS 2017 code", "primaryNaics"],
    "employees": ["Employees", "Number of employees", "Mitarbeiter", "Effectif", "Empleados", "Dipendenti"],
    "founded": ["Year founded", "founded", "Gründungsjahr", "Année de création", "Año de fundación"],
    "latitude": ["lat", "Latitude", "Breitengrad"],
    "longitude": ["lng", "LONGITUDE", "Längengrad"],
}
"""Role to headers that say it, in five languages."""


def links(made: Preview, kind: str) -> set[tuple[str, str]]:
    """The ends of the links of a kind."""
    return {(link.start, link.end) for link in made.links if link.kind == kind}


def ids(made: Preview, kind: str) -> set[str]:
    """The ids of the nodes of a kind."""
    return {node.id for node in made.nodes if node.kind == kind}


def test_a_register_gives_one_organisation_a_row(tmp_path: Path) -> None:
    header = ("Reg No", "Firm", "Street", "City", "State", "Zip", "NAICS", "Jobs", "Established", "lat", "lon")
    proposal = propose(write_table(tmp_path, header, REGISTER, "members.csv"))
    assert list(meanings(proposal).values()) == list(REGISTER_ROLES)
    assert shape_of(proposal.tables[0]) is Shape.REGISTER
    made = preview(proposal)
    assert ids(made, "Firm") == {"members-4711", "members-4712", "members-4713", "members-4714"}
    assert made.nodes[0].properties["location"] == (38.31, -122.31)
    assert ("members-4711", "naics2017-312130") in links(made, "CLASSIFIED_AS")
    assert len(links(made, "LOCATED_IN")) == 4
    assert made.rejects == ()


@given(
    headers=st.fixed_dictionaries({role: st.sampled_from(words) for role, words in WRITTEN.items()}),
    order=st.permutations(range(len(REGISTER_ROLES))),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_order_and_synonyms_of_headers_change_nothing(
    tmp_path: Path, headers: dict[str, str], order: list[int]
) -> None:
    names = [headers[REGISTER_ROLES[at]] for at in order]
    proposal = propose(write_table(tmp_path, names, [[row[at] for at in order] for row in REGISTER]))
    assert meanings(proposal) == {headers[role]: role for role in REGISTER_ROLES}


def test_without_an_id_the_name_and_the_town_make_one_whatever_the_row(tmp_path: Path) -> None:
    first = proposed(tmp_path, "Company;Town;Employees", "Zyx Works, Inc.;Napa;5", "Zyx Works, Inc.;Sonoma;3", "Qux;;1")
    before = ids(preview(first), "Firm")
    assert before == {"table-zyx-works-inc-napa", "table-zyx-works-inc-sonoma", "table-qux"}
    later = proposed(tmp_path, "Town;Employees;Company", ";1;Qux", "Sonoma;9;Zyx Works, Inc.", "Napa;9;Zyx Works, Inc.")
    assert ids(preview(later), "Firm") == before


def test_names_alone_make_an_edge_list_joined_by_firm_key(tmp_path: Path) -> None:
    proposal = proposed(
        tmp_path, "Supplier;Buyer;Since", "Zyx Castings Inc.;Qux Motors;2015", "Qux Motors LLC;Ab Cars;2016"
    )
    assert meanings(proposal) == {"Supplier": "supplier", "Buyer": "customer", "Since": "since"}
    assert shape_of(proposal.tables[0]) is Shape.LINKS_BY_NAME
    made = preview(proposal)
    assert links(made, "SUPPLIES") == {
        ("table-zyx-castings", "table-qux-motors"),
        ("table-qux-motors", "table-ab-cars"),
    }
    assert {node.properties["name"] for node in made.nodes} == {"Zyx Castings Inc.", "Qux Motors", "Ab Cars"}
    assert made.links[0].properties == {"since": "2015"}


@pytest.mark.parametrize(
    ("header", "kind", "first"),
    [
        ("Company;Customer", "SUPPLIES", True),
        ("Company;Sells to", "SUPPLIES", True),
        ("Company;Vendor", "SUPPLIES", False),
        ("Unternehmen;Lieferant", "SUPPLIES", False),
        ("Company;Parent company", "UNIT_OF", True),
        ("Parent;Subsidiary", "UNIT_OF", False),
        ("Company name;Investor name", "FINANCES", False),
        ("Acquirer;Acquired company", "ACQUIRED", True),
        ("Association;Member", "MEMBER_OF", False),
        ("Company;Partner", "COOPERATES_WITH", True),
        ("Company;Competitor", "COMPETES_WITH", True),
        ("Company;Funding agency", "FUNDS", False),
        ("Company;Lender", "FINANCES", False),
    ],
)
def test_the_word_of_a_header_gives_the_link_and_its_direction(
    tmp_path: Path, header: str, kind: str, first: bool
) -> None:
    made = preview(proposed(tmp_path, header, "Zyx Works;Qux Holdings", "Ab Cars;Cd Steel"))
    forward = {("table-zyx-works", "table-qux-holdings"), ("table-ab-cars", "table-cd-steel")}
    assert links(made, kind) == (forward if first else {(b, a) for a, b in forward})


def test_the_words_of_a_relation_column_give_the_links_and_the_unknown_is_said(tmp_path: Path) -> None:
    proposal = proposed(
        tmp_path,
        "source;relation;target;sentence",
        "Zyx;Sells to;Qux;Zyx sells brakes to Qux.",
        "Zyx;supplier;Ab Steel;Zyx gets steel from Ab Steel.",
        "Zyx;customers;Cd Cars;Among its customers is Cd Cars.",
        "Zyx;subsidiary of;Ef Group;Zyx belongs to Ef Group.",
        "Zyx;dependent on;Gh Oil;Zyx depends on Gh Oil.",
    )
    made = preview(proposal)
    assert links(made, "SUPPLIES") == {
        ("table-zyx", "table-qux"),
        ("table-ab-steel", "table-zyx"),
        ("table-zyx", "table-cd-cars"),
    }
    assert links(made, "UNIT_OF") == {("table-zyx", "table-ef-group")}
    assert {str(link.properties["evidence"]) for link in made.links if link.kind == "UNIT_OF"} == {
        "['Zyx belongs to Ef Group.']"
    }
    assert "Rows whose relation is 'dependent on' make no link" in " ".join(explain(proposal.tables[0]))
    assert "table-gh-oil" not in ids(made, "Firm")


def test_an_edge_list_by_ids_leads_to_ids_of_the_same_source(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "company_id;supplier_id;item supplied", "1;2;brakes", "2;3;steel")
    assert meanings(proposal) == {"company_id": "id", "supplier_id": "id of supplier", "item supplied": "item"}
    made = preview(proposal)
    assert made.nodes == ()
    assert links(made, "SUPPLIES") == {("table-2", "table-1"), ("table-3", "table-2")}
    assert made.elsewhere == ("table-2", "table-1", "table-3")
    assert made.links[0].properties["input"] == "brakes"


def test_the_input_of_a_table_of_links_is_what_is_supplied(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "supplier;customer;what", "Zyx Inc.;Qwyx LLC;brakes", "Qwyx LLC;Uvw Inc.;steel")
    made = preview(change(proposal, "table", "what", "input"))
    assert sorted(str(link.properties["input"]) for link in made.links) == ["brakes", "steel"]


def test_the_product_between_a_supplier_and_its_customer_is_what_is_supplied(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "Fornitore;Acquirente;Prodotto", "Zyx GmbH;Qwyx AG;Zyxes", "Wyz KG;Qwyx AG;Qux")
    assert meanings(proposal)["Prodotto"] == "item"
    assert [link.properties["input"] for link in preview(proposal).links] == ["Zyxes", "Qux"]
    by_hand = check(change(proposal, "table", "Prodotto", "product"))
    assert "set it to 'What is supplied'" in by_hand[0].text


def test_memberships_make_clusters_and_offers_make_inputs(tmp_path: Path) -> None:
    made = preview(
        proposed(tmp_path, "Organisation;Cluster", "Zyx Institute;Invented Optics", "Qux Lab;Invented Optics")
    )
    assert links(made, "IN_CLUSTER") == {
        ("table-zyx-institute", "table-cluster-invented-optics"),
        ("table-qux-lab", "table-cluster-invented-optics"),
    }
    proposal = proposed(tmp_path, "Company;Products;Raw materials", "Zyx Glass;bottles;sand", "Qux Glass;windows;sand")
    assert shape_of(proposal.tables[0]) is Shape.OFFERS
    made = preview(proposal)
    assert links(made, "PROVIDES") == {
        ("table-zyx-glass", "table-product-bottles"),
        ("table-qux-glass", "table-product-windows"),
    }
    assert {end for _, end in links(made, "NEEDS")} == {"table-input-sand"}


def test_a_column_of_sorts_tells_firms_from_institutions(tmp_path: Path) -> None:
    proposal = proposed(
        tmp_path, "Name;Type;City", "Zyx;company;Napa", "Qux;University;Napa", "Ab;nonprofit|funder;Napa", "Cd;;Napa"
    )
    made = preview(proposal)
    assert {node.properties["name"]: (node.kind, node.properties.get("type")) for node in made.nodes} == {
        "Zyx": ("Firm", None),
        "Qux": ("Institution", "university"),
        "Ab": ("Institution", "other"),
        "Cd": ("Institution", None),
    }


def test_a_sort_of_organisation_that_is_not_known_is_said(tmp_path: Path) -> None:
    rows = ("Zyx;university;www.zyx.example", "Qwyx;development agency;no", "Wyz;zyxery;www.wyz.example")
    proposal = proposed(tmp_path, "Institution;Type;Website", *rows, "Qux;university;www.qux.example")
    assert "not known says nothing of its type: 'zyxery'" in " ".join(explain(proposal.tables[0]))
    made = preview(proposal)
    assert "government body" in {node.properties.get("type") for node in made.nodes}
    assert [(reject.value, reject.reason) for reject in made.rejects] == [("no", "is no web address")]


def test_statistics_are_no_organisations(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "fips;naics;est;emp", "06055;312130;400;9000", "06097;312130;300;8000")
    assert shape_of(proposal.tables[0]) is Shape.STATISTICS
    made = preview(proposal)
    assert made.nodes == ()
    assert made.links[0] == Link(
        "PRESENT_IN", "naics2017-312130", "us-county-06055", {"establishments": 400, "employment": 9000}, "table.csv:2"
    )


def test_industries_in_clusters_are_linked_as_industries(tmp_path: Path) -> None:
    made = preview(proposed(tmp_path, "NAICS;Cluster", "312130;Invented Wine", "111332;Invented Wine"))
    assert links(made, "IN_CLUSTER") == {
        ("naics2017-312130", "table-cluster-invented-wine"),
        ("naics2017-111332", "table-cluster-invented-wine"),
    }


def test_an_appellation_is_a_place_beside_the_county_and_no_cluster(tmp_path: Path) -> None:
    rows = ("Zyx Cellars;94558;Napa Valley", "Qux Cellars;94574;St Helena", "Frob Cellars;94558;Oak Knoll")
    proposal = proposed(tmp_path, "Winery;Zip;AVA", *rows)
    assert meanings(proposal)["AVA"] == "appellation"
    made = preview(proposal)
    assert {end for _, end in links(made, "LOCATED_IN")} == {"us-county-06055", "ava-napa-valley", "ava-st-helena"}
    assert [(reject.column, reject.value) for reject in made.rejects] == [("AVA", "Oak Knoll")]
    assert built_on(made) == {"ava_boundaries", "us_places"}


def test_rows_that_are_no_organisations_are_said_and_not_forced(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "statefp;name;area", "06;Napa County;1", "06;Sonoma County;2", "06;Marin County;3")
    assert shape_of(proposal.tables[0]) is Shape.NOTHING
    with pytest.raises(InvalidSource, match="nothing is made of them"):
        to_source(proposal, "counties", "Counties")


def test_a_number_of_cases_is_not_the_id_of_a_firm(tmp_path: Path) -> None:
    rows = [f"C-{number};Zyx Works;valves;2020" for number in range(12)]
    proposal = proposed(tmp_path, "case_number;applicant;device;year", *rows, "C-99;Qux Works;pumps;2021")
    assert meanings(proposal)["case_number"] == "evidence"
    assert ids(preview(proposal), "Firm") == {"table-zyx-works", "table-qux-works"}


def test_an_address_that_all_rows_share_is_no_website(tmp_path: Path) -> None:
    rows = [f"Zyx {number} LLC;https://register.example.org/{number}" for number in range(12)]
    assert meanings(proposed(tmp_path, "Company;url", *rows)) == {"Company": "name"}


def test_every_decision_says_what_it_rests_on(tmp_path: Path) -> None:
    proposal = propose(
        write_table(tmp_path, ["Company", "Zip Code", "blah"], [[row[1], row[5], "x"] for row in REGISTER])
    )
    name, postcode, nothing = proposal.tables[0].columns
    assert name.evidence == "header 'Company' is a word for 'Name'; all 4 different values can be names"
    assert "header 'Zip Code' is a word for 'Postcode'; all 4 different values are ZIP codes" in postcode.evidence
    assert nothing.evidence == "neither its header nor its values say what it is"
    assert 0.9 < postcode.confidence <= 1


def test_values_alone_are_recognised(tmp_path: Path) -> None:
    header = ["Company", "a", "b", "c", "d"]
    rows = [[row[1], row[5], row[4], f"www.{row[0]}.example.org", row[6]] for row in REGISTER]
    rows[0][2] = "NV"
    rows[1][2] = "OR"
    assert meanings(propose(write_table(tmp_path, header, rows))) == {
        "Company": "name",
        "a": "postcode",
        "b": "state",
        "c": "website",
        "d": "naics",
    }


@pytest.mark.parametrize(
    ("dates", "expected", "refused"),
    [
        (("31/12/2019", "4/9/2020"), {"2019-12-31", "2020-09-04"}, 0),
        (("4/9/2020", "5/9/2020"), {"2020-04-09", "2020-05-09"}, 0),
        (("31.12.2019", "4.9.2020"), {"2019-12-31", "2020-09-04"}, 0),
        (("31-12-2019", "2020-09-04"), {"2019-12-31", "2020-09-04"}, 0),
        (("31/12/2019", "12/31/2019"), {"2019-12-31"}, 1),
        (("4.9.2020", "5.9.2020"), set(), 2),
    ],
    ids=["day first", "month first", "dots", "dashes", "both orders", "order unknown"],
)
def test_dates_are_read_in_the_order_that_their_values_prove(
    tmp_path: Path, dates: tuple[str, str], expected: set[str], refused: int
) -> None:
    proposal = proposed(
        tmp_path,
        "Company;Founded;City",
        *(f"{name};{date};Berlin" for name, date in zip(("Zyx LLC", "Qux Inc"), dates, strict=True)),
    )
    made = preview(proposal)
    assert {node.properties["founded"] for node in made.nodes if "founded" in node.properties} == expected
    assert [reject.column for reject in made.rejects] == ["founded"] * refused
    assert any("day stands first" in column.evidence for column in proposal.tables[0].columns) == (
        dates in (("31/12/2019", "4/9/2020"), ("31.12.2019", "4.9.2020"), ("31-12-2019", "2020-09-04"))
    )


def test_a_header_is_not_believed_against_its_values(tmp_path: Path) -> None:
    assert "Website" not in meanings(proposed(tmp_path, "Company;Website", "Zyx LLC;yes", "Qux LLC;no", "Ab Inc;yes"))


def test_what_could_not_be_loaded_is_set_aside_with_the_reason(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "Company;lat;source;target", "Zyx LLC;38.1;Qux;Ab", "Uv LLC;38.2;Cd;Ef")
    assert check(proposal) == ()
    assert meanings(proposal) == {"source": "name"}
    said = " ".join(explain(proposal.tables[0]))
    assert "Not used: 'lat' is a latitude without a longitude; say which column holds it." in said
    assert "Not used: 'target' names an organisation, and nothing says how it is linked" in said


def test_what_cannot_be_read_or_named_is_said(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("Company,Town\n", encoding="utf-8")
    with pytest.raises(InvalidSource, match="has no row below its headers; fill it"):
        propose(empty)
    proposal = proposed(tmp_path, "Company;{odd|name}", "Zyx LLC;a", "Qux LLC;b")
    assert meanings(proposal) == {"Company": "name"}
    with pytest.raises(InvalidSource, match="the name of a source is 'a b'"):
        to_source(proposal, "a b", "A")


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20) | st.sampled_from(
    ["Zyx LLC", "CA", "94558", "312130", "customer", "https://ror.org/012345a78", "N/A", "38.3", "2001", "university"]
)
headers = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=15) | st.sampled_from(
    [
        "Company",
        "Supplier",
        "source",
        "target",
        "relation",
        "type",
        "id",
        "supplier id",
        "=x",
        "lat",
        "lon",
        "zip",
        "Name",
    ]
)


@given(
    header=st.lists(headers, min_size=1, max_size=7, unique_by=str.strip),
    rows=st.lists(st.lists(cells, min_size=7, max_size=7), min_size=1, max_size=6),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_table_gives_a_mapping_that_loads_or_says_why_not(
    tmp_path: Path, header: list[str], rows: list[list[str]]
) -> None:
    path = write_table(tmp_path, header, [row[: len(header)] for row in rows])
    try:
        proposal = propose(path)
        assert check(proposal) == ()
        content = to_source(proposal, tmp_path.name, "Invented")
    except InvalidSource:
        return
    (tmp_path / "source.yml").write_text(yaml.safe_dump(content), encoding="utf-8")
    source = write_source(tmp_path, content["tables"])
    nodes, made, _ = crawl(source)
    assert all(node.properties["name"] for node in nodes)
    assert all(link.start and link.end for link in made)


@pytest.mark.parametrize(
    "header", ["from_id;to_id;type", "source;target;relation", "Source ID;Target ID;relation type"]
)
def test_numbers_at_both_ends_are_ids(tmp_path: Path, header: str) -> None:
    made = preview(proposed(tmp_path, header, "1;2;supplies", "2;3;customer of"))
    assert links(made, "SUPPLIES") == {("table-1", "table-2"), ("table-3", "table-2")}


def test_cells_with_several_values_are_pointed_out(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "Company;Products", "Zyx LLC;corks|barrels", "Uv LLC;labels|glass")
    assert "Cells of 'Products' seem to hold several values (corks|barrels)" in " ".join(explain(proposal.tables[0]))


def test_an_empty_cell_of_a_supplier_is_no_fault(tmp_path: Path) -> None:
    made = preview(proposed(tmp_path, "Company;Town;Supplier;Product", "Zyx LLC;Napa;Qux Inc;corks", "Uv LLC;Napa;;"))
    assert made.rejects == ()
    assert made.kinds == {"Firm": 3, "Input": 1, "SUPPLIES": 1, "PROVIDES": 1}


def test_each_sheet_of_a_workbook_is_a_table_and_they_share_their_ids(tmp_path: Path) -> None:
    book = Workbook()
    firms, trade = book.active, book.create_sheet("Trade")
    assert firms is not None
    firms.title = "Firms"
    for firm in (("No", "Company", "Zip Code"), (1, "Zyx LLC", "02139"), (2, "Uv Inc", "94558")):
        firms.append(firm)
    for pair in (("supplier_id", "customer_id"), (1, 2)):
        trade.append(pair)
    book.save(tmp_path / "network.xlsx")
    proposal = propose(tmp_path / "network.xlsx")
    assert [shape_of(table) for table in proposal.tables] == [Shape.REGISTER, Shape.LINKS_BY_NAME]
    made = preview(proposal)
    assert ids(made, "Firm") == {"network-1", "network-2"}
    assert links(made, "SUPPLIES") == {("network-1", "network-2")}
    assert made.elsewhere == ("us-county-25017", "us-county-06055")


def test_points_of_a_geojson_file_are_locations(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [-122.4, 38.6]}
    features = [{"type": "Feature", "properties": {"Name": "Zyx Cellars", "Employees": 3}, "geometry": point}]
    (tmp_path / "wineries.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    made = preview(propose(tmp_path / "wineries.geojson"))
    assert [node.properties["location"] for node in made.nodes] == [(38.6, -122.4)]
    assert made.rejects == ()


def test_names_of_associations_and_universities_make_institutions(tmp_path: Path) -> None:
    rows = ("Invented Guild Association;Wine", "University of Nowhere;Wine", "Zyx Inc.;Wine")
    assert proposed(tmp_path, "Title of org;Cluster", *rows).tables[0].kind == "Institution"
    assert (
        proposed(tmp_path, "Title of org;Cluster", rows[0], *("Qux LLC;Wine", "Uv Corks;Wine")).tables[0].kind == "Firm"
    )


def test_an_organisation_without_coordinates_stands_at_the_centre_of_its_zip_code(tmp_path: Path) -> None:
    rows = "Company,City,State,Zip\nInvented Oak,Boston,MA,02139\nZyx Works,Nowhere,MA,\nSample Corks,Boston,MA,02108\n"
    (tmp_path / "members.csv").write_text(rows, encoding="utf-8")
    firms = {node.properties["name"]: node.properties for node in preview(propose(tmp_path / "members.csv")).nodes}
    assert firms["Invented Oak"]["location"] == Point(42.3647, -71.1042)
    assert firms["Invented Oak"]["location_basis"] == "postcode"
    assert not firms["Zyx Works"].keys() & {"location", "location_basis"}


def test_an_organisation_without_coordinates_and_zip_code_stands_at_the_centre_of_its_town(tmp_path: Path) -> None:
    made = preview(proposed(tmp_path, "Company;Town;State", "Zyx Works;WOBURN;MA", "Qux Inc.;Nowhere;MA"))
    firms = {node.properties["name"]: node.properties for node in made.nodes}
    assert firms["Zyx Works"]["location"] == Point(42.4793, -71.1523)
    assert firms["Zyx Works"]["location_basis"] == "town"
    assert not firms["Qux Inc."].keys() & {"location", "location_basis"}
    assert {end for _, end in links(made, "LOCATED_IN")} == {"us-county-25017", "us-ma"}
    assert made.rejects == ()


def test_statistics_of_a_town_are_not_those_of_its_county(tmp_path: Path) -> None:
    made = preview(proposed(tmp_path, "NAICS;Town;State;Establishments", "312130;Napa;CA;9", "311811;Napa;CA;4"))
    assert {end for _, end in links(made, "PRESENT_IN")} <= {"us-ca"}


WINERIES = "id,Name,Status,AVA,Prod_Curr,EmplyeeNum,Estab_date,Apprv_date,Last_UP,latitude,longitude"


def test_a_file_that_a_source_of_ours_reads_is_recognised(tmp_path: Path) -> None:
    file = tmp_path / "layer.csv"
    file.write_text(f"{WINERIES},Remark\n1,Invented Cellars,Producing,Rutherford,9,2,1999,1998,P1,38.5,-122.4,old\n")
    (like,) = propose(file).like
    assert "This looks like Wineries of Napa County" in like.words
    assert (like.source, like.beside, like.ships) == ("napa_wineries", ("Winery_locations_qgis.json",), False)
    file.write_text(file.read_text().replace("Prod_Curr", "Gallons"))
    assert propose(file).like == ()


def test_columns_that_tell_a_source_are_those_that_it_reads() -> None:
    told = [(source, table) for folder in described_folders() for source in [read_source(folder)]
            for table in source.tables if "columns" in table]  # fmt: skip
    assert len(told) >= 5
    for source, table in told:
        crawler = source.folder / "crawler.py"
        read = crawler.read_text(encoding="utf-8") if crawler.is_file() else str({**table, "columns": None})
        assert [column for column in table["columns"] if column not in read] == [], source.name
