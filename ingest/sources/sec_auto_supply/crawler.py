"""Customers that rules found in annual reports of the car industry; what names no organisation is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.cleaning.names import firm_key, slug
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

CONFIDENCE = {"customers": 0.6, "Sells to": 0.8}
"""Relation to how often its sentence says that the filer sells to the other, by 25 sentences of each that were read."""
TERMS = re.compile(
    r"\b(?:accounting|acquisition|act|adjusted|agreements?|aftermarket|architectures?|arrangements|assembly|award"
    r"|backlog|board|business(?:es)?|buses|cash|chain|chamber|closing|club|commission|committee|controls?|costs?"
    r"|council|department|directors?|disclosures?|displays|division|domestic|ebitda?|effectiveness|electronics"
    r"|employees?|employment|engineering|equipment|euros?|exchange|executive|forint|framework|government|group’s"
    r"|guarant\w+|hryvnia|income|index|information|initiatives|instruments|integrity|inter|interest|inventory|item"
    r"|leaders|limousines|liquidation|management|markets?|marketing|materials|merger|non|notes?|officer|operations"
    r"|overview|parent|peso|plans?|planning|plant|policy|positioning|prices?|procurement|products?|programs?|project"
    r"|property|purchasing|quality|receivables?|registrar|reports?|resources|safety|sales|segments?|services"
    r"|sourcing|standards?|statements?|strategy|subsidiar\w+|supplement\w*|suppliers|supplies|supply (?!co)|systems?"
    r"|test|trade|tradename|transactions?|trucks|units|union|value|vehicles?|warrant\w*|workers|joint venture)\b"
    r"|\bsupply$",
    re.IGNORECASE,
)
"""Words that mark a term of the filing, unless a legal form follows."""
QUOTES = ' “”"•−▪—-\ufeff'
"""What stands around a name that was cut out of a text."""
SHORT = re.compile(r"[A-Z0-9&./-]{1,6}")
"""Abbreviations, most of which stand for terms and rules."""


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """One sentence and one pair a row; of a pair that stands in several, the surest counts, so it comes first."""
    rows = context.rows("knowledge_df.csv")
    for row in sorted(rows, key=lambda row: CONFIDENCE.get(row["relation"], 0), reverse=True):
        yield from supply(context, row)


def supply(context: Context, row: Row) -> Iterator[Node | Link | None]:
    """The filer, the other, and that the one supplies the other."""
    if row["relation"] not in CONFIDENCE:
        context.reject(
            row, "relation", row["relation"], "does not say who supplies whom", "say which, or take the row out"
        )
        return
    name = organisation(context, row)
    if name is None:
        return
    filer, other = (firm(context, row, each) for each in (row["source"], name))
    yield filer
    yield other
    yield context.link(
        "SUPPLIES",
        filer,
        other,
        row,
        evidence=" ".join(row["sentence"].split()),
        confidence=CONFIDENCE[row["relation"]],
    )


def firm(context: Context, row: Row, name: str) -> Node | None:
    """A firm that is known by its name alone."""
    return context.node("Firm", f"auto-supply-{firm_key(name)}" if name else None, row, name=name)


def organisation(context: Context, row: Row) -> str | None:
    """The name of the other organisation; None, and a reject, where the text found is no organisation's name."""
    name = bare(row["target"])
    if kept := context.lookup("organisations", name):
        return kept
    if other := context.lookup("others", name):
        context.reject(row, "target", row["target"], f"is {other}", "take the row out")
    elif SHORT.fullmatch(name):
        reason, remedy = (
            "is an abbreviation that may stand for anything",
            "leave it out, or list what it stands for in the source's lookups.yml",
        )
        context.reject(row, "target", row["target"], reason, remedy)
    elif TERMS.search(name) and firm_key(name) == slug(name):
        reason, remedy = (
            "is a term of the filing",
            "leave it out, or list it in the source's lookups.yml if it is an organisation",
        )
        context.reject(row, "target", row["target"], reason, remedy)
    else:
        return context.lookup("spellings", name) or name
    return None


def bare(text: str) -> str:
    """A name without quotes, article, genitive and signs.

    >>> bare("the “Invented Axle”’s"), bare("• Imaginary Wheels®")
    ('Invented Axle', 'Imaginary Wheels')
    """
    name = " ".join(unicodedata.normalize("NFC", text).strip(QUOTES).split())
    name = re.sub(r"^the\s+", "", re.sub(r"[’']s$", "", name), flags=re.IGNORECASE)
    return re.sub(r"\s*[®™]$|TM$", "", name.strip(QUOTES)).strip(QUOTES)
