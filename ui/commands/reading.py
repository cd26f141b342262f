"""Reading reports: candidate linkages, each with the sentence it stands in; keeping them, and deciding on them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...graph.errors import InvalidJudgement, InvalidSource
from ...queries.words import count
from ..terminal import progress, say
from .files import YesOption, agree
from .judging import WhoOption
from .loading import load_all, match_source
from .output import FormatOption, OutputOption, listing, show
from .workspace import Workspace, workspace

if TYPE_CHECKING:
    from ...ingest.reports import Claim, KeptReport
    from ...ingest.text import Candidate

NEW = "new"
"""What --means says of a name that means nothing the graph knows."""


def extract(
    context: typer.Context,
    reports: Annotated[list[Path], typer.Argument(metavar="REPORT...", help="A report: txt, PDF, HTML or DOCX.")],
    keep: Annotated[
        bool, typer.Option("--keep", help="Put what is sure into the graph, and keep the rest to be decided on.")
    ] = False,
    title: Annotated[str | None, typer.Option(help="With --keep: its title.")] = None,
    publisher: Annotated[str, typer.Option(help="With --keep: who published it.")] = "",
    published: Annotated[str, typer.Option(help="With --keep: when, as 2021, 2021-11 or 2021-11-30.")] = "",
    url: Annotated[str, typer.Option(help="With --keep: where it can be read.")] = "",
    licence: Annotated[str, typer.Option(help="With --keep: the terms under which it may be used.")] = "",
    speaker: Annotated[str, typer.Option(help='Whom "we" and "the Company" stand for.')] = "",
    all: Annotated[bool, typer.Option("--all", help="Also those that are too doubtful to be taken unread.")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Find linkages that reports state; only with --keep they go into the graph."""
    from ...ingest.reports.kept import about

    chosen = workspace(context)
    said = about(title or "", publisher, published, url, licence)
    if not keep and any((title, publisher, published, url, licence)):
        raise typer.BadParameter("--title, --publisher, --published, --url and --licence are for --keep")
    if title and len(reports) != 1:
        raise typer.BadParameter("--title is for one report")
    found = read_reports(chosen, reports, speaker)
    if keep:
        for path, candidates, unsure in found:
            keep_one(chosen, path, candidates, said)
            if unsure:
                say(f"{path.name}: {unsure}")
        return
    rows = [row_of(one) for _, candidates, _ in found for one in candidates if all or one.accepted]
    if rows or format or output:
        show(listing("Linkages in reports", rows), format, output)
    doubtful = sum(not one.accepted for _, candidates, _ in found for one in candidates)
    for path, _, unsure in found:
        if unsure:
            say(f"{path.name}: {unsure}")
    if doubtful and not all:
        more = "more " if rows else ""
        say(f"--all lists the {doubtful:,} {more}that are doubtful; --keep keeps them to be decided on")


def read_reports(chosen: Workspace, reports: list[Path], speaker: str) -> list[tuple[Path, list[Candidate], str]]:
    """The candidates of each report, and what is to be said where none is sure."""
    with progress() as report, chosen.store() as store:
        from ...ingest.reports.reading import extractor_of, read
        from ...ingest.text import Tally, read_document
        from ..nothing_sure import nothing_sure

        documents = [read_document(path) for path in reports]
        extractor = extractor_of(store, report)
        found = []
        for path, document in zip(reports, documents, strict=True):
            tally = Tally()
            candidates = list(read(document, extractor, speaker, report, tally))
            sure = any(candidate.accepted for candidate in candidates)
            unsure = "" if sure else nothing_sure(candidates, tally, extractor.threshold, speaker=bool(speaker))
            found.append((path, candidates, unsure))
        return found


def keep_one(chosen: Workspace, path: Path, candidates: list[Candidate], said: dict[str, str]) -> None:
    """Keeps a report, and loads what is sure in it."""
    from ...ingest.reports import keep_report
    from ...ingest.reports.claims import ACCEPTED, OPEN
    from ...ingest.reports.kept import named
    from ...ingest.reports.titles import likely_title

    meta = named(said, likely_title(path.name, path.read_bytes()))
    kept = keep_report(chosen.settings().home, meta, path, path.suffix.lower(), candidates)
    for report, _ in load_all(chosen, [kept.source], say):
        match_source(chosen, report, say)
    typer.echo(
        f"{kept.name}: {len(kept.having(ACCEPTED)):,} linkages are in the graph, {len(kept.having(OPEN)):,} wait for a "
        f"decision on the Reports page or by 'clusteratlas claims {kept.name}'"
    )


