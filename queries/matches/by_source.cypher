// title: Doubtful matches by source
// question: How many organisations of each source may be one with another and wait for a judgement?
// params: {}
// returns: {source: str, source_id: str, organisations: int, pairs: int}
// view: table
// empty: nothing waits for a judgement; 'clusteratlas match' looks for more
// about: A pair counts for each source that speaks of one of the two. Until it is decided, both stand as organisations of
//   their own; 'clusteratlas review --source ID' lists those of one source.
// unknown: How many of them are really one.
// example: {}
MATCH (match:PossibleMatch)
WHERE NOT EXISTS { MATCH (judgement:Judgement {left: match.left, right: match.right}) WHERE judgement.undone_at IS NULL }
OPTIONAL MATCH (one:Identity {id: match.left})
OPTIONAL MATCH (other:Identity {id: match.right})
MATCH (left:Entity {id: coalesce(one.entity, match.left)})
MATCH (right:Entity {id: coalesce(other.entity, match.right)})
WHERE left <> right
UNWIND [left, right] AS organisation
MATCH (organisation)<-[:DESCRIBES]-(:Record)-[:FROM_SOURCE]->(source:Source)
RETURN source.title AS source,
  source.id AS source_id,
  count(DISTINCT organisation) AS organisations,
  count(DISTINCT match) AS pairs
ORDER BY pairs DESC, source, source_id
