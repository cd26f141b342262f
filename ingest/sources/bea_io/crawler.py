"""BEA industries, the NAICS industries they hold, and who buys from whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

LEAST_INPUT_SHARE = 0.001
NO_INDUSTRY = frozenset({"S00401", "S00402", "S00300", "S00900"})
"""Rows of the table for scrap, used goods, noncomparable imports and the rest-of-the-world adjustment."""
PURCHASES, OUTPUT, INTERMEDIATE, IMPORTS = "T005", "T008", "T001", "F05000"
"""The table's own totals: intermediate purchases and output (rows), intermediate uses and imports (columns)."""
FINAL = "F"
"""First letter of the columns of final demand."""


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """Industries, their concordance with NAICS, and the linkages of the Use table."""
    industries = {row["code"]: row for row in context.rows("industries_2017.csv.gz")}
    for row in industries.values():
        yield context.node(
            "Industry", industry(row["code"]), row, name=row["name"], code=row["code"], scheme="BEA 2017"
        )
    yield from concordance(context)
    yield from purchases(context, list(industries))


def concordance(context: Context) -> Iterator[Link | None]:
    """Which BEA industry, or industries, a NAICS industry belongs to."""
    held: dict[str, list[Row]] = defaultdict(list)
    for row in context.rows("naics_2017_to_bea.csv.gz"):
        held[row["naics"]].append(row)
    for naics, rows in held.items():
        spread = f"spread over {len(rows)} BEA industries" if len(rows) > 1 else None
        for row in rows:
            yield context.link(
                "RELATED_TO",
                f"naics2017-{naics}",
                industry(row["bea"]),
                row,
                basis="concordance",
                confidence=1,
                evidence=spread,
            )


def purchases(context: Context, industries: list[str]) -> Iterator[Link | None]:
    """What each industry buys of the product of each other, in shares."""
    table = {row["rownames"]: row for row in context.rows("use_2017_detail.csv.gz")}
    totals = {code: (float(table[PURCHASES][code]), float(table[OUTPUT][code])) for code in industries}
    everything = float(table[PURCHASES][INTERMEDIATE])
    for seller in industries:
        if seller in table and seller not in NO_INDUSTRY:
            yield from sales(context, table[seller], totals, everything)


def sales(
    context: Context, row: Row, totals: Mapping[str, tuple[float, float]], everything: float
) -> Iterator[Link | None]:
    """What each industry buys of one product, where it is at least a thousandth of what it buys."""
    usual_share = float(row[INTERMEDIATE]) / everything
    supply = total_supply(row)
    for buyer, (bought, output) in totals.items():
        value = float(row[buyer])
        if bought <= 0 or value / bought < LEAST_INPUT_SHARE:
            continue
        yield context.link(
            "INPUT_TO",
            industry(row["rownames"]),
            industry(buyer),
            row,
            coefficient=round(value / output, 6),
            input_share=round(value / bought, 6),
            output_share=round(value / supply, 6),
            lift=round(value / bought / usual_share, 3),
            confidence=1,
        )


def total_supply(row: Row) -> float:
    """Domestic output of a product plus imports: all uses, with imports, which the table subtracts, put back."""
    final = sum(float(value) for column, value in row.items() if column.startswith(FINAL) and column != IMPORTS)
    return float(row[INTERMEDIATE]) + final


def industry(code: str) -> str:
    """The id of a BEA industry."""
    return f"bea2017-{code.lower()}"
