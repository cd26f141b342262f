// title: Customers near a firm
// question: Whom does this firm supply, and who near it could buy from it, by what they need or what their industry buys?
// params: {firm: {type: organisation, about: The firm to find customers for},
//   industry: {type: industry, default: null, about: "Sell like this industry; by default the firm's own"},
//   special: {type: flag, default: true, about: "Only industries that buy more of it than the average industry does"},
//   per_industry: {type: int, default: 5, min: 1, max: 2000, about: How many possible customers of the same buying industry at most},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// inside: firm
// returns: {customer: Organisation, id: str, name: str, kind: str, km: float, basis: str, input: str, reason: str, fit: float, score: float, industry: str}
// view: table, map, graph
// draws: {from: firm, to: customer, label: reason, basis: basis}
// about: Recorded: a source says that the firm supplies or serves them, or that they distribute for it; these come first, however far, also from outside the area.
//   Possible: nobody says that these two trade, but a linkage is inferred, or they are recorded to need an input that the firm provides, or by the input-output table of the
//   United States their industry buys what the firm's industry sells. Without an industry (recorded, or given here) the table names none. Fit is the confidence of what is recorded or
//   inferred, or the share of what the firm's industry sells that goes to the customer's industry. Score = fit / (1 + km / 10): at 10 km it counts half; where
//   no source says where one of the two is, 50 km are assumed. Of each buying industry only the best few are listed.
// empty: No source says whom this firm supplies, and nobody inside needs what it provides or is in an industry that buys from its own. Look farther, leave out "special",
//   or give an industry to sell like.
// unknown: Whether a possible customer wants just what this firm sells, and from whom it buys now: its industry buys such things, no more is known.
// example: {firm: ttb-ca-w-23793}
MATCH (firm:Entity:Organisation {id: $firm})
WITH firm, COLLECT { MATCH (one:Entity:Organisation) WHERE one.id IN $inside RETURN one } AS inside
CALL (firm, inside) {
  CALL (firm) {
    CALL (firm) {
      MATCH (firm)-[link:SUPPLIES|SERVES]->(customer:Organisation)
      RETURN customer, link
    UNION ALL
      MATCH (firm)<-[link:DISTRIBUTES_FOR]-(customer:Organisation)
      RETURN customer, link
    }
    RETURN customer, collect(link) AS links
  }
  WITH firm, inside, customer, links,
    CASE WHEN any(link IN links WHERE coalesce(link.state, 'functioning') <> 'latent') THEN 'recorded' ELSE 'possible' END AS basis
  WHERE basis = 'recorded' OR customer IN inside OR point.distance(customer.location, firm.location) IS NULL
  RETURN customer, basis, links, head([link IN links WHERE coalesce(link.input, link.service) IS NOT NULL | coalesce(link.input, link.service)]) AS input,
    reduce(most = 0.0, link IN links | CASE WHEN coalesce(link.confidence, 1.0) > most THEN coalesce(link.confidence, 1.0) ELSE most END) AS fit,
    null AS lift, null AS industry
UNION ALL
  MATCH (firm)-[offer:PROVIDES]->(input:Input)<-[need:NEEDS]-(customer:Organisation)
  WHERE customer <> firm AND customer IN inside
  RETURN customer, 'possible' AS basis, [] AS links, input.name AS input,
    coalesce(need.confidence, 1.0) * coalesce(offer.confidence, 1.0) AS fit, null AS lift, null AS industry
UNION ALL
  CALL (firm) {
    UNWIND CASE WHEN $industry IS NULL THEN COLLECT { MATCH (firm)-[:CLASSIFIED_AS]->(own:Industry) RETURN own AS own }
      ELSE COLLECT { MATCH (own:Entity:Industry {id: $industry}) RETURN own AS own } END AS own
    MATCH (own)-[:RELATED_TO {basis: 'concordance'}]->{0,1}(code:Industry)-[:RELATED_TO {basis: 'concordance'}]->(seller:Industry)-[input:INPUT_TO]->(buyer:Industry)
    WHERE input.output_share > 0 AND (NOT $special OR input.lift >= 1)
    WITH buyer, max(input.output_share) AS share, max(input.lift) AS lift
    MATCH (buyer)<-[:RELATED_TO {basis: 'concordance'}]-(code:Industry {scheme: 'NAICS 2017'})
    RETURN collect({code: code.id, buyer: buyer.name, share: share, lift: lift, name: code.name}) AS sold
  }
  UNWIND inside AS customer
  WITH firm, customer, sold, [item IN sold | item.code] AS codes
  WHERE customer <> firm
  MATCH (customer)-[:CLASSIFIED_AS]->(industry:Industry)
  WHERE industry.id IN codes
  WITH customer, industry, sold[0..0] + [item IN sold WHERE item.code = industry.id] AS items
  UNWIND items AS item
  RETURN customer, 'possible' AS basis, [] AS links, item.buyer AS input, item.share AS fit, item.lift AS lift, item.name AS industry
}
WITH firm, customer, basis, links, input, fit, lift, industry
ORDER BY basis DESC, fit DESC, input, industry
WITH firm, customer, head(collect({basis: basis, links: links, input: input, fit: fit, lift: lift, industry: industry})) AS best
WITH customer, best, point.distance(customer.location, firm.location) / 1000 AS km
WITH customer, best, km, best.fit / (1 + coalesce(km, 50) / 10) AS score
ORDER BY score DESC, customer.name, customer.id
WITH best.basis AS basis, CASE best.basis WHEN 'possible' THEN best.input END AS input,
  collect({customer: customer, best: best, km: km, score: score}) AS found
UNWIND CASE basis WHEN 'possible' THEN found[..toInteger($per_industry)] ELSE found END AS item
WITH item.customer AS customer, item.best AS best, item.km AS km, item.score AS score
ORDER BY best.basis DESC, score DESC, customer.name, customer.id
LIMIT toInteger($limit)
RETURN customer AS customer,
  customer.id AS id,
  customer.name AS name,
  head([label IN labels(customer) WHERE NOT label IN ['Entity', 'Organisation']]) AS kind,
  round(km, 1) AS km,
  best.basis AS basis,
  best.input AS input,
  best.links AS links,
  best.lift AS lift,
  best.fit AS fit,
  score AS score,
  best.industry AS industry
ORDER BY basis DESC, score DESC, name, id
