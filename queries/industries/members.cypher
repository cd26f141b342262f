// title: Members of an industry in a place
// question: Which organisations of this place belong to this industry?
// params: {industry: {type: industry, about: "An industry of any level, such as 3391 or Wineries"},
//   place: {type: place, about: "County, metro, state, appellation or region"},
//   limit: {type: int, default: 500, min: 1, max: 20000, about: How many at most}}
// returns: {organisation: Organisation, industry: str, code: str, employees: int, town: str, until: str, linkages: int, source: str}
// view: table, map
// about: By the codes that registers give; classes inside the industry count.
//   Until says when a source saw it last, if it is gone from the newest list.
// empty: No register that is loaded codes an organisation of this place in this industry. Try a wider place, or the industry one level up.
// unknown: Organisations that no register lists, or that a register codes elsewhere or not at all.
// example: {industry: naics2017-312130, place: us-county-06055}
MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)
WITH collect(DISTINCT area) AS areas
MATCH (:Entity:Industry {id: $industry})<-[:WITHIN]-{0,5}(class:Industry)
WITH DISTINCT areas, class
MATCH (class)<-[link:CLASSIFIED_AS]-(organisation:Organisation)
WHERE EXISTS { (organisation)-[:LOCATED_IN]->(area) WHERE area IN areas }
OPTIONAL MATCH (source:Source {id: link.source})
WITH organisation, class, link, source
ORDER BY link.primary IS NULL, link.primary DESC, class.level DESC, class.id, source.title
WITH organisation, head(collect(class)) AS class, collect(DISTINCT source.title) AS sources,
  CASE count(link.until) WHEN count(*) THEN max(link.until) END AS until
RETURN organisation AS organisation,
  class.name AS industry,
  class.code AS code,
  organisation.employees AS employees,
  organisation.town AS town,
  until AS until,
  COUNT { (organisation)--() } - COUNT { (organisation)<-[:DESCRIBES]-() } AS linkages,
  reduce(text = sources[0], title IN sources[1..] | text + '; ' + title) AS source
ORDER BY employees IS NULL, employees DESC, organisation.name, organisation.id
LIMIT toInteger($limit)
