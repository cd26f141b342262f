// title: Institutions near a firm
// question: Which universities, laboratories, associations, agencies and lenders serve this firm or are near it?
// params: {firm: {type: organisation, about: The firm to find institutions for},
//   does: {type: choice, default: any, choices: [any, training, research, standards, testing, finance, association], about: What it does for firms},
//   type: {type: choice, default: any, choices: [any, university, research institute, think tank, training provider, standards agency, trade association,
//     testing laboratory, quality centre, government body, financial institution, publication, trade fair, utility, school, hospital, foundation, other], about: What sort of institution it is},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// inside: firm
// returns: {institution: Institution, id: str, name: str, kind: str, type: str, km: float, basis: str, does: list, reason: str, fit: float, score: float}
// view: table, map, graph
// draws: {from: institution, to: firm, label: reason, basis: basis}
// about: Recorded: a source states a tie to the firm; these come first, however far, also from outside the area. Possible: it is inside, and nobody states a
//   tie, or a tie is only inferred. Does: what it does by ties of its own to anybody (trains for, researches with, sets standards for, tests for, finances or funds, has members), or by its type; whether
//   it does so for this firm only a recorded tie says. Asked for one of them, a recorded tie is of that sort. Fit is the confidence of what is recorded; for a possible one, the share of the firm's relatives (same
//   industry, inside) that have a tie to it, plus 0.02, or 0.005 where its type is school, hospital, foundation or other, which seldom serve
//   firms. Score = fit / (1 + km / 10): at 10 km it counts half; where no source says where one of the two is, 50 km are assumed.
// unknown: Ties that no source states; of an institution that is only near, whether it works with firms like this one at all.
// example: {firm: ttb-ca-w-23793}
MATCH (firm:Entity:Organisation {id: $firm})
WITH firm, COLLECT { MATCH (one:Entity:Organisation) WHERE one.id IN $inside RETURN one } AS inside,
  {TRAINS_FOR: 'training', RESEARCHES_WITH: 'research', SETS_STANDARDS_FOR: 'standards', TESTS_FOR: 'testing',
  FINANCES: 'finance', FUNDS: 'finance', MEMBER_OF: 'association'} AS services
CALL (firm, inside, services) {
  CALL (firm, services) {
    MATCH (institution:Institution)-[link]-(firm)
    WHERE $does = 'any' OR services[type(link)] = $does
      AND (type(link) = 'RESEARCHES_WITH' OR startNode(link) = CASE type(link) WHEN 'MEMBER_OF' THEN firm ELSE institution END)
    RETURN institution, collect(link) AS links
  }
  WITH firm, inside, institution, links,
    CASE WHEN any(link IN links WHERE coalesce(link.state, 'functioning') <> 'latent') THEN 'recorded' ELSE 'possible' END AS basis
  WHERE basis = 'recorded' OR institution IN inside OR point.distance(institution.location, firm.location) IS NULL
  RETURN institution, basis, links, 0 AS shared, 0 AS peers
UNION ALL
  CALL (firm, inside) {
    MATCH (firm)-[:CLASSIFIED_AS]->(industry:Industry)<-[:CLASSIFIED_AS]-(peer:Organisation)
    WHERE peer <> firm AND peer IN inside
    RETURN collect(DISTINCT peer) AS peers
  }
  CALL (peers) {
    UNWIND peers AS peer
    MATCH (peer)--(institution:Institution)
    RETURN collect(DISTINCT {id: institution.id, peer: peer.id}) AS ties
  }
  UNWIND inside AS institution
  WITH firm, services, institution, ties, peers
  WHERE institution:Institution AND institution <> firm
    AND NOT EXISTS { (institution)-[link]-(firm) WHERE $does = 'any' OR services[type(link)] = $does }
  RETURN institution, 'possible' AS basis, [] AS links,
    size([tie IN ties WHERE tie.id = institution.id]) AS shared, size(peers) AS peers
}
WITH firm, institution, institution.type AS type, basis, links, shared, peers
WHERE $type = 'any' OR type = $type
WITH firm, institution, basis, links, shared, peers,
  CASE WHEN type IN ['university', 'training provider', 'school'] OR EXISTS { (institution)-[:TRAINS_FOR]->() } THEN ['training'] ELSE [] END +
  CASE WHEN type IN ['university', 'research institute', 'think tank', 'hospital'] OR EXISTS { (institution)-[:RESEARCHES_WITH]-() } THEN ['research'] ELSE [] END +
  CASE WHEN type = 'standards agency' OR EXISTS { (institution)-[:SETS_STANDARDS_FOR]->() } THEN ['standards'] ELSE [] END +
  CASE WHEN type IN ['testing laboratory', 'quality centre'] OR EXISTS { (institution)-[:TESTS_FOR]->() } THEN ['testing'] ELSE [] END +
  CASE WHEN type IN ['financial institution', 'foundation'] OR EXISTS { (institution)-[:FINANCES|FUNDS]->() } THEN ['finance'] ELSE [] END +
  CASE WHEN type = 'trade association' OR EXISTS { (institution)<-[:MEMBER_OF]-() } THEN ['association'] ELSE [] END AS does
WHERE $does = 'any' OR $does IN does
WITH institution, basis, links, shared, peers, does,
  point.distance(institution.location, firm.location) / 1000 AS km
WITH *, CASE WHEN size(links) > 0 THEN reduce(most = 0.0, link IN links |
    CASE WHEN coalesce(link.confidence, 1.0) > most THEN coalesce(link.confidence, 1.0) ELSE most END)
  ELSE CASE WHEN coalesce(institution.type, 'other') IN ['school', 'hospital', 'foundation', 'other'] THEN 0.005 ELSE 0.02 END
    + CASE peers WHEN 0 THEN 0.0 ELSE 1.0 * shared / peers END END AS fit
WITH *, fit / (1 + coalesce(km, 50) / 10) AS score
ORDER BY basis DESC, score DESC, institution.name, institution.id
LIMIT toInteger($limit)
RETURN institution AS institution,
  institution.id AS id,
  institution.name AS name,
  'Institution' AS kind,
  institution.type AS type,
  round(km, 1) AS km,
  basis AS basis,
  does AS does,
  links AS links,
  shared AS shared,
  peers AS peers,
  fit AS fit,
  score AS score
ORDER BY basis DESC, score DESC, name, id
