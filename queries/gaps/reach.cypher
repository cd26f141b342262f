// title: How far linkages reach
// question: Which inputs, or kinds of linkage, come from far without loss, and which from nearer than chance would have it?
// params: {by: {type: choice, default: inputs, choices: [inputs, kinds], about: "One line for each named input or service, or for each kind of linkage"},
//   place: {type: place, default: null, about: "County, metro, state, appellation or region: only what is got there; with nothing said, everything that is loaded"},
//   cluster: {type: cluster, default: null, about: "A cluster: its organisations and those of its industries; with a place, only those there"},
//   around: {type: organisation, default: null, about: "A firm or institution, instead of both: itself and all within km of it"},
//   degree: {type: number, default: 0, min: 0, max: 1, about: "Only who is a member of the cluster to this degree at least; at 0 all, also those of its industries"},
//   km: {type: number, default: 25, min: 0, max: 2000, unit: km, about: How far around it; 0 is it alone},
//   near: {type: number, default: 50, min: 1, max: 2000, unit: km, about: The distance within which the share of linkages is told},
//   least: {type: int, default: 10, min: 3, max: 10000, about: How many linkages with known distance are enough to tell},
//   inferred: {type: flag, default: false, about: Whether linkages that are only inferred count too},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   weights: {type: weights, default: null, about: "Other thresholds than those that ship, as reach.ratio=0.4, reach.chance=0.01; by default as this workspace keeps them"},
//   limit: {type: int, default: 100, min: 1, max: 2000, about: How many at most}}
// returns: {what: str, linkages: int, measured: int, quarter_km: float, median_km: float, three_quarters_km: float, share_near: float, providers: int, expected_km: float,
//   ratio: float, chance: float, reading: str, basis: str, sources: list, reason: str, headline: str}
// view: table
// network: organisations
// about: Distances between the two ends of linkages, each pair of organisations once for each thing, measured where both positions are known. A quarter, half and three quarters of the linkages are no longer than
//   so many km. Expected is the median if each that gets it had a partner drawn at random, each alike, from all that are recorded to give the same to anybody (400 drawings); ratio is the median over it;
//   chance the share of drawings that are as near on the whole or nearer (by the mean logarithm of 1 + km). Read as a local edge where ratio and chance are at most what the weights say (reach.ratio, reach.chance); nearer than chance where only chance is; from a distance
//   where chance is above that, so that those near are not seen to be preferred, or near anyway where the expected median is not beyond the distance near. Inferred: no source states any of them, and what they are inferred from may be nearness itself. Too few to tell: fewer linkages measured than asked for, or fewer givers with a position than the weights say (reach.givers). Above the table stands where those asked about are themselves: how far from their middle (the mean of their positions), in which counties and states; and how many pairs inferred linkages would add. Many positions are centres of ZIP codes, so that below some 10 km distances say little.
// empty: No source states linkages that bring them something. Let inferred linkages count, ask about more organisations or about everything, or load a source of who supplies or serves whom.
// unknown: Why near partners are chosen, what is lost with far ones, and linkages that no source states: a source that lists only partners in one region makes all look near.
// example: {}
CALL () {
  MATCH (:Entity {id: coalesce($place, $cluster)})<-[:WITHIN|IN_CLUSTER]-{0,6}()<-[:LOCATED_IN|CLASSIFIED_AS|IN_CLUSTER]-(member:Organisation)
  WHERE ($place IS NULL OR $cluster IS NULL
    OR EXISTS { (member)-[:CLASSIFIED_AS|IN_CLUSTER]->()-[:WITHIN|IN_CLUSTER]->{0,6}(:Entity:Cluster {id: $cluster}) })
    AND ($cluster IS NULL OR $degree = 0
    OR EXISTS { (member)-[belongs:IN_CLUSTER]->(:Entity:Cluster {id: $cluster}) WHERE belongs.degree >= $degree })
  RETURN member
UNION
  MATCH (member:Entity:Organisation {id: $around})
  RETURN member
UNION
  MATCH (middle:Entity:Organisation {id: $around})
  MATCH (member:Organisation)
  WHERE $km > 0 AND point.distance(member.location, middle.location) <= $km * 1000
  RETURN member
}
WITH collect(DISTINCT member.id) AS members
CALL (members) {
  UNWIND members AS id
  MATCH (member:Entity:Organisation {id: id})-[:LOCATED_IN]->(:Place)-[:WITHIN]->{0,4}(area:Place)
  WHERE area.type IN ['county', 'state']
  WITH area, count(DISTINCT member) AS number
  RETURN collect({name: area.name, type: area.type, members: number}) AS lying
}
RETURN members AS members,
  lying AS lying
