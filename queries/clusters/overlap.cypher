// title: Overlap and nesting of clusters
// question: Which clusters share members, and which lie within another?
// params: {cluster: {type: cluster, default: null, about: "Only the overlaps of this one; by default all"},
//   least: {type: int, default: 1, min: 1, max: 10000, about: How many members both must have in common at least},
//   versions: {type: flag, default: false, about: "Whether earlier versions, and versions of one cluster, are compared too"},
//   weights: {type: weights, default: null, about: "What counts otherwise than as it ships, as clusters.within=0.8, from which share of its members in a larger one on a cluster lies within that; by default as this workspace keeps it"},
//   limit: {type: int, default: 200, min: 1, max: 5000, about: How many at most}}
// returns: {cluster: Cluster, reading: str, other: Cluster, jaccard: float, shared: int, smaller_share: float, members: int, other_members: int, names: list, reason: str}
// view: table, graph
// draws: {from: cluster, to: other, label: reading}
// about: Cluster is the smaller of the two. Jaccard is what both share over what either has; smaller share is what part of the smaller one lies in the larger. Within: that part is at least as large as the weights say (clusters.within); else overlaps. Both are worked out from the members when it is asked, by organisations and industries alike,
//   each counted once whatever its degree. Names are of up to five that both have. Of a cluster that was kept, only the latest version is looked at unless earlier ones are asked for.
// empty: No two clusters share so many members. Versions of one cluster are compared here only where versions is set; who entered and left between two of them says clusters/compare (from a shell: clusteratlas ask clusters/compare --earlier NAME). Keep boundaries as clusters first, or ask for fewer members in common.
// unknown: Members that no boundary drew; clusters of industries and clusters of organisations share nobody even where they are of one field.
// example: {}
MATCH (cluster:Cluster)
WHERE ($cluster IS NULL OR cluster.id = $cluster)
  AND ($versions OR cluster.id = $cluster OR NOT EXISTS { (l:Cluster) WHERE l.name = cluster.name AND l.version > cluster.version })
MATCH (cluster)<-[:IN_CLUSTER]-(member:Entity)-[:IN_CLUSTER]->(other:Cluster)
WHERE other <> cluster AND ($cluster IS NOT NULL OR cluster.id < other.id)
  AND ($versions OR (NOT (other.name = cluster.name AND other.version IS NOT NULL AND cluster.version IS NOT NULL)
    AND NOT EXISTS { (l:Cluster) WHERE l.name = other.name AND l.version > other.version }))
WITH cluster, other, collect(DISTINCT member) AS both
WHERE size(both) >= $least
WITH *, COUNT { MATCH (cluster)<-[:IN_CLUSTER]-(one) RETURN DISTINCT one } AS first,
  COUNT { MATCH (other)<-[:IN_CLUSTER]-(one) RETURN DISTINCT one } AS second
WITH both, CASE WHEN first <= second THEN [cluster, other, first, second] ELSE [other, cluster, second, first] END AS two
WITH two[0] AS smaller, two[1] AS larger, two[2] AS members, two[3] AS other_members, both, size(both) AS shared
WITH *, toFloat(shared) / members AS share,
  COLLECT { UNWIND both AS one RETURN one.name ORDER BY one.name LIMIT 5 } AS names
RETURN smaller AS cluster,
  larger AS other,
  shared AS shared,
  members AS members,
  other_members AS other_members,
  round(toFloat(shared) / (members + other_members - shared), 3) AS jaccard,
  round(share, 3) AS smaller_share,
  names AS names,
  toString(shared) + ' of the ' + toString(members) + ' members of ' + smaller.name + ' are among the ' + toString(other_members) + ' of ' + larger.name AS reason
ORDER BY smaller_share DESC, shared DESC, cluster.name, other.name, cluster.id, other.id
LIMIT toInteger($limit)
