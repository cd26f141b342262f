"""A form corrects a proposal: what there is to choose from, a change, and what is wrong in clear words."""

from __future__ import annotations

from pathlib import Path

import pytest
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.graph.model import model
from clusteratlas.ingest.proposal import (
    Proposal,
    change,
    change_kind,
    check,
    explain,
    fix,
    preview,
    roles,
    to_source,
    unfix,
)
from clusteratlas.ingest.proposal.knowledge import known_roles, parties, relations, sorts
from clusteratlas.ingest.proposal.values import RECOGNISERS

from tests.ingest.proposal.tables import meanings, proposed


@pytest.fixture
def register(tmp_path: Path) -> Proposal:
    """A small register."""
    return proposed(tmp_path, "Company;Town;Other company;Lat", "Zyx LLC;Napa;Qux Inc;38.3", "Uv LLC;Napa;Cd Inc;38.4")


def said(proposal: Proposal) -> list[str]:
    """What must be put right."""
    return [problem.text for problem in check(proposal)]


def test_a_form_offers_every_meaning_with_what_comes_of_it() -> None:
    choices = {meaning.role: meaning for meaning in roles()}
    assert set(choices) == {*known_roles(), *parties()}
    assert choices["town"].makes == "the property town"
    assert choices["supplier"].makes == "another organisation, and a link SUPPLIES"
    assert choices["cik"].makes == "an entry of the property identifiers"
    assert choices["town"].of_others
    assert not choices["cluster"].of_others
    assert all(meaning.title and meaning.about and meaning.makes for meaning in choices.values())
    assert all(meaning.example for meaning in choices.values() if meaning.role != "ignored")


def test_a_change_is_pure_and_changes_one_column(register: Proposal) -> None:
    changed = change(register, "table", "Other company", "supplier")
    assert meanings(changed) == {**meanings(register), "Other company": "supplier"}
    assert "Other company" not in meanings(register) or meanings(register)["Other company"] != "supplier"
    column = changed.tables[0].columns[2]
    assert (column.confidence, column.evidence) == (1.0, "set by hand")


def test_the_name_of_another_organisation_is_its_party(register: Proposal) -> None:
    assert meanings(change(register, "table", "Other company", "name", "customer"))["Other company"] == "customer"


def test_a_change_reaches_the_mapping(register: Proposal) -> None:
    changed = change(change(register, "table", "Other company", "supplier"), "table", "Lat", "ignored")
    made = preview(change_kind(changed, "table", "Institution"))
    assert {node.id: node.kind for node in made.nodes} == {
        "table-zyx": "Institution",
        "table-qux": "Firm",
        "table-uv": "Institution",
        "table-cd": "Firm",
    }
    assert {(link.start, link.end) for link in made.links} == {("table-qux", "table-zyx"), ("table-cd", "table-uv")}


def test_a_value_can_hold_for_every_row(register: Proposal) -> None:
    plain = change(register, "table", "Lat", "ignored")
    fixed = fix(fix(plain, "table", "312130", "naics"), "table", "California", "state")
    made = preview(fixed)
    said = {(link.kind, link.start, link.end) for link in made.links}
    assert said == {
        (kind, f"table-{name}-llc-napa", end)
        for name in ("zyx", "uv")
        for kind, end in (("LOCATED_IN", "us-county-06055"), ("CLASSIFIED_AS", "naics2017-312130"))
    }
    assert "In every row, '312130' is 'Industry (NAICS)'." in explain(fixed.tables[0])
    assert fix(fixed, "table", "312130", "naics") == fixed
    assert unfix(unfix(fixed, "table", fixed.tables[0].columns[-1]), "table", fixed.tables[0].columns[-2]) == plain


