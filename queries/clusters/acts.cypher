// title: Who kept and deleted clusters
// question: Who kept or deleted which version of which cluster, and when?
// params: {cluster: {type: text, default: null, about: "Only what was done to a cluster of this name, or with this in its name"},
//   limit: {type: int, default: 100, min: 1, max: 5000, about: How many at most}}
// returns: {at: str, act: str, name: str, version: int, members: int, who: str, cluster_id: str}
// view: table
// about: The latest first. What is written here stays where the version itself is gone.
// empty: Nobody has kept a cluster yet. Ask boundaries/from_seeds, and keep its answer under a name.
// unknown: What became of versions in another graph from which this one was copied or restored.
// example: {}
MATCH (act:ClusterAct)
WHERE $cluster IS NULL OR toLower(act.name) CONTAINS toLower($cluster)
RETURN act.at AS at,
  act.act AS act,
  act.name AS name,
  act.version AS version,
  act.members AS members,
  act.who AS who,
  act.cluster AS cluster_id
ORDER BY at DESC, cluster_id DESC, act
LIMIT toInteger($limit)
