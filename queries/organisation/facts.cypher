// title: Facts and who says them
// question: What is known of this firm, institution, industry, place or input, and who says so?
// params: {entity: {type: entity, about: Whatever you want to know about}}
// returns: {property: str, value: any, believed: bool, source: str, source_id: str, licence: str, as_of: str, record: str, trust: int}
// view: table
// about: One line for each thing a source says. Where sources disagree, the most trusted one is believed; its
//   trust (0 to 100) is set in the source's description.
// unknown: Whether a source was right, and what has changed since it was made.
// example: {entity: ttb-ca-w-23793}
MATCH (entity:Entity {id: $entity})<-[:DESCRIBES]-(record:Record)-[:FROM_SOURCE]->(source:Source)
UNWIND [key IN keys(record) WHERE NOT key STARTS WITH 'record_'] AS property
WITH entity, record, source, property
RETURN property AS property,
  record[property] AS value,
  CASE WHEN valueType(record[property]) STARTS WITH 'LIST' THEN true ELSE entity[property] = record[property] END AS believed,
  source.title AS source,
  source.id AS source_id,
  source.licence AS licence,
  source.retrieved AS as_of,
  record.record_place AS record,
  source.trust AS trust
ORDER BY property <> 'name', property, trust DESC, source
