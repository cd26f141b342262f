// title: Members of one of all clusters
// question: Who is in the cluster of this organisation, as boundaries/clusters finds it, and how firmly?
// params: {organisation: {type: organisation, about: "An organisation that is in the cluster, such as its best connected member"},
//   level: {type: choice, choices: [group, cluster, part], default: cluster, about: "Clusters; groups of clusters that are tied with each other; or parts of clusters that are clusters themselves"},
//   kinds: {type: linkages, between: [Organisation], default: any, about: Only linkages of these kinds or groups of kinds},
//   inferred: {type: flag, default: true, about: "Whether linkages that are only inferred count too, as much as they are sure"},
//   alike: {type: flag, default: false, about: "Whether those of the same industry, that provide the same, or of which one provides what the other needs, count as weakly tied with the nearest of these, too; then most clusters are those of one industry in a town"},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11, between organisations that were there: founded by then and not closed before, as far as dates are on record; by default all that were ever recorded"},
//   weights: {type: weights, default: null, about: "What counts otherwise than as it ships, as kinds.SERVES=0.5, same.place=0; by default as this workspace keeps it"},
//   limit: {type: int, default: 500, min: 1, max: 5000, about: How many at most}}
// returns: {member: Organisation, ties: int, inside_share: float, industries: list, cluster: str, reason: str}
// view: table, map
// network: traits
// slow: yes
// about: Those with most ties inside come first. Ties are the others in the cluster with whom it is tied, inside share the weight of these ties over that of all its ties: below a half it is tied with others more than with its own cluster. Industries are branches (docs/boundaries.md).
//   Ask with the same level, kinds, date and weights as boundaries/clusters, and as to whether inferred ties and those of likeness count, or the clusters are others. For roles, reasons and a degree, and to keep the cluster, draw its boundary by boundaries/from_seeds with three to five of these members.
// empty: It is in no cluster of this level: no tie of it is on record, or its cluster has no parts. Ask for another level.
// unknown: Ties that no source records. Where a register tells of one kind of tie alone, its clusters are those of that register.
// example: {organisation: ror-042nb2s44}
MATCH (:Entity {id: $organisation})
CALL () {
  MATCH (branch:Industry)
  WHERE branch.level <= 3 OR NOT EXISTS { (branch)-[:WITHIN]->(:Industry) }
  RETURN collect([branch.id, branch.name]) AS names
}
RETURN names AS names
