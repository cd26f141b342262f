// title: Organisations that hold a network together
// question: Whose going would cut the network of a place, a cluster or around a firm into pieces?
// params: {place: {type: place, default: null, about: "County, metro, state, appellation or region; with nothing said, everything that is loaded"},
//   cluster: {type: cluster, default: null, about: "A cluster: its organisations and those of its industries; with a place, only those there"},
//   around: {type: organisation, default: null, about: "A firm or institution, instead of both: all that linkages tie with it within so many hops"},
//   degree: {type: number, default: 0, min: 0, max: 1, about: "Only who is a member of the cluster to this degree at least; at 0 all, also those of its industries"},
//   hops: {type: int, default: 2, min: 1, max: 6, about: How many linkages away the surroundings go},
//   group: {type: choice, default: any, choices: [any, trade, alike, corporate, institutions], about: Kinds of linkage that count},
//   inferred: {type: flag, default: false, about: Whether linkages that are only inferred count too},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// returns: {organisation: Organisation, cut_off: int, pieces: int, linkages: int, basis: str, sources: list, reason: str}
// view: table, map
// network: organisations
// about: The network is that of linkages with an end in the place or the cluster, or between organisations within so many hops. Without the organisation it
//   falls into so many pieces (articulation points; Hopcroft and Tarjan 1973). Cut off is the number of organisations no longer tied, directly or through others, to
//   the largest piece that is left; linkages the number of organisations it is tied with.
// empty: No single organisation holds this network together: whoever goes, the others stay linked, as far as the sources record links.
// unknown: Ties that no source records: where one source lists all partners of one organisation and nobody theirs, that organisation seems to hold them together.
// example: {place: us-county-06055}
MATCH (:Entity {id: coalesce($place, $cluster)})<-[:WITHIN|IN_CLUSTER]-{0,6}()<-[:LOCATED_IN|CLASSIFIED_AS|IN_CLUSTER]-(member:Organisation)
WHERE ($place IS NULL OR $cluster IS NULL
  OR EXISTS { (member)-[:CLASSIFIED_AS|IN_CLUSTER]->()-[:WITHIN|IN_CLUSTER]->{0,6}(:Entity:Cluster {id: $cluster}) })
  AND ($cluster IS NULL OR $degree = 0
  OR EXISTS { (member)-[belongs:IN_CLUSTER]->(:Entity:Cluster {id: $cluster}) WHERE belongs.degree >= $degree })
RETURN collect(DISTINCT member.id) AS members
