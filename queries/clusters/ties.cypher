// title: Links between clusters
// question: Which clusters are tied with each other, and how much more than chance would have it?
// params: {cluster: {type: cluster, default: null, about: "Only the links of this one; by default all"},
//   kinds: {type: linkages, between: [Organisation], default: any, about: Only linkages of these kinds or groups of kinds},
//   inferred: {type: flag, default: true, about: "Whether linkages that are only inferred count too, as much as they are sure"},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11, between organisations that were there: founded by then and not closed before, as far as dates are on record; by default all that were ever recorded"},
//   weights: {type: weights, default: null, about: "What counts otherwise than as it ships, as kinds.SERVES=0.5, same.place=0; by default as this workspace keeps it"},
//   limit: {type: int, default: 100, min: 1, max: 5000, about: How many at most}}
// returns: {cluster: Cluster, other: Cluster, strength: float, ties: int, weight: float, expected: float, shared: int, across: str, basis: str, sources: list, reason: str}
// view: table, graph
// draws: {from: cluster, to: other, label: across, basis: basis}
// network: traits
// about: Ties between members of one and members of the other, those that both have left out, weighed as where boundaries are drawn. Expected is the weight that there would be if the ends of all ties of the graph were dealt out anew among the same organisations: the ties of the one times those of the other over all. Strength is what there is over
//   what is expected: 1 is chance, below it they keep apart. Being alike and near counts for nothing here: only linkages do. Ties is the number of pairs; across says by which kinds of linkage, most weight first. Members are organisations in the cluster or in one within it; of a cluster that was kept only the latest version counts, unless it is the one asked about.
// empty: No linkage on record ties members of two clusters. Keep at least two boundaries as clusters; clusters of industries have members only where a source says so.
// unknown: Ties that no source records. A strength that rests on a few ties says little: see how many there are.
// example: {}
MATCH (cluster:Cluster)
WHERE EXISTS { (cluster)<-[:WITHIN]-{0,4}(:Cluster)<-[:IN_CLUSTER]-(:Organisation) }
  AND (cluster.id = $cluster OR NOT EXISTS { (l:Cluster) WHERE l.name = cluster.name AND l.version > cluster.version })
RETURN cluster.id AS cluster,
  cluster.name AS name,
  COLLECT { MATCH (cluster)<-[:WITHIN]-{0,4}(:Cluster)<-[:IN_CLUSTER]-(one:Organisation) RETURN DISTINCT one.id } AS members
ORDER BY cluster
