// title: Linkages of an organisation
// question: Who and what is it linked to, how, since when, and who says so?
// params: {entity: {type: entity, about: "A firm, institution, industry, place or input"},
//   group: {type: linkages, default: any, about: Only linkages of these kinds or groups of kinds},
//   limit: {type: int, default: 200, min: 1, max: 5000, about: How many at most}}
// returns: {link: str, words: str, outward: bool, other: Entity, other_id: str, other_name: str, other_kind: str, source: str, source_id: str,
//   evidence: list, confidence: float, degree: float, since: str, until: str, basis: str, details: str, record: str}
// view: table, graph, map
// draws: {from: entity, to: other, label: words, basis: basis}
// about: One line for each linkage and source. Confidence is 1 where a register states it and less where it is inferred.
//   Basis: a source states the linkage (recorded), it is inferred from something else (possible), or somebody kept a cluster so (drawn by a user): then degree says how probable it is to belong, and there is no confidence.
// unknown: Linkages that no source states: few lines may say more of the sources than of the organisation.
// example: {entity: ttb-ca-w-23793}
WITH {
  structure: ['CLASSIFIED_AS', 'LOCATED_IN', 'PRESENT_IN', 'WITHIN', 'BORDERS', 'IN_CLUSTER', 'LINKED_TO']
} AS groups
MATCH (entity:Entity {id: $entity})-[link]-(other:Entity)
WHERE type(link) IN $group
WITH link, other, startNode(link) = entity AS outward, type(link) IN groups['structure'] AS structure
ORDER BY structure, type(link), outward, CASE link.source WHEN 'drawn.clusters' THEN link.degree ELSE coalesce(link.confidence, 1) END DESC, other.name, other.id
LIMIT toInteger($limit)
OPTIONAL MATCH (source:Source {id: link.source})
RETURN type(link) AS link,
  outward AS outward,
  other AS other,
  other.id AS other_id,
  other.name AS other_name,
  head([label IN labels(other) WHERE NOT label IN ['Entity', 'Organisation']]) AS other_kind,
  source.title AS source,
  link.source AS source_id,
  coalesce(link.evidence, []) AS evidence,
  CASE WHEN link.source <> 'drawn.clusters' THEN link.confidence END AS confidence,
  link.degree AS degree,
  link.since AS since,
  link.until AS until,
  CASE WHEN link.source = 'drawn.clusters' THEN 'drawn by a user' WHEN link.state = 'latent' THEN 'possible' ELSE 'recorded' END AS basis,
  coalesce(link.input, link.service, link.dimension, link.aspect, link.amount_range, link.basis,
    toString(toInteger(round(link.amount))) + ' USD', toString(link.establishments) + ' establishments',
    'version ' + toString(CASE WHEN other:Cluster THEN other.version END)) AS details,
  link.record + coalesce(' (corrected: ' + reduce(all = '', one IN link.corrected | all + CASE all WHEN '' THEN '' ELSE '; ' END + one) + ')', '') AS record
ORDER BY structure, link, outward, coalesce(confidence, degree, 1) DESC, other_name, other_id
