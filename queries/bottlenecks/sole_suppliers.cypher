// title: Sole suppliers
// question: Which inputs does a place get from one organisation only?
// params: {place: {type: place, about: "County, metro, state, appellation or region"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// returns: {input: str, supplier: Organisation, basis: str, dependents: int, inside: bool, reason: str}
// view: table, graph, map
// draws: {from: supplier, to: place, label: input, basis: basis}
// about: An input that a place gets from one organisation only is a bottleneck; Porter (2000) calls sourcing from outside second
//   best. Recorded: a source says that they supply or serve organisations
//   of the place. Possible: that is inferred, or they provide what organisations of the place need and do not provide themselves. Suppliers that no source names are not seen.
// empty: No input that the sources name comes to this place from one organisation alone. “Suppliers with no stand-in” shows on whom many depend all the same.
CALL () {
  MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)<-[:LOCATED_IN]-(member:Organisation)
  WITH DISTINCT member
  MATCH (supplier:Organisation)-[link:SUPPLIES|SERVES]->(member)
  RETURN member, supplier, coalesce(link.input, link.service, 'not named') AS input,
    CASE link.state WHEN 'latent' THEN 'possible' ELSE 'recorded' END AS basis
UNION
  MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)<-[:LOCATED_IN]-(member:Organisation)
  WITH DISTINCT member
  MATCH (member)-[:NEEDS]->(need:Input)<-[:PROVIDES]-(supplier:Organisation)
  WHERE NOT EXISTS { (member)-[:PROVIDES]->(need) }
  RETURN member, supplier, need.name AS input, 'possible' AS basis
}
WITH input, collect(DISTINCT supplier) AS suppliers, count(DISTINCT member) AS dependents, max(basis) AS basis
WHERE size(suppliers) = 1
WITH input, suppliers[0] AS supplier, basis, dependents
ORDER BY dependents DESC, input, supplier.id
LIMIT toInteger($limit)
WITH input, supplier, basis, dependents, EXISTS { (supplier)-[:LOCATED_IN]->(:Place)-[:WITHIN]->{0,4}(:Entity:Place {id: $place}) } AS inside
RETURN input AS input,
  supplier AS supplier,
  basis AS basis,
  dependents AS dependents,
  inside AS inside,
  toString(dependents) + CASE dependents WHEN 1 THEN ' organisation ' ELSE ' organisations ' END
    + CASE basis WHEN 'recorded' THEN CASE dependents WHEN 1 THEN 'gets' ELSE 'get' END ELSE 'may get' END + ' it, all from ' + supplier.name + CASE WHEN inside THEN '' ELSE ', which is not in the place' END AS reason
ORDER BY dependents DESC, input
