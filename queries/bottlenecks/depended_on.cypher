// title: Suppliers with no stand-in
// question: On which suppliers do the most organisations of a place depend, with no other recorded source of the same input?
// params: {place: {type: place, about: "County, metro, state, appellation or region"},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// returns: {supplier: Organisation, input: str, basis: str, dependents: int, of: int, share: float, inside: bool, town: str, reason: str}
// view: table, graph, map
// draws: {from: supplier, to: place, label: input, basis: basis}
// about: An organisation depends on a supplier for an input if no other supplier of that input to it is known here. Recorded: a
//   source says so. Possible: it is inferred (the linkage says from what), or the supplier provides what the organisation needs. Share is
//   dependents over all organisations of the place that get the input (or may get it). What a source gives no name to is left out.
// empty: No source names a supplier of an organisation in this place. Load one that does, or ask near one of its firms who could supply it.
// unknown: Suppliers that no source names, what is bought without a name, and whether somebody else could supply it tomorrow.
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
WITH member, input, collect(DISTINCT supplier) AS suppliers, max(basis) AS basis
WITH input, basis, CASE size(suppliers) WHEN 1 THEN suppliers[0] END AS only, count(*) AS number
WITH input, basis, sum(number) AS of, collect(CASE WHEN only IS NOT NULL THEN {supplier: only, dependents: number} END) AS found
UNWIND found AS item
WITH input, basis, of, item.supplier AS supplier, item.dependents AS dependents
ORDER BY dependents DESC, input, supplier.name, supplier.id
LIMIT toInteger($limit)
WITH input, of, supplier, basis, dependents, EXISTS { (supplier)-[:LOCATED_IN]->(:Place)-[:WITHIN]->{0,4}(:Entity:Place {id: $place}) } AS inside
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
    + CASE WHEN inside THEN '' ELSE '; it is not in the place' END AS reason
ORDER BY dependents DESC, input, supplier.name, supplier.id
