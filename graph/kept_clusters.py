"""Cypher text that keeps clusters as users drew them, one node a version, and deletes them again."""

from __future__ import annotations

from .statements import by_id

DRAWN = "drawn.clusters"
"""The source that states them. No load can have this name, since a dot is none of its letters."""
TITLE = "Clusters drawn in this graph"

KEPT = """
MATCH (cluster:Entity:Cluster)
WHERE cluster.id STARTS WITH $beginning AND EXISTS { (cluster)<-[:DESCRIBES]-(:Record {record_source: $source}) }
RETURN cluster.id AS id, cluster.name AS name, cluster.version AS version, cluster.drawn_by AS who,
  COUNT { (cluster)<-[:IN_CLUSTER]-() } AS members
ORDER BY version DESC
"""
"""The versions that are there of a cluster whose ids have a $beginning, the latest first."""

LATEST = """
OPTIONAL MATCH (act:ClusterAct)
WHERE act.cluster STARTS WITH $beginning
RETURN coalesce(max(act.version), 0) AS version
"""
"""The highest number that a version of a cluster ever had."""

SAME = """
MATCH (cluster:Entity:Cluster)
WHERE cluster.id STARTS WITH $beginning AND cluster.parameters = $parameters AND cluster.weights = $weights
  AND cluster.drawn_from = $drawn_from
  AND $members = COLLECT { MATCH (cluster)<-[:IN_CLUSTER]-(one:Entity) RETURN DISTINCT one.id AS id ORDER BY id }
RETURN cluster.version AS version
ORDER BY version DESC
LIMIT 1
"""
"""The latest version of a cluster that was asked for, weighed and drawn from the same, with the same members."""

BEGIN = """
MERGE (source:Source {id: $source.id})
SET source += $source
MERGE (run:Run {id: $run.id})
SET run = $run
MERGE (run)-[:FROM_SOURCE]->(source)
"""

DRAW = """
MERGE (cluster:Entity {id: $cluster.id})
SET cluster:Cluster, cluster = $cluster
MERGE (record:Record {record_id: $record.record_id})
SET record = $cluster, record += $record
REMOVE record.id
MERGE (record)-[:DESCRIBES]->(cluster)
WITH record
MATCH (source:Source {id: $record.record_source})
MERGE (record)-[:FROM_SOURCE]->(source)
"""

ADMIT = f"""
UNWIND $members AS row
OPTIONAL MATCH (identity:Identity {{id: row.member}})
WITH row, coalesce(identity.entity, row.member) AS id
{by_id("member", "id")}
WHERE member:Organisation
MATCH (cluster:Entity:Cluster {{id: $cluster}})
MERGE (member)-[link:IN_CLUSTER {{source: row.link.source}}]->(cluster)
SET link = row.link
"""

NOTE = "CREATE (act:ClusterAct) SET act = $act"
"""Fails where the same was done to the same version before, and with it all that goes with it."""

NOTED = "MATCH (act:ClusterAct {id: $id}) RETURN act.run AS run"

MEMBERS = """
MATCH (:Entity:Cluster {id: $cluster})<-[link:IN_CLUSTER {source: $source}]-(member:Entity)
RETURN DISTINCT member.id AS id
"""

ERASE = """
MATCH (cluster:Entity:Cluster {id: $cluster})
OPTIONAL MATCH (cluster)<-[:DESCRIBES]-(record:Record {record_source: $source})
OPTIONAL MATCH (run:Run {id: record.record_run})
DETACH DELETE record, run, cluster
"""
"""Deletes a version with its memberships, its record and the run that wrote it."""

LET_GO = """
MATCH (source:Source {id: $source})
OPTIONAL MATCH (run:Run {source: $source})
OPTIONAL MATCH (source)<-[:FROM_SOURCE]-(:Record {record_run: run.id})-[:DESCRIBES]->(cluster:Entity)
WITH source, run ORDER BY run.finished DESC, cluster.version DESC, run.id
WITH source, head(collect(run.id)) AS last
SET source.digest = last, source.compared = last
WITH source
WHERE NOT EXISTS { (source)<-[:FROM_SOURCE]-() }
DELETE source
"""
"""Leaves the source with the last run that is left; deletes it where no version is."""