def test_one_firm_can_be_the_customer_of_every_row_and_one_word_say_the_relation(tmp_path: Path) -> None:
    suppliers = proposed(tmp_path, "Company;Town", "Zyx LLC;Napa", "Uv LLC;Napa")
    made = preview(fix(suppliers, "table", "Invented Works", "customer"))
    assert {(link.start, link.end) for link in made.links if link.kind == "SUPPLIES"} == {
        ("table-zyx", "table-invented-works"), ("table-uv", "table-invented-works"),
    }  # fmt: skip
    other = fix(fix(suppliers, "table", "Invented Works", "other"), "table", "sells to", "relation")
    assert {link.kind for link in preview(other).links} == {"SUPPLIES"}
    assert {node.kind for node in preview(fix(suppliers, "table", "university", "kind")).nodes} == {"Institution"}


@pytest.mark.parametrize(("value", "role"), [("", "state"), ("a{b", "state"), ("CA", "ignored"), ("CA", "nonsense")])
def test_what_cannot_hold_for_every_row_is_refused(register: Proposal, value: str, role: str) -> None:
    with pytest.raises(InvalidSource):
        fix(register, "table", value, role)


@pytest.mark.parametrize(
    ("column", "role", "of", "says"),
    [
        ("Town", "name", "", "'Company' and 'Town' both claim 'Name'; keep one, set the other to 'Not used'"),
        ("Lat", "latitude", "", "'Lat' is a latitude without a longitude; say which column holds it"),
        ("Town", "other", "", "'Town' names an organisation, and nothing says how it is linked"),
        ("Town", "relation", "", "'Town' names a relation without a second end; set a column to 'Other organisation'"),
        ("Town", "town", "supplier", "'Town' speaks of the supplier, and no column names it; set one to 'Supplier'"),
        ("Company", "supplier", "", "'Company' names a supplier, and no column names whose supplier it is"),
        ("Company", "id", "", "'Company' is an id, and no column holds a name; set one to 'Name'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_what_to_do(tmp_path: Path, column: str, role: str, of: str, says: str) -> None:
    plain = proposed(tmp_path, "Company;Town;Lat", "Zyx LLC;Napa;a", "Ab LLC;Napa;b")
    changed = change(plain, "table", column, role, of)
    assert [text for text in said(changed) if text.startswith(says)], said(changed)
    with pytest.raises(InvalidSource, match="table: "):
        to_source(changed, "mine", "Mine")


def test_a_relation_without_a_known_word_is_said(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "source;relation;target", "Zyx;depends on;Qux", "Ab;is near;Cd")
    assert meanings(proposal) == {"source": "name"}
    proposal = change(change(proposal, "table", "relation", "relation"), "table", "target", "other")
    assert said(proposal)[0].startswith("no word of 'relation' is known as a kind of link")


@pytest.mark.parametrize(
    ("table", "column", "role", "of", "says"),
    [
        ("nothing", "Town", "name", "", "has no table 'nothing'; it has table"),
        ("table", "nothing", "name", "", "has no column 'nothing'; it has Company, Town"),
        ("table", "Town", "nothing", "", "'nothing' is nothing a column can mean. A column can mean:\n  name: Name."),
        ("table", "Town", "town", "nobody", "'nobody' is no organisation that a row can name"),
        ("table", "Town", "cluster", "supplier", "'cluster' does not speak of another organisation"),
    ],
)
def test_a_change_of_what_is_not_there_is_refused(
    register: Proposal, table: str, column: str, role: str, of: str, says: str
) -> None:
    with pytest.raises(InvalidSource, match=says):
        change(register, table, column, role, of)


def test_what_is_known_of_words_fits_the_schema() -> None:
    schema = model()
    organisations = {*schema.kinds["Firm"].properties, *schema.kinds["Institution"].properties}
    types = schema.kinds["Institution"].properties["type"].choices
    assert {role.property for role in known_roles().values() if role.property} <= organisations
    assert {name for role in known_roles().values() for name in (role.values, role.sure) if name} <= RECOGNISERS.keys()
    assert {party.link for party in parties().values() if party.link} <= schema.links.keys()
    assert all(party.pair in parties() for party in parties().values() if party.pair)
    assert {link for link, _ in relations().values()} <= schema.links.keys()
    assert {type for _, type in sorts().values() if type} | {party.type for party in parties().values()} <= {*types, ""}
