"""What each column of a table is taken for: the header and the values speak, each meaning is given once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...graph.values import is_missing
from ..cleaning.numerals import figure, has_commas, may_have_commas, with_point
from .headers import PREFIXED, Match, match_party, match_role
from .knowledge import Role, known_roles, parties, words_of
from .records import IGNORED, Candidate, Column
from .values import RECOGNISERS, day_first

FROM_HEADER = 0.9
"""What an exact header word is worth where every value fits."""
BESIDE = 0.5
"""What the values count beside a header that already speaks for them: of two such columns the plainer header wins."""
SEVERAL = 10
"""Cells from which on one value for all of them is no name, id or address."""
UNTRIED = 0.75
"""What is kept of a header's word where there is no value to try."""
DOUBT = 0.6
"""Share of fitting values from which on the values alone begin to count."""
LEAST = 0.45
"""Confidence from which a column is taken for something."""
NEXT = 0.2
"""How much less sure than its first meaning a column's next one may be, where another column has the first."""
EXAMPLES = 5
"""Values and alternatives that are shown."""
VALUES = 200
"""Values that are kept to be looked up."""
NUMERIC = ("latitude", "longitude", "count", "number", "share")
"""Recognisers of numbers."""
ENDS = (
    ("source", "target"),
    ("from", "to"),
    ("subject", "object"),
    ("head", "tail"),
    ("organisation a", "organisation b"),
    ("organisation 1", "organisation 2"),
    ("organization 1", "organization 2"),
    ("company a", "company b"),
    ("company 1", "company 2"),
    ("firm a", "firm b"),
    ("firm 1", "firm 2"),
    ("entity 1", "entity 2"),
    ("e1 name", "e2 name"),
    ("von", "nach"),
    ("origen", "destino"),
    ("source name", "target name"),
    ("from name", "to name"),
    ("source id", "target id"),
    ("from id", "to id"),
)
"""Headers that together name the two ends of a link."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a column among the rows read."""

    header: str
    values: Sequence[str]
    """Those that are filled."""
    distinct: Sequence[str]
    rows: int
    day_first: bool
    """Whether they are dates that can only be read with the day before the month."""
    commas: bool
    """Whether they are numbers with decimal commas."""

    @property
    def filled(self) -> float:
        """Share of the rows that have a value."""
        return len(self.values) / self.rows if self.rows else 0.0


def cells_of(header: str, values: Iterable[str]) -> Cells:
    """The cells of one column."""
    all_values = list(values)
    filled = [value for value in all_values if not is_missing(value)]
    distinct = list(dict.fromkeys(filled))
    return Cells(header, filled, distinct, len(all_values), day_first(distinct), has_commas(distinct))


def in_one_style(cells: Sequence[Cells]) -> list[Cells]:
    """The columns of a table, with decimal commas also where numbers may have them and those of others must."""
    if not any(each.commas for each in cells):
        return list(cells)
    return [replace(each, commas=each.commas or may_have_commas(each.distinct)) for each in cells]


def as_numbers(texts: Sequence[str], *, commas: bool) -> list[str]:
    """Texts as numbers with a decimal point, without those that are symbols for figures that are not given."""
    return [with_point(text) if commas else text for text in map(figure, texts) if text]


def read_columns(cells: Sequence[Cells], sort: str = "ORGANISATIONS") -> tuple[Column, ...]:
    """What each column of a table of a sort is taken for; of two that claim the same, the surer has it."""
    ends = find_ends([column.header for column in cells])
    ranked = [candidates(column, ends.get(column.header), sort) for column in cells]
    claims = sorted(
        ((number, found) for number, each in enumerate(ranked) for found in each),
        key=lambda claim: (-claim[1].confidence, claim[0]),
    )
    taken: dict[int, Candidate] = {}
    given: set[tuple[str, str]] = set()
    for number, found in claims:
        unique = found.role not in known_roles() or not known_roles()[found.role].many
        least = max(LEAST, ranked[number][0].confidence - NEXT)
        if number in taken or found.confidence < least or (unique and (found.role, found.of) in given):
            continue
        taken[number] = found
        given.add((found.role, found.of))
    return tuple(column_of(each, taken.get(number), ranked[number], given) for number, each in enumerate(cells))


def column_of(
    cells: Cells, taken: Candidate | None, ranked: Sequence[Candidate], given: set[tuple[str, str]]
) -> Column:
    """The column with its meaning and what else it may mean."""
    if taken is None:
        surest = ranked[0] if ranked else None
        if surest and (surest.role, surest.of) in given and surest.confidence >= LEAST:
            why = f"{surest.evidence}; another column is surer to be it"
        else:
            why = surest.evidence if surest else "neither its header nor its values say what it is"
        taken = Candidate(IGNORED, "", 1 - (surest.confidence if surest else 0), why)
    return Column(
        cells.header,
        taken.role,
        taken.of,
        taken.confidence,
        taken.evidence,
        tuple(found for found in ranked if (found.role, found.of) != (taken.role, taken.of))[:EXAMPLES],
        cells.filled,
        len(cells.distinct),
        tuple(cells.distinct[:EXAMPLES]),
        cells.day_first,
        values=tuple(cells.distinct[:VALUES]),
        commas=cells.commas,
    )


