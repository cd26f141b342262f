"""Reading reports: candidate linkages, each with the sentence it stands in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...graph.progress import Progress
from ..terminal import progress, say
from .output import FormatOption, OutputOption, listing, show
from .workspace import workspace

if TYPE_CHECKING:
    from ...ingest.text import Candidate


def extract(
    context: typer.Context,
    reports: Annotated[list[Path], typer.Argument(metavar="REPORT...", help="A report: txt, PDF, HTML or DOCX.")],
    speaker: Annotated[str, typer.Option(help='Whom "we" and "the Company" stand for.')] = "",
    all: Annotated[bool, typer.Option("--all", help="Also those that are too doubtful to be taken unread.")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Find linkages that reports state; nothing is written to the graph."""
    chosen = workspace(context)
    with progress() as report:
        report(Progress("Learning the names that the graph knows"))
        with chosen.store() as store:
            from ...ingest.text import Extractor, read_document
            from ...ingest.text.known import known_names

            extractor = Extractor(known_names(store))
        found: list[Candidate] = []
        for path in reports:
            for candidate in extractor.candidates(read_document(path), speaker=speaker):
                found.append(candidate)
                report(Progress(f"Reading {path.name}", candidate.page, unit="pages"))
    rows = [row_of(candidate) for candidate in found if all or candidate.accepted]
    show(listing("Linkages in reports", rows), format, output)
    if doubtful := sum(not candidate.accepted for candidate in found):
        say(f"{doubtful:,} more are doubtful" + ("" if all else "; --all shows them too"))


def row_of(candidate: Candidate) -> dict[str, Any]:
    """A candidate as a row."""
    return {
        "report": candidate.report,
        "page": candidate.page,
        "from": candidate.left.name,
        "from_id": candidate.left.known,
        "link": candidate.kind,
        "to": candidate.right.name,
        "to_id": candidate.right.known,
        "state": candidate.state,
        "score": round(candidate.score, 3),
        "sure": candidate.accepted,
        "sentence": candidate.sentence,
        "because": "; ".join(candidate.reasons),
    }
