"""Names made comparable stay so."""

from __future__ import annotations

import re

import pytest
from clusteratlas.ingest.cleaning.names import LEGAL_FORMS, firm_key, slug
from hypothesis import given
from hypothesis import strategies as st

names = st.text() | st.lists(
    st.sampled_from([*sorted(LEGAL_FORMS), "Zyx", "A.B.", "&", "L.L.C.", "the", ",", "O'Invented"]), max_size=5
).map(" ".join)


@given(names)
def test_a_slug_is_plain_words_and_stays_as_it_is(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))
    assert slug(slug(text)) == slug(text)


@given(names)
def test_a_key_stays_as_it_is_and_is_empty_only_where_the_slug_is(name: str) -> None:
    assert firm_key(firm_key(name)) == firm_key(name)
    assert bool(firm_key(name)) == bool(slug(name))


@given(st.sampled_from(sorted(LEGAL_FORMS)))
def test_the_legal_form_does_not_tell_firms_apart(form: str) -> None:
    assert firm_key(f"Zyx Works {form.upper()}") == firm_key("zyx  works") == "zyx-works"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Zyx Works, L.L.C.", "zyx-works"),
        ("Zyx & Sons Co., Inc.", "zyx-and-sons"),
        ("O’Invented Works", "oinvented-works"),
        ("Inc.", "inc"),
        ("Esempio S.p.A.", "esempio"),
        ("Invented Day Spa", "invented-day-spa"),
        ("Beispiel GmbH & Co. KG", "beispiel"),
        ("BEISPIEL GMBH & CO. KG", "beispiel"),
        ("Beispiel UG (haftungsbeschränkt)", "beispiel"),
        ("Voici S.A.R.L.", "voici"),
        ("Ejemplo, S.L.U.", "ejemplo"),
        ("Voorbeeld N. V.", "voorbeeld"),
        ("Eksempel A/S", "eksempel"),
        ("Ørsnes Eksempel AS", "orsnes-eksempel"),
        ("Invented As", "invented-as"),
        ("Rei K.K.", "rei"),
        ("Zyx L. L. C.", "zyx"),
        ("S.p.A.", "spa"),
        ("Łódź Straße Đ", "lodz-strasse-d"),
        ("Co Works", "co-works"),
        ("", ""),
    ],
)
def test_names_of_firms_by_example(name: str, key: str) -> None:
    assert firm_key(name) == key
