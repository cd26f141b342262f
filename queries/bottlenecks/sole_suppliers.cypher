// title: Sole suppliers
// question: Which inputs does a place, a cluster or a firm get from one organisation only?
// params: {place: {type: place, default: null, about: "County, metro, state, appellation or region"},
//   cluster: {type: cluster, default: null, about: "A cluster: its organisations and those of its industries; with a place, only those there"},
//   around: {type: organisation, default: null, about: "A firm or institution, instead of both: itself and all within km of it"},
//   degree: {type: number, default: 0, min: 0, max: 1, about: "Only who is a member of the cluster to this degree at least; at 0 all, also those of its industries"},
//   km: {type: number, default: 25, min: 0, max: 2000, unit: km, about: How far around it; 0 is it alone},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// either: [[place, cluster], around]
// returns: {input: str, supplier: Organisation, basis: str, dependents: int, inside: bool, reason: str}
// view: table, graph, map
// draws: [{from: supplier, to: place, label: input, basis: basis}, {from: supplier, to: cluster, label: input, basis: basis}, {from: supplier, to: around, label: input, basis: basis}]
// about: An input that comes from one organisation only is a bottleneck; Porter (2000) calls sourcing from outside second
//   best. Recorded: a source says that they supply or serve organisations of the place, the cluster or the surroundings
//   (inside). Possible: that is inferred, or they provide what organisations inside need and do not provide themselves. What a source gives no name to is left out: nobody knows whether it is the same thing.
// empty: No input that the sources name comes here from one organisation alone. “Suppliers with no stand-in” shows on whom many depend all the same.
// unknown: Suppliers that no source names, and whether two things without a name are the same.
// example: {place: us-county-06055}
CALL () {
  MATCH (:Entity {id: coalesce($place, $cluster)})<-[:WITHIN|IN_CLUSTER]-{0,6}()<-[:LOCATED_IN|CLASSIFIED_AS|IN_CLUSTER]-(member:Organisation)
  WHERE ($place IS NULL OR $cluster IS NULL
    OR EXISTS { (member)-[:CLASSIFIED_AS|IN_CLUSTER]->()-[:WITHIN|IN_CLUSTER]->{0,6}(:Entity:Cluster {id: $cluster}) })
    AND ($cluster IS NULL OR $degree = 0
    OR EXISTS { (member)-[belongs:IN_CLUSTER]->(:Entity:Cluster {id: $cluster}) WHERE belongs.degree >= $degree })
  RETURN member
UNION
  MATCH (member:Entity:Organisation {id: $around})
  RETURN member
UNION
  MATCH (middle:Entity:Organisation {id: $around})
  MATCH (member:Organisation)
  WHERE $km > 0 AND point.distance(member.location, middle.location) <= $km * 1000
  RETURN member
}
WITH collect(member) AS members
CALL (members) {
  UNWIND members AS member
  MATCH (supplier:Organisation)-[link:SUPPLIES|SERVES]->(member)
  WHERE coalesce(link.input, link.service) IS NOT NULL
    AND ($date IS NULL OR (
      (link.since IS NULL OR left(link.since, size($date)) <= left($date, size(link.since)))
      AND (link.until IS NULL OR left(link.until, size($date)) >= left($date, size(link.until)))))
  RETURN member, supplier, coalesce(link.input, link.service) AS input,
    CASE link.state WHEN 'latent' THEN 'possible' ELSE 'recorded' END AS basis
UNION
  UNWIND members AS member
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
WITH input, supplier, basis, dependents, getting, CASE WHEN $around IS NULL
  THEN ($place IS NULL OR EXISTS { (supplier)-[:LOCATED_IN]->()-[:WITHIN]->{0,6}(:Entity:Place {id: $place}) })
    AND ($cluster IS NULL OR EXISTS { (supplier)-[:CLASSIFIED_AS|IN_CLUSTER]->()-[:WITHIN|IN_CLUSTER]->{0,6}(:Entity:Cluster {id: $cluster}) })
  ELSE supplier.id = $around OR $km > 0 AND EXISTS {
    (middle:Entity:Organisation {id: $around}) WHERE point.distance(supplier.location, middle.location) <= $km * 1000 } END AS inside
RETURN input AS input,
  supplier AS supplier,
  basis AS basis,
  dependents AS dependents,
  inside AS inside,
  CASE getting WHEN 0 THEN '' WHEN 1 THEN '1 organisation gets it' ELSE toString(getting) + ' organisations get it' END
    + CASE WHEN getting > 0 AND dependents > getting THEN ' and ' ELSE '' END
    + CASE dependents - getting WHEN 0 THEN '' WHEN 1 THEN '1 organisation may get it' ELSE toString(dependents - getting) + ' organisations may get it' END
    + ', all from ' + supplier.name + CASE WHEN inside THEN '' ELSE ', which is outside' END AS reason
ORDER BY dependents DESC, input
