// title: Where sources disagree
// question: On which facts do sources disagree, which is believed, and why?
// params: {source: {type: choice, default: null, choices: {query: sources/list, column: source_id}, about: "Id of a source: only where it is one of those that disagree"},
//   property: {type: text, default: null, about: "One property, such as town or employees; all if not given"},
//   limit: {type: int, default: 200, min: 1, max: 5000, about: How many at most}}
// returns: {entity: Entity, id: str, name: str, property: str, believed: any, because: str, other: any, other_source: str, source: str}
// view: table
// about: The value of the source with the higher trust is believed; of two with equal trust, that of the record whose id
//   comes first. Names and lists are left out, since what is not believed of them is kept as an alias or united.
//   Differences of case alone are no disagreement.
MATCH (entity:Entity)<-[:DESCRIBES]-(record:Record)
WITH entity, count(record) AS records
WHERE records > 1
MATCH (entity)<-[:DESCRIBES]-(record:Record)-[:FROM_SOURCE]->(source:Source)
UNWIND [key IN keys(record) WHERE NOT key STARTS WITH 'record_' AND NOT key IN ['name', 'location', 'location_basis']] AS property
WITH entity, property, record, source, record[property] AS value
WHERE ($property IS NULL OR property = $property) AND NOT valueType(value) STARTS WITH 'LIST'
WITH entity, property, record, source, value, toLower(toString(value)) AS compared
ORDER BY record.record_trust DESC, record.record_id
WITH entity, property, collect({value: value, compared: compared, source: source, trust: record.record_trust}) AS said
WHERE any(one IN said WHERE one.compared <> said[0].compared)
  AND ($source IS NULL OR any(one IN said WHERE one.source.id = $source))
WITH entity, property, said[0] AS first, [one IN said WHERE one.compared <> said[0].compared][0] AS second
ORDER BY entity.name, entity.id, property
LIMIT toInteger($limit)
RETURN entity AS entity,
  entity.id AS id,
  entity.name AS name,
  property AS property,
  first.value AS believed,
  CASE WHEN first.trust > second.trust THEN 'trusted more: ' + toString(first.trust) + ' against ' + toString(second.trust)
    ELSE 'equally trusted (' + toString(first.trust) + '); its record comes first' END AS because,
  second.value AS other,
  second.source.title AS other_source,
  first.source.title AS source
ORDER BY name, id, property
