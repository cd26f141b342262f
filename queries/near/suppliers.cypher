// title: Suppliers near a firm
// question: Who supplies this firm, and who near it could, since their industry sells what its industry buys?
// params: {firm: {type: organisation, about: The firm to find suppliers for},
//   km: {type: number, default: 50, min: 0.1, max: 2000, unit: km, about: How far away at most},
//   industry: {type: industry, default: null, about: "Buy like this industry; by default the firm's own"},
//   special: {type: flag, default: true, about: "Only inputs that the firm's industry buys more of than the average industry does"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// returns: {supplier: Organisation, id: str, name: str, kind: str, km: float, basis: str, reason: str, fit: float, score: float, industry: str}
// view: table, map, graph
// draws: {from: supplier, to: firm, label: reason, state: basis}
// about: Recorded: a source says that they supply or serve the firm; these come first. Possible: by the input-output table
//   of the United States their industry sells what the firm's industry buys; nobody says that these two trade. Without an industry (recorded, or given here) none can be named. Fit is the
//   confidence of what is recorded, or the share of the firm's industry's purchases that comes from the supplier's industry.
//   Score = fit / (1 + km / 10): an input 10 km away counts half of the same input next door.
MATCH (firm:Organisation {id: $firm})
CALL (firm) {
  MATCH (supplier:Organisation)-[link:SUPPLIES|SERVES]->(firm)
  WITH supplier, firm, collect(link) AS links
  RETURN supplier, 'recorded' AS basis, links, null AS input, null AS share, null AS lift, null AS industry
UNION
  MATCH (own:Industry)
  WHERE CASE WHEN $industry IS NULL THEN EXISTS { (firm)-[:CLASSIFIED_AS]->(own) } ELSE own.id = $industry END
  MATCH (own)-[:RELATED_TO {basis: 'concordance'}]->(buyer:Industry)<-[input:INPUT_TO]-(seller:Industry)
  WHERE NOT $special OR input.lift >= 1
  WITH firm, seller, max(input.input_share) AS share, max(input.lift) AS lift
  MATCH (seller)<-[:RELATED_TO {basis: 'concordance'}]-(code:Industry {scheme: 'NAICS 2017'})
  WITH firm, collect({code: code.id, seller: seller.name, share: share, lift: lift, name: code.name}) AS bought
  WITH firm, bought, [item IN bought | item.code] AS codes
  MATCH (supplier:Organisation)
  WHERE point.withinBBox(supplier.location,
      point({longitude: firm.location.longitude - $km / (111.0 * cos(radians(firm.location.latitude))),
        latitude: firm.location.latitude - $km / 111.0}),
      point({longitude: firm.location.longitude + $km / (111.0 * cos(radians(firm.location.latitude))),
        latitude: firm.location.latitude + $km / 111.0}))
    AND supplier <> firm
    AND point.distance(supplier.location, firm.location) <= $km * 1000
  MATCH (supplier)-[:CLASSIFIED_AS]->(industry:Industry)
  WHERE industry.id IN codes
  WITH supplier, industry, bought[0..0] + [item IN bought WHERE item.code = industry.id] AS items
  UNWIND items AS item
  WITH supplier, item ORDER BY item.share DESC
  WITH supplier, head(collect(item)) AS item
  RETURN supplier, 'possible' AS basis, [] AS links, item.seller AS input, item.share AS share, item.lift AS lift, item.name AS industry
}
WITH firm, supplier, basis, links, input, share, lift, industry,
  point.distance(supplier.location, firm.location) / 1000 AS km
WHERE km IS NULL OR km <= $km OR basis = 'recorded'
WITH supplier, basis, links, input, share, lift, industry, km,
  CASE basis WHEN 'recorded' THEN reduce(most = 0.0, link IN links |
    CASE WHEN coalesce(link.confidence, 1.0) > most THEN coalesce(link.confidence, 1.0) ELSE most END) ELSE share END AS fit
WITH *, fit / (1 + coalesce(km, $km) / 10) AS score
ORDER BY basis DESC, score DESC, supplier.name, supplier.id
LIMIT toInteger($limit)
RETURN supplier AS supplier,
  supplier.id AS id,
  supplier.name AS name,
  head([label IN labels(supplier) WHERE NOT label IN ['Entity', 'Organisation']]) AS kind,
  round(km, 1) AS km,
  basis AS basis,
  links AS links,
  input AS input,
  share AS share,
  lift AS lift,
  round(fit, 4) AS fit,
  round(score, 4) AS score,
  industry AS industry
ORDER BY basis DESC, score DESC, name, id
