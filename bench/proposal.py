"""How many columns of real tables a proposal maps right, beside a peer that knows headers alone.

    python -m bench.proposal [--data FOLDER] [--misses]

The right answers are in proposal_answers.yml. The peer takes a header for the role one of whose words
it is, and looks at nothing else.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from clusteratlas.graph.errors import InvalidSource
from clusteratlas.ingest.proposal import propose
from clusteratlas.ingest.proposal.knowledge import known_roles, parties, words_of
from clusteratlas.ingest.proposal.records import IGNORED

from .table import print_table

ANSWERS = Path(__file__).parent / "proposal_answers.yml"
SPLITS = ("tuned", "mended", "held out")
ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"


@dataclass(frozen=True)
class Score:
    """How one file fared."""

    file: str
    split: str
    columns: int
    right: int
    peer: int
    meant: int
    """Columns that mean something."""
    found: int
    """Those of them that are mapped right."""
    peer_found: int
    misses: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the scores of each file and of each split."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the real tables")
    parser.add_argument("--misses", action="store_true", help="name the columns that are mapped wrong")
    asked = parser.parse_args(arguments)
    scores, skipped = measure(asked.data)
    header = (
        "file",
        "split",
        "columns",
        "right",
        "headers alone",
        "with a meaning",
        "right of them",
        "headers alone of them",
    )
    print_table(header, [line(score) for score in scores])
    print()
    print_table(header, [line(total(scores, split)) for split in (*SPLITS, "all")])
    if asked.misses:
        print(*(f"{score.file}: {miss}" for score in scores for miss in score.misses), sep="\n")
    for reason in skipped:
        print(f"left out: {reason}")


def measure(data: Path) -> tuple[list[Score], list[str]]:
    """The score of each file that is there and can be read, and why others were left out."""
    scores, skipped = [], []
    for file, answer in yaml.safe_load(ANSWERS.read_text(encoding="utf-8")).items():
        path = (ROOT if file.startswith("seeds/") else data) / file
        try:
            scores.append(score(path, file, answer))
        except (InvalidSource, OSError) as error:
            skipped.append(f"{file}: {str(error)[:160]}")
    return scores, skipped


def score(path: Path, file: str, answer: Mapping[str, Any]) -> Score:
    """How the first table of a file fares."""
    table = propose(path).tables[0]
    right = peer = meant = found = peer_found = 0
    misses = []
    for column in table.columns:
        said = answer["columns"].get(column.name.strip(), IGNORED)
        allowed = said if isinstance(said, list) else [said]
        proposed = f"{column.role} of {column.of}" if column.of else column.role
        by_header = header_alone(column.name)
        means = allowed[0] != IGNORED
        right += proposed in allowed
        peer += by_header in allowed
        meant += means
        found += means and proposed in allowed
        peer_found += means and by_header in allowed
        if proposed not in allowed:
            misses.append(
                f"{column.name!r} is {allowed[0]}, proposed {proposed} ({column.confidence:.2f}: {column.evidence})"
            )
    return Score(file, answer["split"], len(table.columns), right, peer, meant, found, peer_found, tuple(misses))


def header_alone(header: str) -> str:
    """The first role or party that has the header among its words; `ignored` where none has."""
    words = words_of(header)
    for role in known_roles().values():
        if words in role.words | role.weak:
            return role.name
    return next((party.name for party in parties().values() if words in party.words), IGNORED)


def total(scores: Sequence[Score], split: str) -> Score:
    """The sum over the files of a split, or over all."""
    taken = [score for score in scores if split in (score.split, "all")]
    numbers = ("columns", "right", "peer", "meant", "found", "peer_found")
    sums = {name: sum(getattr(score, name) for score in taken) for name in numbers}
    return Score(f"{len(taken)} files", split, **sums, misses=())


def line(score: Score) -> tuple[str, ...]:
    """One line of the table."""
    return (
        score.file,
        score.split,
        str(score.columns),
        share(score.right, score.columns),
        share(score.peer, score.columns),
        str(score.meant),
        share(score.found, score.meant),
        share(score.peer_found, score.meant),
    )


def share(part: int, whole: int) -> str:
    """A share in words; a dash of nothing."""
    return f"{part / whole:.0%}" if whole else "-"


if __name__ == "__main__":
    main()
