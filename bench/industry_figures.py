"""Industries of the United States by metropolitan area, and the clusters that were published for them.

Figures and input-output table are those that ship; the published definitions and the delineation of metros are read
from ../shared/data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from clusteratlas.queries.network.arrays import Floats, Integers
from clusteratlas.queries.related.flows import shares_of_flows
from clusteratlas.queries.related.table import Table, by_digits

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
DEFINITIONS = DATA / "benchmark-cluster-definitions" / "NAICS_crosswalks_to_Cluster_system.xlsx"
DELINEATION = DATA / "cbsa-fips" / "cbsa2fipsxw.csv"
METRO = "Metropolitan Statistical Area"
WIDER = (2, 3, 4, 5)
"""Digits of the wider classes of NAICS."""


@dataclass(frozen=True, eq=False)
class Known:
    """Traded industries in metropolitan and micropolitan areas, with the published cluster of each."""

    table: Table
    metros: Integers
    """Which of the regions are metropolitan."""
    published: Integers
    names: Sequence[str]
    """Of the published clusters."""

    @property
    def codes(self) -> Sequence[str]:
        """The codes of the industries."""
        return self.table.industries


def known() -> Known:
    """The traded industries of the published definitions that are counted in any metropolitan area."""
    cells = pd.read_csv(ROOT / "seeds" / "cbp_2021" / "cbp2021.csv.gz", dtype={"fips": str, "naics": str})
    areas = pd.read_csv(DELINEATION, dtype=str, encoding="latin-1")
    areas["fips"] = areas.fipsstatecode + areas.fipscountycode
    cells = cells.merge(areas[["fips", "cbsacode", "metropolitanmicropolitanstatis"]], on="fips")
    cluster = published()
    cells = cells[cells.naics.isin(cluster.index)]
    metropolitan = cells.metropolitanmicropolitanstatis == METRO
    sheets = [
        cells.pivot_table(index="naics", columns="cbsacode", values=column, aggfunc="sum", fill_value=0)
        for column in ("emp", "est")
    ]
    metros = np.flatnonzero(sheets[1].columns.isin(cells[metropolitan].cbsacode))
    kept = np.flatnonzero((sheets[1].to_numpy()[:, metros] > 0).any(axis=1))
    codes = sheets[1].index[kept].tolist()
    names, label = np.unique(cluster.reindex(codes).to_numpy(str), return_inverse=True)
    employment, establishments = (sheet.to_numpy(np.float64)[kept] for sheet in sheets)
    table = Table(codes, employment, establishments, by_digits(codes, WIDER), *trade(codes))
    return Known(table, metros, label, names.tolist())


def published() -> pd.Series[str]:
    """The published cluster of each traded industry, by its code."""
    rows = pd.read_excel(DEFINITIONS, engine="calamine")
    rows.columns = [str(column).strip() for column in rows.columns]
    rows["code"] = rows.NAICS.astype(str)
    traded = rows[rows.TradedLocal.str.strip() == "Traded"]
    return traded.drop_duplicates("code").set_index("code").Cluster


def trade(codes: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """What industries buy from and sell to each other, and to every industry of the input-output table, in shares."""
    folder = ROOT / "seeds" / "bea_io"
    use = pd.read_csv(folder / "use_2017_detail.csv.gz").set_index("rownames")
    of = pd.read_csv(folder / "naics_2017_to_bea.csv.gz", dtype=str).groupby("naics").bea.first()
    both = [code for code in use.columns if code in use.index]
    flows = use.loc[both, both].to_numpy(np.float64)
    place = {code: number for number, code in enumerate(both)}
    at = np.array([place.get(of.get(code, ""), -1) for code in codes])
    bought, sold = shares_of_flows(flows.T).T, shares_of_flows(flows)
    there = (at >= 0).astype(np.float64)
    each = there[:, None] * there
    return bought[np.ix_(at, at)] * each, sold[np.ix_(at, at)] * each, sold[at] * there[:, None]
