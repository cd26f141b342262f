// title: Sources of an organisation
// question: Which sources speak of it, and how much does each say?
// params: {entity: {type: entity, about: "A firm, institution, industry, place or input"}}
// returns: {source: str, source_id: str, publisher: str, licence: str, as_of: str, facts: int, linkages: int}
// view: table
// unknown: What a source that is not loaded says of it.
// example: {entity: ttb-ca-w-23793}
MATCH (entity:Entity {id: $entity})
MATCH (source:Source)
OPTIONAL MATCH (entity)<-[:DESCRIBES]-(record:Record {record_source: source.id})
WITH entity, source, sum(size([key IN keys(record) WHERE NOT key STARTS WITH 'record_'])) AS facts
WITH source, facts, COUNT { (entity)-[link]-() WHERE link.source = source.id } AS linkages
WHERE facts > 0 OR linkages > 0
RETURN source.title AS source,
  source.id AS source_id,
  source.publisher AS publisher,
  source.licence AS licence,
  source.retrieved AS as_of,
  facts AS facts,
  linkages AS linkages
ORDER BY facts + linkages DESC, source
