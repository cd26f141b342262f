"""Cypher text that keeps who is the same as whom: judgements, and the ids, records and links that follow them."""

from __future__ import annotations

from .model import Kind
from .statements import by_id

JUDGEMENT = """judgement {.id, .act, .order, .verdict, .left, .right, .who, .at, .score, .reasons,
  undone: judgement.undone_at IS NOT NULL}"""

JUDGEMENTS_ON = f"""
UNWIND $ids AS id
CALL (id) {{
  MATCH (judgement:Judgement {{left: id}})
  RETURN judgement
  UNION
  MATCH (judgement:Judgement {{right: id}})
  WHERE judgement.verdict <> 'own'
  RETURN judgement
}}
WITH DISTINCT judgement
WHERE judgement.undone_at IS NULL OR judgement.verdict = 'own'
RETURN {JUDGEMENT} AS judgement
ORDER BY judgement.order, judgement.id
"""
"""Judgements in force on any of $ids, and whatever was judged to be a thing of its own, undone or not."""

JUDGEMENTS_OF = f"""
MATCH (judgement:Judgement {{act: $act}})
RETURN {JUDGEMENT} AS judgement
ORDER BY judgement.order, judgement.id
"""
"""The judgements of one act."""

NEXT_ORDER = "MATCH (judgement:Judgement) RETURN coalesce(max(judgement.order), 0) + 1 AS next"

WRITE_JUDGEMENTS = """
UNWIND $judgements AS row
MERGE (judgement:Judgement {id: row.id})
SET judgement = row
"""

UNDO_JUDGEMENTS = """
UNWIND $ids AS id
MATCH (judgement:Judgement {id: id})
SET judgement.undone_by = $who, judgement.undone_at = $at
"""

IDENTITY = """
RETURN identity.id AS id, identity.said AS said, identity.source AS source, identity.entity AS entity
"""

IDENTITIES = f"MATCH (identity:Identity){IDENTITY}"
"""Every id that does not simply name the thing of that id."""

IDENTITIES_OF = f"UNWIND $ids AS id MATCH (identity:Identity {{id: id}}){IDENTITY}"

SET_IDENTITIES = """
UNWIND $identities AS row
MERGE (identity:Identity {id: row.id})
SET identity = row
"""

DROP_IDENTITIES = """
UNWIND $ids AS id
MATCH (identity:Identity {id: id})
DELETE identity
"""

RECORDS_OF = f"""
UNWIND $ids AS id
{by_id("entity", "id")}
MATCH (record:Record)-[:DESCRIBES]->(entity)
RETURN entity.id AS entity, record.record_id AS record, record.record_source AS source, record.record_kind AS kind,
  substring(record.record_id, size(record.record_source) + 1) AS said
"""
"""The records that describe $ids, each with the id that its source gives what it describes (`said`)."""

KIND_AS_ONE = f"""
UNWIND $ids AS id
OPTIONAL MATCH (identity:Identity {{id: id}})
WITH coalesce(identity.entity, id) AS thing
{by_id("entity", "thing")}
MATCH (entity)<-[:DESCRIBES]-(record:Record)
WITH record ORDER BY record.record_trust, record.record_id DESC
WITH collect(record) AS records
WHERE any(record IN records WHERE record.record_kind <> records[-1].record_kind)
WITH records[-1] AS record
MATCH (record)-[:FROM_SOURCE]->(source:Source)
RETURN record.record_kind AS kind, source.title AS source
"""
"""The kind that $ids have or would have as one, and the source that says so; nothing where all records agree on it."""

LINKS_OF = f"""
UNWIND $ids AS id
{by_id("entity", "id")}
MATCH (entity)-[link]-(:Entity)
WITH DISTINCT link
RETURN elementId(link) AS link, type(link) AS kind, startNode(link).id AS start, endNode(link).id AS end,
  link.source AS source, link.said_from AS said_from, link.said_to AS said_to
"""
"""Every link of $ids."""

MOVE_RECORDS = f"""
UNWIND $rows AS row
MATCH (record:Record {{record_id: row.record}}) USING INDEX SEEK record:Record(record_id)
{by_id("entity", "row.entity")}
OPTIONAL MATCH (record)-[old:DESCRIBES]->(other)
WHERE other <> entity
DELETE old
MERGE (record)-[:DESCRIBES]->(entity)
"""
"""Makes records describe other things: $rows of {record, entity}."""

MOVE_LINKS = f"""
UNWIND $rows AS row
MATCH ()-[old]->()
WHERE elementId(old) = row.link AND type(old) = row.kind AND old.source = row.source
{by_id("start", "row.start")}
{by_id("end", "row.end")}
CREATE (start)-[new:$(row.kind)]->(end)
SET new = properties(old), new.said_from = row.keep_from, new.said_to = row.keep_to
DELETE old
"""
"""Moves links to other ends: $rows of {link, kind, source, start, end, keep_from, keep_to}.

`keep_*` are what the moved link keeps of the ids that the source gives its ends, null where they are those of the ends.
One statement for all kinds: to plan one for each takes the database longer than to move the links.
"""

WAITING = """
UNWIND $matches AS row
MERGE (match:PossibleMatch {id: row.id})
SET match += row
"""
"""Keeps pairs that wait for a judgement."""

ALL_WAITING = "MATCH (match:PossibleMatch) RETURN match.id AS id, match.left AS left, match.right AS right"

NO_LONGER_WAITING = """
UNWIND $ids AS id
MATCH (match:PossibleMatch {id: id})
DELETE match
"""
"""Drops pairs that wait."""

COMPARISON = """
MATCH (run:Run)
RETURN run.id AS id, run.finished IS NOT NULL AS finished, run.touched AS touched, run.comparison AS comparison
"""
"""The loads, what each touched where that is known, and which of them the last comparison came after."""

SET_COMPARISON = """
MATCH (run:Run)
WITH run
ORDER BY run.started DESC, run.id DESC
WITH collect(run) AS runs
UNWIND range(0, size(runs) - 1) AS place
WITH runs[place] AS run, place
SET run.comparison = CASE place WHEN 0 THEN $token END
"""
"""Notes on the last load which comparison came after it, and on no other."""

JUDGED_SINCE = """
MATCH (judgement:Judgement)
WHERE judgement.order > $order OR judgement.undone_at >= $at
RETURN judgement.left AS left, judgement.right AS right
"""
"""What was judged, or taken back, since a place in the order and a time."""

TO_JOIN = """
MATCH (match:PossibleMatch)
WHERE match.sure
RETURN match.left AS left, match.right AS right, match.score AS score, match.reasons AS reasons
ORDER BY match.id
"""
"""The pairs that a matching was about to join."""

NOTHING_TO_JOIN = """
MATCH (match:PossibleMatch)
WHERE match.sure
DELETE match
"""

SKIP = "MATCH (match:PossibleMatch {left: $left, right: $right}) SET match.skipped = $at"
"""Leaves a pair for later."""


def make_entities(kind: Kind) -> str:
    """Makes $ids things of a kind, where they are not there yet."""
    return f"UNWIND $ids AS id MERGE (entity:Entity {{id: id}}) ON CREATE SET entity:{':'.join(kind.labels)}"
