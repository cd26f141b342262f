// title: All clusters
// question: Which clusters are there in this place, or in all that is loaded, how stable is each, and which are hidden?
// params: {place: {type: place, default: null, about: "Only clusters with members in this county, metro, state, appellation or region; by default all"},
//   organisation: {type: organisation, default: null, about: "Only clusters that this organisation is in, or belongs to as well"},
//   level: {type: choice, choices: [group, cluster, part], default: cluster, about: "Clusters; groups of clusters that are tied with each other; or parts of clusters that are clusters themselves"},
//   hidden: {type: flag, default: false, about: "Only hidden clusters: scattered over several branches, so that no single industry shows them"},
//   stability: {type: number, default: 0, min: 0, max: 1, about: "Only clusters of which so much comes back, 0 to 1, where all ties are weighed anew"},
//   least: {type: int, default: 10, min: 2, max: 10000, about: "Only clusters with so many members; in the place, where one is given"},
//   kinds: {type: linkages, between: [Organisation], default: any, about: Only linkages of these kinds or groups of kinds},
//   inferred: {type: flag, default: true, about: "Whether linkages that are only inferred count too, as much as they are sure"},
//   alike: {type: flag, default: false, about: "Whether those of the same industry, that provide the same, or of which one provides what the other needs, count as weakly tied with the nearest of these, too; then most clusters are those of one industry in a town"},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11, between organisations that were there: founded by then and not closed before, as far as dates are on record; by default all that were ever recorded"},
//   weights: {type: weights, default: null, about: "What counts otherwise than as it ships, as kinds.SERVES=0.5, same.place=0; by default as this workspace keeps it"},
//   limit: {type: int, default: 50, min: 1, max: 5000, about: How many lines at most}}
// returns: {called: str, size: int, here: int, stability: float, star: float, cut: float, hidden: bool, cluster: str, first: Organisation, spread: float, industry: Industry, industries: list, area: Place, areas: list, members: list, shared: int, also: list, within: str, reason: str, headline: str}
// view: table, map
// network: traits
// slow: yes
// about: Everybody who is tied with anybody is in one cluster, found by Leiden (Traag, Waltman and van Eck 2019) at the resolution at which a walk along the ties is told shortest (map equation, Rosvall and Bergstrom 2008). Ties count as for boundaries/from_seeds, but those alike and near only where you ask for it; docs/boundaries.md has the weights.
//   Stability is the share of a cluster that comes back, on average, where all ties are weighed anew at random (Hennig 2007, by whom it is stable above 0.75, while below 0.5 it hangs on chance and is a cluster of the records rather than of the economy). Stability says that the shape comes out again, not that it is a cluster: star is the share of the ties within that the best connected member has, and where the reason calls it a star (economy.star in the weights) it is that one with its clients or sites, which always comes back. Cut is the weight of the ties that lead out over what it would be if ties were dealt out at random.
//   Hidden is a cluster as boundaries/lint says it: many branches (docs/boundaries.md), counted by their size (spread), the largest with not too much (lint.codes and lint.largest in the weights), and not too broad. A cluster is named by an industry and a place that enough of its members are in, and by its best connected member. First and members are those with most ties inside; shared is how many members of other clusters belong to it as well (also: the first of them).
//   Clusters nest: within is the group of a cluster, or the cluster of a part. Numbers go by size and change when the data do. boundaries/cluster_members lists who is in one. For the boundary of one, with roles and reasons, ask boundaries/from_seeds with three to five of its members. Nobody is left out for a seat abroad: whom a source locates in a place is there; only boundaries/from_seeds and cuts ask for a lasting presence.
// empty: No cluster fits. Ask for smaller ones, for another level (clusters need not have parts), or for all of them rather than hidden ones; where sources state no linkages or industries, load one that does.
// unknown: Ties that no source records. Where a register tells of one kind of tie alone, clusters are those of that register; organisations without a tie on record are in none. Parts of clusters are only seen where ties are many.
// example: {place: us-ma}
CALL () {
  MATCH (branch:Industry)
  WHERE branch.level <= 3 OR NOT EXISTS { (branch)-[:WITHIN]->(:Industry) }
  RETURN collect([branch.id, branch.name]) AS branches
}
CALL () {
  MATCH (area:Place)
  WHERE NOT area.type IN ['nation', 'metro']
  RETURN collect([area.id, area.name]) AS areas, collect(CASE area.type WHEN 'region' THEN area.id END) AS regions
}
CALL () {
  MATCH (area:Place)-[:WITHIN]->{1,4}(state:Place {type: 'state'})
  WITH area.id AS area, collect(DISTINCT state.id) AS within
  RETURN collect([area, within]) AS states
}
CALL () {
  MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(:Place)<-[:LOCATED_IN]-(one:Organisation)
  RETURN collect(DISTINCT one.id) AS members
}
RETURN branches + areas AS names,
  states AS states,
  regions AS regions,
  members AS members
