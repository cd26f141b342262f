"""The schema that ships says what the domain needs, and a broken one is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from clusteratlas.graph.errors import InvalidModel, InvalidRecord
from clusteratlas.graph.model import clean_properties, model, read_model
from clusteratlas.graph.statements import KEYS, RECORD_KEYS, schema_statements

ENTITIES = "Firm Institution Industry Place Input Cluster Initiative Constraint Action PublicGood Document".split()
PROVENANCE = {"Record", "Source", "Run", "Judgement", "Identity", "PossibleMatch", "SavedQuery", "ClusterAct"}
LINKS = {
    "trade": "SUPPLIES SERVES DISTRIBUTES_FOR PROVIDES NEEDS INPUT_TO",
    "alike": "COMPETES_WITH COOPERATES_WITH COMPLEMENTS RELATED_TO",
    "corporate": "UNIT_OF SPUN_OFF_FROM ACQUIRED RELOCATED_TO",
    "institutions": "MEMBER_OF TRAINS_FOR RESEARCHES_WITH SETS_STANDARDS_FOR TESTS_FOR FINANCES REGULATES "
    "PROMOTES FUNDS",
    "structure": "CLASSIFIED_AS LOCATED_IN WITHIN BORDERS IN_CLUSTER LINKED_TO",
    "process": "CONSTRAINS RELIEVES LEADS PARTICIPATES_IN",
    "provenance": "DESCRIBES MENTIONED_IN FROM_SOURCE",
}
CARRIED = {"source", "run", "record", "evidence", "document", "confidence", "since", "until", "strength", "state"}


def test_every_kind_of_the_domain_is_described() -> None:
    assert set(model().concrete()) == set(ENTITIES)
    assert {name for name, kind in model().kinds.items() if kind.provenance} == PROVENANCE


@pytest.mark.parametrize("group", LINKS)
def test_every_link_of_the_domain_is_described(group: str) -> None:
    assert set(LINKS[group].split()) <= set(model().groups[group])


def test_every_link_that_a_source_states_says_who_says_so_and_how_sure_it_is() -> None:
    for link in model().links.values():
        if not link.provenance:
            assert CARRIED | {"channels"} <= link.properties.keys(), link.name


def test_links_read_in_words_from_either_end_and_no_two_alike() -> None:
    words = [link.out for link in model().links.values()]
    assert len(set(words)) == len(words)
    assert all(link.out and link.inward and link.about and link.start and link.end for link in model().links.values())


def test_every_entity_has_a_name_and_every_kind_a_meaning() -> None:
    for name in ENTITIES:
        kind = model().kind(name)
        assert kind.about
        assert kind.labels[-1] == "Entity"
        assert kind.properties["name"].required
        assert not kind.properties.keys() & {*RECORD_KEYS, "id"}


def test_an_abstract_kind_stands_for_those_that_inherit_from_it() -> None:
    assert set(model().within("Organisation")) == {"Firm", "Institution"}
    assert set(model().within("Entity")) == set(ENTITIES)
    assert model().within("Place") == ("Place",)


def test_a_thing_may_be_a_firm_to_one_source_and_an_institution_to_another_and_nothing_else_of_two_kinds() -> None:
    together = {"Firm", "Institution"}
    for name in ENTITIES:
        assert {*model().kind(name).family} == (together if name in together else {name})
    assert {"seat", "ownership"} <= model().kind("Firm").family_properties.keys()
    assert model().link("REGULATES").told_by_records == {"Institution"}
    assert not model().link("SUPPLIES").told_by_records


def test_an_unknown_kind_or_link_is_named_with_those_there_are() -> None:
    with pytest.raises(InvalidRecord, match=r"Frim: no such kind; use one of .*Firm"):
        model().kind("Frim")
    with pytest.raises(InvalidRecord, match=r"SUPPLYS: no such link; use one of .*SUPPLIES"):
        model().link("SUPPLYS")


def test_what_a_kind_has_is_cleaned_and_what_does_not_fit_comes_back_with_the_reason() -> None:
    values, refused = clean_properties(model().kind("Firm"), {"name": " A  B ", "employees": "many", "town": ""})
    assert values == {"name": "A B"}
    assert refused == [("employees", "many", "is not a number")]
    with pytest.raises(InvalidRecord, match=r"Firm has no property 'colour'; it has .*employees"):
        clean_properties(model().kind("Firm"), {"colour": "red"})


def test_the_statements_name_each_constraint_and_index_once_and_find_every_point() -> None:
    statements = schema_statements(model())
    assert {f"{label.lower()}_{key}" for label, key in KEYS.items()} <= statements.keys()
    assert all(f" {name} " in text and "IF NOT EXISTS" in text for name, text in statements.items())
    assert {name for name, text in statements.items() if "POINT" in text} >= {"organisation_location", "place_location"}


GOOD = {
    "linkage.yml": "properties:\n  source: {type: text, about: who}\n",
    "nodes/thing.yml": "kind: Thing\nabout: a thing\nproperties:\n  name: {type: text, about: its name}\n",
    "links/near.yml": (
        "link: NEAR\ngroup: trade\nfrom: [Thing]\nto: [Thing]\nreads: {out: is near, in: is near}\nabout: near\n"
    ),
}


def schema(folder: Path, **changed: str) -> Path:
    """A small schema in which the files `changed` (dots and slashes as __) read otherwise."""
    files = GOOD | {name.replace("__", "/", 1) + ".yml": text for name, text in changed.items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="latin-1")
    return folder


def test_a_schema_of_ones_own_is_read(tmp_path: Path) -> None:
    schema(tmp_path)
    (tmp_path / "nodes" / "thing.yml~").write_text("an editor's copy")
    own = read_model(tmp_path)
    assert own.concrete() == ("Thing",)
    assert set(own.link("NEAR").properties) == {"source"}


KIND = "kind: Thing\nabout: a thing\n"
LINK = "link: NEAR\ngroup: trade\nabout: near\n"


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("nodes__thing", "kind: [Thing", "schema/nodes/thing.yml"),
        ("nodes__thing", "- a list", "schema/nodes/thing.yml: is not a mapping"),
        ("nodes__thing", "kind: Caf\xe9\n", "schema/nodes/thing.yml"),
        ("nodes__thing", "kind: Thing\n", "schema/nodes/thing.yml: lacks about"),
        ("nodes__thing", "kind: A Thing\nabout: x\n", "schema/nodes/thing.yml: 'A Thing' is no name"),
        ("nodes__other", KIND, "schema/nodes/thing.yml: Thing is described in other.yml already"),
        ("nodes__thing", KIND + "is: [Being]\n", "schema/nodes/thing.yml: Thing is a 'Being', which no file"),
        ("nodes__thing", KIND + "is: [Thing]\n", "schema/nodes/thing.yml: Thing and Thing are each other's kind"),
        ("nodes__thing", KIND + "properties: [name]\n", "schema/nodes/thing.yml: 'properties' must be"),
        ("nodes__thing", KIND + "properties: {name: }\n", "schema/nodes/thing.yml: property 'name' needs"),
        ("nodes__thing", KIND + "properties: {name: {type: txt, about: x}}\n", "thing.yml: property 'name' needs"),
        ("nodes__thing", KIND + "properties: {name: {type: text}}\n", "thing.yml: property 'name' needs 'about'"),
        ("nodes__thing", KIND + "properties: {a-b: {type: text, about: x}}\n", "thing.yml: property 'a-b': names"),
        ("nodes__thing", KIND + "properties: {a: {type: text, about: x, mn: 1}}\n", "property 'a': unknown mn"),
        ("nodes__thing", KIND + "properties: {a: {type: choice, about: x}}\n", "property 'a': a list of 'choices'"),
        ("nodes__thing", KIND + "properties: {a: {type: text, about: x, choices: [b]}}\n", "property 'a': a list of"),
        ("links__near", LINK, "schema/links/near.yml: lacks from, reads, to"),
        ("links__near", LINK + "from: Thing\nto: [Thing]\nreads: {out: a, in: b}\n", "links/near.yml: 'from' must"),
        ("links__near", LINK + "from: [Thing]\nto: [Thin]\nreads: {out: a, in: b}\n", "links/near.yml: 'to' must list"),
        ("links__near", LINK + "from: [Thing]\nto: [Thing]\nreads: {out: a}\n", "links/near.yml: 'reads' needs"),
        (
            "links__near",
            LINK + "from: [Thing]\nto: [Thing]\nreads: {out: a, in: b}\nkey: [year]\n",
            "links/near.yml: 'key' must list properties",
        ),
        ("linkage", "source", "schema/linkage.yml: is not a mapping"),
    ],
)
def test_a_broken_schema_file_is_named(tmp_path: Path, file: str, text: str, says: str) -> None:
    with pytest.raises(InvalidModel) as caught:
        read_model(schema(tmp_path, **{file: text}))
    assert says in str(caught.value)


def test_a_schema_without_what_links_carry_is_named(tmp_path: Path) -> None:
    (schema(tmp_path) / "linkage.yml").unlink()
    with pytest.raises(InvalidModel, match=r"schema/linkage\.yml: cannot be read"):
        read_model(tmp_path)
