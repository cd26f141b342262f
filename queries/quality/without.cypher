// title: Organisations that lack something
// question: How many organisations have no location, no place, no industry code or no linkage to another organisation?
// params: {source: {type: choice, default: null, choices: {query: sources/list, column: source_id}, about: "Id of a source: only organisations that it speaks of"}}
// returns: {kind: str, organisations: int, without_location: int, without_place: int, without_code: int, without_linkage: int}
// view: table
// about: Location is a point on the map, place a county, state or other area that they are located in, code an industry
//   that they are classified as, linkage any link to another organisation or to an input.
// unknown: Whether the organisations lack it or only the sources do.
// example: {}
MATCH (organisation:Organisation)
WHERE $source IS NULL OR EXISTS { (organisation)<-[:DESCRIBES]-(:Record {record_source: $source}) }
RETURN head([label IN labels(organisation) WHERE NOT label IN ['Entity', 'Organisation']]) AS kind,
  count(*) AS organisations,
  count(CASE WHEN organisation.location IS NULL THEN 1 END) AS without_location,
  count(CASE WHEN NOT EXISTS { (organisation)-[:LOCATED_IN]->() } THEN 1 END) AS without_place,
  count(CASE WHEN NOT EXISTS { (organisation)-[:CLASSIFIED_AS]->() } THEN 1 END) AS without_code,
  count(CASE WHEN NOT EXISTS { (organisation)--(:Organisation) } AND NOT EXISTS { (organisation)--(:Input) } THEN 1 END) AS without_linkage
ORDER BY kind
