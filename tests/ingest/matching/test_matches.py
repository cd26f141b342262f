"""Who is the same as whom."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace

import pytest
from clusteratlas.graph.errors import InvalidRecord
from clusteratlas.graph.progress import Progress
from clusteratlas.ingest.matching import Match, Mention, find_matches
from clusteratlas.ingest.matching.doubt import FIELD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .worlds import firm, verdicts

CROWD = [
    firm("a", "Zorblatt Fictional Instruments, Inc."),
    firm("b", "ZORBLATT FICTIONAL INSTRUMENTS LLC", address="12 Invented St Ste 4"),
    firm("c", "Qwyx Imaginary Foods", town="Elsewhere", postcode="88888", address="3 Made Up Road"),
    firm("d", "Qwyx Imaginary Foods Inc", town="Faraway", postcode="77777", address="9 Fabled Lane"),
    firm("e", "Unrelated Pretend Bakery", town="Elsewhere", postcode="88888", address="77 Made Up Road"),
]
DECOYS = (("Davicon Corp", "Davico Inc"), ("Abt Associates", "Able Associates"), ("Gallia LLC", "Gallina LLC"))
few = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def pairs(matches: Iterable[Match]) -> set[tuple[str, str]]:
    """The pairs that were found."""
    return {(match.left, match.right) for match in matches}


def test_same_name_at_the_same_premises_is_automatic() -> None:
    found = list(find_matches(CROWD))
    assert verdicts(found)["a", "b"] == "automatic"


def test_same_name_in_another_town_is_a_sibling_and_never_automatic() -> None:
    match = next(match for match in find_matches(CROWD) if (match.left, match.right) == ("c", "d"))
    assert (match.relation, match.verdict) == ("sibling", "review")
    assert any("different towns" in reason.words and reason.bearing == "against" for reason in match.reasons)


def test_whatever_is_not_joined_unseen_says_why() -> None:
    twice = [
        replace(one, id=f"twice-{one.id}", sources=("register",))
        for one in (CROWD[0], replace(CROWD[1], address="12 Invented St Ste 9"))
    ]
    near = [firm("x", "Zyx Imaginary Foods"), firm("y", "Zyx Imaginary Foods", kind="Institution")]
    for match in find_matches([*CROWD, *twice, *near]):
        said = [reason.words for reason in match.reasons if reason.field == FIELD]
        assert bool(said) == (match.verdict == "review")
    (match,) = find_matches(near)
    assert "one is a firm and the other an institution" in match.reasons[-1].words


def test_reasons_name_what_agrees_and_how_rare_it_is() -> None:
    match = next(match for match in find_matches(CROWD) if (match.left, match.right) == ("a", "b"))
    said = " | ".join(reason.words for reason in match.reasons)
    assert "same street number and street" in said
    assert "is a rare word (2 of " in said


@pytest.mark.parametrize(("left", "right"), DECOYS)
@pytest.mark.parametrize("address", ["12 Invented Street", "80 Another Street", ""])
def test_names_that_look_alike_are_never_automatic(left: str, right: str, address: str) -> None:
    pair = [firm("a", left), firm("b", right, address=address)]
    assert "automatic" not in verdicts(list(find_matches(pair))).values()


def test_a_part_of_an_institution_on_its_website_is_never_automatic() -> None:
    whole = firm("a", "Zorblatt University", kind="Institution", address="", website="zorblatt.example.edu")
    part = firm("b", "Zorblatt Laboratory of Dreams", kind="Institution", address="", website="zorblatt.example.edu")
    assert "automatic" not in verdicts(list(find_matches([whole], [part]))).values()


def test_a_firm_and_an_institution_are_left_to_review() -> None:
    other = replace(CROWD[1], kind="Institution")
    found = list(find_matches([CROWD[0]], [other]))
    assert verdicts(found) == {("a", "b"): "review"}
    assert any(reason.words == "different kinds: Firm / Institution" for reason in found[0].reasons)


BARE = {"address": "", "town": "", "postcode": "", "state": ""}
"""A name alone, as a list of who supplies whom gives it."""


def test_a_name_alone_of_several_rare_words_is_automatic_where_one_organisation_bears_it() -> None:
    (match,) = find_matches([firm("n", "ZORBLATT FICTIONAL INSTRUMENTS", **BARE)], CROWD[:1])
    assert match.verdict == "automatic"
    assert "no other organisation with a town bears this name" in " ".join(reason.words for reason in match.reasons)


MISTAKABLE = {
    "one word": ("Zorblatt", firm("a", "Zorblatt")),
    "a hyphen": ("Zorblatt-Quibblex", firm("a", "Zorblatt-Quibblex Inc.")),
    "common words": ("Service Group", firm("a", "Service Group Inc.")),
    "another spelling": ("Zorblatt Fictional Technologies", firm("a", "Zorblatt Fictional Technology")),
    "little words": ("Of Zorblatt and Quibblex", firm("a", "Zorblatt & Quibblex, Inc.")),
    "another legal form": ("Zorblatt Instruments LLC", firm("a", "Zorblatt Instruments Inc.")),
    "a form abroad": ("Zorblatt Instruments GmbH", firm("a", "Zorblatt Instruments")),
    "another name": ("Zorblatt Instruments", firm("a", "Invented Works", aliases=("Zorblatt Instruments",))),
    "another kind": ("Zorblatt Instruments", firm("a", "Zorblatt Instruments", kind="Institution")),
}


@pytest.mark.parametrize(("name", "there"), MISTAKABLE.values(), ids=MISTAKABLE)
def test_a_name_alone_that_may_mean_another_is_for_review(name: str, there: Mention) -> None:
    assert verdicts(list(find_matches([firm("n", name, **BARE)], [there]))) == {("n", "a"): "review"}


def test_a_name_alone_that_two_bear_is_for_review() -> None:
    there = [firm("a", "Zorblatt Instruments"), firm("b", "Zorblatt Instruments", town="Faraway", postcode="77777")]
    found = verdicts(list(find_matches([firm("n", "Zorblatt Instruments", **BARE)], there)))
    assert set(found.values()) == {"review"}


NAPA = {"lat": 38.5, "lon": -122.47}
"""A position of which the nearest ZIP code is 94574."""


def at(lat: float, lon: float, **known: str) -> Mention:
    """A winery in a town, at a position that is the centre of its ZIP code unless said otherwise."""
    place = {"town": "Nowhere", "postcode": "94574", "state": "us-ca", "location_basis": "postcode"}
    return firm("b", "Zorblatt Cellars", lat=lat, lon=lon, **{**place, **known})


@pytest.mark.parametrize(
    ("there", "verdict"),
    [
        (at(38.501, -122.471, location_basis="street"), "automatic"),
        (at(38.5063, -122.4705), "automatic"),
        (at(38.57, -122.58, location_basis="street"), "review"),
        (at(38.5735, -122.5797, postcode="94515"), "review"),
    ],
    ids=["at one spot", "in that ZIP code", "elsewhere in the county", "in the next ZIP code"],
)
def test_a_name_with_a_position_alone_is_found_by_it(there: Mention, verdict: str) -> None:
    known = firm("a", "Zorblatt Cellars", **{**BARE, "state": "us-ca"}, **NAPA)
    assert verdicts(list(find_matches([known], [there]))) == {("a", "b"): verdict}


def test_a_name_far_from_a_position_is_another_unit() -> None:
    known = firm("a", "Zorblatt Cellars", **{**BARE, "state": "us-ca"}, **NAPA)
    (match,) = find_matches([known], [at(34.1, -118.3, location_basis="street")])
    assert (match.relation, match.verdict) == ("sibling", "review")


def test_two_names_alone_are_one_where_nobody_else_bears_them() -> None:
    lists = [firm(id, "Zorblatt Fictional Instruments", **BARE, sources=(id,)) for id in ("m", "n")]
    assert verdicts(list(find_matches(lists))) == {("m", "n"): "automatic"}


def test_places_are_never_merged_unseen() -> None:
    places = [
        Mention("p", "Place", "Zorblatt Vale", state="us-zz"),
        Mention("q", "Place", "Zorblatt Vale", state="us-zz"),
    ]
    assert "automatic" not in verdicts(list(find_matches(places))).values()


def test_one_register_that_lists_two_is_believed() -> None:
    pair = [
        firm("a", "Zorblatt Fictional Instruments", sources=("register",)),
        firm("b", "Zorblatt Fictional Instruments", address="80 Another Street", sources=("register",)),
    ]
    assert verdicts(list(find_matches(pair))) == {("a", "b"): "review"}


MOVED = {"address": "80 Another Street"}
"""Other premises at the same postal code."""


def numbered(id: str, source: str, *numbers: str, **known: str) -> Mention:
    """A firm of one name as a register lists it under its numbers."""
    return firm(id, "Zorblatt Fictional Instruments", identifiers=numbers, sources=(source,), **known)


def said_of_numbers(matches: Iterable[Match]) -> tuple[str, str, str]:
    """Verdict, and bearing and words of the register number, of the only match."""
    (match,) = matches
    (reason,) = [reason for reason in match.reasons if reason.field == "identifier"]
    return match.verdict, reason.bearing, reason.words


def test_a_number_of_one_entry_joins_what_street_numbers_would_part() -> None:
    there = numbered("b", "other register", "cik:700", "ticker:NEW", **MOVED)
    (match,) = found = list(find_matches([numbered("a", "register", "cik:700", "ticker:OLD"), there]))
    assert said_of_numbers(found) == ("automatic", "for", "same register number cik:700")
    assert any(reason.words.startswith("same postal code: 12 Invented") for reason in match.reasons)


ELSEWHERE = {"address": "9 Fabled Lane", "town": "Faraway", "postcode": "77777"}
"""Premises in another town."""


def test_one_that_moved_between_two_years_of_a_register_is_no_sibling() -> None:
    there = numbered("b", "register 2021", "cik:700", **ELSEWHERE)
    (match,) = find_matches([numbered("a", "register 2015", "cik:700")], [there])
    assert (match.relation, match.verdict) == ("same", "review")
    assert match.score > 0.8
    words = [reason.words for reason in match.reasons]
    assert "no source gives their number to two: one that moved, or is entered at two addresses" in words
    assert any(word.startswith("different towns: 12 Invented Street") for word in words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (numbered("a", "register", "cik:700"), numbered("b", "register", "cik:700", **ELSEWHERE)),
        (numbered("a", "one", "cik:700", "ein:12-3456"), numbered("b", "other", "cik:700", "ein:65-4321", **ELSEWHERE)),
        (numbered("a", "one", "cik:700"), numbered("b", "other", "cik:800", **ELSEWHERE)),
        (numbered("a", "one"), numbered("b", "other", **ELSEWHERE)),
    ],
    ids=["two of one register", "another number differs", "other numbers", "no number"],
)
def test_what_else_stands_in_another_town_stays_a_sibling(one: Mention, other: Mention) -> None:
    (match,) = find_matches([one, other])
    assert match.relation == "sibling"


def test_a_number_that_one_register_gives_to_two_sites_leaves_them_two() -> None:
    sites = [numbered("a", "register", "ein:12-3456"), numbered("b", "register", "ein:12-3456", **MOVED)]
    assert verdicts(list(find_matches(sites))) == {("a", "b"): "review"}
    third = numbered("c", "other register", "ein:12-3456", address="5 Third Street")
    assert set(verdicts(list(find_matches([third], sites))).values()) == {"review"}


def test_one_number_beside_another_that_differs_joins_nothing_across_streets() -> None:
    pair = [
        numbered("a", "register", "cik:700", "ein:12-3456"),
        numbered("b", "other", "cik:700", "ein:65-4321", **MOVED),
    ]
    assert said_of_numbers(find_matches(pair))[:2] == ("review", "unknown")


def test_numbers_that_differ_are_never_told_the_same() -> None:
    pair = [numbered("a", "register", "cik:700", "ein:12-3456"), numbered("b", "other", "cik:800", "ein:12-3456")]
    words = "same register number ein:12-3456; different register numbers: cik:700 / cik:800"
    assert said_of_numbers(find_matches(pair))[1:] == ("unknown", words)


def test_what_many_of_one_register_share_is_no_number() -> None:
    crowd = [firm(f"c{number}", f"Quibblex {number}", identifiers=("ein:77",), sources=("register",), town=f"T{number}",
                  postcode="", address="") for number in range(5)]  # fmt: skip
    pair = [numbered("a", "register", "cik:700", "ein:77"), numbered("b", "other", "cik:800", "ein:77")]

    def told(*others: Mention) -> str:
        found = [match for match in find_matches([*pair, *others]) if (match.left, match.right) == ("a", "b")]
        return said_of_numbers(found)[2]

    assert told(*crowd[:4]) == "same register number ein:77; different register numbers: cik:700 / cik:800"
    assert told(*crowd) == "different register numbers: cik:700 / cik:800"


def test_a_placeholder_that_a_graph_still_holds_is_no_number() -> None:
    pair = [numbered("a", "register", "cik:700", "ein:000000000"), numbered("b", "other", "ein:000000000")]
    assert said_of_numbers(find_matches(pair))[1] == "unknown"


def test_two_mentions_with_one_id_are_refused() -> None:
    with pytest.raises(InvalidRecord, match="two mentions have the id 'a'"):
        list(find_matches([CROWD[0], CROWD[0]]))


def test_nothing_has_no_matches() -> None:
    assert list(find_matches([])) == []
    assert list(find_matches(CROWD, [])) == []


def test_a_mention_is_not_matched_with_itself_on_the_other_side() -> None:
    assert all(match.left != match.right for match in find_matches(CROWD, CROWD))


def test_new_ones_are_compared_with_each_other_and_with_those_that_were_there_in_one_go() -> None:
    new, there = CROWD[:3], CROWD[3:]
    assert pairs(find_matches(new, there)) == {("c", "d")}
    assert pairs(find_matches(new, there, among=True)) == {("a", "b"), ("c", "d")} == pairs(find_matches(CROWD))


def test_each_step_is_told() -> None:
    said: list[Progress] = []
    list(find_matches(CROWD, report=said.append))
    steps = list(dict.fromkeys(each.doing for each in said))
    assert steps[0] == "Taking names and addresses apart"
    assert steps[1] == "Looking for organisations that share: same name"
    assert steps[-1] == "Weighing what speaks for and against"


def test_what_is_too_common_is_said() -> None:
    crowd = [firm(f"f{number:04}", f"Zorblatt {number}", town=f"T{number}", postcode="") for number in range(80)]
    said: list[str] = []
    list(find_matches(crowd, skipped=said.append))
    assert any("shared too often" in each and "'zorblatt'" in each for each in said)


@few
@given(st.permutations(CROWD))
def test_the_order_of_the_input_does_not_matter(crowd: list[Mention]) -> None:
    assert list(find_matches(crowd)) == list(find_matches(CROWD))


def test_sides_may_be_swapped() -> None:
    there = {(match.left, match.right): match for match in find_matches(CROWD[:1], CROWD[1:])}
    back = {(match.right, match.left): match for match in find_matches(CROWD[1:], CROWD[:1])}
    assert there.keys() == back.keys()
    assert all(there[pair].score == back[pair].score and there[pair].verdict == back[pair].verdict for pair in there)


@few
@given(st.lists(st.text("bcdfghklm", min_size=4, max_size=9), min_size=1, max_size=6, unique=True))
def test_an_unrelated_mention_changes_no_clear_verdict(names: list[str]) -> None:
    others = [
        firm(f"x{number}", f"{name} unrelated", town=f"Other{number}", postcode="", state="us-yy", address="")
        for number, name in enumerate(names)
    ]
    assert verdicts(list(find_matches([*CROWD, *others])))["a", "b"] == "automatic"


@few
@given(st.text("bcdfghjklmnpqrstvwz", min_size=6, max_size=12), st.sampled_from(["Inc.", "LLC", "Corp", ""]))
def test_planted_duplicates_are_found(word: str, form: str) -> None:
    pair = [firm("dup-1", f"{word} Imaginary Works"), firm("dup-2", f"{word.upper()} IMAGINARY WORKS {form}")]
    assert verdicts(list(find_matches([*pair, *CROWD])))["dup-1", "dup-2"] == "automatic"


def test_importing_is_light() -> None:
    code = (
        "import sys, clusteratlas.ingest.matching\n"
        "print([name for name in ('splink', 'duckdb', 'pyarrow') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
