// title: Suppliers with no stand-in
// question: On which suppliers do the most organisations of a place depend, with no other recorded source of the same input?
// params: {place: {type: place, about: "County, metro, state, appellation or region"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// returns: {supplier: Organisation, input: str, basis: str, dependents: int, of: int, share: float, inside: bool, town: str, reason: str}
// view: table, graph, map
// draws: {from: supplier, to: place, label: input, state: basis}
// about: An organisation depends on a supplier for an input if no other supplier of that input to it is known here. Recorded: a
//   source says so. Possible: it is inferred (the linkage says from what), or the supplier provides what the organisation needs. Share is
//   dependents over all organisations of the place that get the input.
MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)<-[:LOCATED_IN]-(member:Organisation)
WITH collect(DISTINCT member) AS members
CALL (members) {
  UNWIND members AS member
  MATCH (supplier:Organisation)-[link:SUPPLIES|SERVES]->(member)
  RETURN member, supplier, coalesce(link.input, link.service, 'not named') AS input,
    CASE link.state WHEN 'latent' THEN 'possible' ELSE 'recorded' END AS basis
UNION
  UNWIND members AS member
  MATCH (member)-[:NEEDS]->(need:Input)<-[:PROVIDES]-(supplier:Organisation)
  WHERE NOT EXISTS { (member)-[:PROVIDES]->(need) }
  RETURN member, supplier, need.name AS input, 'possible' AS basis
}
WITH members, member, input, collect(DISTINCT supplier) AS suppliers, max(basis) AS basis
WITH members, input, collect({member: member, suppliers: suppliers, basis: basis}) AS cases
WITH members, input, size(cases) AS of, [case IN cases WHERE size(case.suppliers) = 1] AS only
UNWIND only AS case
WITH members, input, of, case.suppliers[0] AS supplier, case.basis AS basis, count(*) AS dependents
WITH input, of, supplier, basis, dependents, supplier IN members AS inside
ORDER BY dependents DESC, input, supplier.name, supplier.id
LIMIT toInteger($limit)
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
