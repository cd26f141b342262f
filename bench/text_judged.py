"""What was judged by reading: candidates of earlier models and of new texts, and what is accepted now."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from clusteratlas.ingest.text import Candidate, Extractor
from clusteratlas.ingest.text.extract import relations

from .text_corpora import Pair

JUDGED = Path(__file__).parent / "text_judgements"

ACCEPTED = {
    "third": "before the rules were mended on it",
    "fourth": "after",
    "fifth": "after",
    "sixth": "before the rules were mended on it",
    "seventh": "before the rules were mended on it, too",
    "eighth": "after",
    "ninth": "after the rules were mended once more",
    "tenth": "after they were mended on it, too (goal .90)",
    "eleventh": "names known, after the rules became stricter",
    "twelfth": "names known, after they were mended on it",
    "thirteenth": "names known, plain wordings suffice for UNIT_OF",
    "fourteenth": "names known, after they were mended on it",
    "fifteenth": "names known, after they were mended on it, too (goal .90)",
}
NAMED = tuple(ACCEPTED)[-5:]
"""Samples of sentences that name two organisations, whose names were known."""
"""Samples of which all that was accepted was read, in that order, and by which rules."""

Line = tuple[str, str, str, str, str]


def verdicts(name: str) -> list[dict[str, str]]:
    """The rows of a file of judgements."""
    with (JUDGED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def line_of(what: str, some: Sequence[dict[str, str]]) -> Line:
    """How many of some rows are right."""
    right = sum(row["verdict"] == "right" for row in some)
    low, high = interval(right, len(some))
    return what, str(len(some)), str(right), f"{right / len(some):.3f}", f"{low:.2f} and {high:.2f}"


def reasons_of(rows: Sequence[dict[str, str]]) -> list[Line]:
    """Why rows are not right."""
    counts = Counter(row["verdict"] for row in rows if row["verdict"] != "right")
    return [(f"not right: {what}", str(count), "", "", "") for what, count in counts.most_common()]


def judged() -> list[Line]:
    """What earlier models accepted and was read: per source and kind, and why the rest is wrong."""
    rows = verdicts("accepted.csv")
    lines = [line_of("all (goal .90)", rows)]
    for column in ("source", "kind"):
        for value in sorted({row[column] for row in rows}):
            lines.append(line_of(value, [row for row in rows if row[column] == value]))
    return [*lines, *reasons_of(rows)]


def judged_fresh() -> list[Line]:
    """What was read of new texts: the first two samples by score, what was accepted of the others.

    The eighth, the largest, also by kind, the ninth and tenth, of many sources, by source, known names by kind.
    """
    rows = verdicts("fresh.csv")
    threshold = relations()["threshold"]
    lines = []
    for low, high in ((threshold, 1.01), (0.7, threshold), (0.4, 0.7), (0.2, 0.4)):
        inside = [row for row in rows if row["sample"] in ("first", "second") and low <= float(row["score"]) < high]
        lines.append(line_of(f"first and second sample, score {low:.2f} to {min(high, 1):.2f}", inside))
    for sample, when in ACCEPTED.items():
        some = [row for row in rows if row["sample"] == sample]
        lines.append(line_of(f"{sample} sample, accepted, {when}", some))
    for named, column, samples in (
        ("eighth", "kind", ("eighth",)),
        ("ninth and tenth", "source", ("ninth", "tenth")),
        ("eleventh to fifteenth", "kind", NAMED),
    ):
        some = [row for row in rows if row["sample"] in samples]
        for value in sorted({row[column] for row in some}):
            lines.append(line_of(f"{named} sample, {value}", [row for row in some if row[column] == value]))
    return [*lines, *reasons_of([row for row in rows if row["sample"] in ("eighth", "ninth", "tenth", *NAMED)])]


def interval(right: int, count: int) -> tuple[float, float]:
    """Wilson's interval of a share, 95 %.

    >>> [round(end, 3) for end in interval(9, 10)]
    [0.596, 0.982]
    """
    share, z = right / count, 1.96
    middle = (share + z * z / 2 / count) / (1 + z * z / count)
    reach = z / (1 + z * z / count) * (share * (1 - share) / count + z * z / 4 / count / count) ** 0.5
    return max(0.0, middle - reach), min(1.0, middle + reach)


def accepted_now(data: Path, held: Sequence[Pair]) -> list[Line]:
    """What is accepted now of the held-back sentences and of the annual reports, by what was read of it."""
    read = {
        (row["source"], row["row"], row["kind"], row["left_start"], row["right_start"]): row
        for row in verdicts("accepted.csv")
    }
    rows, unread = [], 0
    for source, row, candidate in raw_candidates(data, held):
        if candidate.accepted:
            starts = (str(candidate.left.start), str(candidate.right.start))
            if found := read.get((source, row, candidate.kind, *starts)):
                rows.append(found)
            else:
                unread += 1
    lines = [line_of("all (goal .90)", rows)]
    for source in sorted({row["source"] for row in rows}):
        lines.append(line_of(source, [row for row in rows if row["source"] == source]))
    return [*lines, *reasons_of(rows), ("not read", str(unread), "", "", "")]


def raw_candidates(data: Path, held: Sequence[Pair]) -> Iterator[tuple[str, str, Candidate]]:
    """Source, row and candidates of the bare sentences, each read alone, with no name known."""
    extractor = Extractor()
    for text, row in {pair.text: pair.row for pair in reversed(held)}.items():
        for candidate in extractor.candidates(text):
            yield "core", row, candidate
    with (data / "sec-auto-supply-kg" / "knowledge_df.csv").open(encoding="utf-8", newline="") as file:
        filings = list(csv.DictReader(file))
    for sentence, number in {row["sentence"]: at for at, row in reversed(list(enumerate(filings)))}.items():
        for candidate in extractor.candidates(sentence, speaker=filings[number]["source"]):
            yield "sec", str(number), candidate
