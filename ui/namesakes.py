"""Things of the graph that bear a name of a report, where nobody said yet whether one of them is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..ingest.cleaning.names import firm_key
from ..ingest.reports.standing import unsaid

if TYPE_CHECKING:
    from ..graph.results import FoundNode, Rows
    from ..ingest.reports import Claim, End, KeptReport

NAMESAKES = 8
"""Things of the graph that are looked at for a name."""


def namesakes(search: Callable[[str], Rows], name: str, kinds: Sequence[str]) -> list[FoundNode]:
    """Things of these kinds that are called so, legal forms aside; `search` finds what comes near a name.

    Those are not taken for it unasked: several may be called alike, and a holding is not the firm that it holds.
    """
    key = firm_key(name)
    nodes = [row["entity"] for row in search(name)] if key else []
    return [node for node in nodes if node.kind in kinds and firm_key(node.name) == key]


def in_doubt(search: Callable[[str], Rows], report: KeptReport, claim: Claim) -> Iterator[tuple[End, list[FoundNode]]]:
    """The ends of a claim that are taken for new although the graph knows things called so, with those things.

    What the graph learnt from this very report under that name is the same new thing, not another.
    """
    for end, kinds in unsaid(claim, report.claims):
        known = namesakes(search, end.name, kinds)
        if others := [node for node in known if not node.id.startswith(f"{report.name}-")]:
            yield end, others
