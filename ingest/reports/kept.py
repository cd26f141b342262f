"""A report in the workspace: its text, its claims in a table, and the source.yml that loads those accepted.

The table is all there is: a decision is written there first, and loading the source makes the graph say the same.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ...graph.clock import now
from ...graph.errors import InvalidJudgement, InvalidSource, NotFound
from ...graph.model import model
from ...graph.progress import Report, quiet
from ...graph.server.files import hold, write_atomically
from ...graph.statements import DIGEST
from ...graph.store import Store
from ...graph.values import clean_date
from ..cleaning.names import slug
from ..disk import copy, writing
from ..own import keep, own_sources
from ..prune import forget
from ..source import Source, workspace_folder
from .claims import (
    ACCEPTED,
    OPEN,
    SAVE_RIGHT,
    Claim,
    End,
    as_table,
    claim_of,
    from_table,
    problem_of,
)
from .mapping import CLAIMS, UNSAID, mapping_of
from .standing import chosen_anew, joined, meanings, with_meanings

if TYPE_CHECKING:
    from ..text import Candidate

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report that was read, with what it may state."""

    source: Source
    claims: Sequence[Claim]

    @property
    def name(self) -> str:
        """The name of its source."""
        return self.source.name

    def claim(self, number: int) -> Claim:
        """The claim of that number; NotFound says which there are."""
        for claim in self.claims:
            if claim.number == number:
                return claim
        there = f"it has 1 to {self.claims[-1].number}" if self.claims else "it has none"
        raise NotFound(f"{self.name}: no candidate linkage {number}; {there}")

    def having(self, verdict: str) -> list[Claim]:
        """The claims on which that was decided."""
        return [claim for claim in self.claims if claim.verdict == verdict]


def kept_reports(home: Path) -> dict[str, Source]:
    """The sources of a workspace that are reports, by name."""
    return {name: source for name, source in own_sources(home).items() if is_report(source)}


def is_report(source: Source) -> bool:
    """Whether a source of a workspace is a report."""
    return (source.folder / CLAIMS).is_file()


def kept_report(home: Path, name: str) -> KeptReport:
    """The report kept under that name; NotFound says which there are."""
    reports = kept_reports(home)
    if name not in reports:
        there = f"these are: {', '.join(reports)}" if reports else "none is kept yet"
        raise NotFound(f"{name}: no report of that name is kept in this workspace; {there}")
    return read_claims(reports[name])


def read_claims(source: Source) -> KeptReport:
    """The report that a source is, with its claims."""
    file = source.folder / CLAIMS
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidSource(f"{file}: is not UTF-8; {SAVE_RIGHT}") from error
    return KeptReport(source, from_table(text, str(file)))


def keep_report(
    home: Path,
    said: Mapping[str, str],
    text: Path | bytes,
    ending: str,
    candidates: Iterable[Candidate],
    report: Report = quiet,
) -> KeptReport:
    """Keeps a report, a copy of its file and what was found in it.

    `said` holds name, title, publisher, licence, and url and retrieved where known. Where a report of that name was
    kept before, what was decided on the same sentences stands; undecided claims that are no longer found go.
    InvalidSource where another report, or a source of Cluster Atlas, has the name.
    """
    name = said["name"]
    folder = workspace_folder(home, name)
    with changing(home, name, report), writing(folder):
        check_same(folder, text, said["title"])
        before = kept_reports(home).get(name)
        old = read_claims(before).claims if before else ()
        at = now()
        found = [claim_of(candidate, at, said.get("retrieved", "")) for candidate in candidates]
        claims = joined(old, found)
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / CLAIMS, as_table(claims))
        source = keep(home, mapping_of(said), folder / CLAIMS)
        target = folder / f"report{ending}"
        if isinstance(text, bytes):
            target.write_bytes(text)
        else:
            copy(text, target)
    return KeptReport(source, claims)


def file_of(folder: Path) -> Path | None:
    """The file of the report that is kept in a folder; None where it is gone, or none is kept."""
    return next((file for file in sorted(folder.glob("report.*")) if file.is_file()), None)


def check_same(folder: Path, text: Path | bytes, title: str) -> None:
    """InvalidSource where a folder holds another report than this one."""
    held = file_of(folder)
    if held and held.read_bytes() != (text if isinstance(text, bytes) else text.read_bytes()):
        raise InvalidSource(
            f"{title}: a report of this title is kept already, and its text is another; give this one a title of its "
            "own, or remove the other on its page first"
        )


