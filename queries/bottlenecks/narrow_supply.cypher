// title: Hands that all supply passes
// question: Through how few organisations does all supply from outside to a place, a cluster or around a firm pass?
// params: {place: {type: place, default: null, about: "County, metro, state, appellation or region"},
//   cluster: {type: cluster, default: null, about: "A cluster: its organisations and those of its industries; with a place, only those there"},
//   around: {type: organisation, default: null, about: "A firm or institution, instead of both: itself and all within km of it"},
//   degree: {type: number, default: 0, min: 0, max: 1, about: "Only who is a member of the cluster to this degree at least; at 0 all, also those of its industries"},
//   km: {type: number, default: 25, min: 0, max: 2000, unit: km, about: How far around it; 0 is it alone},
//   inferred: {type: flag, default: false, about: Whether supplies that are only inferred count too},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// either: [[place, cluster], around]
// returns: {organisation: Organisation, fed: int, of: int, behind: int, sources: list, reason: str}
// view: table, map
// network: organisations
// about: The fewest organisations outside without which nothing would come in from those who stand at the beginning of its supply (a smallest cut by largest flow, Ford and
//   Fulkerson 1956; as many separate ways of supply exist, Menger 1927). Ways go from supplier to customer and from who has something distributed to the distributor, over
//   as many steps as are recorded. Fed is how many organisations inside are supplied by it, directly or through others; behind, how many others outside supply it so. Where there is more
//   than one smallest cut, that nearest to the beginning is given.
// empty: No source states that anybody outside supplies what is asked about. Ask with inferred supplies, or near one of its firms who could supply it.
// unknown: Supplies that no source records, and amounts: a way over which little comes counts as one over which much does.
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
RETURN [member IN members | member.id] AS members
