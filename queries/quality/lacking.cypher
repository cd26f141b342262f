// title: Which organisations lack something
// question: Which organisations have no location, no place, no industry code or no linkage?
// params: {lacks: {type: choice, default: linkage, choices: [location, place, code, linkage], about: What is missing},
//   source: {type: choice, default: null, choices: {query: sources/list, column: source_id}, about: "Id of a source: only organisations that it speaks of"},
//   limit: {type: int, default: 100, min: 1, max: 5000, about: How many at most}}
// returns: {organisation: Organisation, id: str, name: str, kind: str, town: str, records: int}
// view: table, map
// about: Those that most records speak of come first.
// unknown: Whether it lacks the value or only the sources do.
// example: {lacks: code, source: ror_us}
MATCH (organisation:Organisation)
WHERE ($source IS NULL OR EXISTS { (organisation)<-[:DESCRIBES]-(:Record {record_source: $source}) })
  AND (($lacks = 'location' AND organisation.location IS NULL)
    OR ($lacks = 'place' AND NOT EXISTS { (organisation)-[:LOCATED_IN]->() })
    OR ($lacks = 'code' AND NOT EXISTS { (organisation)-[:CLASSIFIED_AS]->() })
    OR ($lacks = 'linkage' AND NOT EXISTS { (organisation)--(:Organisation) } AND NOT EXISTS { (organisation)--(:Input) }))
WITH organisation, COUNT { (organisation)<-[:DESCRIBES]-() } AS records
ORDER BY records DESC, organisation.name, organisation.id
LIMIT toInteger($limit)
RETURN organisation AS organisation,
  organisation.id AS id,
  organisation.name AS name,
  head([label IN labels(organisation) WHERE NOT label IN ['Entity', 'Organisation']]) AS kind,
  organisation.town AS town,
  records AS records
ORDER BY records DESC, name, id
