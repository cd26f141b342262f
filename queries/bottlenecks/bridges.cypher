// title: Linkages that hold a network together
// question: Which single linkages keep organisations of a place, a cluster or around a firm tied to the rest?
// params: {place: {type: place, default: null, about: "County, metro, state, appellation or region; with nothing said, everything that is loaded"},
//   cluster: {type: cluster, default: null, about: "A cluster: its organisations and those of its industries; with a place, only those there"},
//   around: {type: organisation, default: null, about: "A firm or institution, instead of both: all that linkages tie with it within so many hops"},
//   degree: {type: number, default: 0, min: 0, max: 1, about: "Only who is a member of the cluster to this degree at least; at 0 all, also those of its industries"},
//   hops: {type: int, default: 2, min: 1, max: 6, about: How many linkages away the surroundings go},
//   group: {type: choice, default: any, choices: [any, trade, alike, corporate, institutions], about: Kinds of linkage that count},
//   inferred: {type: flag, default: false, about: Whether linkages that are only inferred count too},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// returns: {start: Organisation, linkage: str, end: Organisation, cut_off: int, of: int, basis: str, sources: list, reason: str}
// view: table, graph
// network: organisations
// draws: {from: start, to: end, label: linkage, basis: basis}
// about: Linkages whose ending would leave some organisations with no way to the others, directly or through others (bridges). Cut off is the size of the smaller side, of
//   the number of organisations that are tied to each other now. A single organisation at the end of its only linkage is left out: everybody with one partner is such.
// empty: No single linkage joins two or more organisations to the rest: each is tied in another way too, or is alone at the end of its only linkage.
// unknown: Ties that no source records: with them, there may be another way round.
// example: {place: us-county-06055, inferred: true}
MATCH (:Entity {id: coalesce($place, $cluster)})<-[:WITHIN|IN_CLUSTER]-{0,6}()<-[:LOCATED_IN|CLASSIFIED_AS|IN_CLUSTER]-(member:Organisation)
WHERE ($place IS NULL OR $cluster IS NULL
  OR EXISTS { (member)-[:CLASSIFIED_AS|IN_CLUSTER]->()-[:WITHIN|IN_CLUSTER]->{0,6}(:Entity:Cluster {id: $cluster}) })
  AND ($cluster IS NULL OR $degree = 0
  OR EXISTS { (member)-[belongs:IN_CLUSTER]->(:Entity:Cluster {id: $cluster}) WHERE belongs.degree >= $degree })
RETURN collect(DISTINCT member.id) AS members
