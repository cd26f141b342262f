// title: Inputs with few suppliers
// question: Which inputs does a place, a cluster or a firm get from too few suppliers inside, or mostly from one?
// params: {place: {type: place, default: null, about: "County, metro, state, appellation or region"},
//   cluster: {type: cluster, default: null, about: "A cluster: its organisations and those of its industries; with a place, only those there"},
//   around: {type: organisation, default: null, about: "A firm or institution, instead of both: itself and all within km of it"},
//   degree: {type: number, default: 0, min: 0, max: 1, about: "Only who is a member of the cluster to this degree at least; at 0 all, also those of its industries"},
//   km: {type: number, default: 25, min: 0, max: 2000, unit: km, about: How far around it; 0 is it alone},
//   dependents: {type: int, default: 2, min: 1, max: 100000, about: How many organisations inside must get it at least},
//   few: {type: int, default: 2, min: 0, max: 100, about: So many suppliers inside are too few},
//   hhi: {type: number, default: 0.25, min: 0, max: 1, about: From this concentration on it counts as well},
//   inferred: {type: flag, default: true, about: Whether supplies that are only inferred or possible count too},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// either: [[place, cluster], around]
// returns: {input: str, dependents: int, suppliers: int, inside: int, hhi: float, largest: Organisation, largest_share: float,
//   outside_share: float, next: Organisation, next_km: float, specialised: bool, basis: str, sources: list, reason: str}
// view: table, graph, map
// draws: [{from: largest, to: place, label: input, basis: basis}, {from: largest, to: cluster, label: input, basis: basis}, {from: largest, to: around, label: input, basis: basis}]
// network: organisations
// about: Dependents get the input (recorded), or may get it (possible, which is inferred or a recorded need that somebody provides for). HHI is the Herfindahl-Hirschman index of the
//   suppliers by organisations served, the sum of their squared shares: 1 for one alone, 1/n for n that serve as many each; competition authorities call a market above 0.25
//   concentrated. Inside is the place, the cluster or the surroundings. Outside share is the part of all that is supplied that comes from suppliers outside. Next is the nearest organisation that supplies the input
//   elsewhere, and how far it is from the nearest dependent; empty where none, or no position, is known.
// empty: Every input that the sources name has enough suppliers inside by these limits, or no source names an input at all; “Inputs from outside” shows what is named.
// unknown: Suppliers that no source names, how much each supplies, and whether two sources call the same thing by two names.
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
  MATCH (member)-[link:NEEDS]->(need:Input)
  WHERE NOT EXISTS { (member)-[:PROVIDES]->(need) }
    AND ($date IS NULL OR (
      (link.since IS NULL OR left(link.since, size($date)) <= left($date, size(link.since)))
      AND (link.until IS NULL OR left(link.until, size($date)) >= left($date, size(link.until)))))
  WITH need, collect(DISTINCT member.id) AS needing, collect(DISTINCT link.source) AS sources
  RETURN collect({input: need.name, needing: needing, sources: sources, providers: COLLECT {
      MATCH (need)<-[offer:PROVIDES]-(provider:Organisation)
      WHERE ($date IS NULL OR (
        (offer.since IS NULL OR left(offer.since, size($date)) <= left($date, size(offer.since)))
        AND (offer.until IS NULL OR left(offer.until, size($date)) >= left($date, size(offer.until)))))
      RETURN DISTINCT provider.id }}) AS needs
}
CALL () {
  MATCH (input:Input)
  WHERE input.specialised IS NOT NULL
  RETURN collect({input: input.name, specialised: input.specialised}) AS known
}
RETURN [member IN members | member.id] AS members,
  needs AS needs,
  known AS known
