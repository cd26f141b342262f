// title: Inputs from outside
// question: Which inputs does a place, a cluster or a firm get from outside, from whom, and how far away are they?
// params: {place: {type: place, default: null, about: "County, metro, state, appellation or region"},
//   cluster: {type: cluster, default: null, about: "A cluster: its organisations and those of its industries; with a place, only those there"},
//   around: {type: organisation, default: null, about: "A firm or institution, instead of both: itself and all within km of it"},
//   degree: {type: number, default: 0, min: 0, max: 1, about: "Only who is a member of the cluster to this degree at least; at 0 all, also those of its industries"},
//   km: {type: number, default: 25, min: 0, max: 2000, unit: km, about: How far around it; 0 is it alone},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// either: [[place, cluster], around]
// returns: {input: str, supplier: Organisation, basis: str, dependents: int, of: int, outside_share: float, km: float, town: str, reason: str}
// view: table, graph, map
// draws: [{from: supplier, to: place, label: input, basis: basis}, {from: supplier, to: cluster, label: input, basis: basis}, {from: supplier, to: around, label: input, basis: basis}]
// about: One line for each input and supplier outside the place, the cluster or the surroundings. Recorded: a source says that they supply or serve organisations
//   inside. Possible: that is inferred, or they provide what organisations inside need and do not provide themselves; who of them
//   buys from whom is not said. Outside share is the part of all such ties for that input that comes from outside. Km is the distance to the nearest
//   organisation supplied; empty where no source says where the supplier is.
// empty: No source names an input that comes here from outside; that may say more of the sources than of what is asked about.
// unknown: Who of the place buys from whom where the tie is only possible, amounts, and inputs to which no source gives a name.
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
  WHERE ($date IS NULL OR (
      (link.since IS NULL OR left(link.since, size($date)) <= left($date, size(link.since)))
      AND (link.until IS NULL OR left(link.until, size($date)) >= left($date, size(link.until)))))
  RETURN member, supplier, coalesce(link.input, link.service, 'not named') AS input,
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
WITH input, basis, supplier, count(DISTINCT member) AS dependents,
  min(point.distance(supplier.location, member.location)) / 1000 AS km
WITH input, basis, supplier, dependents, km, CASE WHEN $around IS NULL
  THEN ($place IS NULL OR EXISTS { (supplier)-[:LOCATED_IN]->()-[:WITHIN]->{0,6}(:Entity:Place {id: $place}) })
    AND ($cluster IS NULL OR EXISTS { (supplier)-[:CLASSIFIED_AS|IN_CLUSTER]->()-[:WITHIN|IN_CLUSTER]->{0,6}(:Entity:Cluster {id: $cluster}) })
  ELSE supplier.id = $around OR $km > 0 AND EXISTS {
    (middle:Entity:Organisation {id: $around}) WHERE point.distance(supplier.location, middle.location) <= $km * 1000 } END AS inside
WITH input, basis, sum(dependents) AS total, sum(CASE WHEN inside THEN 0 ELSE dependents END) AS outside,
  collect(CASE WHEN NOT inside THEN {supplier: supplier, dependents: dependents, km: km} END) AS supplies
UNWIND supplies AS supply
WITH input, basis, total, outside, supply.supplier AS supplier, supply.dependents AS dependents, supply.km AS km
ORDER BY basis DESC, dependents DESC, input, supplier.name, supplier.id
LIMIT toInteger($limit)
RETURN input AS input,
  supplier AS supplier,
  basis AS basis,
  dependents AS dependents,
  total AS of,
  round(1.0 * outside / total, 3) AS outside_share,
  round(km, 1) AS km,
  supplier.town AS town,
  CASE basis
    WHEN 'recorded' THEN 'supplies ' + toString(dependents) + ' here; ' + toString(outside) + ' of ' + toString(total) + ' recorded supplies of it come from outside'
    ELSE 'may supply ' + toString(dependents) + ' here; ' + toString(outside) + ' of ' + toString(total) + ' ways to get it lead outside' END AS reason
ORDER BY basis DESC, dependents DESC, input, supplier.name, supplier.id
