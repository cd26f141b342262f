"""Cypher text made from the model: constraints, indexes, writes and prunes. Names enter text only here."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .model import Kind, LinkKind, Model, Property
from .values import bounded

NAMES_INDEX = "entity_names_codes"
"""Full-text index over the names and aliases of every entity, and the codes of industries."""
ANALYZER = "standard-folding"
"""Lucene analyzer that ignores case and accents."""
RECORD_KEYS = ("record_id", "record_source", "record_run", "record_kind", "record_place", "record_trust")
KEYS = {
    "Entity": "id",
    "Record": "record_id",
    "Source": "id",
    "Run": "id",
    "Judgement": "id",
    "Identity": "id",
    "PossibleMatch": "id",
    "SavedQuery": "id",
    "ClusterAct": "id",
}
"""Label to the property that is unique under it."""


def schema_statements(model: Model) -> dict[str, str]:
    """Constraints and indexes that follow from the model, by name; each may be run again."""
    statements = {
        f"{label.lower()}_{key}": f"CREATE CONSTRAINT {label.lower()}_{key} IF NOT EXISTS "
        f"FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
        for label, key in KEYS.items()
    }
    statements[NAMES_INDEX] = (
        f"CREATE FULLTEXT INDEX {NAMES_INDEX} IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases, n.code] "
        f"OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{ANALYZER}'}}}}"
    )
    for kind in model.kinds.values():
        inherited = {name for label in kind.labels[1:] for name in model.kinds[label].properties}
        for property in kind.properties.values():
            if property.name in inherited or not (property.index or property.type == "point"):
                continue
            name = f"{kind.name.lower()}_{property.name}"
            sort = "POINT" if property.type == "point" else "RANGE"
            statements[name] = f"CREATE {sort} INDEX {name} IF NOT EXISTS FOR (n:{kind.name}) ON (n.{property.name})"
    return statements


def by_id(variable: str, id: str) -> str:
    """Matches an entity by its id through the index.

    Without the hint the planner scans all entities for each id of a batch where its counts say that few pass the
    conditions that follow.
    """
    return f"MATCH ({variable}:Entity {{id: {id}}}) USING INDEX SEEK {variable}:Entity(id)"


def write_records(kind: Kind) -> str:
    """Writes what a source says of entities of a kind: $rows of {id, record, properties}, $source, $run.

    Entities that exist as a kind of another family are left alone, and so are those that this run said to be of another
    kind. One row comes back where any was written: the ids of their `records`, and how many of them this run had
    written before (`again`).
    """
    labels = ":".join(kind.labels)
    return f"""
UNWIND $rows AS row
MERGE (entity:Entity {{id: row.id}})
ON CREATE SET entity:{labels}
WITH entity, row, row.properties AS said
WHERE entity:{"|".join(kind.family)}
MERGE (record:Record {{record_id: row.record}})
WITH entity, record, row, said, coalesce(record.record_run = $run, false) AS again
WHERE NOT again OR record.record_kind = said.record_kind
SET record = CASE WHEN record.record_run = $run THEN {joined("record", kind.properties.values())} ELSE said END
MERGE (record)-[:DESCRIBES]->(entity)
WITH record, row, again
MATCH (source:Source {{id: $source}})
MERGE (record)-[:FROM_SOURCE]->(source)
WITH collect(row.record) AS records, count(CASE WHEN again THEN 1 END) AS again
WHERE records <> []
RETURN records AS records, again AS again
"""


def leave_kind(kind: Kind) -> str:
    """Deletes those of $ids that are not of a kind's family where only earlier loads of $source speak of them.

    So a source may change its mind on what an entity is; nobody else's facts are touched.
    """
    return f"""
