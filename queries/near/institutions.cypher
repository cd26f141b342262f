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
//   it does so for this firm only a recorded tie says. Asked for one of them, ties are of that sort. Fit is the confidence of what is recorded. For a possible one it is the largest of: the share of the firm's
//   relatives (same industry, inside) that have a tie to it; of the organisations, wherever, that it is recorded to do something for, the share in the firm's industry (one is added to their number, so that few prove
//   less); 0.5 where it trains or sets standards for the industry as a whole; 0.2 where both are recorded in one cluster. To that come 0.04 where it is recorded to do something for anybody; and
//   0.1 where its name says that it trains or researches in the field of the firm's industry and no other (culinary, for a restaurant), 0.005 where its name says other fields alone (beauty, for a maker of implants) or its type is
//   school, hospital, foundation or other, which seldom serve firms, 0.02 else. Score = fit / (1 + km / 10): at 10 km it counts half; where no source says where one of the two is,
//   50 km are assumed.
// empty: No source states a tie of an institution to this firm, and none of that sort is known inside. Look farther, or ask for any service and type.
// unknown: Ties that no source states; of an institution that is only near, whether it works with firms like this one at all. What is taught there no source that ships records: where a name tells nothing, only the
//   distance ranks.
// example: {firm: us-ma-billerica-conformis, does: research}
MATCH (firm:Entity:Organisation {id: $firm})
WITH firm, COLLECT { MATCH (one:Entity:Organisation) WHERE one.id IN $inside RETURN one } AS inside,
  {TRAINS_FOR: 'training', RESEARCHES_WITH: 'research', SETS_STANDARDS_FOR: 'standards', TESTS_FOR: 'testing',
  FINANCES: 'finance', FUNDS: 'finance', MEMBER_OF: 'association'} AS services,
  {
    beauty: 'beauty care', cosmetology: 'beauty care', hair: 'beauty care', hairstyling: 'beauty care', hairdressing: 'beauty care', barber: 'beauty care', barbering: 'beauty care',
    salon: 'beauty care', nail: 'beauty care', nails: 'beauty care', esthetics: 'beauty care', aesthetics: 'beauty care', skin: 'beauty care', spa: 'beauty care', nursing: 'nursing',
    midwifery: 'nursing', medical: 'medicine', medicine: 'medicine', dental: 'medicine', dentistry: 'medicine', pharmacy: 'medicine', surgical: 'medicine', biomedical: 'medicine', hospital: 'medicine',
    clinic: 'medicine',
    therapy: 'therapy', massage: 'therapy', acupuncture: 'therapy', chiropractic: 'therapy', law: 'law', seminary: 'religion', theological: 'religion', theology: 'religion', bible: 'religion',
    biblical: 'religion', rabbinical: 'religion', yeshiva: 'religion', talmudical: 'religion', divinity: 'religion', culinary: 'cooking', cooking: 'cooking', baking: 'cooking', pastry: 'cooking',
    hospitality: 'cooking', art: 'art', music: 'art', film: 'art', dance: 'art', theatre: 'art', dramatic: 'art', photography: 'art', animation: 'art', fashion: 'fashion', aviation: 'aviation',
    aeronautics: 'aviation', aeronautical: 'aviation', flight: 'aviation', aerospace: 'aviation', truck: 'driving', tractor: 'driving', trailer: 'driving', driving: 'driving',
    automotive: 'vehicles', diesel: 'vehicles', motorcycle: 'vehicles', welding: 'metalwork', machining: 'metalwork', plumbing: 'building', carpentry: 'building', construction: 'building',
    hvac: 'building', agriculture: 'farming', agricultural: 'farming', horticulture: 'farming', viticulture: 'wine', enology: 'wine', wine: 'wine', computer: 'computing', computing: 'computing',
    coding: 'computing', software: 'computing', cyber: 'computing', maritime: 'seafaring', nautical: 'seafaring', geological: 'geology', geology: 'geology', mining: 'geology',
    mortuary: 'funerals', funeral: 'funerals', veterinary: 'animals', grooming: 'animals', canine: 'animals'
  } AS spoken,
  {
    `beauty care`: ['NAICS 8121', 'SIC 723', 'SIC 724'], nursing: ['NAICS 62', 'SIC 80'],
    medicine: ['NAICS 62', 'NAICS 3254', 'NAICS 3391', 'NAICS 5417', 'SIC 80', 'SIC 283', 'SIC 384', 'SIC 873'], therapy: ['NAICS 62', 'NAICS 8121', 'SIC 80', 'SIC 729'],
    law: ['NAICS 5411', 'SIC 81'], religion: ['NAICS 8131', 'SIC 866'], cooking: ['NAICS 72', 'NAICS 311', 'SIC 20', 'SIC 58', 'SIC 70'],
    art: ['NAICS 512', 'NAICS 5414', 'NAICS 711', 'SIC 733', 'SIC 78', 'SIC 79'], fashion: ['NAICS 315', 'NAICS 4481', 'SIC 23', 'SIC 56'],
    aviation: ['NAICS 3364', 'NAICS 481', 'NAICS 4881', 'SIC 372', 'SIC 45'], driving: ['NAICS 484', 'NAICS 485', 'NAICS 492', 'SIC 41', 'SIC 42'],
    vehicles: ['NAICS 3361', 'NAICS 3362', 'NAICS 3363', 'NAICS 441', 'NAICS 8111', 'SIC 371', 'SIC 55', 'SIC 75'],
    metalwork: ['NAICS 331', 'NAICS 332', 'NAICS 333', 'NAICS 336', 'SIC 33', 'SIC 34', 'SIC 35', 'SIC 37'], building: ['NAICS 23', 'SIC 15', 'SIC 16', 'SIC 17'],
    farming: ['NAICS 11', 'SIC 01', 'SIC 02', 'SIC 07'], wine: ['NAICS 11133', 'NAICS 31213', 'NAICS 4248', 'SIC 0172', 'SIC 2084', 'SIC 518'],
    computing: ['NAICS 5112', 'NAICS 5132', 'NAICS 518', 'NAICS 5415', 'SIC 737'], seafaring: ['NAICS 3366', 'NAICS 483', 'NAICS 4883', 'SIC 373', 'SIC 44'],
    geology: ['NAICS 21', 'SIC 10', 'SIC 12', 'SIC 13', 'SIC 14'], funerals: ['NAICS 8122', 'SIC 726'], animals: ['NAICS 112', 'NAICS 54194', 'NAICS 81291', 'SIC 02', 'SIC 074', 'SIC 075']
  } AS codes,
  COLLECT { MATCH (firm)-[:CLASSIFIED_AS]->(own:Industry) RETURN own } AS own,
  COLLECT { MATCH (firm)-[:CLASSIFIED_AS]->(:Industry)-[:WITHIN]->{0,5}(above:Industry) RETURN DISTINCT above } AS industries,
  COLLECT { MATCH (firm)-[:IN_CLUSTER]->(cluster:Cluster) RETURN cluster } AS clusters
