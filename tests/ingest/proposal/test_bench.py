"""Measured on real tables: how many columns are mapped right, and that what is proposed loads."""

from __future__ import annotations

import pytest
import yaml
from clusteratlas.ingest.proposal import check, preview, propose
from clusteratlas.ingest.proposal.knowledge import known_roles, parties

from bench.proposal import ANSWERS, ROOT, SPLITS, measure, total
from tests.conftest import DATA

SHIPPED = ("ppp_ma/ppp_ma_150k_plus_2020-07", "ttb_ca_wine_permits/ttb_ca_wine_permits_2021", "fda_510k_ma/fda_510k_ma")


@pytest.mark.parametrize("file", SHIPPED)
def test_a_register_that_ships_is_proposed_without_a_problem(file: str) -> None:
    proposal = propose(ROOT / "seeds" / f"{file}.csv.gz")
    assert check(proposal) == ()
    made = preview(proposal)
    assert made.kinds["Firm"] > 50
    assert sum(reject.column == "id" for reject in made.rejects) == 0


@pytest.mark.data
def test_most_columns_of_real_tables_are_mapped_right() -> None:
    scores, _ = measure(DATA)
    for split, least in (("tuned", 0.97), ("mended", 0.94), ("held out", 0.94)):
        of_split = total(scores, split)
        assert of_split.columns > 30
        assert of_split.right / of_split.columns >= least
        assert of_split.found / of_split.meant >= least
        assert of_split.right > of_split.peer


def test_the_answers_are_meanings_that_there_are() -> None:
    known = {*known_roles(), *parties()}
    for file, answer in yaml.safe_load(ANSWERS.read_text(encoding="utf-8")).items():
        assert answer["split"] in SPLITS, file
        for said in answer["columns"].values():
            for meaning in said if isinstance(said, list) else [said]:
                role, _, of = meaning.partition(" of ")
                assert role in known, file
                assert of in ("", *parties()), file