UNWIND $ids AS id
{by_id("entity", "id")}
WHERE NOT entity:{"|".join(kind.family)}
  AND NOT EXISTS {{ (entity)<-[:DESCRIBES]-(record:Record) WHERE record.record_source <> $source }}
  AND NOT EXISTS {{ (entity)<-[:DESCRIBES]-(record:Record) WHERE record.record_run = $run }}
  AND NOT EXISTS {{ (entity)-[link]-(:Entity) WHERE coalesce(link.source, "") <> $source }}
OPTIONAL MATCH (entity)<-[:DESCRIBES]-(record:Record)
DETACH DELETE record, entity
"""


def write_links(link: LinkKind, key: Collection[str] = (), *, several: bool = False) -> str:
    """Writes links of a kind: $rows of {start, end, properties}, $source, $run.

    `key` are those properties of the kind's key that the links have. `several` is for links with an end that goes by
    several ids, or shares one: the ids that the source gives tell its links between the same two ends apart, too.

    Rows with a missing end, or an end of a kind that the model does not allow (see `meant`), are left out. One row
    comes back where any was written: how many were (`written`), and how many of them this run had written before
    (`again`).
    """
    ends = " OR ".join(f"({fits(link, 'start', a)} AND {fits(link, 'end', b)})" for a, b in link.ends)
    apart = [*(name for name in link.key if name in key), *(("said_from", "said_to") if several else ())]
    told = ", ".join(["source: $source", *(f"{name}: said.{name}" for name in apart)])
    lacking = " OR ".join(f"old.{name} IS NOT NULL" for name in link.key if name not in key)
    return f"""
UNWIND $rows AS row
{by_id("start", "row.start")}
{by_id("end", "row.end")}
WHERE {ends}
WITH row.properties AS said, start, end
{leave_keyed(link, lacking) if lacking else ""}MERGE (start)-[link:{link.name} {{{told}}}]->(end)
WITH said, link, coalesce(link.run = $run, false) AS again
SET link = CASE WHEN link.run = $run THEN {joined("link", link.properties.values())} ELSE said END
WITH count(*) AS written, count(CASE WHEN again THEN 1 END) AS again
WHERE written > 0
RETURN written AS written, again AS again
"""


def leave_keyed(link: LinkKind, lacking: str) -> str:
    """Deletes what earlier loads said by a key that links lack now: they would be taken for those."""
    return f"""CALL (start, end) {{
  MATCH (start)-[old:{link.name} {{source: $source}}]->(end)
  WHERE old.run <> $run AND ({lacking})
  DELETE old
}}
"""


def fits(link: LinkKind, end: str, kind: str) -> str:
    """The condition that the `start` or `end` of the link in `row` is of a kind, as the source means it."""
    if kind not in link.told_by_records:
        return f"{end}:{kind}"
    said = f"coalesce(row.properties.said_{'from' if end == 'start' else 'to'}, row.{end})"
    return f"coalesce({meant(end, said)} = '{kind}', {end}:{kind})"


def meant(entity: str, said: str) -> str:
    """The kind of what $source means by an id that stands for an entity; null where no record describes it.

    It is what the source itself says it is, else what the most trusted record of that id says. So what a source may
    state of it does not hang on whether it is one with something else.
    """
    return f"""head(COLLECT {{
  MATCH ({entity})<-[:DESCRIBES]-(record:Record)
  WHERE substring(record.record_id, size(record.record_source) + 1) = {said}
  RETURN record.record_kind
  ORDER BY record.record_source = $source DESC, record.record_trust DESC, record.record_id
  LIMIT 1
}})"""


def joined(held: str, properties: Iterable[Property]) -> str:
    """A map of what is held already and what is said now: texts united, since earliest, until latest, else first.

    A number and the bounds it may be given by are taken from one row.
    """
    parts = []
    properties = list(properties)
    together = {name: family for family in bounded([p.name for p in properties]) for name in family}
    for property in properties:
        name = property.name
        have, new = f"{held}.{name}", f"said.{name}"
        if name in together:
            known = ", ".join(f"{held}.{other}" for other in together[name])
            value = f"CASE WHEN coalesce({known}) IS NULL THEN {new} ELSE {have} END"
        elif property.type == "texts":
            united = f"{have} + [item IN {new} WHERE NOT item IN {have}]"
            value = f"CASE WHEN {have} IS NULL THEN {new} WHEN {new} IS NULL THEN {have} ELSE {united} END"
        elif name in {"since", "until"}:
            sign = "<" if name == "since" else ">"
            value = f"CASE WHEN {new} IS NULL OR {have} {sign} {new} THEN {have} ELSE {new} END"
        else:
            value = f"coalesce({have}, {new})"
        parts.append(f"{name}: {value}")
    return f"{held} {{.*, {', '.join(parts)}}}"


def stale_links(link: LinkKind) -> str:
    """The ends of up to $batch links of a kind that $source no longer says."""
    return f"""
