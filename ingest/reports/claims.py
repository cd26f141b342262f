"""What a report may state: one linkage in one sentence, and what was decided on it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...graph.errors import InvalidSource
from ...graph.model import LinkKind, model
from ..cleaning.names import slug
from ..text.sentences import is_reference

if TYPE_CHECKING:
    from ..text import Candidate, Mention

ACCEPTED, REJECTED, OPEN = "accepted", "rejected", ""
"""What can be decided on a claim; OPEN waits for it."""
BY_SCORE = "reading"
"""Who decides where a score does."""
KINDS = ("Firm", "Institution", "Input")
"""Kinds of things that the graph can learn of from a report."""


@dataclass(frozen=True, slots=True)
class End:
    """Whom or what a claim goes from or to, and where the sentence says so."""

    text: str
    """As the sentence has it: `sentence[start:end] == text`."""
    start: int
    end: int
    name: str
    """Whom it means; where the text is a pronoun, the name that it stands for, empty where that is not clear."""
    kind: str
    """The kind of the thing in the graph, or of the one to be made."""
    id: str = ""
    """Id of the thing in the graph; empty for one that the graph is to learn from this report."""
    chosen: bool = False
    """Whether a person said in this sentence whom it means."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A linkage that a report may state, goes from `left` to `right`."""

    number: int
    """From 1, in the order in which the report was read."""
    link: str
    left: End
    right: End
    sentence: str
    page: int
    place: int
    """Characters of the report before the sentence."""
    score: float
    """From 0 to 1: the higher, the more often such a candidate is right; no probability."""
    state: str
    """Whether the sentence states it, denies it, says that it ended, or only speaks of it as possible."""
    since: str = ""
    until: str = ""
    reasons: str = ""
    """What speaks for it, in words."""
    verdict: str = OPEN
    decided_by: str = ""
    """Who decided on it, or corrected it, last."""
    decided_at: str = ""

    @property
    def confidence(self) -> float:
        """How sure the linkage is: the score, or certainty where a person read the sentence and accepted it."""
        return 1.0 if self.verdict == ACCEPTED and self.decided_by != BY_SCORE else self.score

    @property
    def spans(self) -> tuple[str, frozenset[tuple[int, int]]]:
        """The sentence and where the ends stand in it, which no correction changes."""
        return self.sentence, frozenset(((self.left.start, self.left.end), (self.right.start, self.right.end)))


def claim_of(candidate: Candidate, at: str, published: str = "") -> Claim:
    """A candidate as a claim to be decided; one that is sure enough is accepted by its score, at the time `at`.

    What has ended, the report does not say when, ended by the day on which it was published.
    """
    link = model().link(candidate.kind)
    until = candidate.until or (published if candidate.state == "ended" else "")
    decided = (ACCEPTED, BY_SCORE, at) if candidate.accepted else (OPEN, "", "")
    return Claim(
        0,
        candidate.kind,
        end_of(candidate.left, link.start),
        end_of(candidate.right, link.end),
        candidate.sentence,
        candidate.page,
        candidate.start,
        candidate.score,
        candidate.state,
        candidate.since or "",
        until,
        "; ".join(candidate.reasons),
        *decided,
    )


def end_of(mention: Mention, allowed: Iterable[str]) -> End:
    """An end as the sentence mentions it; of a new thing, whose kind is not clear, the likeliest that fits."""
    kind = mention.kind if mention.known else new_kind(mention.kind, allowed)
    unclear = not mention.stands_for and is_reference(mention.text)
    return End(mention.text, mention.start, mention.end, "" if unclear else mention.name, kind, mention.known or "")


def new_kind(seems: str, allowed: Iterable[str]) -> str:
    """The kind of a new thing that seems to be `seems` where those in `allowed` fit.

    >>> new_kind("Organisation", ["Organisation"]), new_kind("Institution", ["Organisation"])
    ('Firm', 'Institution')
    """
    fit = kinds_that_fit(allowed)
    return seems if seems in fit else fit[0]


def kinds_that_fit(allowed: Iterable[str]) -> list[str]:
    """The kinds of things that can be an end for which `allowed` are named, which may be groups of kinds.

    >>> kinds_that_fit(["Organisation"]), kinds_that_fit(["Input", "Industry"])
    (['Firm', 'Institution'], ['Input'])
    """
    fit = {kind for name in allowed for kind in model().within(name)}
    return [kind for kind in KINDS if kind in fit]


