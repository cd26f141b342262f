"""What is said where a report holds nothing sure: what was looked for, how much was read, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..queries.words import count, say_link

if TYPE_CHECKING:
    from ..ingest.text import Candidate, Tally


def nothing_sure(candidates: Sequence[Candidate], tally: Tally, threshold: float, *, speaker: bool) -> str:
    """What was read and looked for in a report of which no candidate is sure; `speaker`: somebody said who speaks."""
    from ..ingest.text.extract import kinds

    ways = ", ".join(f"“{say_link(kind)}”" for kind in kinds())
    named = f"{tally.parsed:,} of them name or refer to somebody" if tally.sentences else "its text may be a picture"
    looked = (
        f"Nothing sure was found. Looked for: sentences in which one organisation {ways} another, or a product. "
        f"{count(tally.sentences, 'sentence')} read; {named}. "
    )
    if not candidates:
        return f"{looked}No candidate was found. {remedies(speaker=speaker)}"
    low = sum(candidate.score < threshold for candidate in candidates)
    other = len(candidates) - low
    said = [f"{count(low, 'candidate')} below the score of {threshold:.2f} that counts as sure"] if low else []
    if other:
        said.append(
            f"{count(other, 'candidate')} above it that somebody must read all the same, since the sentence only "
            "considers or denies it, it is not clear who is meant, or linkages of the kind are always read"
        )
    return f"{looked}Found: {'; '.join(said)}."


def remedies(*, speaker: bool) -> str:
    """What can be done where a report gives no candidate."""
    say = "" if speaker else ", and say whom “we” and “the Company” stand for"
    return (
        "Load the registers that its organisations stand in first, so that their names are known"
        f"{say}; text in other languages than English is not understood."
    )