MATCH (start)-[link:{link.name}]->(end)
WHERE link.source = $source AND link.run <> $run
RETURN start.id AS start, end.id AS end
LIMIT $batch
"""


def drop_links(link: LinkKind) -> str:
    """Deletes links of a kind that $source no longer says between the ends in $rows of {start, end}."""
    return f"{match_stale(link)}DELETE link\n"


def match_stale(link: LinkKind) -> str:
    """Finds links of a kind that $source no longer says between the ends in $rows of {start, end}."""
    return f"""
UNWIND $rows AS row
{by_id("start", "row.start")}
{by_id("end", "row.end")}
MATCH (start)-[link:{link.name} {{source: $source}}]->(end)
WHERE link.run <> $run
"""


def stale_between(link: LinkKind) -> str:
    """The ends in $rows of {start, end} between which there is a link of a kind that $source no longer says."""
    return f"{match_stale(link)}RETURN start.id AS start, end.id AS end\n"


MEANT = f"""
UNWIND $rows AS row
{by_id("entity", "row.entity")}
RETURN row.said AS said, {meant("entity", "row.said")} AS kind, labels(entity) AS labels
"""
"""What $source means by ids: $rows of {said, entity}, with the kind of what each means and the labels of the entity."""

LABELS = f"""
UNWIND $ids AS id
{by_id("entity", "id")}
RETURN id AS id, labels(entity) AS labels
"""
"""The labels of those of $ids that are there."""

STALE_RECORDS = """
MATCH (record:Record)-[:FROM_SOURCE]->(:Source {id: $source})
WHERE record.record_run <> $run
WITH record LIMIT $batch
MATCH (record)-[:DESCRIBES]->(entity:Entity)
RETURN record.record_id AS record, record.record_kind AS kind, entity.id AS id
"""
"""Up to $batch records that $source no longer says, with the entities they describe."""

STALE_AROUND = f"""
UNWIND $ids AS id
{by_id("entity", "id")}
MATCH (entity)-[link]-(:Entity)
WHERE link.source = $source AND link.run <> $run
RETURN DISTINCT type(link) AS kind, startNode(link).id AS start, endNode(link).id AS end
"""
"""Kind and ends of the links of $ids that $source no longer says."""

STALE_AMONG = """
MATCH (record:Record)
WHERE record.record_id IN $records AND record.record_run <> $run
MATCH (record)-[:DESCRIBES]->(entity:Entity)
RETURN record.record_id AS record, record.record_kind AS kind, entity.id AS id
"""
"""Those of $records that this run has not written, with the entities they describe."""

GONE_RECORDS = """
MATCH (record:Record)-[:FROM_SOURCE]->(:Source {id: $source})
WHERE record.record_run <> $run
WITH substring(record.record_id, size($source) + 1) AS said
RETURN count(*) AS gone,
  count(CASE WHEN EXISTS { MATCH (judgement:Judgement {left: said}) WHERE judgement.undone_at IS NULL }
    OR EXISTS { MATCH (judgement:Judgement {right: said}) WHERE judgement.undone_at IS NULL } THEN 1 END) AS judged