def linkages() -> list[LinkKind]:
    """The kinds of linkages that a report can state: between organisations, or between one and an input."""
    stated = (link for link in model().links.values() if not link.provenance and link.group != "structure")
    return [link for link in stated if kinds_that_fit(link.start) and kinds_that_fit(link.end)]


def problem_of(claim: Claim) -> str:
    """Why a claim cannot be accepted as it is; empty where it can.

    Its ends must be two, named, and of kinds that its kind of linkage goes from and to.
    """
    link = model().link(claim.link)
    for end, side, allowed in ((claim.left, "from", link.start), (claim.right, "to", link.end)):
        if not end.name.strip():
            return f"say whom “{end.text}” stands for"
        if end.kind not in (fit := kinds_that_fit(allowed)):
            kinds = " or ".join(kind.lower() for kind in fit)
            return (
                f"“{link.out}” goes {side} a thing of the kind {kinds}, and {end.name} is of the kind "
                f"{end.kind.lower()}: correct the linkage or the kind"
            )
    one, other = claim.left, claim.right
    if one.id == other.id if one.id or other.id else slug(one.name) == slug(other.name):
        return "both ends are one and the same: correct one of them"
    return ""


PLAIN = ("page", "sentence", "state", "since", "until", "score", "reasons", "place")
ENDS = ("name", "kind", "id", "text", "start", "end")
COLUMNS = (
    "number", "verdict", "decided_by", "decided_at", "from_name", "link", "to_name", "sentence", "page", "score",
    "confidence", "works", "state", "since", "until", "reasons", "from_kind", "from_id", "from_text", "from_start",
    "from_end", "to_kind", "to_id", "to_text", "to_start", "to_end", "place", "from_chosen", "to_chosen",
)  # fmt: skip
"""Columns of the table in which claims are kept, those that a reader looks at first."""


SAVE_RIGHT = (
    "save it from the spreadsheet as comma-separated UTF-8 with all its columns; or delete the file and read the report"
    " again, then all its candidates wait to be decided"
)
"""What can be done about a table that cannot be read."""


def as_table(claims: Iterable[Claim]) -> str:
    """Claims as the text of a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(as_row(claim) for claim in claims)
    return text.getvalue()


def as_row(claim: Claim) -> dict[str, Any]:
    """A claim as a row of the table; `works` is the state of the linkage in the words of the graph."""
    ends = {
        f"{side}_{name}": getattr(end, name)
        for side, end in (("from", claim.left), ("to", claim.right))
        for name in ENDS
    }
    chosen = {f"{side}_chosen": "yes" for side, end in (("from", claim.left), ("to", claim.right)) if end.chosen}
    own = {name: getattr(claim, name) for name in ("number", "link", "verdict", "decided_by", "decided_at", *PLAIN)}
    works = "latent" if claim.state == "possible" else "functioning"
    return {**own, **ends, **chosen, "confidence": claim.confidence, "works": works}


def from_table(text: str, where: str) -> list[Claim]:
    """The claims in a table, which a spreadsheet may have saved; InvalidSource names a row that cannot be read."""
    claims: list[Claim] = []
    try:
        for row in csv.DictReader(io.StringIO(text, newline="")):
            claims.append(from_row(row))
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        raise InvalidSource(f"{where}: row {len(claims) + 2} cannot be read ({error}); {SAVE_RIGHT}") from error
    return claims


def from_row(row: dict[str, str]) -> Claim:
    """A claim from a row of the table."""
    left, right = (
        End(
            row[f"{side}_text"], int(row[f"{side}_start"]), int(row[f"{side}_end"]), row[f"{side}_name"],
            row[f"{side}_kind"], row[f"{side}_id"], row.get(f"{side}_chosen") == "yes",
        )
        for side in ("from", "to")
    )  # fmt: skip
    verdict = row["verdict"].strip().lower()
    if verdict not in (ACCEPTED, REJECTED, OPEN):
        raise ValueError(f"the verdict {verdict!r} is none of accepted, rejected and nothing")
    return Claim(
        int(row["number"]), row["link"], left, right, row["sentence"], int(row["page"]), int(row["place"]),
        float(row["score"]), row["state"], row["since"], row["until"], row["reasons"], verdict, row["decided_by"],
        row["decided_at"],
    )  # fmt: skip
