// title: Brokers between others
// question: Through which organisations do the shortest ways between others of a place, a cluster or around a firm run?
// params: {place: {type: place, default: null, about: "County, metro, state, appellation or region; with nothing said, everything that is loaded"},
//   cluster: {type: cluster, default: null, about: "A cluster: its organisations and those of its industries; with a place, only those there"},
//   around: {type: organisation, default: null, about: "A firm or institution, instead of both: all that linkages tie with it within so many hops"},
//   degree: {type: number, default: 0, min: 0, max: 1, about: "Only who is a member of the cluster to this degree at least; at 0 all, also those of its industries"},
//   hops: {type: int, default: 2, min: 1, max: 6, about: How many linkages away the surroundings go},
//   group: {type: choice, default: any, choices: [any, trade, alike, corporate, institutions], about: Kinds of linkage that count},
//   inferred: {type: flag, default: false, about: Whether linkages that are only inferred count too},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// returns: {organisation: Organisation, pairs: int, share: float, error: float, linkages: int, constraint: float, basis: str, sources: list, reason: str}
// view: table, map
// network: organisations
// about: Pairs is the number of pairs of other organisations whose shortest way runs through it (betweenness, Freeman 1977; of several shortest ways each counts its
//   part; every linkage counts alike), share what part that is of all pairs that are linked with it, directly or through others. Above 2,000 organisations both are
//   estimated from 400 drawn at random, and the true share lies within the error 19 times of 20; below, the error is 0. Constraint (Burt 1992) is near 0 where its partners
//   do not know each other, and high where they all do: a broker has many pairs and low constraint. Others may have longer ways past it: who cuts the network altogether
//   is the question of “Organisations that hold a network together”.
// empty: Nobody stands between others here: all that are linked are linked directly, as far as the sources record links.
// unknown: Ties that no source records, and how much runs over each; lenders and agencies whose registers are loaded stand out.
// example: {place: us-county-06055}
MATCH (:Entity {id: coalesce($place, $cluster)})<-[:WITHIN|IN_CLUSTER]-{0,6}()<-[:LOCATED_IN|CLASSIFIED_AS|IN_CLUSTER]-(member:Organisation)
WHERE ($place IS NULL OR $cluster IS NULL
  OR EXISTS { (member)-[:CLASSIFIED_AS|IN_CLUSTER]->()-[:WITHIN|IN_CLUSTER]->{0,6}(:Entity:Cluster {id: $cluster}) })
  AND ($cluster IS NULL OR $degree = 0
  OR EXISTS { (member)-[belongs:IN_CLUSTER]->(:Entity:Cluster {id: $cluster}) WHERE belongs.degree >= $degree })
RETURN collect(DISTINCT member.id) AS members