"""
"""How many records $source no longer says, and on how many of their ids there is a judgement in force."""

DROP_RECORDS = """
UNWIND $records AS id
MATCH (record:Record {record_id: id}) USING INDEX SEEK record:Record(record_id)
WHERE record.record_run <> $run
DETACH DELETE record
"""
"""Deletes those of $records that this run has not written."""

UNSAID = f"""
UNWIND $ids AS id
{by_id("entity", "id")}
WHERE NOT EXISTS {{ (entity)--() }}
DELETE entity
RETURN count(*) AS deleted
"""
"""Deletes those of $ids that no record describes and no link touches."""

DOUBT_SOURCE = "MATCH (source:Source {id: $source}) REMOVE source.digest"
"""Makes the next load of a source do all again."""

DROP_SOURCE = """
MATCH (source:Source {id: $source})
OPTIONAL MATCH (run:Run)-[:FROM_SOURCE]->(source)
DETACH DELETE run, source
"""
"""Deletes a source that says nothing any more, and its runs."""

START_RUN = """
MERGE (source:Source {id: $source.id})
ON CREATE SET source.states = []
WITH source, source.states AS states
SET source = $source, source.states = states
MERGE (run:Run {id: $run})
SET run += {source: $source.id, started: $started}
MERGE (run)-[:FROM_SOURCE]->(source)
"""

DIGEST = """
MATCH (source:Source {id: $source})
RETURN source.digest AS digest
"""
"""Of what $source was last loaded whole; null where its last load broke off."""

STATES = """
MATCH (source:Source {id: $source})
WHERE source.states IS NOT NULL
SET source.states = source.states + [kind IN $kinds WHERE NOT kind IN source.states]
"""
"""Notes that $source states links of $kinds, before it does."""

STATED = """
MATCH (source:Source {id: $source})
RETURN source.states AS states
"""
"""Kinds of links that $source may have stated; null where nobody noted it."""

COMPARED = """
MATCH (source:Source)
WHERE $source IS NULL OR source.id = $source
SET source.compared = source.digest
"""
"""Notes that the organisations of $source, or of all sources, were compared with all others as they are now."""

TO_COMPARE = """
MATCH (source:Source {id: $source})
WHERE (source.compared IS NULL OR source.compared <> source.digest)
  AND EXISTS { (source)<-[:FROM_SOURCE]-(:Record)-[:DESCRIBES]->(:Organisation) }
RETURN source.id AS id
"""
"""$source, if it describes organisations that were not compared to the end since it was loaded."""

LAST_WHOLE_RUN = """
MATCH (run:Run)-[:FROM_SOURCE]->(:Source {id: $source})
WHERE run.finished IS NOT NULL
RETURN run.nodes AS nodes, run.nodes + run.links AS facts
ORDER BY run.started DESC, run.id DESC
LIMIT 1
"""
"""How many things and facts $source said when it was last loaded whole."""

FACTS_HELD = """
CALL {
  MATCH (record:Record)-[:FROM_SOURCE]->(:Source {id: $source})
  RETURN count(record) AS nodes
}
CALL {
  MATCH ()-[link]->()
  WHERE link.source = $source
  RETURN count(link) AS links
}
RETURN nodes AS nodes, links AS links
"""
"""How many records and links of $source the graph holds."""

DESCRIBED_ALONE = """
MATCH (record:Record)-[:FROM_SOURCE]->(:Source {id: $source})
MATCH (record)-[:DESCRIBES]->(entity:Entity)
WHERE NOT EXISTS { MATCH (entity)<-[:DESCRIBES]-(other:Record) WHERE other.record_source <> $source }
RETURN count(DISTINCT entity) AS things
"""
"""How many things no other source than $source describes."""

FINISH_RUN = """
MATCH (source:Source {id: $source})
MATCH (run:Run {id: $run})
SET source.digest = $digest, source.states = coalesce($states, source.states),
  run += $counts, run.finished = $finished
"""
