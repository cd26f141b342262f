// title: Linkages of a place
// question: Which organisations of this place are linked, with whom, how, and who says so?
// params: {place: {type: place, about: "County, metro, state, appellation or region"},
//   group: {type: linkages, default: "trade,alike,corporate,institutions", between: [Organisation, Input, Place], about: Only linkages of these kinds or groups of kinds},
//   limit: {type: int, default: 300, min: 1, max: 5000, about: How many at most}}
// returns: {start: Organisation, words: str, end: Entity, link: str, across: bool, source: str, evidence: list, confidence: float, since: str, until: str, basis: str}
// view: table, graph, map
// draws: {from: start, to: end, label: words, basis: basis}
// about: Linkages with at least one end in the place; across says that the other end is not in it (or that nobody says where it is).
//   Basis: a source states the linkage (recorded), or it is inferred from something else (possible).
// empty: No source states a linkage of an organisation in this place; pick a wider place or another group.
// unknown: Linkages that no source states, and where the other end is if no source locates it.
// example: {place: us-county-06055}
MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)<-[:LOCATED_IN]-(member:Organisation)
WITH DISTINCT member
MATCH (member)-[link]-(other:Entity)
WHERE type(link) IN $group
WITH link, startNode(link) AS start, endNode(link) AS end, count(DISTINCT member) AS inside
WITH link, start, end, inside = 1 AND start:Organisation AND end:Organisation AND start <> end AS across
ORDER BY type(link), across, coalesce(link.confidence, 1) DESC, start.name, end.name, start.id, end.id, link.source
LIMIT toInteger($limit)
OPTIONAL MATCH (source:Source {id: link.source})
RETURN start AS start,
  end AS end,
  type(link) AS link,
  across AS across,
  source.title AS source,
  coalesce(link.evidence, []) AS evidence,
  link.confidence AS confidence,
  link.since AS since,
  link.until AS until,
  CASE link.state WHEN 'latent' THEN 'possible' ELSE 'recorded' END AS basis
ORDER BY link, across, coalesce(confidence, 1) DESC, start.name, end.name, start.id, end.id, source
