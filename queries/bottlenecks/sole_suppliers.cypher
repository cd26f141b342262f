// title: Sole suppliers
// question: Which inputs does a place get from one organisation only?
// params: {place: {type: place, about: "County, metro, state, appellation or region"},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// returns: {input: str, supplier: Organisation, basis: str, dependents: int, inside: bool, reason: str}
// view: table, graph, map
// draws: {from: supplier, to: place, label: input, basis: basis}
// about: An input that a place gets from one organisation only is a bottleneck; Porter (2000) calls sourcing from outside second
//   best. Recorded: a source says that they supply or serve organisations
//   of the place. Possible: that is inferred, or they provide what organisations of the place need and do not provide themselves. Suppliers
//   that no source names are not seen, and what a source gives no name to is left out: nobody knows whether it is the same thing.
// empty: No input that the sources name comes to this place from one organisation alone. “Suppliers with no stand-in” shows on whom many depend all the same.
// unknown: Suppliers that no source names, and what is supplied without a name: nobody knows whether it is the same thing.
// example: {place: us-county-06055}
CALL () {
  MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)<-[:LOCATED_IN]-(member:Organisation)
  WITH DISTINCT member
  MATCH (supplier:Organisation)-[link:SUPPLIES|SERVES]->(member)
  WHERE coalesce(link.input, link.service) IS NOT NULL
    AND ($date IS NULL OR (
      (link.since IS NULL OR left(link.since, size($date)) <= left($date, size(link.since)))
      AND (link.until IS NULL OR left(link.until, size($date)) >= left($date, size(link.until)))))
  RETURN member, supplier, coalesce(link.input, link.service) AS input,
    CASE link.state WHEN 'latent' THEN 'possible' ELSE 'recorded' END AS basis
UNION
  MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)<-[:LOCATED_IN]-(member:Organisation)
  WITH DISTINCT member
  MATCH (member)-[link:NEEDS]->(need:Input)<-[offer:PROVIDES]-(supplier:Organisation)
  WHERE NOT EXISTS { (member)-[:PROVIDES]->(need) }
    AND all(link IN [link, offer] WHERE ($date IS NULL OR (
        (link.since IS NULL OR left(link.since, size($date)) <= left($date, size(link.since)))
        AND (link.until IS NULL OR left(link.until, size($date)) >= left($date, size(link.until))))))
  RETURN member, supplier, need.name AS input, 'possible' AS basis
}
WITH input, collect(DISTINCT supplier) AS suppliers, count(DISTINCT member) AS dependents, max(basis) AS basis,
  count(DISTINCT CASE basis WHEN 'recorded' THEN member END) AS getting
WHERE size(suppliers) = 1
WITH input, suppliers[0] AS supplier, basis, dependents, getting
ORDER BY dependents DESC, input, supplier.id
LIMIT toInteger($limit)
WITH input, supplier, basis, dependents, getting, EXISTS { (supplier)-[:LOCATED_IN]->(:Place)-[:WITHIN]->{0,4}(:Entity:Place {id: $place}) } AS inside
RETURN input AS input,
  supplier AS supplier,
  basis AS basis,
  dependents AS dependents,
  inside AS inside,
  CASE getting WHEN 0 THEN '' WHEN 1 THEN '1 organisation gets it' ELSE toString(getting) + ' organisations get it' END
    + CASE WHEN getting > 0 AND dependents > getting THEN ' and ' ELSE '' END
    + CASE dependents - getting WHEN 0 THEN '' WHEN 1 THEN '1 organisation may get it' ELSE toString(dependents - getting) + ' organisations may get it' END
    + ', all from ' + supplier.name + CASE WHEN inside THEN '' ELSE ', which is not in the place' END AS reason
ORDER BY dependents DESC, input
