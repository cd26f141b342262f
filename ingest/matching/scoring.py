"""Pairs scored by splink with the probabilities that are kept in model/, then calibrated."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from .comparisons import settings
from .tables import MODEL

if TYPE_CHECKING:
    import duckdb
    from splink import Linker

LEAST_FREQUENCY = 1e-7
"""No name is thought rarer than this."""


@dataclass(frozen=True)
class Learned:
    """What was learned from labelled pairs, as model/learned.json holds it."""

    prior: float
    """Chance that two random mentions are one."""
    chances: dict[str, dict[str, list[float]]]
    """Field, level: how often it is met among pairs that are the same, and among others."""
    curves: dict[str, tuple[tuple[float, ...], tuple[float, ...]]]
    """Case (see matches.py) to match weights (bits, rising) and the probability at each."""
    automatic: float
    """Lowest match weight of a sure name at one place at which no one needs to look."""
    review: float
    """Lowest score that is worth a look."""


@cache
def learned() -> Learned:
    """The model that ships."""
    raw = json.loads((MODEL / "learned.json").read_text("utf-8"))
    curves = {case: (tuple(curve["bits"]), tuple(curve["score"])) for case, curve in raw["curves"].items()}
    return Learned(raw["prior"], raw["chances"], curves, raw["automatic"], raw["review"])


def linker(connection: duckdb.DuckDBPyConnection, model: Learned) -> Linker:
    """Splink over the table `record`, told how frequent names and domains are."""
    import logging

    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    connection.execute(FREQUENCIES)
    api = DuckDBAPI(connection)
    described: dict[str, Any] = settings(model.chances, model.prior)
    made = Linker(api.register("record", table_name="records"), described, log_level=None, validate_settings=False)
    made.table_management.register_term_frequency_lookup(api.register("key_frequency"), "key")
    made.table_management.register_term_frequency_lookup(api.register("domain_frequency"), "domain")
    return made


def score(connection: duckdb.DuckDBPyConnection, model: Learned, least_bits: float) -> str:
    """Scores the table `pair`; the name of the table of those that reach `least_bits`, with level and bits by field."""
    made = linker(connection, model)
    blocked = made._db_api.register("pair")
    made.table_management.register_blocked_pairs_for_predict(blocked)
    found = made.inference.predict(threshold_match_weight=least_bits, warning_mode="never")
    return str(found.physical_name)


FREQUENCIES = f"""
CREATE OR REPLACE TABLE key_frequency AS
SELECT key,
  greatest(count(*) / (SELECT names FROM population), min(2 ** -bits_of(names[1])), {LEAST_FREQUENCY}) AS tf_key
FROM record GROUP BY key;
CREATE OR REPLACE TABLE domain_frequency AS
SELECT domain, greatest(count(*) / (SELECT names FROM population), {LEAST_FREQUENCY}) AS tf_domain
FROM record WHERE domain IS NOT NULL GROUP BY domain;
"""
"""A name is as frequent as it is here, and at least as its words make likely."""