def candidates(cells: Cells, end: str | None, sort: str = "ORGANISATIONS") -> list[Candidate]:
    """What a column may mean, the likeliest first; `end` is the party of an end of a link."""
    if not cells.header or set(cells.header) & set("{}|"):
        return []
    words = words_of(cells.header)
    found = []
    for role in known_roles().values():
        if sort in role.sorts and (candidate := weigh(cells, role, match_role(words, role))):
            found.append(candidate)
    if sort != "ORGANISATIONS":
        return sorted((each for each in found if not each.of), key=lambda candidate: -candidate.confidence)
    for party in parties().values():
        match = match_party(words, party)
        if match and RECOGNISERS["name"].measure(cells.distinct) >= (0.5 if cells.distinct else 0):
            why = f"header '{cells.header}' names another organisation ({party.title.lower()})"
            found.append(Candidate(party.name, "", round(FROM_HEADER * match.strength * 0.99, 3), why))
    if end is not None:
        why = f"header '{cells.header}' and its fellow name the two ends of a link"
        named = RECOGNISERS["name"].measure(cells.distinct) >= 0.5 and words[-1] != "id"
        found.append(Candidate(end or "name", "", 0.95, why) if named else Candidate("id", end, 0.95, why))
    return sorted(map(canonical, found), key=lambda candidate: -candidate.confidence)


def canonical(found: Candidate) -> Candidate:
    """The name of another organisation is called by its party alone."""
    return replace(found, role=found.of, of="") if found.role == "name" and found.of else found


def weigh(cells: Cells, role: Role, match: Match | None) -> Candidate | None:
    """How sure a column is of a role; None where nothing speaks for it."""
    constant = len(cells.distinct) == 1 and len(cells.values) >= SEVERAL
    if (match is None and not role.alone) or (role.varies and constant):
        return None
    said = []
    if match:
        speaks = "is a word for" if match.strength >= PREFIXED else "may stand for"
        said = [f"header '{cells.header}' {speaks} '{role.title}'"]
    fits = measured(cells, role.values)
    from_header = FROM_HEADER * match.strength if match else 0.0
    if fits is None:
        from_header *= UNTRIED if role.values else 1
        said.append("no cell is filled")
    elif role.values:
        about, rare = RECOGNISERS[role.values].about, fits < role.needs
        # a few spellings that fit nothing may stand beside many cells that do
        share = measure(cells, role.values, cells.values) if rare else fits
        if share < role.needs:
            from_header = 0.0
            said.append(f"but {'only ' if fits else ''}{fitting(fits, len(cells.distinct))} {about}")
        else:
            from_header *= 0.6 + 0.4 * share
            said.append(f"{f'{share:.0%} of its cells' if rare else fitting(fits, len(cells.distinct))} {about}")
            if role.values == "date" and cells.day_first:
                said.append("the day stands first, since a first number is over 12")
            if role.values in NUMERIC and cells.commas:
                said.append("its numbers have decimal commas")
    sure = measured(cells, role.sure or role.values) or 0.0
    from_values = role.alone * max(0.0, (sure - DOUBT) / (1 - DOUBT)) if len(cells.distinct) > 2 else 0.0
    if from_values and not from_header and role.sure:
        said.append(f"{fitting(sure, len(cells.distinct))} {RECOGNISERS[role.sure].about}")
    confidence = 1 - (1 - from_header) * (1 - (BESIDE if from_header else 1) * from_values)
    if confidence < 0.05:
        return None
    return Candidate(role.name, match.of if match else "", round(confidence, 3), "; ".join(said))


def fitting(share: float, values: int) -> str:
    """How many of a column's different values are of a sort, in words.

    >>> fitting(1, 1), fitting(1, 2), fitting(1, 40)
    ('all cells, which are alike,', 'both of its values', 'all 40 different values')
    """
    if share == 1:
        few = {1: "all cells, which are alike,", 2: "both of its values"}
        return few.get(values, f"all {values:,} different values")
    if not share:
        return f"none of {values:,} different values" if values > 1 else "no cell, which are all alike,"
    return f"{'nearly all' if share > 0.995 else f'{share:.0%}'} of {values:,} different values"


def measured(cells: Cells, recogniser: str) -> float | None:
    """Share of the different values that a recogniser takes; None where there is no value."""
    if not cells.distinct:
        return None
    return measure(cells, recogniser, cells.distinct) if recogniser else 1.0


def measure(cells: Cells, recogniser: str, values: Sequence[str]) -> float:
    """Share of some values of a column that a recogniser takes."""
    read = as_numbers(values, commas=cells.commas) if recogniser in NUMERIC else values
    return RECOGNISERS[recogniser].measure(read)


def find_ends(headers: Sequence[str]) -> Mapping[str, str]:
    """Headers that name the two ends of a link, or hold their ids, to the party that each is.

    It is empty for the row's own organisation.

    >>> find_ends(["Source", "Relation", "Target"])
    {'Source': '', 'Target': 'other'}
    """
    known = {words_of(header): header for header in headers}
    found: dict[bool, Mapping[str, str]] = {}
    for one, other in ENDS:
        first, second = words_of(one), words_of(other)
        if first in known and second in known:
            found.setdefault(first[-1] == "id", {known[first]: "", known[second]: "other"})
    return {header: party for pair in found.values() for header, party in pair.items()}
