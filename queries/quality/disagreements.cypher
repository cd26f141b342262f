// title: Where sources disagree
// question: On which facts do sources disagree, which is believed, and why?
// params: {source: {type: choice, default: null, choices: {query: sources/list, column: source_id}, about: "Id of a source: only where it is one of those that disagree"},
//   property: {type: text, default: null, about: "One property, such as town or employees; all if not given"},
//   limit: {type: int, default: 200, min: 1, max: 5000, about: How many at most}}
// returns: {entity: Entity, id: str, name: str, property: str, believed: any, because: str, other: any, other_source: str, source: str}
// view: table
// about: The value of the source with the higher trust is believed; of two with equal trust, that of the record whose id
//   comes first. Names and lists are left out, since what is not believed of them is kept as an alias or united.
//   What is only written differently is no disagreement: case, punctuation, St for Street, LLC for a limited liability
//   company, https and www before an address of the web.
// unknown: Which of the sources is right: trust says which is believed.
// example: {property: town}
MATCH (entity:Entity)<-[:DESCRIBES]-(record:Record)
WITH entity, count(record) AS records
WHERE records > 1
MATCH (entity)<-[:DESCRIBES]-(record:Record)-[:FROM_SOURCE]->(source:Source)
UNWIND [key IN keys(record) WHERE NOT key STARTS WITH 'record_' AND NOT key IN ['name', 'location', 'location_basis']] AS property
WITH entity, property, record, source, record[property] AS value
WHERE ($property IS NULL OR property = $property) AND NOT valueType(value) STARTS WITH 'LIST'
WITH entity, property, record, source, value
ORDER BY record.record_trust DESC, record.record_id
WITH entity, property, collect({value: value, source: source.title, source_id: source.id, trust: record.record_trust}) AS said
WHERE any(one IN said WHERE toLower(toString(one.value)) <> toLower(toString(said[0].value)))
  AND ($source IS NULL OR any(one IN said WHERE one.source_id = $source))
RETURN entity AS entity,
  entity.id AS id,
  entity.name AS name,
  property AS property,
  said AS said,
  $limit AS most
ORDER BY name, id, property