def claims(
    context: typer.Context,
    who: WhoOption,
    report: Annotated[str, typer.Argument(metavar="[REPORT]", help="The name of a report that is kept.")] = "",
    accept: Annotated[
        list[int] | None, typer.Option("--accept", metavar="NUMBER", help="The sentence says so: into the graph.")
    ] = None,
    reject: Annotated[
        list[int] | None, typer.Option("--reject", metavar="NUMBER", help="It does not: out of the graph.")
    ] = None,
    reopen: Annotated[
        list[int] | None, typer.Option("--reopen", metavar="NUMBER", help="Take the decision back.")
    ] = None,
    means: Annotated[
        list[str] | None,
        typer.Option(
            "--means", metavar="ID", help="With --accept: which of those called alike is meant; 'new' for none of them."
        ),
    ] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take the report and all it states out again, decisions and all.")
    ] = False,
    yes: YesOption = False,
    format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List what a report may state, and decide on it; without a report, list those that are kept."""
    from ...ingest.reports import kept_report, kept_reports, read_claims
    from ...ingest.reports.claims import ACCEPTED, OPEN, REJECTED
    from ...ingest.reports.kept import decide, remove_report

    chosen = workspace(context)
    home = chosen.settings().home
    if not report:
        show(
            listing("Reports", [summary(read_claims(source)) for source in kept_reports(home).values()]), format, output
        )
        return
    if remove:
        kept = kept_report(home, report)
        words = f"with {count(len(kept.claims), 'candidate linkage')} and all decisions"
        agree(f"Remove {report} {words}?", yes, f"remove it {words} by --yes")
        with chosen.store() as store, progress() as bar:
            remove_report(store, home, report, chosen.settings().rejects, bar)
        typer.echo(f"{report}: removed")
        return
    wanted = ((accept, ACCEPTED), (reject, REJECTED), (reopen, OPEN))
    verdicts = {number: verdict for numbers, verdict in wanted for number in numbers or ()}
    if len(verdicts) < sum(len(numbers or ()) for numbers, _ in wanted):
        raise InvalidSource("a number stands twice; decide once on each")
    if means and not accept:
        raise InvalidSource("--means is for --accept NUMBER")
    if accept:
        choose(chosen, report, accept, means or [], who)
    if verdicts:
        decided = decide(home, report, verdicts, who)
        load_all(chosen, [decided.source], say, allow_shrink=True)
        for number in verdicts:
            typer.echo(in_words(decided.claim(number)))
        return
    show(
        listing("Candidate linkages", [claim_row(claim) for claim in kept_report(home, report).claims]), format, output
    )
    say("Decide with --accept NUMBER and --reject NUMBER, or on the Reports page, where they can be corrected too")
    say("The score ranks them, the higher, the more often right; it is no probability")


def choose(chosen: Workspace, report: str, numbers: list[int], means: list[str], who: str) -> None:
    """Keeps whom the names mean that the graph knows, before their claims are accepted.

    InvalidJudgement names those called alike, where nothing in `means` tells which of them it is.
    """
    from ...ingest.reports import kept_report
    from ...ingest.reports.kept import correct
    from ...queries import catalog
    from ..namesakes import NAMESAKES, in_doubt

    home = chosen.settings().home
    kept = kept_report(home, report)
    corrected = []
    with chosen.store() as store:
        for claim in map(kept.claim, numbers):
            told = {claim.left: claim.left, claim.right: claim.right}
            for end, known in in_doubt(lambda name: catalog.search(store, name, limit=NAMESAKES), kept, claim):
                meant = [node for node in known if node.id in means]
                if len(meant) > 1 or not (meant or NEW in means):
                    raise InvalidJudgement(
                        f"{report}: candidate linkage {claim.number} is not accepted: the graph knows "
                        f"{count(len(known), 'thing')} called {end.name} ({', '.join(node.id for node in known)}); say "
                        f"which is meant by --means ID, or that it is none of them by --means {NEW}"
                    )
                told[end] = replace(end, chosen=True)
                for node in meant:
                    told[end] = replace(told[end], name=node.name, kind=node.kind, id=node.id)
            if any(end != now for end, now in told.items()):
                corrected.append(replace(claim, left=told[claim.left], right=told[claim.right]))
    for claim in corrected:
        correct(home, report, claim, who)


def summary(report: KeptReport) -> dict[str, Any]:
    """A kept report as a row."""
    from ...ingest.reports.claims import ACCEPTED, OPEN, REJECTED

    counts = {
        words: len(report.having(verdict))
        for words, verdict in (("to_decide", OPEN), ("accepted", ACCEPTED), ("rejected", REJECTED))
    }
    return {"report": report.name, "title": report.source.title, **counts}


def in_words(claim: Claim) -> str:
    """A decision in a line.

    >>> from clusteratlas.ingest.reports import Claim, End
    >>> ends = End("Zyx", 0, 3, "Zyx", "Firm"), End("Quix", 4, 8, "Quix", "Firm")
    >>> in_words(Claim(7, "SUPPLIES", *ends, "Zyx feeds Quix.", 1, 0, 0.9, "denied", verdict="accepted"))
    '7 accepted: Zyx SUPPLIES Quix (the sentence seems not to state it: denied)'
    """
    doubt = "" if claim.state == "stated" else f" (the sentence seems not to state it: {claim.state})"
    verdict = claim.verdict or "to be decided again"
    return f"{claim.number} {verdict}: {claim.left.name} {claim.link} {claim.right.name}{doubt}"


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim as a row."""
    return {
        "number": claim.number,
        "verdict": claim.verdict or "to decide",
        "score": round(claim.score, 3),
        "from": claim.left.name,
        "link": claim.link,
        "to": claim.right.name,
        "state": claim.state,
        "sentence": claim.sentence,
        "page": claim.page,
        "from_id": claim.left.id or None,
        "to_id": claim.right.id or None,
        "decided_by": claim.decided_by or None,
    }


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
