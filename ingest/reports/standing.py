"""What stands of what people said of a report: decisions when it is read again, and whom a name means throughout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from ...graph.model import model
from ..cleaning.names import slug
from ..text.sentences import is_reference
from .claims import OPEN, Claim, End, kinds_that_fit


def joined(old: Sequence[Claim], found: Iterable[Claim]) -> list[Claim]:
    """What was decided or corrected before, and what is found now; what was found before keeps its number.

    What somebody said of a name holds for what is found now, and what was decided is not asked again where the names
    of its sentence are only cut otherwise.
    """
    before = dict(told_apart(old))
    decided = {key: claim for key, claim in before.items() if claim.decided_at}
    claims = list(decided.values())
    meant = meanings(old)
    fresh = count(max((claim.number for claim in old), default=0) + 1)
    for key, claim in told_apart(found):
        if key not in decided and not any(asks_the_same(claim, one) for one in decided.values()):
            number = before[key].number if key in before else next(fresh)
            claims.append(with_meanings(replace(claim, number=number), meant))
    return sorted(claims, key=lambda claim: claim.number)


def told_apart(claims: Iterable[Claim]) -> Iterator[tuple[object, Claim]]:
    """Claims, each with what tells it from all others, however it is corrected and whenever it is read again.

    A sentence may stand in a report more than once: which time it is counts too.
    """
    times: Counter[object] = Counter()
    for claim in sorted(claims, key=lambda claim: claim.place):
        times[claim.spans] += 1
        yield (claim.spans, times[claim.spans]), claim


def asks_the_same(claim: Claim, other: Claim) -> bool:
    """Whether two claims are of one linkage in one sentence, and their names overlap.

    A name may be cut otherwise once the graph has learnt a longer one, or another one of its words.
    """
    same = (claim.link, claim.sentence, claim.place) == (other.link, other.sentence, other.place)
    straight = overlap(claim.left, other.left) and overlap(claim.right, other.right)
    crossed = overlap(claim.left, other.right) and overlap(claim.right, other.left)
    return same and (straight or crossed)


def overlap(one: End, other: End) -> bool:
    """Whether two ends share letters of their sentence."""
    return one.start < other.end and other.start < one.end


def chosen_anew(claim: Claim, before: Claim) -> Claim:
    """A corrected claim, its ends marked that mean something else than `before`: somebody said whom they mean."""
    old = {(end.start, end.end): end for end in (before.left, before.right)}

    def marked(end: End) -> End:
        was = old.get((end.start, end.end))
        changed = was is not None and (was.name, was.kind, was.id) != (end.name, end.kind, end.id)
        return replace(end, chosen=True) if changed else end

    return replace(claim, left=marked(claim.left), right=marked(claim.right))


def meanings(claims: Iterable[Claim]) -> dict[str, End]:
    """A name as it is written, to what somebody said last that it means; pronouns mean another thing each time."""
    in_turn = sorted(claims, key=lambda claim: claim.decided_at)
    chosen = (end for claim in in_turn for end in (claim.left, claim.right) if end.chosen)
    return {as_written(end.text): end for end in chosen if not is_reference(end.text)}


def with_meanings(claim: Claim, meant: Mapping[str, End]) -> Claim:
    """A claim that waits for a decision, its names meaning what was said of them; what somebody chose in it stays."""
    if claim.verdict != OPEN or claim.decided_at:
        return claim

    def told(end: End) -> End:
        said = meant.get(as_written(end.text))
        return end if said is None or end.chosen else replace(end, name=said.name, kind=said.kind, id=said.id)

    return replace(claim, left=told(claim.left), right=told(claim.right))


def unsaid(claim: Claim, claims: Iterable[Claim]) -> list[tuple[End, list[str]]]:
    """The ends of a claim that are taken for new, each with the kinds that fit it, where nobody said that they are.

    A new thing is one throughout a report, so what is said of its name in one of the `claims` holds for all.
    """
    said = {slug(end.name) for one in claims for end in (one.left, one.right) if end.chosen and not end.id}
    link = model().link(claim.link)
    ends = ((claim.left, link.start), (claim.right, link.end))
    return [(end, kinds_that_fit(kinds)) for end, kinds in ends if not end.id and slug(end.name) not in said]


def as_written(text: str) -> str:
    """A name without regard to case and white space.

    >>> as_written("Zyx  Works") == as_written("ZYX works")
    True
    """
    return " ".join(text.split()).casefold()
