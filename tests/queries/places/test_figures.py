"""Cells added up to places and groups, each once, and what of them is left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from clusteratlas.graph.store import Store
from clusteratlas.queries.places import reading
from clusteratlas.queries.places.figures import Figures, Groups
from clusteratlas.queries.places.missing import expected, few
from clusteratlas.queries.places.reading import figures_of, open_figures
from clusteratlas.queries.places.years import years

from tests.queries.places.offices import office, patterns, shipped
from tests.worlds import build

PLACES = {
    "county-a": ("state-x", "metro-m"),
    "county-b": ("state-x", "metro-m"),
    "county-c": ("state-y",),
    "metro-m": ("state-x",),
    "state-x": ("nation",),
    "state-y": ("nation",),
    "nation": (),
}
INDUSTRIES = {"pq": (), "pqa": ("pq",), "pqb": ("pq",), "rs": (), "rsa": ("rs",)}
CELLS = [
    ("pqa", "county-a", 5, 50, 500.0),
    ("pqb", "county-a", 4, 10, 90.0),
    ("pqa", "county-b", 3, 30, 240.0),
    ("rsa", "county-c", 6, 60, 660.0),
]


def jobs(figures: Figures, type: str, groups: Groups) -> dict[tuple[str, str], float]:
    """The jobs of places of a type by groups, where there are any."""
    places = figures.of_type(type)
    counted = figures.counted(places, groups)
    return {
        (figures.places.id[place], groups.id[column]): float(counted.employment[row, column])
        for row, place in enumerate(places.tolist())
        for column in np.flatnonzero(counted.employment[row]).tolist()
    }


def test_a_county_in_a_metro_and_a_state_counts_once_in_each_and_in_the_nation() -> None:
    figures = office(PLACES, INDUSTRIES, CELLS)
    branches = figures.classes("NAICS 2017", 2)
    assert branches.label == "NAICS 2017 level 2"
    assert jobs(figures, "metro", branches) == {("metro-m", "pq"): 90}
    assert jobs(figures, "state", branches) == {("state-x", "pq"): 90, ("state-y", "rs"): 60}
    assert jobs(figures, "nation", branches) == {("nation", "pq"): 90, ("nation", "rs"): 60}
    assert jobs(figures, "county", figures.classes("NAICS 2017", 3)) == {
        ("county-a", "pqa"): 50,
        ("county-a", "pqb"): 10,
        ("county-b", "pqa"): 30,
        ("county-c", "rsa"): 60,
    }


def test_a_region_of_several_places_counts_what_they_share_once() -> None:
    figures = office(PLACES, INDUSTRIES, CELLS)
    number = figures.places.number
    region = [[number["county-a"], number["metro-m"], number["county-c"]]]
    counted = figures.counted(figures.of_type("state")[:0], figures.classes("NAICS 2017", 2), regions=region)
    assert counted.employment.tolist() == [[90, 60]]
    assert counted.establishments.tolist() == [[12, 6]]
    assert counted.payroll.tolist() == [[830, 660]]


def test_what_an_office_gives_for_a_wide_place_or_class_is_not_added_to_its_parts() -> None:
    wide = [("pq", "county-a", 12, 75, None), ("pqa", "state-x", 9, 95, None), ("pq", "state-x", 20, 140, None)]
    figures = office(PLACES, INDUSTRIES, [*CELLS, *wide])
    branches = figures.classes("NAICS 2017", 2)
    assert jobs(figures, "state", branches) == {("state-x", "pq"): 140, ("state-y", "rs"): 60}
    assert jobs(figures, "state", figures.classes("NAICS 2017", 3)) == {("state-x", "pqa"): 95, ("state-y", "rsa"): 60}
    assert jobs(figures, "county", branches)["county-a", "pq"] == 75
    assert jobs(figures, "nation", branches) == {("nation", "pq"): 140, ("nation", "rs"): 60}


def test_the_newest_year_of_each_place_counts_unless_an_older_one_is_asked_for() -> None:
    figures = office(
        PLACES, INDUSTRIES, CELLS, earlier=[("pqa", "county-a", 5, 40, None), ("pqb", "county-z", 3, 9, None)]
    )
    branches = figures.classes("NAICS 2017", 2)
    assert [count.year for count in figures.counts] == [2016, 2021]
    assert jobs(figures, "state", branches)["state-x", "pq"] == 90
    older = years(figures, branches.schemes, 2016)
    assert figures.counted(figures.of_type("nation"), branches, when=older).employment.tolist() == [[40, 0]]


def test_cells_without_any_left_out_lack_nothing_and_withheld_jobs_count_as_their_establishments() -> None:
    whole = office(PLACES, INDUSTRIES, [("pqa", "county-a", 1, 4, None), ("pqb", "county-b", 2, 6, None)])
    assert not whole.counted(whole.of_type("county"), whole.classes("NAICS 2017", 3)).missing.any()
    withheld = office(PLACES, INDUSTRIES, [("pqa", "county-a", 1, 4, None), ("pqa", "county-b", 3, None, None)])
    counted = withheld.counted(withheld.of_type("metro"), withheld.classes("NAICS 2017", 3))
    assert (counted.employment.tolist(), counted.missing.tolist()) == ([[4]], [[12]])


def test_what_is_left_out_is_found_where_it_was_taken_away() -> None:
    """Poisson numbers of which those below three are hidden: the estimate finds how many there were."""
    chance = np.random.default_rng(7)
    sector = np.repeat(np.arange(4), 30)
    rate = chance.gamma(2, 2, (300, 4))[:, sector] * chance.dirichlet(np.full(30, 0.5), 4).ravel() * 60
    true = chance.poisson(rate).astype(np.float32)
    shown = np.where(true >= 3, true, 0)
    found = expected(shown, sector, 3)
    hidden = np.where(true < 3, true, 0)
    assert abs(found.sum() / hidden.sum() - 1) < 0.1
    assert np.corrcoef(found.sum(axis=1), hidden.sum(axis=1))[0, 1] > 0.6
    assert not found[shown > 0].any()
    assert few(np.array([1.0]), 3)[0] == pytest.approx((1 + 2 * 0.5) / (1 + 1 + 0.5))


def test_jobs_left_out_of_county_business_patterns_agree_with_its_published_total() -> None:
    """The Census Bureau gives some 128 million jobs in all, of which the cells that ship hold 108 million."""
    figures = shipped()
    counted = figures.counted(figures.of_type("nation"), figures.classes("NAICS 2017", 2))
    assert counted.employment.sum() == patterns()["emp"].sum()
    assert counted.employment.sum() + counted.missing.sum() == pytest.approx(128e6, rel=0.02)
    six = figures.counted(figures.of_type("state"), figures.classes("NAICS 2017", 6))
    assert six.missing.sum() == pytest.approx(counted.missing.sum())


@pytest.fixture
def kept(store: Store, tmp_path: Path) -> Iterator[Store]:
    """A store on an empty graph that keeps its snapshots in a folder of the test."""
    with patch.object(store, "snapshots", tmp_path / "snapshots"):
        reading._figures.pop(store, None)
        yield store
    reading._figures.pop(store, None)


def test_figures_are_read_from_the_graph_and_a_copy_of_them_is_the_same(kept: Store, tmp_path: Path) -> None:
    build(
        kept,
        *("zya is present in x", "zyb is present in x", "zya is within zy", "zyb is within zy", "x is within y"),
        *("zya is in the cluster k", "k is linked to l", "l is linked to k", "zyb is in the cluster l"),
        *("zya is related to zyb",),
        zy={"kind": "Industry", "level": 2},
        zya={"kind": "Industry", "level": 3, "orientation": "traded"},
        zyb={"kind": "Industry", "level": 3},
        x={"kind": "Place"},
        y={"kind": "Place", "type": "state"},
        k={"kind": "Cluster", "drawn_by": "Nobody", "drawn": "2014"},
        l={"kind": "Cluster"},
        zya_is_present_in_x={"establishments": 3, "employment": 40, "payroll": 12.5, "year": 2021},
        zyb_is_present_in_x={"establishments": 4},
    )
    figures = figures_of(kept)
    assert (figures.places.id, figures.places.type) == (["x", "y"], ["county", "state"])
    assert figures.industries.orientation == ["", "traded", ""]
    assert (figures.clusters.id, figures.clusters.type) == (["k", "l"], ["Nobody 2014", "nobody says who"])
    assert figures.members.T.tolist() == [[1, 0], [2, 1]]
    assert figures.relations.T.tolist() == [[0, 1], [1, 0], [3, 4]]
    assert [(count.source, count.year) for count in figures.counts] == [("test_world", 0), ("test_world", 2021)]
    order = np.argsort(figures.industry)
    assert figures.establishments[order].tolist() == [3, 4]
    assert np.array_equal(figures.employment[order], [40, np.nan], equal_nan=True)
    assert figures_of(kept) is figures
    copy = open_figures(tmp_path / "snapshots", kept.revision())
    assert copy is not None
    assert (copy.places.id, copy.industries.level, copy.counts) == (["x", "y"], [2, 3, 3], figures.counts)
    assert np.array_equal(copy.payroll, figures.payroll, equal_nan=True)
    build(kept, "zya is present in y", source="another", zya={"kind": "Industry"}, y={"kind": "Place", "type": "state"})
    assert figures_of(kept).cells == 3


def test_trade_without_a_lift_on_record_is_taken_as_it_is(kept: Store) -> None:
    build(
        kept,
        *("zya is present in x", "zyb is present in x"),
        *("zya is an input to zyb", "zyb is an input to zya", "zyc is an input to zyb"),
        zya={"kind": "Industry", "level": 3},
        zyb={"kind": "Industry", "level": 3},
        zyc={"kind": "Industry", "level": 3},
        x={"kind": "Place"},
        zya_is_present_in_x={"establishments": 3, "employment": 40},
        zyb_is_present_in_x={"establishments": 3, "employment": 40},
        zya_is_an_input_to_zyb={"input_share": 0.4, "output_share": 0.1},
        zyb_is_an_input_to_zya={"input_share": 0.3, "lift": 0.5},
        zyc_is_an_input_to_zyb={"input_share": 0.2, "lift": 2.0},
    )
    found = figures_of(kept)
    assert sorted(found.input_share.tolist()) == [0.2, 0.4]


def test_an_industry_trades_as_the_wider_class_that_an_input_output_table_has(kept: Store) -> None:
    facts: dict[str, Any] = {
        **{name: {"kind": "Industry", "level": 3} for name in ("zya", "wxa", "table")},
        **{name: {"kind": "Industry", "level": 2} for name in ("zy", "wx")},
    }
    build(
        kept,
        *("zya is present in x", "zya is within zy", "wxa is present in x", "wxa is within wx"),
        *("zy is an input to wx", "zya is related to table", "table is an input to zy"),
        **facts,
        x={"kind": "Place"},
        zya_is_present_in_x={"establishments": 3},
        wxa_is_present_in_x={"establishments": 3},
        zya_is_related_to_table={"basis": "concordance"},
        zy_is_an_input_to_wx={"input_share": 0.4},
        table_is_an_input_to_zy={"input_share": 0.1},
    )
    found = figures_of(kept)
    trading = [found.industries.id[number] for number in found.concordance[0].tolist()]
    assert sorted(trading) == ["wxa", "zya", "zya"]
