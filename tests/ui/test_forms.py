"""What of a long form is folded away."""

from __future__ import annotations

import pytest
from clusteratlas.queries.catalog import catalog
from clusteratlas.ui.forms import ROW, SHORT, seldom_set


@pytest.mark.parametrize("name", catalog())
def test_what_is_needed_is_in_sight_and_short_forms_are_whole(name: str) -> None:
    query = catalog()[name]
    folded = {one.name for one in seldom_set(query)}
    assert not folded & {one.name for one in query.parameters.values() if one.required}
    assert not folded & {group[0] for group in query.either}
    assert not folded or (len(query.parameters) > SHORT and len(folded) >= ROW)


def test_a_long_form_folds_what_is_seldom_set() -> None:
    shown = catalog()["boundaries/from_seeds"].parameters.keys()
    folded = [one.name for one in seldom_set(catalog()["boundaries/from_seeds"])]
    assert folded == ["fourth", "fifth", "kinds", "inferred", "alike", "date", "outside", "limit"]
    assert {"seed", "industry", "place", "area", "size", "weights"} <= shown - set(folded)
    assert seldom_set(catalog()["near/suppliers"]) == []
    assert seldom_set(catalog()["clusters/membership"]) == []