WITH *, [class IN own WHERE class.scheme STARTS WITH 'NAICS' OR class.scheme STARTS WITH 'SIC' | head(split(class.scheme, ' ')) + ' ' + class.code] AS coded
WITH *, [field IN keys(codes) WHERE any(start IN codes[field] WHERE any(code IN coded WHERE code STARTS WITH start))] AS works
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
WITH *, institution.type AS type
WHERE $type = 'any' OR type = $type
WITH *,
  CASE WHEN type IN ['university', 'training provider', 'school'] OR EXISTS { (institution)-[:TRAINS_FOR]->() } THEN ['training'] ELSE [] END +
  CASE WHEN type IN ['university', 'research institute', 'think tank', 'hospital'] OR EXISTS { (institution)-[:RESEARCHES_WITH]-() } THEN ['research'] ELSE [] END +
  CASE WHEN type = 'standards agency' OR EXISTS { (institution)-[:SETS_STANDARDS_FOR]->() } THEN ['standards'] ELSE [] END +
  CASE WHEN type IN ['testing laboratory', 'quality centre'] OR EXISTS { (institution)-[:TESTS_FOR]->() } THEN ['testing'] ELSE [] END +
  CASE WHEN type IN ['financial institution', 'foundation'] OR EXISTS { (institution)-[:FINANCES|FUNDS]->() } THEN ['finance'] ELSE [] END +
  CASE WHEN type = 'trade association' OR EXISTS { (institution)<-[:MEMBER_OF]-() } THEN ['association'] ELSE [] END AS does
