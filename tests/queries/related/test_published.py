"""Clusters made from half of the metropolitan areas, in the other half, beside the published definitions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from clusteratlas.queries.related.algorithm import clusters_of
from clusteratlas.queries.related.candidates import Recipe
from clusteratlas.queries.related.similarities import PAPER, STEADY, judging, similarities
from clusteratlas.queries.related.validation import validate

from bench.industry_figures import known

pytestmark = pytest.mark.data


def test_clusters_hold_in_metros_that_they_were_not_made_from_better_than_the_published_ones(data: Path) -> None:
    real = known()
    assert len(real.table) == 655
    assert len(real.metros) == 382
    assert len(real.names) == 51
    order = np.random.default_rng(100).permutation(real.metros)
    made, held = np.sort(order[:191]), np.sort(order[191:])
    by = np.array(list(judging(real.table.within(held)).values()))
    ours = clusters_of(real.table.within(made), recipe=Recipe(STEADY, "spectral", 30))
    wards = Recipe(PAPER, "Ward", 45).make(similarities(real.table.within(made)), 0)
    chance = np.random.default_rng(1).permutation(real.published)
    scores = [validate(by, label).score for label in (ours.label, real.published, wards, chance)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0.59
    assert np.bincount(ours.label).max() <= 66
