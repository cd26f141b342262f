// title: Clusters that were kept
// question: Which clusters were drawn and kept here, in which versions, by whom and how?
// params: {name: {type: text, default: null, about: "Only clusters with this in their name"},
//   limit: {type: int, default: 100, min: 1, max: 5000, about: How many at most}}
// returns: {cluster: Cluster, version: int, cluster_id: str, latest: bool, members: int, cut: float, asked: str, weights: str, drawn: str, drawn_by: str, scope: str, drawn_from: str, parameters_json: str}
// view: table
// about: Each drawing that was kept is a version: the name of a cluster means its latest one, an earlier one is named by its id. Cut is the normalised cut of the boundary (0: it cuts no tie, 1: as much as a line drawn anywhere).
//   Asked is what the question said, but for defaults (files have the same as a program reads it, parameters_json), weights what counted otherwise than ships. Drawn from is how much was loaded then, with a fingerprint: where two versions have the same one, no linkage, organisation, industry or place had changed between them.
// empty: Nobody has kept such a cluster yet. Ask boundaries/from_seeds, and keep its answer under a name.
// unknown: Why somebody drew it so. The parameters say how, the members with their reasons what came of it.
// example: {}
MATCH (cluster:Cluster)
WHERE cluster.version IS NOT NULL AND ($name IS NULL OR toLower(cluster.name) CONTAINS toLower($name))
RETURN cluster AS cluster,
  cluster.version AS version,
  cluster.id AS cluster_id,
  NOT EXISTS { (later:Cluster) WHERE later.name = cluster.name AND later.version > cluster.version } AS latest,
  COUNT { (cluster)<-[:IN_CLUSTER]-() } AS members,
  cluster.cut AS cut,
  cluster.weights AS weights,
  cluster.drawn AS drawn,
  cluster.drawn_by AS drawn_by,
  cluster.scope AS scope,
  cluster.drawn_from AS drawn_from,
  cluster.parameters AS parameters_json,
  COLLECT { MATCH (said:Entity) WHERE said.id IN split(cluster.parameters, '"') RETURN [said.id, said.name] } AS named
ORDER BY toLower(cluster.name), version DESC
LIMIT toInteger($limit)
