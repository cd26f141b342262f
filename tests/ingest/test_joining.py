"""Links that nothing tells apart are one; figures of several years are several."""

from __future__ import annotations

from clusteratlas.graph.records import Link
from clusteratlas.ingest.joining import once_each, told_apart
from clusteratlas.ingest.spool import key_of
from hypothesis import given
from hypothesis import strategies as st

figures = st.tuples(
    st.sampled_from("ab"), st.sampled_from("pq"), st.sampled_from([None, 2018, 2023]), st.integers(0, 9)
)


@given(st.lists(figures))
def test_figures_are_told_apart_by_year_and_the_first_of_a_year_counts(
    rows: list[tuple[str, str, int | None, int]],
) -> None:
    links = [
        Link("PRESENT_IN", start, end, {"employment": jobs} | ({"year": year} if year else {}))
        for start, end, year, jobs in rows
    ]
    first = {(start, end, year): jobs for start, end, year, jobs in reversed(rows)}
    made = once_each(links)
    said = {(link.start, link.end, link.properties.get("year")): link.properties["employment"] for link in made}
    assert said == first
    assert len(made) == len({key_of(link) for link in links})


def test_other_links_are_told_apart_by_their_ends_alone() -> None:
    one, other = (Link("SUPPLIES", "a", "b", {"since": since}) for since in ("2018", "2023"))
    assert told_apart(one) == told_apart(other)
    assert [link.properties["since"] for link in once_each([other, one])] == ["2018"]