WHERE $does = 'any' OR $does IN does
CALL (own, services, institution, links) {
  MATCH (institution)-[link:TRAINS_FOR|RESEARCHES_WITH|SETS_STANDARDS_FOR|TESTS_FOR|FINANCES|FUNDS|MEMBER_OF]-(other:Organisation)
  WHERE size(links) = 0 AND ($does = 'any' OR services[type(link)] = $does) AND coalesce(link.state, 'functioning') <> 'latent'
    AND (type(link) = 'RESEARCHES_WITH' OR startNode(link) = CASE type(link) WHEN 'MEMBER_OF' THEN other ELSE institution END)
  WITH DISTINCT own, other
  RETURN count(other) AS tied, count(CASE WHEN EXISTS { MATCH (other)-[:CLASSIFIED_AS]->(class) WHERE class IN own } THEN 1 END) AS alike
}
WITH *, point.distance(institution.location, firm.location) / 1000 AS km,
  head(COLLECT { MATCH (institution)-[link:TRAINS_FOR|SETS_STANDARDS_FOR]->(class:Industry)
    WHERE class IN industries AND size(links) = 0 AND ($does = 'any' OR services[type(link)] = $does)
    RETURN {kind: type(link), industry: class.name} ORDER BY class.id, type(link) }) AS whole,
  head(COLLECT { MATCH (institution)-[:IN_CLUSTER]->(cluster:Cluster) WHERE cluster IN clusters AND size(links) = 0 RETURN cluster.name ORDER BY cluster.id }) AS cluster,
  CASE WHEN size(links) = 0 AND ('training' IN does OR 'research' IN does)
    THEN [word IN split(toLower(institution.name), [' ', '-', ',', '/']) WHERE spoken[word] IS NOT NULL | spoken[word]] ELSE [] END AS fields
WITH *, size([field IN fields WHERE field IN works]) AS apt
WITH *, CASE WHEN size(links) > 0 THEN reduce(most = 0.0, link IN links |
    CASE WHEN coalesce(link.confidence, 1.0) > most THEN coalesce(link.confidence, 1.0) ELSE most END)
  ELSE CASE WHEN apt > 0 AND apt = size(fields) THEN 0.1 WHEN apt = 0 AND size(coded) > 0 AND size(fields) > 0 THEN 0.005
      WHEN coalesce(institution.type, 'other') IN ['school', 'hospital', 'foundation', 'other'] THEN 0.005 ELSE 0.02 END
    + CASE WHEN tied > 0 THEN 0.04 ELSE 0.0 END + reduce(most = 0.0, part IN [CASE peers WHEN 0 THEN 0.0 ELSE 1.0 * shared / peers END, 1.0 * alike / (tied + 1),
      CASE WHEN whole IS NULL THEN 0.0 ELSE 0.5 END, CASE WHEN cluster IS NULL THEN 0.0 ELSE 0.2 END] |
      CASE WHEN part > most THEN part ELSE most END) END AS fit
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
  tied AS tied,
  alike AS alike,
  whole AS whole,
  cluster AS cluster,
  fields AS fields,
  apt AS apt,
  size(coded) > 0 AS coded,
  size(own) > 0 AS classified,
  fit AS fit,
  score AS score
ORDER BY basis DESC, score DESC, name, id
