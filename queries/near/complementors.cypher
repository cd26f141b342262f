// title: Complementors near a firm
// question: Whose offer makes this firm's worth more, and whose near it could, since the same buyers want both?
// params: {firm: {type: organisation, about: The firm to find complementors of},
//   per_input: {type: int, default: 5, min: 1, max: 2000, about: How many possible complementors with the same offer at most},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// inside: firm
// returns: {complementor: Organisation, id: str, name: str, kind: str, km: float, basis: str, input: str, reason: str, fit: float, score: float, industry: str}
// view: table, map, graph
// draws: {from: complementor, to: firm, label: reason, basis: basis}
// about: Recorded: a source says that the two complement each other or cooperate; these come first, however far, also from outside the area. Possible: nobody says so, but it is inferred, or
//   the same buyers want both: they supply or serve organisations that the firm supplies or serves; or they provide another input that organisations need which need what the firm provides; or by the
//   input-output table of the United States the industries that buy from the firm's industry also buy from theirs, more than the average industry does. Who is in the firm's own class of industry, or provides what
//   it provides, may be a rival and is no possible complementor. Fit is the confidence of what is recorded or inferred; the share of the firm's customers that they supply too; the share of those who need what the firm
//   provides that need theirs too; or the share of all purchases that the industries which buy from the firm's industry make of theirs, each weighed by what it takes of the firm's industry's sales. Score =
//   fit / (1 + km / 10): at 10 km it counts half; where no source says where one of the two is, 50 km are assumed.
// empty: No source says whom this firm complements, and nobody inside sells to the same buyers. Look farther, or load a source that says whom the firm supplies or what its industry is.
// unknown: Whether the two are worth more together: that the same buyers want both is a hint, no proof.
// example: {firm: ttb-ca-w-23793}
MATCH (firm:Entity:Organisation {id: $firm})
WITH firm, COLLECT { MATCH (one:Entity:Organisation) WHERE one.id IN $inside RETURN one } AS inside,
  COLLECT { MATCH (firm)-[:CLASSIFIED_AS|PROVIDES]->(own) RETURN own } AS own
