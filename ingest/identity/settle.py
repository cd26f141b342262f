"""Brings records and links to what their ids stand for, in one transaction with the judgements that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from ...graph import identities as cypher
from ...graph.believing import believe_all
from ...graph.errors import InvalidJudgement
from ...graph.model import model
from ...graph.statements import LABELS, UNSAID
from ...graph.store import WRITE_SECONDS, Store
from .replay import Identities, Judgement, replay

Statements = list[tuple[str, Mapping[str, Any]]]


def current(store: Store) -> Identities:
    """What every id stands for now."""
    return Identities.of(store.read(cypher.IDENTITIES, seconds=WRITE_SECONDS))


def settle(
    store: Store, made: Sequence[Judgement], undone: Sequence[Judgement] = (), who: str = "", at: str = ""
) -> None:
    """Makes some judgements, takes back others, and moves what follows from that; all or nothing.

    InvalidJudgement where the judgements in force would contradict each other, or join things of several kinds.
    """
    around, reached = judgements_around(store, {id for judgement in (*made, *undone) for id in judgement.ids})
    taken_back = {judgement.id for judgement in undone}
    in_force = [judgement for judgement in around if judgement.id not in taken_back]
    after = replay([*in_force, *made, *(replace(judgement, undone=True) for judgement in undone)])
    before = Identities.of(store.read(cypher.IDENTITIES_OF, {"ids": sorted(reached)}))
    things = sorted(reached | {row["entity"] for row in (*before.rows(), *after.rows())})
    dropped = {row["id"] for row in before.rows()} - {row["id"] for row in after.rows()}
    statements: Statements = [
        (cypher.WRITE_JUDGEMENTS, {"judgements": [stored(judgement) for judgement in made]}),
        (cypher.UNDO_JUDGEMENTS, {"ids": sorted(taken_back), "who": who, "at": at}),
        (cypher.SET_IDENTITIES, {"identities": after.rows()}),
        (cypher.DROP_IDENTITIES, {"ids": sorted(dropped)}),
        *moves(store, things, after),
    ]
    # The database plans a statement before it finds that there is nothing to do.
    store.write_together([(text, given) for text, given in statements if any(map(is_filled, given.values()))])


def is_filled(value: object) -> bool:
    """Whether it is a list with something in it."""
    return isinstance(value, list) and bool(value)


def stored(judgement: Judgement) -> dict[str, Any]:
    """The judgement as the graph keeps it."""
    return {name: value for name, value in asdict(judgement).items() if name != "undone" and value is not None}


def judgements_around(store: Store, ids: Iterable[str]) -> tuple[list[Judgement], set[str]]:
    """Every judgement in force that bears on what `ids` stand for, and all ids that stand for the same or once did."""
    found: dict[str, Judgement] = {}
    seen: set[str] = set()
    frontier = set(ids)
    while frontier:
        frontier |= {id.rpartition("~")[0] for id in frontier if "~" in id}
        seen |= frontier
        rows = store.read(cypher.JUDGEMENTS_ON, {"ids": sorted(frontier)}, seconds=WRITE_SECONDS)
        judgements = [Judgement(**row["judgement"]) for row in rows]
        found.update((judgement.id, judgement) for judgement in judgements)
        # A pair judged different leads no further: what the other id stands for does not depend on it.
        frontier = {id for judgement in judgements if judgement.verdict != "different" for id in judgement.ids} - seen
    return list(found.values()), seen


def moves(store: Store, things: Sequence[str], after: Identities) -> Statements:
    """What brings the records and links of `things` to where they belong, and renews what is believed there."""
    kinds = {row["id"]: kind_of(row["labels"]) for row in store.read(LABELS, {"ids": things})}
    kind_at: dict[str, str] = {}
    records = []
    for record in store.read(cypher.RECORDS_OF, {"ids": things}, seconds=WRITE_SECONDS):
        thing = after.entity(record["said"], record["source"])
        kind = record["kind"]
        if kind_at.setdefault(thing, kind) not in model().kind(kind).family:
            raise InvalidJudgement(
                f"{record['said']} is of the kind {kind}, what it would be one with of the kind {kind_at[thing]}; "
                "only things of one kind can be one, or a firm and an institution"
            )
        if thing != record["entity"]:
            records.append({"record": record["record"], "entity": thing})
    links = list(moved_links(store, things, after))
    for link in links:
        kind_at.setdefault(link["start"], kinds.get(link["old_start"], ""))
        kind_at.setdefault(link["end"], kinds.get(link["old_end"], ""))
    made, all_of = defaultdict(list), defaultdict(list)
    for thing, kind in sorted((kinds | kind_at).items()):
        if kind:
            all_of[kind].append(thing)
            if thing not in kinds:
                made[kind].append(thing)
    return [
        *((cypher.make_entities(model().kind(kind)), {"ids": ids}) for kind, ids in made.items()),
        (cypher.MOVE_RECORDS, {"rows": records}),
        (cypher.MOVE_LINKS, {"rows": links}),
        *believe_all(model(), all_of),
        (UNSAID, {"ids": things}),
    ]


def moved_links(store: Store, things: Sequence[str], after: Identities) -> Iterator[dict[str, Any]]:
    """A row for MOVE_LINKS of each link of `things` that is not as it should be."""
    touched = set(things)
    links = store.read(cypher.LINKS_OF, {"ids": things}, seconds=WRITE_SECONDS)
    said = {link[end] for link in links for end in ("start", "end", "said_from", "said_to")} - touched - {None}
    elsewhere = Identities.of(store.read(cypher.IDENTITIES_OF, {"ids": sorted(said)}, seconds=WRITE_SECONDS))
    several = after.shared.keys() | elsewhere.shared.keys()
    for link in links:
        said_from, said_to = link["said_from"] or link["start"], link["said_to"] or link["end"]
        # What an end beyond `things` stands for does not change here.
        start = after.entity(said_from, link["source"]) if link["start"] in touched else link["start"]
        end = after.entity(said_to, link["source"]) if link["end"] in touched else link["end"]
        keep = (said_from, said_to) if {said_from, said_to} & several else (None, None)
        if (start, end, *keep) != (link["start"], link["end"], link["said_from"], link["said_to"]):
            old = {"link": link["link"], "kind": link["kind"], "source": link["source"]}
            ends = {"old_start": link["start"], "old_end": link["end"], "start": start, "end": end}
            yield {**old, **ends, "keep_from": keep[0], "keep_to": keep[1]}


def kind_of(labels: Iterable[str]) -> str:
    """The kind that labels tell, abstract ones aside."""
    return next((label for label in labels if label in model().concrete()), "")
