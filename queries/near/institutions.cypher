// title: Institutions near a firm
// question: Which universities, laboratories, associations, agencies and lenders serve this firm or are near it?
// params: {firm: {type: organisation, about: The firm to find institutions for},
//   km: {type: number, default: 50, min: 0.1, max: 2000, unit: km, about: How far away at most},
//   type: {type: choice, default: any, choices: [any, university, research institute, think tank, training provider, standards agency, trade association,
//     testing laboratory, quality centre, government body, financial institution, publication, trade fair, utility, school, hospital, foundation, other], about: What it does for firms},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// returns: {institution: Institution, id: str, name: str, kind: str, type: str, km: float, basis: str, reason: str, fit: float, score: float}
// view: table, map, graph
// draws: {from: institution, to: firm, label: reason, basis: basis}
// about: Recorded: a source states a tie to the firm; these come first, however far. Possible: it is near, and nobody states a
//   tie, or a tie is only inferred. Fit is the confidence of what is recorded; for a possible one, the share of the firm's relatives (same industry, within the
//   distance) that have a tie to it, plus 0.02, or 0.005 where its type is school, hospital, foundation or other, which seldom serve
//   firms. Score = fit / (1 + km / 10); where no source says where a recorded one is, km counts as the distance asked for.
// unknown: Ties that no source states; of an institution that is only near, whether it works with firms like this one at all.
// example: {firm: ttb-ca-w-23793}
MATCH (firm:Entity:Organisation {id: $firm})
WITH firm, $km / 111.0 AS north, abs(firm.location.latitude) + $km / 111.0 AS farthest
WITH firm, north, CASE WHEN farthest < 85 THEN north / cos(radians(farthest)) ELSE 180.0 END AS east
WITH firm, firm.location.latitude AS latitude, firm.location.longitude AS longitude, north, CASE WHEN east < 180 THEN east END AS east
WITH firm,
  point({longitude: coalesce(longitude - east, -180.0), latitude: CASE WHEN latitude - north < -90 THEN -90.0 ELSE latitude - north END}) AS low,
  point({longitude: coalesce(longitude + east, 180.0), latitude: CASE WHEN latitude + north > 90 THEN 90.0 ELSE latitude + north END}) AS high
CALL (firm, low, high) {
  MATCH (institution:Institution)-[link]-(firm)
  WITH firm, institution, collect(link) AS links
  WITH firm, institution, links,
    CASE WHEN any(link IN links WHERE coalesce(link.state, 'functioning') <> 'latent') THEN 'recorded' ELSE 'possible' END AS basis
  WHERE basis = 'recorded' OR coalesce(point.distance(institution.location, firm.location), 0) <= $km * 1000
  RETURN institution, basis, links, 0 AS shared, 0 AS peers
UNION ALL
  CALL (firm, low, high) {
    MATCH (firm)-[:CLASSIFIED_AS]->(industry:Industry)<-[:CLASSIFIED_AS]-(peer:Organisation)
    WHERE peer <> firm AND point.distance(peer.location, firm.location) <= $km * 1000
    RETURN collect(DISTINCT peer) AS peers
  }
  CALL (peers) {
    UNWIND peers AS peer
    MATCH (peer)--(institution:Institution)
    RETURN collect(DISTINCT {id: institution.id, peer: peer.id}) AS ties
  }
  MATCH (institution:Organisation)
  WHERE point.withinBBox(institution.location, low, high) AND institution:Institution AND institution <> firm
    AND point.distance(institution.location, firm.location) <= $km * 1000
    AND NOT EXISTS { (institution)--(firm) }
  RETURN institution, 'possible' AS basis, [] AS links,
    size([tie IN ties WHERE tie.id = institution.id]) AS shared, size(peers) AS peers
}
WITH institution, basis, links, shared, peers,
  point.distance(institution.location, firm.location) / 1000 AS km
WHERE $type = 'any' OR institution.type = $type
WITH *, CASE WHEN size(links) > 0 THEN reduce(most = 0.0, link IN links |
    CASE WHEN coalesce(link.confidence, 1.0) > most THEN coalesce(link.confidence, 1.0) ELSE most END)
  ELSE CASE WHEN coalesce(institution.type, 'other') IN ['school', 'hospital', 'foundation', 'other'] THEN 0.005 ELSE 0.02 END
    + CASE peers WHEN 0 THEN 0.0 ELSE 1.0 * shared / peers END END AS fit
WITH *, fit / (1 + coalesce(km, $km) / 10) AS score
ORDER BY basis DESC, score DESC, institution.name, institution.id
LIMIT toInteger($limit)
RETURN institution AS institution,
  institution.id AS id,
  institution.name AS name,
  'Institution' AS kind,
  institution.type AS type,
  round(km, 1) AS km,
  basis AS basis,
  links AS links,
  shared AS shared,
  peers AS peers,
  fit AS fit,
  score AS score
ORDER BY basis DESC, score DESC, name, id