CALL (firm, inside, own) {
  CALL (firm) {
    MATCH (firm)-[link:COMPLEMENTS|COOPERATES_WITH]-(complementor:Organisation)
    RETURN complementor, collect(link) AS links
  }
  WITH firm, inside, complementor, links,
    CASE WHEN any(link IN links WHERE coalesce(link.state, 'functioning') <> 'latent') THEN 'recorded' ELSE 'possible' END AS basis
  WHERE basis = 'recorded' OR complementor IN inside OR point.distance(complementor.location, firm.location) IS NULL
  RETURN complementor, basis, links, null AS input, null AS industry, 'said' AS by, 0 AS shared, 0 AS buyers,
    reduce(most = 0.0, link IN links | CASE WHEN coalesce(link.confidence, 1.0) > most THEN coalesce(link.confidence, 1.0) ELSE most END) AS fit
UNION ALL
  CALL (firm, inside) {
    WITH firm, inside, COLLECT { MATCH (firm)-[:SUPPLIES|SERVES]->(buyer:Organisation) RETURN DISTINCT buyer } AS buyers
    UNWIND buyers AS buyer
    MATCH (buyer)<-[:SUPPLIES|SERVES]-(complementor:Organisation)
    WHERE complementor <> firm AND complementor IN inside
    WITH complementor, count(DISTINCT buyer) AS shared, size(buyers) AS buyers
    RETURN complementor, null AS input, 'customers' AS by, shared, buyers, 1.0 * shared / buyers AS fit
  UNION ALL
    CALL (firm) {
      MATCH (firm)-[:PROVIDES]->(:Input)<-[:NEEDS]-(buyer:Organisation)
      WITH firm, collect(DISTINCT buyer) AS buyers
      UNWIND buyers AS buyer
      MATCH (buyer)-[:NEEDS]->(input:Input)
      WHERE NOT EXISTS { (firm)-[:PROVIDES]->(input) }
      RETURN input, size(buyers) AS buyers, count(DISTINCT buyer) AS shared
    }
    MATCH (input)<-[:PROVIDES]-(complementor:Organisation)
    WHERE complementor IN inside
    RETURN complementor, input.name AS input, 'needs' AS by, shared, buyers, 1.0 * shared / buyers AS fit
  }
  WITH complementor, input, by, shared, buyers, fit, own
  WHERE NOT EXISTS { MATCH (complementor)-[:CLASSIFIED_AS|PROVIDES]->(same) WHERE same IN own }
  RETURN complementor, 'possible' AS basis, [] AS links, input, null AS industry, by, shared, buyers, fit
UNION ALL
  UNWIND inside AS complementor
  MATCH (complementor)-[:CLASSIFIED_AS|PROVIDES]->(offer)
  WITH firm, own, complementor, collect(offer) AS offers
  WHERE none(offer IN offers WHERE offer IN own)
  UNWIND offers AS offer
  WITH firm, offer, collect(complementor) AS complementors
  WITH firm, collect({by: complementors, offer: offer}) AS offered
  CALL (firm) {
    MATCH (firm)-[:CLASSIFIED_AS]->(own:Industry)-[:RELATED_TO {basis: 'concordance'}]->{0,1}(code:Industry)-[:RELATED_TO {basis: 'concordance'}]->(seller:Industry {scheme: 'BEA 2017'})
    WITH collect(DISTINCT seller) AS sellers
    UNWIND sellers AS seller
    MATCH (seller)-[sale:INPUT_TO]->(buyer:Industry)
    WHERE sale.output_share > 0
    WITH sellers, buyer, max(sale.output_share) AS weight
    MATCH (buyer)<-[purchase:INPUT_TO]-(other:Industry)
    WHERE purchase.lift >= 1 AND NOT other IN sellers
    WITH other, sum(weight * purchase.input_share) AS fit
    MATCH (other)<-[:RELATED_TO {basis: 'concordance'}]-(code:Industry {scheme: 'NAICS 2017'})
    RETURN collect({code: code, name: code.name, offer: other.name, fit: fit}) AS bought
  }
  UNWIND offered AS each
  WITH each.by AS complementors, [item IN bought WHERE item.code = each.offer] AS items
  UNWIND items AS item
  UNWIND complementors AS complementor
  RETURN complementor, 'possible' AS basis, [] AS links, item.offer AS input, item.name AS industry, 'industries' AS by, 0 AS shared, 0 AS buyers, item.fit AS fit
}
WITH firm, complementor, basis, links, input, industry, by, shared, buyers, fit
ORDER BY basis DESC, fit DESC, input, industry
WITH firm, complementor,
  head(collect({basis: basis, links: links, input: input, industry: industry, by: by, shared: shared, buyers: buyers, fit: fit})) AS best
WITH complementor, best, point.distance(complementor.location, firm.location) / 1000 AS km
WITH complementor, best, km, best.fit / (1 + coalesce(km, 50) / 10) AS score
ORDER BY score DESC, complementor.name, complementor.id
WITH best.input AS input, collect({complementor: complementor, best: best, km: km, score: score}) AS found
UNWIND CASE WHEN input IS NULL THEN found ELSE found[..toInteger($per_input)] END AS item
WITH item.complementor AS complementor, item.best AS best, item.km AS km, item.score AS score
ORDER BY best.basis DESC, score DESC, complementor.name, complementor.id
LIMIT toInteger($limit)
RETURN complementor AS complementor,
  complementor.id AS id,
  complementor.name AS name,
  head([label IN labels(complementor) WHERE NOT label IN ['Entity', 'Organisation']]) AS kind,
  round(km, 1) AS km,
  best.basis AS basis,
  best.input AS input,
  best.links AS links,
  best.by AS by,
  best.shared AS shared,
  best.buyers AS buyers,
  best.fit AS fit,
  score AS score,
  best.industry AS industry
ORDER BY basis DESC, score DESC, name, id
