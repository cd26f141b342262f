// title: Suppliers with no stand-in
// question: On which suppliers do the most organisations of a place depend, with no other recorded source of the same input?
// params: {place: {type: place, about: "County, metro, state, appellation or region"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// returns: {supplier: Organisation, input: str, dependents: int, of: int, share: float, inside: bool, town: str, reason: str}
// view: table, graph, map
// draws: {from: supplier, to: place, label: input}
// about: An organisation depends on a supplier for an input if no other supplier of that input to it is recorded. Share is
//   dependents over all organisations of the place that are recorded to get the input.
MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)<-[:LOCATED_IN]-(member:Organisation)
WITH collect(DISTINCT member) AS members
CALL (members) {
  UNWIND members AS member
  MATCH (supplier:Organisation)-[link:SUPPLIES|SERVES]->(member)
  RETURN member, supplier, coalesce(link.input, link.service, 'not named') AS input
UNION
  UNWIND members AS member
  MATCH (member)-[:NEEDS]->(need:Input)<-[:PROVIDES]-(supplier:Organisation)
  WHERE NOT EXISTS { (member)-[:PROVIDES]->(need) }
  RETURN member, supplier, need.name AS input
}
WITH members, member, input, collect(DISTINCT supplier) AS suppliers
WITH members, input, collect({member: member, suppliers: suppliers}) AS cases
WITH members, input, size(cases) AS of, [case IN cases WHERE size(case.suppliers) = 1 | case.suppliers[0]] AS only
UNWIND only AS supplier
WITH members, input, of, supplier, count(*) AS dependents
WITH input, of, supplier, dependents, supplier IN members AS inside
ORDER BY dependents DESC, input, supplier.name, supplier.id
LIMIT toInteger($limit)
RETURN supplier AS supplier,
  input AS input,
  dependents AS dependents,
  of AS of,
  round(1.0 * dependents / of, 3) AS share,
  inside AS inside,
  supplier.town AS town,
  toString(dependents) + ' of ' + toString(of) + ' organisations that get it have no other recorded source'
    + CASE WHEN inside THEN '' ELSE '; it is not in the place' END AS reason
ORDER BY dependents DESC, input, supplier.name, supplier.id
