// title: Borders that a cluster crosses
// question: Where do the linkages of a cluster, a place or a firm's surroundings cross borders of states or nations, and by what?
// params: {place: {type: place, default: null, about: "County, metro, state, appellation or region: the organisations there"},
//   cluster: {type: cluster, default: null, about: "A cluster: its organisations and those of its industries; with a place, only those there"},
//   around: {type: organisation, default: null, about: "A firm or institution, instead of both: itself and all within km of it"},
//   degree: {type: number, default: 0, min: 0, max: 1, about: "Only who is a member of the cluster to this degree at least; at 0 all, also those of its industries"},
//   km: {type: number, default: 50, min: 0, max: 2000, unit: km, about: How far around it; 0 is it alone},
//   type: {type: choice, default: state, choices: [state, nation, metro, county], about: Borders of what},
//   kinds: {type: linkages, between: [Organisation], default: any, about: Only linkages of these kinds or groups of kinds},
//   inferred: {type: flag, default: false, about: Whether linkages that are only inferred count too},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   crossing: {type: flag, default: false, about: "Whether only pairs of different areas are listed"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many lines at most}}
// either: [[place, cluster], around]
// returns: {here: Place, there: Place, kinds: list, pairs: int, pairs_share: float, crosses: bool, both_inside: int, members: int, median_km: float, words: str, sources: list, headline: str}
// view: table, graph, map
// draws: {from: here, to: there, label: words}
// network: organisations
// about: Linkages with an end inside (the cluster, the place or the surroundings), each pair of organisations once, by the areas of the two ends, the one of more organisations inside first. Pairs share is of all pairs whose areas are both known; both inside counts those of which
//   either end is a member, members how many members take part. Kinds, by what they cross, are those of most pairs. Above the table stands of how many pairs both areas are known, how many of these cross a border, where those inside are themselves, and how many pairs inferred linkages would add. An organisation in several areas of the type counts in the first by id.
// empty: No linkage of an organisation inside has both ends in known areas of this type. Let inferred linkages count, ask about more organisations, or load where their partners are.
// unknown: Linkages that no source states, and where partners are that no source locates; a register of one state alone shows few that cross its border.
// example: {place: us-ma}
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
CALL () {
  MATCH (area:Place {type: $type})<-[:WITHIN]-{0,4}(:Place)<-[:LOCATED_IN]-(one:Organisation)
  WITH area, collect(DISTINCT one.id) AS ids
  RETURN collect({id: area.id, name: area.name, ids: ids}) AS areas
}
CALL (members) {
  UNWIND members AS id
  MATCH (member:Entity:Organisation {id: id})-[:LOCATED_IN]->(:Place)-[:WITHIN]->{0,4}(area:Place)
  WHERE area.type IN ['county', 'state']
  WITH area, count(DISTINCT member) AS number
  RETURN collect({name: area.name, type: area.type, members: number}) AS lying
}
RETURN members AS members,
  areas AS areas,
  lying AS lying
