"""What the grammar of a sentence says of two names, and of a name and a product."""

from __future__ import annotations

import pytest
from clusteratlas.ingest.text.frames import framed, offers
from clusteratlas.ingest.text.language import pipeline
from clusteratlas.ingest.text.products import is_plain

from tests.ingest.text.spans import span_of


def relation(sentence: str, first: str, second: str) -> tuple[str, str] | None:
    doc = pipeline()(sentence)
    return framed(span_of(doc, first), span_of(doc, second))


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("is owned by", ("subsidiary_of", "e1")),
        ("is owned 75 pct by", ("subsidiary_of", "e1")),
        ("is owned 15.1 pct by", ("shareholder_of", "e2")),
        ("is owned 50 percent by", ("shareholder_of", "e2")),
        ("is partly owned by", ("shareholder_of", "e2")),
    ],
)
def test_who_owns_at_most_half_holds_shares(said: str, stated: tuple[str, str]) -> None:
    assert relation(f"Example Works {said} Invented Motors.", "Example Works", "Invented Motors") == stated


def test_several_owners_hold_shares() -> None:
    text = "Example Works is owned by Invented Motors and Imaginary Pumps."
    for owner in ("Invented Motors", "Imaginary Pumps"):
        assert relation(text, "Example Works", owner) == ("shareholder_of", "e2")


def test_who_is_chosen_to_supply_is_the_supplier_not_who_chose() -> None:
    text = "Example Works chose it to supply Invented Motors."
    assert relation(text, "Example Works", "Invented Motors") is None
    text = "Example Works began to supply Invented Motors."
    assert relation(text, "Example Works", "Invented Motors") == ("client_of", "e2")


def test_the_partner_that_manages_a_partnership_is_no_collaborator() -> None:
    assert relation("Example Works is a partner of Nowhere Pumps.", "Example Works", "Nowhere Pumps") is not None
    for kind in ("general", "managing"):
        text = f"Example Works is the {kind} partner of Nowhere Pumps."
        assert relation(text, "Example Works", "Nowhere Pumps") is None


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [
        ("Example Works makes copper valves.", "copper valves"),
        ("Example Works manufactured copper valves.", "copper valves"),
        ("Copper valves are sold by Example Works.", "Copper valves"),
        ("Example Works sells beer and wine.", "beer"),
        ("Example Works sells copper valves and steel pipes.", "copper valves"),
    ],
)
def test_what_is_on_offer_at_all_times_is_provided(sentence: str, thing: str) -> None:
    assert is_offered(sentence, thing)


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [
        ("Example Works made a bold bid.", "bold bid"),
        ("Example Works has offered an hourly raise.", "hourly raise"),
        ("Example Works provided three pumps.", "three pumps"),
        ("Example Works sold shares.", "shares"),
        ("Example Works launched a weather satellite.", "weather satellite"),
        ("Example Works offers a total of two billion dollars.", "total"),
        ("Example Works supplies 40 pct of all valves.", "pct"),
        ("Example Works introduced this valve in May.", "valve"),
        ("Example Works provides valve makers with copper.", "valve makers"),
        ("Example Works produced the film.", "film"),
    ],
)
def test_what_was_done_once_is_not(sentence: str, thing: str) -> None:
    assert not is_offered(sentence, thing)


def test_what_only_describes_the_last_of_a_list_is_no_product() -> None:
    text = "Example Works publishes banking, finance, and cookery books."
    doc = pipeline()(text)
    owner, thing, last = (span_of(doc, said) for said in ("Example Works", "finance", "cookery books"))
    assert offers(owner, thing)
    assert not is_plain(owner, thing)
    assert is_plain(owner, last)


def test_what_goes_on_behind_its_abbreviation_is_no_product() -> None:
    assert is_offered("Example Works offers plain white linen (PWL) in Nowhere.", "plain white linen")
    assert not is_offered("Example Works offers plain white linen (PWL) raw goods.", "plain white linen")


def is_offered(sentence: str, thing: str) -> bool:
    doc = pipeline()(sentence)
    return is_plain(span_of(doc, "Example Works"), span_of(doc, thing))
