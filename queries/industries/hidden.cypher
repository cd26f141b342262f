// title: Hidden members of an industry
// question: Who works like the members of this industry in this place, but is coded elsewhere?
// params: {industry: {type: industry, about: "An industry of any level, such as 3391"},
//   place: {type: place, about: "County, metro, state, appellation or region"},
//   limit: {type: int, default: 100, min: 1, max: 5000, about: How many at most}}
// returns: {organisation: Organisation, coded: str, code: str, inputs: list, regulators: list, reason: str, town: str}
// view: table, map
// about: Organisations of the place that provide an input which a member of the industry there provides too, or provide any input under
//   a regulator that members who provide inputs have too, while no register codes them in the industry. Those without any code are left
//   out. A firm may rightly be coded by its main business; the list says where codes hide a cluster, not that they are wrong.
// empty: Nobody in this place provides what members of the industry provide while coded elsewhere, as far as the sources say what anybody provides.
// unknown: What organisations provide where no source says so, and whether the main business of a firm is what it is coded by.
// example: {industry: naics2017-3391, place: us-ma}
MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)
WITH collect(DISTINCT area) AS areas
MATCH (:Entity:Industry {id: $industry})<-[:WITHIN]-{0,5}(class:Industry)
WITH areas, collect(DISTINCT class) AS classes
CALL (areas, classes) {
  UNWIND classes AS class
  MATCH (class)<-[:CLASSIFIED_AS]-(member:Organisation)-[:PROVIDES]->(input:Input)
  WHERE EXISTS { (member)-[:LOCATED_IN]->(area) WHERE area IN areas }
  OPTIONAL MATCH (member)<-[:REGULATES]-(regulator:Institution)
  RETURN collect(DISTINCT input) AS known, collect(DISTINCT regulator) AS shared
}
MATCH (organisation:Organisation)-[:PROVIDES]->(input:Input)
WHERE EXISTS { (organisation)-[:LOCATED_IN]->(area) WHERE area IN areas }
  AND NOT EXISTS { (organisation)-[:CLASSIFIED_AS]->(class) WHERE class IN classes }
WITH organisation, known, shared, collect(DISTINCT input) AS provided
WITH organisation,
  COLLECT { UNWIND provided AS input WITH input WHERE input IN known RETURN input.name AS name ORDER BY name } AS inputs,
  COLLECT { MATCH (organisation)<-[:REGULATES]-(regulator:Institution) WHERE regulator IN shared RETURN DISTINCT regulator.name AS name ORDER BY name } AS regulators,
  size(provided) AS provides
WHERE size(inputs) > 0 OR size(regulators) > 0
MATCH (organisation)-[link:CLASSIFIED_AS]->(class:Industry)
WITH organisation, inputs, regulators, provides, link, class ORDER BY link.primary IS NULL, link.primary DESC, class.level DESC, class.id
WITH organisation, inputs, regulators, provides, head(collect(class)) AS class
ORDER BY size(inputs) DESC, provides DESC, organisation.name, organisation.id
LIMIT toInteger($limit)
RETURN organisation AS organisation,
  class.name AS coded,
  class.code AS code,
  inputs AS inputs,
  regulators AS regulators,
  CASE size(inputs) WHEN 0 THEN 'provides ' + toString(provides) + CASE provides WHEN 1 THEN ' input' ELSE ' inputs' END + ' under the same regulator as the industry'
    ELSE 'provides ' + toString(size(inputs)) + ' of the inputs that members of the industry provide' END AS reason,
  organisation.town AS town
ORDER BY size(inputs) DESC, provides DESC, organisation.name, organisation.id
