// title: Too broad, too narrow, or hidden
// question: Is this industry in a place, or this cluster, drawn too broad or too narrow, or hidden over many industries?
// params: {industry: {type: industry, default: null, about: "All organisations of this industry, or of a class within it"},
//   place: {type: place, default: null, about: "County, metro, state, appellation or region; with an industry only its organisations there"},
//   cluster: {type: cluster, default: null, about: "Instead: all organisations of a cluster as somebody drew it"},
//   kinds: {type: linkages, between: [Organisation], default: any, about: Only linkages of these kinds or groups of kinds},
//   inferred: {type: flag, default: true, about: "Whether linkages that are only inferred count too, as much as they are sure"},
//   alike: {type: flag, default: true, about: "Whether those of the same industry, that provide the same, or of which one provides what the other needs, count as weakly tied with the nearest of these"},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11, between organisations that were there: founded by then and not closed before, as far as dates are on record; by default all that were ever recorded"},
//   weights: {type: weights, default: null, about: "What counts otherwise than as it ships, as kinds.SERVES=0.5, same.place=0; by default as this workspace keeps it"}}
// either: [[industry, place], cluster]
// returns: {check: str, verdict: str, suggestion: str, figure: float, threshold: float, reads: str, of: int, organisations: list, reason: str, caution: str}
// view: table
// network: traits
// about: What the ties say of a definition. Too broad: it can be split in two, along its industries or anywhere by its linkages, so that hardly a tie is cut; the figure is the conductance of the best split (1: ties run everywhere, 0: two
//   separate halves), and below the threshold it is two fields rather than one. Too narrow: outsiders that are tied with several members and have a good part of the weight of their ties among members (the reason says how many and how much); the figure is how many there are for each tied member, and above the
//   threshold much of what is tied to it stands outside. Hidden: it is not too broad, and its members are scattered over many branches, so that no single one shows them; the figure is the effective number of branches (one over the sum of squared shares). Reads says what the figure is of. Of is on how many members the check rests; organisations are those that the
//   suggestion speaks of, ten at most. “Cannot be said” where that is too few, or too small a part of all members (lint.fewest and lint.part in the weights). A definition holds whom it holds, firms with their seat abroad too; only boundaries/from_seeds and cuts ask for a lasting presence.
// empty: Nobody is in this definition. Name a larger place or another industry, or load a source that says who is in it.
// unknown: Ties that no source records. A definition of which a register tells one kind of tie alone, say loans, is judged by these; a verdict on few linked members is a weak one.
// example: {industry: naics2017-31, place: us-ma}
CALL () {
  MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)
  WITH collect(area) AS areas
  MATCH (:Entity:Industry {id: $industry})<-[:WITHIN]-{0,5}(class:Industry)<-[:CLASSIFIED_AS]-(one:Organisation)
  WHERE EXISTS { (one)-[:LOCATED_IN]->(area:Place) WHERE area IN areas }
  RETURN one
UNION
  WITH $place AS place
  WHERE $place IS NULL
  MATCH (:Entity:Industry {id: $industry})<-[:WITHIN]-{0,5}(:Industry)<-[:CLASSIFIED_AS]-(one:Organisation)
  RETURN one
UNION
  WITH $industry AS industry
  WHERE $industry IS NULL
  MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(:Place)<-[:LOCATED_IN]-(one:Organisation)
  RETURN one
UNION
  MATCH (:Entity:Cluster {id: $cluster})<-[:WITHIN]-{0,4}(:Cluster)<-[:IN_CLUSTER]-(one:Organisation)
  RETURN one
}
WITH collect(DISTINCT one.id) AS members
RETURN members AS members,
  COLLECT { MATCH (branch:Industry)
    WHERE branch.level <= 3 OR NOT EXISTS { (branch)-[:WITHIN]->(:Industry) } RETURN [branch.id, branch.name] } AS branches,
  COLLECT { MATCH (drawn:Entity:Cluster {id: $cluster}) RETURN drawn.weights } AS weights
