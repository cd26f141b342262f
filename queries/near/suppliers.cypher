// title: Suppliers near a firm
// question: Who supplies this firm, and who near it could, since they sell what it needs or what its industry buys?
// params: {firm: {type: organisation, about: The firm to find suppliers for},
//   industry: {type: industry, default: null, about: "Buy like this industry; by default the firm's own"},
//   special: {type: flag, default: true, about: "Only inputs that the firm's industry buys more of than the average industry does"},
//   per_input: {type: int, default: 5, min: 1, max: 2000, about: How many possible suppliers of the same input at most},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// inside: firm
// returns: {supplier: Organisation, id: str, name: str, kind: str, km: float, basis: str, input: str, reason: str, fit: float, score: float, industry: str}
// view: table, map, graph
// draws: {from: supplier, to: firm, label: reason, basis: basis}
// about: Recorded: a source says that they supply or serve the firm; these come first, however far, also from outside the area. Possible: nobody
//   says that these two trade, but a linkage is inferred (the reason says from what), or they provide an input that the firm is recorded to
//   need, or by the input-output table of the United States their industry sells what the firm's industry buys. Without an industry (recorded, or given here) the table names none. Fit is the confidence of what is
//   recorded or inferred, or the share of the firm's industry's purchases that comes from the supplier's industry. Score = fit / (1 + km / 10): an
//   input 10 km away counts half of the same input next door; where no source says where one of the two is, 50 km are assumed. Of each input only the best few are listed. Where a source gives only a postal
//   code or a town, an organisation counts as standing at the centre of that area.
// empty: No source says who supplies this firm, and nobody inside provides what it needs or is in an industry that sells to its own. Look farther, leave out "special",
//   or give an industry to buy like.
// unknown: Whether a possible supplier makes just what the firm needs, has room, or is dearer: its industry sells such things, no more is known.
// example: {firm: ttb-ca-w-23793}
MATCH (firm:Entity:Organisation {id: $firm})
WITH firm, COLLECT { MATCH (one:Entity:Organisation) WHERE one.id IN $inside RETURN one } AS inside
CALL (firm, inside) {
  CALL (firm) {
    MATCH (supplier:Organisation)-[link:SUPPLIES|SERVES]->(firm)
    RETURN supplier, collect(link) AS links
  }
  WITH firm, inside, supplier, links,
    CASE WHEN any(link IN links WHERE coalesce(link.state, 'functioning') <> 'latent') THEN 'recorded' ELSE 'possible' END AS basis
  WHERE basis = 'recorded' OR supplier IN inside OR point.distance(supplier.location, firm.location) IS NULL
  RETURN supplier, basis, links, head([link IN links WHERE coalesce(link.input, link.service) IS NOT NULL | coalesce(link.input, link.service)]) AS input,
    reduce(most = 0.0, link IN links | CASE WHEN coalesce(link.confidence, 1.0) > most THEN coalesce(link.confidence, 1.0) ELSE most END) AS fit,
    null AS lift, null AS industry
UNION ALL
  MATCH (firm)-[need:NEEDS]->(input:Input)<-[offer:PROVIDES]-(supplier:Organisation)
  WHERE supplier <> firm AND supplier IN inside
  RETURN supplier, 'possible' AS basis, [] AS links, input.name AS input,
    coalesce(need.confidence, 1.0) * coalesce(offer.confidence, 1.0) AS fit, null AS lift, null AS industry
UNION ALL
  CALL (firm) {
    UNWIND CASE WHEN $industry IS NULL THEN COLLECT { MATCH (firm)-[:CLASSIFIED_AS]->(own:Industry) RETURN own AS own }
      ELSE COLLECT { MATCH (own:Entity:Industry {id: $industry}) RETURN own AS own } END AS own
    MATCH (own)-[:RELATED_TO {basis: 'concordance'}]->{0,1}(code:Industry)-[:RELATED_TO {basis: 'concordance'}]->(buyer:Industry)<-[input:INPUT_TO]-(seller:Industry)
    WHERE NOT $special OR input.lift >= 1
    WITH seller, max(input.input_share) AS share, max(input.lift) AS lift
    MATCH (seller)<-[:RELATED_TO {basis: 'concordance'}]-(code:Industry {scheme: 'NAICS 2017'})
    RETURN collect({code: code.id, seller: seller.name, share: share, lift: lift, name: code.name}) AS bought
  }
  UNWIND inside AS supplier
  WITH firm, supplier, bought, [item IN bought | item.code] AS codes
  WHERE supplier <> firm
  MATCH (supplier)-[:CLASSIFIED_AS]->(industry:Industry)
  WHERE industry.id IN codes
  WITH supplier, industry, bought[0..0] + [item IN bought WHERE item.code = industry.id] AS items
  UNWIND items AS item
  RETURN supplier, 'possible' AS basis, [] AS links, item.seller AS input, item.share AS fit, item.lift AS lift, item.name AS industry
}
WITH firm, supplier, basis, links, input, fit, lift, industry
ORDER BY basis DESC, fit DESC, input, industry
WITH firm, supplier, head(collect({basis: basis, links: links, input: input, fit: fit, lift: lift, industry: industry})) AS best
WITH supplier, best, point.distance(supplier.location, firm.location) / 1000 AS km
WITH supplier, best, km, best.fit / (1 + coalesce(km, 50) / 10) AS score
ORDER BY score DESC, supplier.name, supplier.id
WITH best.basis AS basis, CASE best.basis WHEN 'possible' THEN best.input END AS input,
  collect({supplier: supplier, best: best, km: km, score: score}) AS found
UNWIND CASE basis WHEN 'possible' THEN found[..toInteger($per_input)] ELSE found END AS item
WITH item.supplier AS supplier, item.best AS best, item.km AS km, item.score AS score
ORDER BY best.basis DESC, score DESC, supplier.name, supplier.id
LIMIT toInteger($limit)
RETURN supplier AS supplier,
  supplier.id AS id,
  supplier.name AS name,
  head([label IN labels(supplier) WHERE NOT label IN ['Entity', 'Organisation']]) AS kind,
  round(km, 1) AS km,
  best.basis AS basis,
  best.input AS input,
  best.links AS links,
  best.lift AS lift,
  best.fit AS fit,
  score AS score,
  best.industry AS industry
ORDER BY basis DESC, score DESC, name, id
