"""A report in the workspace: its text, its claims in a table, and the source.yml that loads those accepted.

The table is all there is: a decision is written there first, and loading the source makes the graph say the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from ...graph.clock import now
from ...graph.errors import InvalidJudgement, InvalidSource, NotFound
from ...graph.model import model
from ...graph.progress import Report, quiet
from ...graph.server.files import hold, write_atomically
from ...graph.values import clean_date
from ..cleaning.names import slug
from ..disk import copy
from ..own import keep, own_sources
from ..source import Source, workspace_folder
from .claims import (
    ACCEPTED,
    OPEN,
    Claim,
    End,
    as_table,
    claim_of,
    from_table,
    problem_of,
)
from .mapping import CLAIMS, UNSAID, mapping_of

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
    return {name: source for name, source in own_sources(home).items() if (source.folder / CLAIMS).is_file()}


def kept_report(home: Path, name: str) -> KeptReport:
    """The report kept under that name; NotFound says which there are."""
    reports = kept_reports(home)
    if name not in reports:
        there = f"these are: {', '.join(reports)}" if reports else "none is kept yet"
        raise NotFound(f"{name}: no report of that name is kept in this workspace; {there}")
    file = reports[name].folder / CLAIMS
    return KeptReport(reports[name], from_table(file.read_bytes().decode("utf-8-sig"), str(file)))


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
    InvalidSource where a source that ships has the name.
    """
    name = said["name"]
    folder = workspace_folder(home, name)
    with changing(home, name, report):
        old = kept_report(home, name).claims if name in kept_reports(home) else ()
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


def about(title: str, publisher: str, published: str, url: str, licence: str) -> dict[str, str]:
    """What is said of a report, as source.yml has it; InvalidSource where its date cannot be read."""
    try:
        day = clean_date(published)
    except ValueError as error:
        raise InvalidSource(f"published: {published} {error}; write it as 2021, 2021-11 or 2021-11-30") from error
    said = {"title": title, "publisher": publisher or UNSAID, "licence": licence or UNSAID, "url": url}
    return {key: text.strip() for key, text in {**said, "retrieved": day or ""}.items()}


def named(said: Mapping[str, str], file: str) -> dict[str, str]:
    """What is said of a report with a title, where it has none made of the name of its file, and a name.

    >>> named({"title": ""}, "Annual_report-2021.pdf")
    {'title': 'Annual report 2021', 'name': 'report-annual-report-2021'}
    """
    title = said["title"] or re.sub(r"[_\-\s]+", " ", Path(file).stem).strip() or "Report"
    return {**said, "title": title, "name": f"report-{slug(title)[:LONGEST_NAME].strip('-') or 'untitled'}"}


def first_words(text: str) -> str:
    """The first words of a text, for a title.

    >>> first_words("Example Works supplies Invented Motors. More.")
    'Example Works supplies Invented Motors'
    """
    words = " ".join(text.split()[:8])
    return re.split(r"[.!?](?: |$)", words)[0]


def joined(old: Sequence[Claim], found: Iterable[Claim]) -> list[Claim]:
    """What was decided or corrected before, and what is found now; what was found before keeps its number."""
    numbers = {claim.key: claim.number for claim in old}
    decided = {claim.key: claim for claim in old if claim.decided_at}
    claims = list(decided.values())
    fresh = count(max(numbers.values(), default=0) + 1)
    for claim in found:
        if claim.key not in decided:
            claims.append(replace(claim, number=numbers.get(claim.key) or next(fresh)))
    return sorted(claims, key=lambda claim: claim.number)


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

    A new organisation has one kind throughout a report: it is set wherever it is named. NotFound where there is no
    such claim.
    """
    kinds = {end.name: end.kind for end in (claim.left, claim.right) if is_new(end)}
    open_again = replace(claim, verdict=OPEN, decided_by=who, decided_at=now())

    def change(report: KeptReport) -> list[Claim]:
        report.claim(claim.number)
        claims = (open_again if one.number == claim.number else one for one in report.claims)
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
        write_atomically(report.source.folder / CLAIMS, as_table(claims))
    return KeptReport(report.source, claims)


def changing(home: Path, name: str, report: Report) -> AbstractContextManager[None]:
    """Waits until nobody else changes the report, and keeps others waiting."""
    workspace_folder(home).mkdir(parents=True, exist_ok=True)
    return hold(workspace_folder(home, f".{name}.changing"), report, f"Waiting for another change of {name}")
