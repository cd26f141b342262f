// title: Doubtful matches
// question: Which organisations may be one and the same, how probable is it, and what speaks for and against?
// params: {source: {type: choice, default: null, choices: {query: sources/list, column: source_id}, about: "Id of a source: only pairs with one that it speaks of"},
//   name: {type: text, default: null, about: "Only pairs with one that has this in a name, large and small letters alike"},
//   limit: {type: int, default: 20, min: 1, max: 20000, about: How many at most}}
// returns: {left: Entity, right: Entity, left_id: str, right_id: str, score: float, reasons: str, left_sources: list, right_sources: list, km: float, skipped: bool, waiting: int}
// view: table
// empty: nothing waits for a judgement; 'clusteratlas match' looks for more
// about: The surest come first, those left for later last. Score is how probable the matching finds it that both are
//   one; the column waiting says how many of those asked for there are in all.
// unknown: Pairs that share nothing rare enough to be compared: one organisation under two quite different names, without an address, number or website in common.
// example: {}
MATCH (match:PossibleMatch)
WHERE NOT EXISTS { MATCH (judgement:Judgement {left: match.left, right: match.right}) WHERE judgement.undone_at IS NULL }
OPTIONAL MATCH (one:Identity {id: match.left})
OPTIONAL MATCH (other:Identity {id: match.right})
MATCH (left:Entity {id: coalesce(one.entity, match.left)})
MATCH (right:Entity {id: coalesce(other.entity, match.right)})
WHERE left <> right
  AND ($source IS NULL
    OR EXISTS { (left)<-[:DESCRIBES]-(:Record {record_source: $source}) }
    OR EXISTS { (right)<-[:DESCRIBES]-(:Record {record_source: $source}) })
  AND ($name IS NULL
    OR any(name IN [left.name, right.name] + coalesce(left.aliases, []) + coalesce(right.aliases, [])
      WHERE toLower(name) CONTAINS toLower($name)))
WITH match, left, right
ORDER BY match.skipped IS NOT NULL, match.score DESC, match.id
WITH collect({match: match, left: left, right: right}) AS pairs
UNWIND pairs[..toInteger($limit)] AS one
WITH one.match AS match, one.left AS left, one.right AS right, size(pairs) AS waiting
RETURN left AS left,
  right AS right,
  match.left AS left_id,
  match.right AS right_id,
  match.score AS score,
  match.reasons AS reasons,
  COLLECT { MATCH (left)<-[:DESCRIBES]-(:Record)-[:FROM_SOURCE]->(source:Source) RETURN DISTINCT source.title ORDER BY source.title } AS left_sources,
  COLLECT { MATCH (right)<-[:DESCRIBES]-(:Record)-[:FROM_SOURCE]->(source:Source) RETURN DISTINCT source.title ORDER BY source.title } AS right_sources,
  point.distance(left.location, right.location) / 1000 AS km,
  match.skipped IS NOT NULL AS skipped,
  waiting AS waiting
ORDER BY skipped, score DESC, match.id
