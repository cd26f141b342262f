// title: Rivals near a firm
// question: Who competes with this firm, and who near it could, since they do or provide the same?
// params: {firm: {type: organisation, about: The firm to find rivals of},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// inside: firm
// returns: {rival: Organisation, id: str, name: str, kind: str, km: float, basis: str, reason: str, fit: float, score: float, industry: str, inputs: list}
// view: table, map, graph
// draws: {from: rival, to: firm, label: reason, basis: basis}
// about: Recorded: a source says that the two compete; these come first, however far, also from outside the area. Possible: nobody says so, but it is inferred, or they
//   provide an input that the firm provides, or they are in the same class of an industry classification, of four digits or more (a broader class is no market). Fit is the confidence of what
//   is recorded or inferred; else the larger of two: the share of the firm's inputs that they provide too, and 0.1 for each digit of the narrowest class that they share, so 0.6 for six
//   digits. Score = fit / (1 + km / 10): at 10 km it counts half; where no source says where one of the two is, 50 km are assumed.
// empty: No source says who competes with this firm, and nobody inside provides what it provides or is in the same class of four digits or more. Look farther, or load a source that
//   classifies it.
// unknown: To whom the two sell: firms of one class may never meet the same customer.
// example: {firm: ttb-ca-w-23793, area: '38.2,-122.4; 38.6,-122.7; 38.7,-122.6; 38.3,-122.2'}
MATCH (firm:Entity:Organisation {id: $firm})
WITH firm, COLLECT { MATCH (one:Entity:Organisation) WHERE one.id IN $inside RETURN one } AS inside
CALL (firm, inside) {
  CALL (firm) {
    MATCH (firm)-[link:COMPETES_WITH]-(rival:Organisation)
    RETURN rival, collect(link) AS links
  }
  WITH firm, inside, rival, links,
    CASE WHEN any(link IN links WHERE coalesce(link.state, 'functioning') <> 'latent') THEN 'recorded' ELSE 'possible' END AS basis
  WHERE basis = 'recorded' OR rival IN inside OR point.distance(rival.location, firm.location) IS NULL
  RETURN rival, basis, links, [] AS inputs, null AS industry,
    reduce(most = 0.0, link IN links | CASE WHEN coalesce(link.confidence, 1.0) > most THEN coalesce(link.confidence, 1.0) ELSE most END) AS fit
UNION ALL
  WITH firm, inside, COLLECT { MATCH (firm)-[:PROVIDES]->(input:Input) RETURN DISTINCT input } AS provided
  UNWIND provided AS input
  MATCH (input)<-[:PROVIDES]-(rival:Organisation)
  WHERE rival <> firm AND rival IN inside
  WITH rival, provided, collect(DISTINCT input.name) AS inputs
  RETURN rival, 'possible' AS basis, [] AS links, inputs, null AS industry, 1.0 * size(inputs) / size(provided) AS fit
UNION ALL
  WITH firm, inside, COLLECT { MATCH (firm)-[:CLASSIFIED_AS]->(own:Industry) WHERE coalesce(own.level, 4) >= 4 RETURN DISTINCT own.id } AS classes
  UNWIND inside AS rival
  WITH firm, rival, classes
  WHERE rival <> firm
  MATCH (rival)-[:CLASSIFIED_AS]->(industry:Industry)
  WHERE industry.id IN classes
  WITH rival, industry
  ORDER BY coalesce(industry.level, 4) DESC, industry.id
  WITH rival, head(collect(industry)) AS industry
  RETURN rival, 'possible' AS basis, [] AS links, [] AS inputs, industry.name AS industry, coalesce(industry.level, 4) / 10.0 AS fit
}
WITH firm, rival, basis, links, inputs, industry, fit
ORDER BY basis DESC, fit DESC, industry
WITH firm, rival, head(collect({basis: basis, fit: fit, links: links})) AS best,
  reduce(all = [], some IN collect(inputs) | all + some) AS inputs, head(collect(industry)) AS industry
WITH rival, best, inputs, industry, point.distance(rival.location, firm.location) / 1000 AS km
WITH rival, best, inputs, industry, km, best.fit / (1 + coalesce(km, 50) / 10) AS score
ORDER BY best.basis DESC, score DESC, rival.name, rival.id
LIMIT toInteger($limit)
RETURN rival AS rival,
  rival.id AS id,
  rival.name AS name,
  head([label IN labels(rival) WHERE NOT label IN ['Entity', 'Organisation']]) AS kind,
  round(km, 1) AS km,
  best.basis AS basis,
  best.links AS links,
  best.fit AS fit,
  score AS score,
  industry AS industry,
  inputs AS inputs
ORDER BY basis DESC, score DESC, name, id
