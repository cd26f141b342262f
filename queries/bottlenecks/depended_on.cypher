// title: Suppliers with no stand-in
// question: On which suppliers do the most organisations of a place, a cluster or around a firm depend, with no other recorded source?
// params: {place: {type: place, default: null, about: "County, metro, state, appellation or region"},
//   cluster: {type: cluster, default: null, about: "A cluster: its organisations and those of its industries; with a place, only those there"},
//   around: {type: organisation, default: null, about: "A firm or institution, instead of both: itself and all within km of it"},
//   degree: {type: number, default: 0, min: 0, max: 1, about: "Only who is a member of the cluster to this degree at least; at 0 all, also those of its industries"},
//   km: {type: number, default: 25, min: 0, max: 2000, unit: km, about: How far around it; 0 is it alone},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// either: [[place, cluster], around]
// returns: {supplier: Organisation, input: str, basis: str, dependents: int, of: int, share: float, inside: bool, town: str, reason: str}
// view: table, graph, map
// draws: [{from: supplier, to: place, label: input, basis: basis}, {from: supplier, to: cluster, label: input, basis: basis}, {from: supplier, to: around, label: input, basis: basis}]
// about: An organisation depends on a supplier for an input if no other supplier of that input to it is known here. Recorded: a
//   source says so. Possible: it is inferred (the linkage says from what), or the supplier provides what the organisation needs. Share is
//   dependents over all organisations of the place, the cluster or the surroundings that get the input (or may get it). What a source gives no name to is left out.
// empty: No source names a supplier of an organisation here. Load one that does, or ask near one of its firms who could supply it.
// unknown: Suppliers that no source names, what is bought without a name, and whether somebody else could supply it tomorrow.
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
WITH member, input, collect(DISTINCT supplier) AS suppliers, max(basis) AS basis
WITH input, basis, CASE size(suppliers) WHEN 1 THEN suppliers[0] END AS only, count(*) AS number
WITH input, basis, sum(number) AS of, collect(CASE WHEN only IS NOT NULL THEN {supplier: only, dependents: number} END) AS found
UNWIND found AS item
WITH input, basis, of, item.supplier AS supplier, item.dependents AS dependents
ORDER BY dependents DESC, input, supplier.name, supplier.id
LIMIT toInteger($limit)
WITH input, of, supplier, basis, dependents, CASE WHEN $around IS NULL
  THEN ($place IS NULL OR EXISTS { (supplier)-[:LOCATED_IN]->()-[:WITHIN]->{0,6}(:Entity:Place {id: $place}) })
    AND ($cluster IS NULL OR EXISTS { (supplier)-[:CLASSIFIED_AS|IN_CLUSTER]->()-[:WITHIN|IN_CLUSTER]->{0,6}(:Entity:Cluster {id: $cluster}) })
  ELSE supplier.id = $around OR $km > 0 AND EXISTS {
    (middle:Entity:Organisation {id: $around}) WHERE point.distance(supplier.location, middle.location) <= $km * 1000 } END AS inside
RETURN supplier AS supplier,
  input AS input,
  basis AS basis,
  dependents AS dependents,
  of AS of,
  round(1.0 * dependents / of, 3) AS share,
  inside AS inside,
  supplier.town AS town,
  toString(dependents) + ' of ' + toString(of) + CASE basis WHEN 'recorded' THEN ' organisations that get it have no other recorded source'
    ELSE ' organisations that may get it have no other known source (inferred)' END
    + CASE WHEN inside THEN '' ELSE '; it is outside' END AS reason
ORDER BY dependents DESC, input, supplier.name, supplier.id
