"""Cypher text that keeps the queries which users wrote, one node a version."""

SAVED = """saved.name AS name, saved.version AS version, saved.text AS text, saved.who AS who, saved.at AS at"""

LATEST = f"""
MATCH (saved:SavedQuery)
WHERE $name IS NULL OR saved.name = $name
WITH saved ORDER BY saved.name, saved.version DESC
WITH saved.name AS name, head(collect(saved)) AS saved
RETURN {SAVED}
ORDER BY name
"""
"""The version in force of each query, or of the query $name alone."""

VERSIONS = f"""
MATCH (saved:SavedQuery {{name: $name}})
RETURN {SAVED}
ORDER BY version DESC
"""

SAVE = """
OPTIONAL MATCH (saved:SavedQuery {name: $row.name})
WITH coalesce(max(saved.version), 0) AS latest
WHERE latest = $row.version - 1
MERGE (new:SavedQuery {id: $row.id})
ON CREATE SET new = $row
"""
"""Keeps $row as the next version of its query; does nothing where that is not the next one any more."""

REMOVE = """
MATCH (saved:SavedQuery {name: $name})
DELETE saved
RETURN count(*) AS versions
"""
"""Deletes every version of a query."""
