// title: Thin institutions
// question: How many firms of a place, a cluster or around one lack ties to training, research, standards, testing, finance, association?
// params: {place: {type: place, default: null, about: "County, metro, state, appellation or region"},
//   cluster: {type: cluster, default: null, about: "A cluster: its organisations and those of its industries; with a place, only those there"},
//   around: {type: organisation, default: null, about: "A firm or institution, instead of both: itself and all within km of it"},
//   degree: {type: number, default: 0, min: 0, max: 1, about: "Only who is a member of the cluster to this degree at least; at 0 all, also those of its industries"},
//   km: {type: number, default: 25, min: 0, max: 2000, unit: km, about: How far around it; 0 is it alone},
//   industry: {type: industry, default: null, about: "Only firms of this industry or of a class within it"},
//   inferred: {type: flag, default: true, about: Whether ties that are only inferred count too},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"}}
// either: [[place, cluster], around]
// returns: {missing: str, without: int, of: int, share: float, provider: Organisation, reached: int, sources: list, examples: list, reason: str}
// view: table
// network: organisations
// about: For each of the six, the firms of the place, the cluster or the surroundings of which no source states such a tie, wherever its other end is. Training is TRAINS_FOR, research RESEARCHES_WITH, standards
//   SETS_STANDARDS_FOR, testing TESTS_FOR, finance FINANCES or FUNDS, an association MEMBER_OF. Provider is who has such a tie with most of the firms, reached with how many. That
//   no tie is recorded does not mean that there is none: where no source of such ties is loaded, for anybody, without and share are empty, the line stands last, and the reason says so.
// empty: No firm is known here (or none of this industry).
// unknown: Ties that no source records: a source that covers other places alone makes every firm here seem to lack them. What an institution does for a whole industry is not counted for its firms.
// example: {place: us-county-06055, industry: naics2017-312130}
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
WITH collect(member) AS members
UNWIND members AS member
WITH member
WHERE member:Firm AND ($industry IS NULL OR EXISTS { (member)-[:CLASSIFIED_AS]->(:Industry)-[:WITHIN]->{0,5}(:Industry {id: $industry}) })
RETURN collect(member.id) AS members
