// title: Surroundings of an organisation
// question: What is it linked to, and how are those linked to each other?
// params: {entity: {type: entity, about: "A firm, institution, industry, place or input"},
//   limit: {type: int, default: 60, min: 1, max: 500, about: How many neighbours at most}}
// returns: {start: Entity, end: Entity, link: str, words: str, basis: str, confidence: float, source_id: str, neighbours: int}
// view: graph, table, map
// draws: {from: start, to: end, label: words, basis: basis}
// about: Organisations come first, then inputs, industries and places; among them those of the strongest linkages, then those that have most linkages of their own. The column neighbours says how many there are in all. Who is in a cluster that somebody kept here is neither recorded nor possible: basis says that a user drew it.
// unknown: Linkages that no source states.
// example: {entity: ttb-ca-w-23793}
MATCH (entity:Entity {id: $entity})
CALL (entity) {
  MATCH (entity)--(other:Entity)
  WITH DISTINCT other
  RETURN count(other) AS neighbours
}
CALL (entity) {
  MATCH (entity)-[link]-(other:Entity)
  WITH other, max(CASE WHEN other:Organisation THEN 3 WHEN other:Input OR other:Cluster THEN 2 WHEN type(link) = 'PRESENT_IN' THEN 0 ELSE 1 END) AS rank,
    max(coalesce(link.strength, link.confidence, 0)) AS weight
  ORDER BY rank DESC, weight DESC, COUNT { (other)--() } DESC, other.name, other.id
  LIMIT toInteger($limit)
  RETURN collect(other) AS others
}
WITH neighbours, [entity] + others AS near
UNWIND near AS start
MATCH (start)-[link]->(end:Entity)
WHERE end IN near AND (start.id = $entity OR end.id = $entity OR (start:Organisation AND (end:Organisation OR end:Input)))
RETURN start AS start,
  end AS end,
  type(link) AS link,
  CASE WHEN link.source = 'drawn.clusters' THEN 'drawn by a user' WHEN link.state = 'latent' THEN 'possible' ELSE 'recorded' END AS basis,
  CASE WHEN link.source <> 'drawn.clusters' THEN link.confidence END AS confidence,
  link.source AS source_id,
  neighbours AS neighbours
ORDER BY start.name, end.name, link, source_id
