// title: What nobody near provides
// question: What do the members of a place, a cluster or around a firm need that nobody near provides?
// params: {place: {type: place, default: null, about: "County, metro, state, appellation or region"},
//   cluster: {type: cluster, default: null, about: "A cluster: its organisations and those of its industries; with a place, only those there"},
//   around: {type: organisation, default: null, about: "A firm or institution, instead of both: itself and all within km of it"},
//   degree: {type: number, default: 0, min: 0, max: 1, about: "Only who is a member of the cluster to this degree at least; at 0 all, also those of its industries"},
//   km: {type: number, default: 25, min: 0, max: 2000, unit: km, about: How far around it; 0 is it alone},
//   industry: {type: industry, default: null, about: "Only what organisations of this industry or of a class within it need; providers may be of any"},
//   near: {type: number, default: 50, min: 1, max: 2000, unit: km, about: How far from who needs something a provider still counts as near},
//   few: {type: int, default: 0, min: 0, max: 100, about: So many providers near are still a gap},
//   least: {type: int, default: 1, min: 1, max: 100000, about: How many must need it at least},
//   special: {type: flag, default: true, about: "Of what industries buy, only what they buy more of than the average industry does"},
//   weigh: {type: choice, default: members, choices: [members, employees], about: "What the score counts: each that needs it alike, or by its employees"},
//   date: {type: date, default: null, about: "Only needs and supplies that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// either: [[place, cluster], around]
// returns: {rank: int, input: str, basis: str, needed_by: int, of: int, share: float, score: float, providers_near: int, establishments_near: int, nearest: Entity, km: float,
//   sources: list, unknown: str, reason: str}
// view: table, map
// network: organisations
// about: A chance for a new firm, or one to attract. Recorded, and first: organisations inside (the place, the cluster or the surroundings; of an industry, if one is given) are stated to need an input that they do not
//   provide themselves, or to get it from somebody, and nobody inside or within the distance of one of them provides it or supplies anybody with it. Possible: by the input-output table their industries
//   buy it, and no organisation of an industry that sells it is inside or near, nor does a statistical office count establishments there (counties that members are in, or whose middle is near).
//   Industries that no office counts at all (farms, railways, government) are left out where counts are loaded. Needed by is how many need it, of how many whose needs (all) or whose industry (possible)
//   are known. Share is what it makes of their industries' purchases, on average. Score = needed by * share (share is 1 for a recorded need), with employees
//   for organisations where weighed so. Nearest is the nearest provider, or county with establishments, measured from those that need it.
// empty: Nothing is known to be missing here. Either all that is recorded or likely to be needed has a provider near, or nothing is known of needs: then load industry codes (possible needs follow from them) or a table of who needs what.
// unknown: Firms that no source names, counts kept secret because they are small, amounts, and whether the demand would keep a firm alive.
// example: {place: us-county-06055}
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
  WHERE $industry IS NULL OR EXISTS { (member)-[:CLASSIFIED_AS]->(class:Industry) WHERE class IN classes }
  RETURN collect(member) AS asked
}
CALL (asked) {
  CALL (asked) {
    UNWIND asked AS member
    MATCH (member)-[link:NEEDS]->(need:Input)
    WHERE NOT EXISTS { (member)-[:PROVIDES]->(need) }
      AND ($date IS NULL OR (
        (link.since IS NULL OR left(link.since, size($date)) <= left($date, size(link.since)))
        AND (link.until IS NULL OR left(link.until, size($date)) >= left($date, size(link.until)))))
    RETURN need.name AS input, member.id AS needing, link.source AS source
  UNION
    UNWIND asked AS member
    MATCH (supplier:Organisation)-[link:SUPPLIES|SERVES]->(member)
    WHERE supplier <> member AND coalesce(link.input, link.service) IS NOT NULL AND coalesce(link.state, 'functioning') <> 'latent'
      AND ($date IS NULL OR (
        (link.since IS NULL OR left(link.since, size($date)) <= left($date, size(link.since)))
        AND (link.until IS NULL OR left(link.until, size($date)) >= left($date, size(link.until)))))
    RETURN coalesce(link.input, link.service) AS input, member.id AS needing, link.source AS source
  }
  WITH input, collect(DISTINCT needing) AS needing, collect(DISTINCT source) AS sources
  RETURN collect({input: input, needing: needing, sources: sources, providers: COLLECT {
      MATCH (need:Input)<-[:PROVIDES]-(provider:Organisation)
      WHERE need.name = input
      RETURN DISTINCT provider.id }}) AS needs
}
CALL (asked) {
  UNWIND asked AS member
  MATCH (member)-[:CLASSIFIED_AS]->(own:Industry)
  WITH own, collect(DISTINCT member.id) AS ids
  RETURN collect({industry: own.id, members: ids}) AS industries, collect(own) AS owns
}
CALL (owns) {
  UNWIND owns AS own
  MATCH (own)-[:RELATED_TO {basis: 'concordance'}]->{0,1}(code:Industry)-[:RELATED_TO {basis: 'concordance'}]->(buyer:Industry)<-[input:INPUT_TO]-(seller:Industry)
  WHERE NOT $special OR input.lift >= 1
  WITH own, seller, max(input.input_share) AS share, min(input.source) AS source
  RETURN collect([own.id, seller.id, share]) AS purchases, collect(DISTINCT seller) AS sellers, collect(DISTINCT source) AS tables
}
CALL (members) {
  UNWIND members AS member
  MATCH (member)-[:LOCATED_IN]->(place:Place)
  WITH DISTINCT place
  MATCH (place)-[:WITHIN]->{0,4}(area:Place)
  WHERE NOT area.type IN ['nation', 'state']
  RETURN collect(DISTINCT area) AS areas
}
CALL (areas) {
  UNWIND areas AS area
  MATCH (area)<-[here:PRESENT_IN]-(:Industry)-[:RELATED_TO {basis: 'concordance'}]->(seller:Industry)
  WITH seller, sum(here.establishments) AS number
  WHERE number > $few
  RETURN collect(seller) AS present
}
CALL (sellers, present, areas) {
  UNWIND sellers AS seller
  WITH seller, present, areas
  WHERE NOT seller IN present
  RETURN collect({seller: seller.id, name: seller.name,
    providers: COLLECT {
      MATCH (seller)<-[:RELATED_TO {basis: 'concordance'}]-(code:Industry {scheme: 'NAICS 2017'})<-[:CLASSIFIED_AS]-(provider:Organisation)
      RETURN DISTINCT provider.id },
    counts: COLLECT {
      MATCH (seller)<-[:RELATED_TO {basis: 'concordance'}]-(code:Industry)-[there:PRESENT_IN]->(area:Place)
      WHERE NOT area.type IN ['nation', 'state']
      WITH area, sum(there.establishments) AS number, collect(DISTINCT there.source) AS sources
      RETURN {area: area.id, name: area.name, lat: area.location.latitude, lon: area.location.longitude, inside: area IN areas, number: number, sources: sources} }}) AS absent
}
RETURN [member IN members | member.id] AS members,
  size(asked) AS asked,
  [member IN asked WHERE member.employees > 0 | [member.id, member.employees]] AS employees,
  needs AS needs,
  industries AS industries,
  purchases AS purchases,
  tables AS tables,
  absent AS absent,
  EXISTS { (:Industry)-[:PRESENT_IN]->(:Place) } AS counted
