"""The classes of companies that file with the US Securities and Exchange Commission (SEC), by its own list of codes."""

from __future__ import annotations

from ..graph.records import Link, Node
from .cleaning.industries import industry_id
from .context import Context
from .readers import Row

NO_CLASS = "none"
"""What lookups.yml gives for a code that names no class."""


def sec_class(context: Context, firm: Node | None, row: Row) -> Link | None:
    """The company's class: the industry, or the major group where the SEC's code names no industry of SIC 1987."""
    code = row["sic"]
    meant = context.lookup("sic", code) or code
    if meant == NO_CLASS:
        return None
    try:
        found = industry_id(meant, key="sic1987")
    except ValueError as error:
        remedy = "correct it, or list it in the source's lookups.yml, as none or with its major group"
        context.reject(row, "sic", code, str(error), remedy)
        return None
    evidence = f"SEC code {code}: {row['sicDescription']}"
    return context.link("CLASSIFIED_AS", firm, found, row, primary=True, confidence=1, evidence=evidence)
