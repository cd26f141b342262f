"""A small economy around one firm."""

from __future__ import annotations

from typing import Any

from clusteratlas.graph.store import Store

from tests.worlds import build

HERE = (38.0, -122.0)
KM_PER_DEGREE = 111.318845
"""Of latitude, on the sphere by which Neo4j measures."""
INPUTS: dict[str, Any] = {
    "wine": {"kind": "Industry"},
    "glass": {"kind": "Industry", "name": "Glass works"},
    "paper": {"kind": "Industry", "name": "Paper mills"},
    "iowine": {"kind": "Industry", "scheme": "BEA 2017"},
    "ioglass": {"kind": "Industry", "scheme": "BEA 2017", "name": "Glass"},
    "iopaper": {"kind": "Industry", "scheme": "BEA 2017", "name": "Paper"},
}
TABLE = (
    *("wine is related to iowine", "glass is related to ioglass", "paper is related to iopaper"),
    *("ioglass is an input to iowine", "iopaper is an input to iowine"),
)


def north(km: float) -> tuple[float, float]:
    """The point so many km north of here."""
    return (HERE[0] + km / KM_PER_DEGREE, HERE[1])


def economy(store: Store, *sentences: str, **facts: Any) -> None:
    """A world where wineries buy glass (20 %, three times the average) and paper (5 %, half the average)."""
    concordance: dict[str, Any] = {
        f"{name}_is_related_to_io{name}": {"basis": "concordance"} for name in ("wine", "glass", "paper")
    }
    build(
        store,
        *TABLE,
        *sentences,
        ioglass_is_an_input_to_iowine={"input_share": 0.2, "lift": 3.0},
        iopaper_is_an_input_to_iowine={"input_share": 0.05, "lift": 0.5},
        **concordance,
        **INPUTS,
        **facts,
    )


def sales(store: Store, *sentences: str, **facts: Any) -> None:
    """The economy, in which 40 % of the glass that is sold goes to wineries and 10 % of it to paper mills."""
    economy(store, *sentences, "ioglass is an input to iopaper", **facts)
    for buyer, share, lift in (("iowine", 0.4, 3.0), ("iopaper", 0.1, 0.5)):
        store.write(
            "MATCH (:Industry {id: 'ioglass'})-[sale:INPUT_TO]->(:Industry {id: $buyer}) "
            "SET sale.output_share = $share, sale.lift = $lift, sale.input_share = 0.2",
            {"buyer": buyer, "share": share, "lift": lift},
        )