def remove_report(store: Store, home: Path, name: str, rejects_folder: Path, report: Report = quiet) -> None:
    """Takes all that a report states out of the graph, and the report out of the workspace, decisions and all.

    NotFound where no report of that name is kept.
    """
    kept = kept_report(home, name)
    if store.read(DIGEST, {"source": name}):
        forget(store, name, rejects_folder, report)
    with changing(home, name, report):
        shutil.rmtree(kept.source.folder)


def about(title: str, publisher: str, published: str, url: str, licence: str) -> dict[str, str]:
    """What is said of a report, as source.yml has it; InvalidSource where its date cannot be read."""
    said = {"title": title, "publisher": publisher or UNSAID, "licence": licence or UNSAID, "url": url}
    return {key: text.strip() for key, text in {**said, "retrieved": day_of(published, "published")}.items()}


def day_of(text: str, what: str) -> str:
    """A day, month or year as the graph has it; InvalidSource where it cannot be read."""
    try:
        return clean_date(text) or ""
    except ValueError as error:
        raise InvalidSource(f"{what}: {text} {error}; write it as 2021, 2021-11 or 2021-11-30") from error


def named(said: Mapping[str, str], likely: str) -> dict[str, str]:
    """What is said of a report with a title, `likely` where it has none, and a name.

    >>> named({"title": ""}, "Annual report 2021")
    {'title': 'Annual report 2021', 'name': 'report-annual-report-2021'}
    """
    title = said["title"] or likely or "Report"
    words = slug(title)
    if len(words) > LONGEST_NAME or len(words) < len(title) / 2:  # what is cut off may tell it from others
        words = f"{words[:LONGEST_NAME]}-{sha256(title.encode()).hexdigest()[:6]}"
    return {**said, "title": title, "name": f"report-{words.strip('-')}"}


def decide(home: Path, name: str, verdicts: Mapping[int, str], who: str) -> KeptReport:
    """Decides on claims of a report, by number; OPEN takes a decision back.

    NotFound where there is no such claim; InvalidJudgement says what must be corrected before one can be accepted.
    """
    at = now()

    def change(report: KeptReport) -> list[Claim]:
        for number, verdict in verdicts.items():
            problem = problem_of(report.claim(number))
            if verdict == ACCEPTED and problem:
                raise InvalidJudgement(f"{name}: candidate linkage {number} cannot be accepted: {problem}")
        return [
            replace(claim, verdict=verdicts[claim.number], decided_by=who, decided_at=at)
            if claim.number in verdicts
            else claim
            for claim in report.claims
        ]

    return rewrite(home, name, change)


def correct(home: Path, name: str, claim: Claim, who: str) -> KeptReport:
    """Puts a corrected claim in the place of the one of its number; what was decided on it is open again.

    Whom a name means is taken over by all claims that wait and write it so, unless somebody chose otherwise there. A
    new organisation has one kind throughout a report: it is set wherever it is named. NotFound where there is no such
    claim.
    """
    kinds = {end.name: end.kind for end in (claim.left, claim.right) if is_new(end)}
    open_again = replace(claim, verdict=OPEN, decided_by=who, decided_at=now())

    def change(report: KeptReport) -> list[Claim]:
        corrected = chosen_anew(open_again, report.claim(claim.number))
        meant = meanings([corrected])
        claims = (corrected if one.number == claim.number else with_meanings(one, meant) for one in report.claims)
        return [replace(one, left=as_kind(one.left, kinds), right=as_kind(one.right, kinds)) for one in claims]

    return rewrite(home, name, change)


def is_new(end: End) -> bool:
    """Whether an end is an organisation that the graph learns from the report."""
    return not end.id and end.kind in model().within("Organisation")


def as_kind(end: End, kinds: Mapping[str, str]) -> End:
    """An end, of the kind that was said for new organisations of its name."""
    return replace(end, kind=kinds[end.name]) if is_new(end) and end.name in kinds else end


def rewrite(home: Path, name: str, change: Callable[[KeptReport], list[Claim]]) -> KeptReport:
    """Changes the claims of a report while nobody else does."""
    with changing(home, name, quiet):
        report = kept_report(home, name)
        claims = change(report)
        with writing(report.source.folder):
            write_atomically(report.source.folder / CLAIMS, as_table(claims))
    return KeptReport(report.source, claims)


def changing(home: Path, name: str, report: Report) -> AbstractContextManager[None]:
    """Waits until nobody else changes the report, and keeps others waiting."""
    workspace_folder(home).mkdir(parents=True, exist_ok=True)
    return hold(workspace_folder(home, f".{name}.changing"), report, f"Waiting for another change of {name}")
