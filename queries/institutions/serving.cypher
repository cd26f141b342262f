// title: Institutions that serve an industry
// question: Who trains, researches, sets standards, tests, finances or associates for the firms of an industry here, and who does not?
// params: {industry: {type: industry, default: null, about: "Only firms of this industry or of a class within it"},
//   place: {type: place, default: null, about: "County, metro, state, appellation or region"},
//   cluster: {type: cluster, default: null, about: "A cluster: its organisations and those of its industries; with a place, only those there"},
//   around: {type: organisation, default: null, about: "A firm or institution, instead of both: itself and all within km of it"},
//   degree: {type: number, default: 0, min: 0, max: 1, about: "Only who is a member of the cluster to this degree at least; at 0 all, also those of its industries"},
//   km: {type: number, default: 25, min: 0, max: 2000, unit: km, about: How far around it; 0 is it alone},
//   per_service: {type: int, default: 10, min: 1, max: 2000, about: How many of each service at most},
//   inferred: {type: flag, default: true, about: Whether ties that are only inferred count too},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 100, min: 1, max: 2000, about: How many at most}}
// either: [[place, cluster], around]
// returns: {service: str, institution: Organisation, serves: int, of: int, share: float, inside: bool, km: float, basis: str, sources: list, examples: list, reason: str}
// view: table, map
// network: organisations
// about: For each of six services, those that are stated (or inferred, which basis tells) to do it for firms of the place, the cluster or the surroundings, with how many of them; wherever they are, and also
//   firms such as banks. Training is TRAINS_FOR, research RESEARCHES_WITH, standards SETS_STANDARDS_FOR, testing TESTS_FOR, finance FINANCES or FUNDS, an association MEMBER_OF. Km is the median distance to those
//   firms whose position is known. Serves is empty for who does it for the industry as a whole, which reaches nobody by name. A service that nobody is recorded to give has one line without an institution: it says whether sources record it for
//   anybody, and has no share where none does.
// empty: No firm is known here, or none of this industry. Try a wider place or the industry one level up.
// unknown: Ties that no source records: that none is recorded does not mean that there is none.
// example: {place: us-ma, industry: naics2017-3391}
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
CALL () {
  MATCH (:Entity:Industry {id: $industry})<-[:WITHIN]-{0,5}(class:Industry)
  RETURN collect(class) AS classes
}
CALL (members, classes) {
  UNWIND members AS member
  WITH member, classes
  WHERE member:Firm AND ($industry IS NULL OR EXISTS { (member)-[:CLASSIFIED_AS]->(class:Industry) WHERE class IN classes })
  RETURN collect(member.id) AS firms
}
RETURN [member IN members | member.id] AS members,
  firms AS firms,
  COLLECT {
    MATCH (:Entity:Industry {id: $industry})-[:WITHIN]->{0,5}(class:Industry)<-[link:TRAINS_FOR|SETS_STANDARDS_FOR]-(institution:Organisation)
    WHERE ($inferred OR coalesce(link.state, 'functioning') <> 'latent')
      AND ($date IS NULL OR (
        (link.since IS NULL OR left(link.since, size($date)) <= left($date, size(link.since)))
        AND (link.until IS NULL OR left(link.until, size($date)) >= left($date, size(link.until)))))
    WITH institution, type(link) AS kind, class, collect(DISTINCT link.source) AS sources,
      max(CASE link.state WHEN 'latent' THEN 'possible' ELSE 'recorded' END) AS basis
    ORDER BY kind, class.id, institution.id
    RETURN {institution: institution.id, kind: kind, industry: class.name, sources: sources, basis: basis} } AS whole
