// title: Inputs from outside
// question: Which inputs does a place get from outside, from whom, and how far away are they?
// params: {place: {type: place, about: "County, metro, state, appellation or region"},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// returns: {input: str, supplier: Organisation, basis: str, dependents: int, of: int, outside_share: float, km: float, town: str, reason: str}
// view: table, graph, map
// draws: {from: supplier, to: place, label: input, basis: basis}
// about: One line for each input and supplier outside the place. Recorded: a source says that they supply or serve organisations of
//   the place. Possible: that is inferred, or they provide what organisations of the place need and do not provide themselves; who of them
//   buys from whom is not said. Outside share is the part of all such ties for that input that comes from outside. Km is the distance to the nearest
//   organisation supplied; empty where no source says where the supplier is.
// empty: No source names an input that comes to this place from outside; that may say more of the sources than of the place.
// unknown: Who of the place buys from whom where the tie is only possible, amounts, and inputs to which no source gives a name.
// example: {place: us-county-06055}
CALL () {
  MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)<-[:LOCATED_IN]-(member:Organisation)
  WITH DISTINCT member
  MATCH (supplier:Organisation)-[link:SUPPLIES|SERVES]->(member)
  WHERE ($date IS NULL OR (
      (link.since IS NULL OR left(link.since, size($date)) <= left($date, size(link.since)))
      AND (link.until IS NULL OR left(link.until, size($date)) >= left($date, size(link.until)))))
  RETURN member, supplier, coalesce(link.input, link.service, 'not named') AS input,
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
WITH input, basis, supplier, count(DISTINCT member) AS dependents,
  min(point.distance(supplier.location, member.location)) / 1000 AS km
WITH input, basis, supplier, dependents, km, EXISTS { (supplier)-[:LOCATED_IN]->(:Place)-[:WITHIN]->{0,4}(:Entity:Place {id: $place}) } AS inside
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
