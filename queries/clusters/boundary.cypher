// title: First boundary of a cluster
// question: Who belongs to the cluster around this firm, or around this industry in a place, to what degree and why?
// params: {core: {type: entity, about: "A firm or institution, or an industry"},
//   place: {type: place, default: null, about: "Where the industry's core is; needed for an industry"},
//   km: {type: number, default: 100, min: 1, max: 5000, unit: km, about: How far from the core a member may be},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 200, min: 1, max: 5000, about: How many members at most}}
// returns: {member: Organisation, role: str, basis: str, degree: float, score: float, ties: int, km: float, reasons: list}
// view: table, map, graph
// draws: {from: member, to: core, label: role, basis: basis}
// about: Members by number, kind and nearness of their linkages to the core. Recorded: a source states at least one of them, or the code that makes it
//   a member of the core; possible: all are inferred,
//   which their confidence and the reasons say. Each tie counts its weight by kind (trade 1,
//   corporate 0.8, institutions 0.7, alike 0.6), times its confidence, divided by 1 + km / 50; a tie to somebody who is tied to the core
//   counts half (not looked for where the core has more than 20 members, nor through somebody with more than 60 linkages). Members of the core count 1 more. Degree is the score over the highest score. Where the boundary runs is yours to
//   decide: cut the list where the reasons no longer convince. A boundary from few sources is a first one.
// empty: No source states a linkage of this core in this place, so that no boundary can be drawn from linkages. Ask what is near it, or load a source that tells its linkages.
// unknown: Members whose linkages no source states: an organisation outside the list may belong to the cluster all the same.
// example: {core: naics2017-3391, place: us-ma}
MATCH (seed:Entity {id: $core})
CALL (seed) {
  CALL (seed) {
    WITH seed WHERE seed:Organisation
    RETURN seed AS core
  UNION
    WITH seed WHERE seed:Industry
    MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)
    WITH seed, collect(DISTINCT area) AS areas
    MATCH (seed)<-[:WITHIN]-{0,5}(class:Industry)
    WITH DISTINCT areas, class
    MATCH (class)<-[:CLASSIFIED_AS]-(core:Organisation)
    WHERE EXISTS { (core)-[:LOCATED_IN]->(area) WHERE area IN areas }
    RETURN DISTINCT core
  }
  CALL (core) {
    RETURN core AS member, null AS link, 0 AS ring, 0.0 AS metres
  UNION ALL
    MATCH (core)-[link:SUPPLIES|SERVES|DISTRIBUTES_FOR|COMPETES_WITH|COOPERATES_WITH|COMPLEMENTS|UNIT_OF|SPUN_OFF_FROM|ACQUIRED|MEMBER_OF
      |TRAINS_FOR|RESEARCHES_WITH|SETS_STANDARDS_FOR|TESTS_FOR|FINANCES|REGULATES|PROMOTES|FUNDS]-(member:Organisation)
    RETURN member, link, 1 AS ring, point.distance(member.location, core.location) AS metres
  }
  RETURN member, core AS through, link, ring, metres
UNION ALL
  CALL (seed) {
    WITH seed WHERE seed:Organisation
    RETURN seed AS core
  UNION
    WITH seed WHERE seed:Industry
    MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)
    WITH seed, collect(DISTINCT area) AS areas
    MATCH (seed)<-[:WITHIN]-{0,5}(class:Industry)
    WITH DISTINCT areas, class
    MATCH (class)<-[:CLASSIFIED_AS]-(core:Organisation)
    WHERE EXISTS { (core)-[:LOCATED_IN]->(area) WHERE area IN areas }
    RETURN DISTINCT core
  }
  WITH collect(core) AS cores
  WHERE size(cores) <= 20
  UNWIND cores AS core
  MATCH (core)-[:SUPPLIES|SERVES|DISTRIBUTES_FOR|COMPETES_WITH|COOPERATES_WITH|COMPLEMENTS|UNIT_OF|RESEARCHES_WITH|MEMBER_OF]-(through:Organisation)
  WHERE NOT through IN cores AND COUNT { (through)--() } <= 60
  WITH DISTINCT cores, through
  MATCH (through)-[link:SUPPLIES|SERVES|DISTRIBUTES_FOR|COOPERATES_WITH|COMPLEMENTS|UNIT_OF|RESEARCHES_WITH|MEMBER_OF]-(member:Organisation)
  WHERE NOT member IN cores
  RETURN member, through, link, 2 AS ring,
    reduce(nearest = null, metres IN [core IN cores | point.distance(member.location, core.location)] |
      CASE WHEN nearest <= metres THEN nearest ELSE coalesce(metres, nearest) END) AS metres
}
WITH member, through, link, ring, metres / 1000 AS km
WHERE (km IS NULL OR km <= $km OR ring = 1) AND (link IS NULL OR ($date IS NULL OR (
      (link.since IS NULL OR left(link.since, size($date)) <= left($date, size(link.since)))
      AND (link.until IS NULL OR left(link.until, size($date)) >= left($date, size(link.until))))))
RETURN member AS member,
  through.id AS through,
  through.name AS through_name,
  link AS link,
  ring AS ring,
  km AS km,
  $limit AS most
ORDER BY member.id, ring, through, link.source, type(link)
