"""Clusters that users keep in the graph, each drawing a version: kept, found again, deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from typing import Any
from uuid import uuid4

from ...graph.clock import now
from ...graph.errors import InvalidQuery, NotFound, QueryFailed
from ...graph.kept_clusters import (
    ADMIT,
    BEGIN,
    DRAW,
    DRAWN,
    ERASE,
    KEPT,
    LATEST,
    LET_GO,
    MEMBERS,
    NOTE,
    NOTED,
    SAME,
    TITLE,
)
from ...graph.statements import UNSAID
from ...graph.store import Store
from ..naming import folded
from ..own.kept import slug_of
from .drawn import Drawn

LONGEST_NAME = 60
KEPT_OF_EACH = ("degree", "role", "recorded", "reasons")
"""What is kept of each member."""
TRUST = 50


@dataclass(frozen=True, slots=True)
class KeptCluster:
    """One version of a cluster that is kept."""

    id: str
    name: str
    version: int
    who: str
    members: int


def keep(store: Store, name: str, drawn: Drawn, who: str, *, seen: Iterable[str] | None = None) -> KeptCluster:
    """Keeps a boundary as the next version of the cluster of that name, in one transaction.

    `seen` are the ids of the members that its user looked at: InvalidQuery where these are others by now, the name
    says nothing, or the same is kept already. QueryFailed where the account may not write.
    """
    name = check_name(name)
    ids = {row["member"] for row in drawn.rows}
    if seen is not None and ids != set(seen):
        raise InvalidQuery(
            f"the graph has changed since: the boundary has {len(ids):,} members now; ask again, look at them, "
            "and keep what you see"
        )
    before = versions(store, name)
    if before:
        name = before[0].name
        check_new(store, name, drawn)
    number = int(store.read(LATEST, {"beginning": beginning_of(name)})[0]["version"]) + 1
    kept = KeptCluster(f"{beginning_of(name)}{number}", name, number, who, len(ids))
    run = f"run-{uuid4().hex[:12]}"
    written(store, kept, run, [(NOTE, {"act": act(kept, "kept", who, run)}), *statements(kept, drawn, run)])
    return kept


def check_name(name: str) -> str:
    """The name of a cluster without needless blanks; InvalidQuery where it says nothing or is too long."""
    name = " ".join(name.split())
    if not name:
        raise InvalidQuery("the cluster needs a name: type one, in letters or digits")
    if not folded(name):
        raise InvalidQuery(f"{name}: the name of a cluster needs a letter or a digit")
    if len(name) > LONGEST_NAME:
        raise InvalidQuery(f"{name[:20]}…: the name of a cluster has {LONGEST_NAME} letters at most")
    return name


def check_new(store: Store, name: str, drawn: Drawn) -> None:
    """InvalidQuery where a version of the cluster is the same: asked for, weighed and drawn from alike."""
    said = {name: value for name, value in drawing_of(drawn).items() if name in ("parameters", "weights", "drawn_from")}
    ids = sorted({row["member"] for row in drawn.rows})
    if same := store.read(SAME, {"beginning": beginning_of(name), "members": ids, **said}):
        raise InvalidQuery(
            f"{name}: already kept as version {same[0]['version']}, with the same question, weights, data and members"
        )


def drawing_of(drawn: Drawn) -> dict[str, Any]:
    """What is kept of a drawing besides its members."""
    return {
        "scope": drawn.scope,
        "parameters": json.dumps(drawn.parameters, ensure_ascii=False),
        "cut": drawn.cut,
        "weights": json.dumps(drawn.weights),
        "drawn_from": drawn.drawn_from,
    }


def statements(kept: KeptCluster, drawn: Drawn, run: str) -> list[tuple[str, Mapping[str, Any]]]:
    """What writes a version."""
    cluster = {
        "id": kept.id,
        "name": kept.name,
        "drawn_by": kept.who,
        "drawn": now()[:10],
        "version": kept.version,
        **drawing_of(drawn),
    }
    record = {
        "record_id": f"{DRAWN}/{kept.id}",
        "record_source": DRAWN,
        "record_run": run,
        "record_kind": "Cluster",
        "record_trust": TRUST,
    }
    source = {
        "id": DRAWN,
        "title": TITLE,
        "publisher": "Whoever drew each of them",
        "licence": "as that of the sources it was drawn from",
        "about": "Boundaries that users of this graph kept. No load changes or takes back any of them.",
        "trust": TRUST,
        "digest": run,
        "compared": run,
        "states": ["IN_CLUSTER"],
    }
    counts = {"nodes": 1, "links": kept.members, "rejects": 0}
    facts = {"source": DRAWN, "run": run, "record": record["record_id"]}
    members = [
        {
            "member": row["member"],
            "link": facts | {name: row[name] for name in KEPT_OF_EACH if row[name] not in (None, "", [])},
        }
        for row in drawn.rows
    ]
    return [
        (BEGIN, {"source": source, "run": {"id": run, "source": DRAWN, "started": now(), "finished": now()} | counts}),
        (DRAW, {"cluster": cluster, "record": record}),
        (ADMIT, {"cluster": kept.id, "members": members}),
    ]


def act(kept: KeptCluster, what: str, who: str, run: str) -> dict[str, Any]:
    """What the audit says of an act."""
    said = {"cluster": kept.id, "name": kept.name, "version": kept.version, "members": kept.members}
    return {"id": f"{kept.id} {what}", "act": what, **said, "who": who, "at": now(), "run": run}


def written(store: Store, kept: KeptCluster, run: str, made: list[tuple[str, Mapping[str, Any]]]) -> None:
    """Does what an act does, or nothing; InvalidQuery where somebody else did the same meanwhile."""
    try:
        store.write_together(made)
    except QueryFailed as error:
        if error.refused:
            what = "the database's account may not write, so nothing is kept or deleted"
            raise QueryFailed(what, text=error.text, refused=True) from error
        noted = store.read(NOTED, {"id": made[0][1]["act"]["id"]})
        if not noted:
            raise
        if noted[0]["run"] != run:
            raise InvalidQuery(
                f"{kept.name}: somebody did the same with version {kept.version} at the same moment; look at it, and "
                "try again"
            ) from error


def versions(store: Store, name: str) -> list[KeptCluster]:
    """The versions that are kept under a name, the latest first; none where there is no such cluster."""
    rows = store.read(KEPT, {"beginning": beginning_of(name), "source": DRAWN})
    return [KeptCluster(**row) for row in rows]


def find(store: Store, name: str, version: int | None = None) -> KeptCluster:
    """A version of a cluster, by the name of the cluster or the id of a version; the latest where none is said.

    NotFound names those there are.
    """
    every = [KeptCluster(**row) for row in store.read(KEPT, {"beginning": "", "source": DRAWN})]
    of_id = [one for one in every if one.id == name]
    there = of_id or [one for one in every if one.id.startswith(beginning_of(name))]
    if not there:
        names = sorted({one.name for one in every})
        near = get_close_matches(name, names, cutoff=0.5) or names[:5]
        raise NotFound(f"{name}: nobody kept a cluster of this name; there are {', '.join(near) or 'none yet'}")
    for one in there:
        if version in (None, one.version):
            return one
    numbers = ", ".join(str(one.version) for one in reversed(there))
    raise NotFound(f"{there[0].name}: there is no version {version}; there are {numbers}")


def remove(store: Store, name: str, who: str, version: int | None = None) -> list[KeptCluster]:
    """Deletes a version of a cluster, or all where none is said, in one transaction; which they were.

    Nothing of them stays but that they were kept and deleted. NotFound where there is none.
    """
    found = find(store, name, version)
    gone = [found] if version is not None or found.id == name else versions(store, name)
    run = f"run-{uuid4().hex[:12]}"
    made: list[tuple[str, Mapping[str, Any]]] = [(NOTE, {"act": act(one, "deleted", who, run)}) for one in gone]
    members = {row["id"] for one in gone for row in store.read(MEMBERS, {"cluster": one.id, "source": DRAWN})}
    made += [(ERASE, {"cluster": one.id, "source": DRAWN}) for one in gone]
    made += [(UNSAID, {"ids": sorted(members)}), (LET_GO, {"source": DRAWN})]
    written(store, found, run, made)
    return gone


def beginning_of(name: str) -> str:
    """How the ids of the versions of a cluster begin.

    >>> beginning_of("Wine of Château Country")
    'drawn-wine_of_chateau_country-'
    """
    plain = folded(name)
    told = "" if plain.isascii() else f"_{sha256(plain.encode()).hexdigest()[:8]}"
    return f"drawn-{slug_of(name)}{told}-"
