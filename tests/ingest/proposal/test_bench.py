"""Measured on real tables: how many columns are mapped right, and that what is proposed loads."""

from __future__ import annotations

import pytest
import yaml
from clusteratlas.ingest.proposal import check, preview, propose
from clusteratlas.ingest.proposal.knowledge import known_roles, parties

from bench.proposal import ANSWERS, ROOT, measure, total
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
    held_out, tuned = total(scores, "held out"), total(scores, "tuned")
    assert held_out.columns > 90
    assert held_out.right / held_out.columns >= 0.9
    assert tuned.right / tuned.columns >= 0.95
    assert held_out.right > held_out.peer
    assert tuned.right > tuned.peer


def test_the_answers_are_meanings_that_there_are() -> None:
    known = {*known_roles(), *parties()}
    for file, answer in yaml.safe_load(ANSWERS.read_text(encoding="utf-8")).items():
        assert answer["split"] in ("tuned", "held out"), file
        for said in answer["columns"].values():
            for meaning in said if isinstance(said, list) else [said]:
                role, _, of = meaning.partition(" of ")
                assert role in known, file
                assert of in ("", *parties()), file
