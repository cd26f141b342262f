// title: Records of an organisation
// question: Which records of which sources make up what is known of it?
// params: {entity: {type: entity, about: "A firm, institution, industry, place or input"}}
// returns: {record: str, name: str, source: str, source_id: str, said_id: str, place: str, facts: int}
// view: table
// about: A record that does not belong can be taken out again (clusteratlas split); its facts and linkages go with it.
// unknown: What a source says of it under another id that nobody has matched with this one.
// example: {entity: ttb-ca-w-23793}
MATCH (entity:Entity {id: $entity})<-[:DESCRIBES]-(record:Record)-[:FROM_SOURCE]->(source:Source)
RETURN record.record_id AS record,
  record.name AS name,
  source.title AS source,
  source.id AS source_id,
  substring(record.record_id, size(source.id) + 1) AS said_id,
  record.record_place AS place,
  size([key IN keys(record) WHERE NOT key STARTS WITH 'record_' AND key <> 'corrected']) AS facts
ORDER BY source, record
