"""Planted sentences give the linkage they state, in its direction; what is denied or only possible waits."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from collections.abc import Iterator

import pytest
from clusteratlas.ingest.text import Candidate, Document, Extractor, KnownName
from clusteratlas.ingest.text.language import pipeline
from clusteratlas.ingest.text.whole import is_cut
from hypothesis import given, settings
from hypothesis import strategies as st

NAMES = [
    KnownName("works", "Firm", "Example Works, Inc."),
    KnownName("motors", "Firm", "Invented Motors"),
    KnownName("pumps", "Firm", "Imaginary Pumps LLC"),
    KnownName("tools", "Firm", "Nowhere Tools"),
    KnownName("growers", "Institution", "Invented Valley Growers Association"),
    KnownName("office", "Institution", "Imaginary Safety Administration"),
    KnownName("star", "Firm", "Star"),
    KnownName("ovalix", "Firm", "Ovalix"),
    KnownName("twin-1", "Firm", "Twin Springs"),
    KnownName("twin-2", "Firm", "Twin Springs"),
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(NAMES)


def said(extractor: Extractor, text: str, speaker: str = "") -> set[tuple[str | None, str, str | None]]:
    """Known ends and kinds of the candidates of a text."""
    return {
        (c.left.known, c.kind, c.right.known)
        for c in extractor.candidates(text, speaker=speaker)
        if c.kind != "PROVIDES"
    }


def accepted(extractor: Extractor, text: str) -> list[Candidate]:
    return [c for c in extractor.candidates(text) if c.accepted]


@pytest.mark.parametrize(
    ("sentence", "left", "kind", "right"),
    [
        ("Example Works supplies Invented Motors.", "works", "SUPPLIES", "motors"),
        ("Invented Motors is supplied by Example Works.", "works", "SUPPLIES", "motors"),
        ("Example Works is a supplier of Invented Motors.", "works", "SUPPLIES", "motors"),
        ("Invented Motors buys its steel from Example Works.", "works", "SUPPLIES", "motors"),
        ("The customers of Example Works include Invented Motors.", "works", "SUPPLIES", "motors"),
        ("Example Works acquired Invented Motors in 2014.", "works", "ACQUIRED", "motors"),
        ("Invented Motors was acquired by Example Works.", "works", "ACQUIRED", "motors"),
        ("Example Works is a subsidiary of Invented Motors.", "works", "UNIT_OF", "motors"),
        ("Invented Motors owns Example Works.", "works", "UNIT_OF", "motors"),
        ("Example Works invested $5 million in Nowhere Tools.", "works", "FINANCES", "tools"),
        ("Nowhere Tools is backed by Example Works.", "works", "FINANCES", "tools"),
        ("Example Works competes with Imaginary Pumps.", "works", "COMPETES_WITH", "pumps"),
        ("Example Works partnered with Imaginary Pumps.", "works", "COOPERATES_WITH", "pumps"),
        ("Example Works is regulated by the Imaginary Safety Administration.", "office", "REGULATES", "works"),
        ("The Imaginary Safety Administration regulates Example Works.", "office", "REGULATES", "works"),
        (
            "Example Works is a member of the Invented Valley Growers Association.",
            "works",
            "MEMBER_OF",
            "growers",
        ),
    ],
)
def test_a_sentence_gives_its_linkage_in_its_direction(
    extractor: Extractor, sentence: str, left: str, kind: str, right: str
) -> None:
    assert said(extractor, sentence) == {(left, kind, right)}


def test_a_list_gives_a_linkage_for_each_member(extractor: Extractor) -> None:
    text = "Example Works supplies Invented Motors, Imaginary Pumps and Nowhere Tools."
    assert said(extractor, text) == {("works", "SUPPLIES", other) for other in ("motors", "pumps", "tools")}


def test_what_a_firm_makes_is_provided(extractor: Extractor) -> None:
    made = list(extractor.candidates("Example Works manufactures stainless steel valves."))
    assert [(c.left.known, c.kind, c.right.text, c.right.kind) for c in made] == [
        ("works", "PROVIDES", "stainless steel valves", "Input")
    ]


def test_a_plain_statement_is_accepted_with_its_reasons(extractor: Extractor) -> None:
    (candidate,) = accepted(extractor, "Invented Motors was acquired by Example Works in 2014.")
    assert candidate.score > 0.9
    assert any("acquire" in reason for reason in candidate.reasons)


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("Example Works does not supply Invented Motors.", "denied"),
        ("Example Works never acquired Invented Motors.", "denied"),
        ("Example Works no longer supplies Invented Motors.", "ended"),
        ("Example Works is a former subsidiary of Invented Motors.", "ended"),
        ("Example Works may acquire Invented Motors.", "possible"),
        ("Example Works plans to acquire Invented Motors.", "possible"),
        ("Example Works has agreed in principle to acquire Invented Motors.", "possible"),
        ("Example Works signed a definitive agreement to acquire Invented Motors.", "possible"),
        ("Example Works wanted to acquire Invented Motors.", "possible"),
        ("Example Works said it has contracted to acquire Invented Motors.", "possible"),
        ("Example Works said it is acquiring Invented Motors.", "possible"),
        ("Example Works is to buy its rival Invented Motors.", "possible"),
        ("Example Works is to supply Invented Motors with wheels.", "possible"),
        ("Example Works is set to acquire Invented Motors.", "possible"),
        ("Example Works is looking to buy Invented Motors.", "possible"),
        ("Example Works agreed on Monday to buy Invented Motors.", "possible"),
        ("Nowhere Tools sold Example Works, a subsidiary of Invented Motors.", "possible"),
        ("Invented Motors, once the owner of Example Works, makes wheels.", "ended"),
        ("Example Works still is offering to acquire Invented Motors.", "possible"),
        ("Example Works was a unit of Invented Motors until 1986.", "ended"),
        ("Example Works could compete with Invented Motors.", "possible"),
        ("Example Works threatened to compete with Invented Motors.", "possible"),
    ],
)
def test_what_is_denied_ended_or_possible_waits_for_review(extractor: Extractor, sentence: str, state: str) -> None:
    found = [c for c in extractor.candidates(sentence) if c.right.known or c.left.known]
    assert {c.state for c in found} == {state}
    assert not any(c.accepted for c in found)


def test_of_names_that_the_graph_knows_a_plain_wording_suffices(extractor: Extractor) -> None:
    text = "Invented Motors, parent of Example Works, reported a loss."
    (known,), (unknown,) = extractor.candidates(text), Extractor().candidates(text)
    assert (known.left.known, known.kind, known.right.known) == ("works", "UNIT_OF", "motors")
    assert known.score == unknown.score < extractor.threshold
    assert (known.accepted, unknown.accepted) == (True, False)


def test_an_investor_that_the_graph_does_not_know_waits_for_review(extractor: Extractor) -> None:
    for investor, sure in (("Example Works", True), ("Unheard-of Capital Partners", False)):
        text = f"{investor}, the majority shareholder in Invented Motors, said on Wednesday that it knows of nothing."
        (candidate,) = extractor.candidates(text)
        assert (candidate.kind, candidate.right.known, candidate.accepted) == ("FINANCES", "motors", sure)
        assert candidate.score > extractor.threshold


def test_what_a_firm_is_said_to_be_is_no_part_of_its_name(extractor: Extractor) -> None:
    for name, id in (("Invented Motors", "motors"), ("Ovalix", "ovalix")):
        text = f"Carmaker {name}, a unit of Example Works, closed a plant."
        assert said(extractor, text) == {(id, "UNIT_OF", "works")}


def test_what_follows_a_named_unit_is_another_firm(extractor: Extractor) -> None:
    text = "Example Works' Googol unit, Invented Motors and Nowhere Tools are among the companies that testify."
    assert said(extractor, text) == set()


def test_years_are_kept(extractor: Extractor) -> None:
    (candidate,) = (
        c for c in extractor.candidates("Example Works has supplied Invented Motors since 1998.") if c.right.known
    )
    assert (candidate.since, candidate.until) == ("1998", None)


def test_the_company_stands_for_the_subject_before_or_for_the_speaker(extractor: Extractor) -> None:
    text = "Example Works makes valves. The company supplies Invented Motors."
    assert said(extractor, text) == {("works", "SUPPLIES", "motors")}
    assert said(extractor, "We supply Invented Motors.", speaker="Example Works") == {("works", "SUPPLIES", "motors")}
    text = 'Example Works, Inc. (the "Company") is in Nowhere.\n\nThe Company supplies Invented Motors.'
    assert said(extractor, text) == {("works", "SUPPLIES", "motors")}


def test_a_pronoun_that_stands_for_nobody_waits_for_review(extractor: Extractor) -> None:
    found = list(extractor.candidates("They supply Invented Motors."))
    assert found
    assert not any(c.accepted for c in found)


def test_a_common_word_is_not_taken_for_a_name(extractor: Extractor) -> None:
    assert said(extractor, "Every star supplies Invented Motors with light.") == set()


def test_a_name_that_two_bear_has_no_id(extractor: Extractor) -> None:
    (candidate,) = extractor.candidates("Example Works acquired Twin Springs.")
    assert (candidate.right.text, candidate.right.known, candidate.right.kind) == ("Twin Springs", None, "Firm")


def test_what_is_seldom_right_is_always_reviewed(extractor: Extractor) -> None:
    for text in ("Example Works manufactures valves.", "Example Works has a partnership with Imaginary Pumps."):
        (best, *_) = sorted(extractor.candidates(text), key=lambda candidate: -candidate.score)
        assert best.kind in ("PROVIDES", "COOPERATES_WITH")
        assert best.score > extractor.threshold
        assert not best.accepted


def test_a_known_name_is_readied_when_a_text_first_says_its_first_word() -> None:
    known = Extractor(NAMES).known
    doc = pipeline()("Example Works supplies Invented Motors, Inc.")
    assert {"example", "invented", "nowhere"} <= known.unmet.keys()
    found = [(span.text, id) for span, id, _ in known.find(doc)]
    assert found == [("Example Works", "works"), ("Invented Motors, Inc.", "motors")]
    assert known.unmet.keys() & {"example", "invented", "nowhere"} == {"nowhere"}
    assert [(span.text, id) for span, id, _ in known.find(doc)] == found


def test_legal_forms_belong_to_the_name(extractor: Extractor) -> None:
    (candidate,) = extractor.candidates("Example Works, Inc. acquired Imaginary Pumps.")
    assert (candidate.left.text, candidate.right.known) == ("Example Works, Inc.", "pumps")


def test_company_after_and_belongs_to_the_name() -> None:
    text = "Norvania Health Systems Corp, a unit of Pesch and Co, said it sells beds."
    linked = [c for c in Extractor().candidates(text) if c.kind == "UNIT_OF"]
    assert [(c.left.text, c.right.text, c.accepted) for c in linked] == [
        ("Norvania Health Systems Corp", "Pesch and Co", True)
    ]


def test_where_a_firm_sits_is_no_part_of_its_name() -> None:
    text = "Norvania Corp said it has acquired Poly-Print GmbH of Lohn, West Germany, a distributor of its products."
    assert "Poly-Print GmbH" in {c.right.text for c in Extractor().candidates(text) if c.kind == "ACQUIRED"}


def test_what_stands_behind_an_article_is_no_name() -> None:
    text = "Norvania Inc, a unit of Polyvania, an Alberta Corp, said it would raise prices."
    assert {c.right.text for c in Extractor().candidates(text) if c.kind == "UNIT_OF"} == {"Polyvania"}


@pytest.mark.parametrize("beside", ["Grand", "Mutual"])
def test_a_name_with_a_capital_beside_it_waits_for_review(beside: str) -> None:
    text = f"Norvania Inc acquired {beside} Polyvania Motors Corp in 2014."
    doc = pipeline()(text)
    span = next(doc[at : at + 3] for at in range(len(doc)) if doc[at].text == "Polyvania")
    assert is_cut(span, set())
    assert not is_cut(span, {span.start - 1})
    assert not is_cut(doc[span.start - 1 : span.end], set())


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("In 2008 Example Works, Inc. acquired Third Nowhere Tools.", "Third Nowhere Tools"),
        ("Example Works, Inc. acquired Second Nowhere Tools Inc. in 2009.", "Second Nowhere Tools Inc."),
        ("Third Nowhere Tools was acquired by Example Works, Inc. in 2008.", "Third Nowhere Tools"),
        ("Example Works, Inc. acquired Nowhere Tools Holdings in 2009.", "Nowhere Tools Holdings"),
    ],
)
def test_a_known_name_within_a_longer_one_is_not_meant(extractor: Extractor, text: str, whole: str) -> None:
    ends = {end.text: end.known for c in extractor.candidates(text) for end in (c.left, c.right)}
    assert ends == {"Example Works, Inc.": "works", whole: None}


@pytest.mark.parametrize(
    "text",
    [
        "In 2008 Example Works, Inc. acquired Nowhere Tools.",
        "In March Example Works, Inc. acquired The Nowhere Tools.",
        "Example Works, Inc. acquired Star's Nowhere Tools in 2009.",
    ],
)
def test_a_known_name_beside_a_word_that_is_no_part_of_it_is_meant(extractor: Extractor, text: str) -> None:
    ends = {end.known for c in extractor.candidates(text) for end in (c.left, c.right)}
    assert {"works", "tools"} <= ends


def test_owners_of_one_firm_hold_shares_and_a_single_owner_is_its_parent(extractor: Extractor) -> None:
    text = "The owners of Nowhere Tools are Example Works and Invented Motors."
    assert said(extractor, text) == {(owner, "FINANCES", "tools") for owner in ("works", "motors")}
    assert said(extractor, "The owner of Nowhere Tools is Example Works.") == {("tools", "UNIT_OF", "works")}


def test_an_amount_is_no_product(extractor: Extractor) -> None:
    made = extractor.candidates("Example Works produced 40.3 million tonnes of crude in 1986.")
    assert not any(c.accepted for c in made)


def test_barrels_are_a_product_unless_they_measure_one(extractor: Extractor) -> None:
    (cooper,) = [c for c in extractor.candidates("Example Works manufactures barrels.") if c.kind == "PROVIDES"]
    assert cooper.score > 0.5
    counted = extractor.candidates("Example Works manufactures 5,000 barrels of oil.")
    assert all(c.score < 0.5 for c in counted if c.right.text.endswith("barrels"))


def test_places_point_into_the_document(extractor: Extractor) -> None:
    pages = ["Nothing is said here.\n", "Intro.\n\nExample Works\nacquired Invented Motors.\n"]
    (candidate,) = extractor.candidates(Document("report", lambda: iter(pages)))
    assert candidate.page == 2
    assert "".join(pages)[candidate.start :].startswith(candidate.sentence)
    assert candidate.sentence == "Example Works\nacquired Invented Motors."


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([name.name for name in NAMES]),
            st.sampled_from("supplies acquired is a subsidiary of , and by the company it . ; ( ) Inc. '".split()),
            st.text(max_size=8),
        ),
        max_size=25,
    ).map(" ".join)
)
def test_any_text_is_read_and_spans_are_as_written(extractor: Extractor, text: str) -> None:
    for candidate in candidates_or_refusal(extractor, text):
        assert text[candidate.start :].startswith(candidate.sentence)
        for end in (candidate.left, candidate.right):
            assert candidate.sentence[end.start : end.end] == end.text != ""
        assert 0 <= candidate.score <= 1


def candidates_or_refusal(extractor: Extractor, text: str) -> Iterator[Candidate]:
    from clusteratlas.graph.errors import InvalidSource

    try:
        yield from extractor.candidates(text)
    except InvalidSource:
        return


@settings(max_examples=10, deadline=None)
@given(
    st.permutations(
        [
            "Example Works supplies Invented Motors.",
            "Nowhere Tools was acquired by Imaginary Pumps.",
            "Invented Motors competes with Imaginary Pumps.",
            "Nothing is said here.",
        ]
    )
)
def test_the_order_of_sentences_changes_nothing(extractor: Extractor, order: list[str]) -> None:
    def seen(sentences: list[str]) -> set[tuple[str, str, str, float]]:
        text = " ".join(sentences)
        return {(c.left.text, c.kind, c.right.text, c.score) for c in extractor.candidates(text)}

    assert seen(order) == seen(sorted(order))


def test_the_language_pipeline_is_imported_when_it_is_used() -> None:
    code = "import sys, clusteratlas.ingest.text as t; print('spacy' in sys.modules, 'pypdf' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


SENTENCES = 4
"""Sentences of a page."""


@pytest.mark.slow
def test_a_long_text_is_read_in_constant_memory(extractor: Extractor) -> None:
    def held(pages: int) -> int:
        page = "Example Works supplies Invented Motors with valves.\n\n" * SENTENCES
        document = Document("long", lambda: (page for _ in range(pages)))
        tracemalloc.start()
        found = sum(1 for _ in extractor.candidates(document))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert found >= pages * SENTENCES
        return peak

    held(2)
    assert held(30) < 2 * held(3)
