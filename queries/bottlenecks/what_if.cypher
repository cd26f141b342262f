// title: What if it goes
// question: If this organisation, input, service, place, cluster or link goes, who loses what, and who loses something because of that?
// params: {gone: {type: entity, default: null, about: "An organisation, an input, a place or a cluster"},
//   service: {type: choice, default: null, choices: {query: sources/supplied, column: what}, about: "Instead: an input or a service that linkages name; it is to be had from nobody"},
//   tied_to: {type: organisation, default: null, about: "The other end of a link: both stay, and only what ties gone to this one goes"},
//   kind: {type: choice, default: any, choices: [any, SUPPLIES, SERVES, DISTRIBUTES_FOR, TRAINS_FOR, RESEARCHES_WITH, SETS_STANDARDS_FOR, TESTS_FOR, FINANCES, FUNDS, MEMBER_OF],
//     about: "Which linkages between the two go"},
//   rounds: {type: int, default: 3, min: 1, max: 5, about: How many rounds at most},
//   inferred: {type: flag, default: true, about: "Whether linkages that are only inferred, and needs that a provider may fill, count too"},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 200, min: 1, max: 5000, about: How many at most}}
// either: [gone, service]
// returns: {round: int, organisation: Organisation, loses: str, from: Organisation, left: int, stopped: bool, substitute: Organisation, km: float,
//   basis: str, sources: list, reason: str}
// view: table, graph, map
// draws: {from: from, to: organisation, label: loses, basis: basis, of: organisation}
// network: organisations
// about: With tied_to, both organisations stay and only the linkages between them go, all of them or those of one kind. First round: whoever has what goes, or has it from whom goes (or by the linkage that goes), loses it: what is supplied, a service, a distributor, training, research, standards, tests, money, membership.
//   One line for each thing that somebody loses; from is one of those it had it from, the reason counts the others. Left is from how many others it has the same by record. Stopped means that it loses a supply that has a name and has none left of it; then, in the next round,
//   those whom it supplies lose that. This is the worst case: nobody keeps stocks, finds another or does without. The substitute is the nearest organisation known to provide
//   the same to anybody and not itself gone or stopped, any such where no position is known, and never one that it had it from; km is how far it is, empty where a position is unknown. Supplies without a name stop nobody: they may be many things.
// empty: Nobody is known to lose anything. No source states a linkage by which somebody gets something from it, or the two of each other. Ask with inferred linkages too where they were left out, or look at all linkages of one of them. That none is recorded does not mean that there is none.
// unknown: Linkages that no source records, amounts, contracts and stocks, and whether a substitute has room and would deliver.
// example: {gone: us-county-06055}
OPTIONAL MATCH (gone:Entity {id: $gone})
CALL (gone) {
  WITH gone WHERE gone:Organisation
  RETURN [gone.id] AS organisations, null AS input, true AS single
UNION
  WITH gone WHERE gone:Place OR gone:Cluster
  MATCH (gone)<-[:WITHIN|IN_CLUSTER]-{0,6}()<-[:LOCATED_IN|CLASSIFIED_AS|IN_CLUSTER]-(member:Organisation)
  WITH gone, collect(DISTINCT member.id) AS organisations
  RETURN organisations, null AS input, false AS single
UNION
  WITH gone WHERE gone:Input
  RETURN [] AS organisations, gone.name AS input, false AS single
UNION
  WITH gone WHERE gone IS NULL AND $service IS NOT NULL
  RETURN [] AS organisations, $service AS input, false AS single
}
CALL (gone, organisations) {
  MATCH (provider:Organisation)-[:PROVIDES]->(need:Input)
  WHERE need = gone OR need.name = $service OR provider.id IN organisations
  WITH DISTINCT need
  RETURN collect({input: need.name,
    providers: COLLECT { MATCH (need)<-[:PROVIDES]-(provider:Organisation) RETURN DISTINCT provider.id },
    needing: COLLECT { MATCH (need)<-[:NEEDS]-(needing:Organisation) WHERE NOT EXISTS { (needing)-[:PROVIDES]->(need) }
      RETURN DISTINCT needing.id }}) AS needs
}
RETURN organisations AS organisations,
  input AS input,
  single AS single,
  needs AS needs
