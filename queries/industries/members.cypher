// title: Members of an industry in a place
// question: Which organisations of this place belong to this industry?
// params: {industry: {type: industry, about: "An industry of any level, such as 3391 or Wineries"},
//   place: {type: place, about: "County, metro, state, appellation or region"},
//   limit: {type: int, default: 500, min: 1, max: 20000, about: How many at most}}
// returns: {organisation: Organisation, industry: str, code: str, employees: int, town: str, linkages: int, source: str}
// view: table, map
// about: By the codes that registers give; classes inside the industry count. A firm that a register codes elsewhere is not seen here.
MATCH (:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)<-[:LOCATED_IN]-(organisation:Organisation)
WITH DISTINCT organisation
MATCH (organisation)-[link:CLASSIFIED_AS]->(class:Industry)
WHERE class.id = $industry OR EXISTS { (class)-[:WITHIN]->{1,5}(:Industry {id: $industry}) }
OPTIONAL MATCH (source:Source {id: link.source})
WITH organisation, head(collect(class)) AS class, collect(DISTINCT source.title) AS sources
RETURN organisation AS organisation,
  class.name AS industry,
  class.code AS code,
  organisation.employees AS employees,
  organisation.town AS town,
  COUNT { (organisation)--() } - COUNT { (organisation)<-[:DESCRIBES]-() } AS linkages,
  reduce(text = sources[0], title IN sources[1..] | text + '; ' + title) AS source
ORDER BY employees IS NULL, employees DESC, organisation.name, organisation.id
LIMIT toInteger($limit)
