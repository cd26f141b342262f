// title: Related industries
// question: Which industries are related with this one, by what, and how strongly?
// params: {industry: {type: industry, about: "An industry of any level that is counted, such as 312130"},
//   regions: {type: choice, default: null, choices: [metro, county, state, region, town], about: "Between which places figures are compared; left empty, metros, or where too few of these are counted the type with most"},
//   by: {type: choice, choices: {query: places/groupings, column: grouping}, default: null, about: "The level of a classification whose industries are compared; left empty, that of the industry"},
//   traded: {type: flag, default: false, about: "Only with industries that sell beyond their region"},
//   basis: {type: choice, default: any, choices: [any, co-location, input-output, customers], about: "Ranked by this alone"},
//   year: {type: int, default: null, min: 1, max: 9999, about: "The year of the figures; where nothing is counted in it the latest full one before; left empty, the latest that is counted in full"},
//   limit: {type: int, default: 30, min: 1, max: 2000, about: How many at most}}
// returns: {related: Industry, strength: float, co_location: float, input_output: float, customers: float, co_location_of_jobs: float, co_location_of_establishments: float, coagglomeration: float, largest_trade_share: float,
//   recorded: list, missing_share: float, years: list, reason: str, headline: str}
// view: table, graph
// draws: {from: industry, to: related, label: reason}
// network: figures
// about: Places are those in which its classification is counted. Three bases of relatedness, each as a rank from 0 to 1: the share of all industries that are related with this one no more. Co-location: the two are found in the same places (correlation of the square roots of jobs, of establishments, coagglomeration, and
//   specialisation in the same places; figures of industries with few cells are steadied by what their wider classes tell). Input-output: the largest of four shares, what one buys from or sells to the other. Customers: both sell to the same buyers. Strength is one half co-location, the other the mean of the other ranks there are. The
//   columns behind them are the similarities themselves: co-location of jobs and of establishments (LC-Employment and LC-Establishment, correlations of the square roots of shares over places), coagglomeration (COI) and the largest of the four shares of trade (IO), as docs/related-industries.md defines them. Recorded says on what basis a source states that the two are related (RELATED_TO). Missing share is what of the jobs of the related industry the office is
//   estimated to leave out. Among industries without ties a high rank is small print: compare the similarities.
//   An input-output table has some 400 classes: industries of one class have the same trade, as reason says; the headline names who trades much and stands further down, as input-output counts one quarter beside customers (one quarter) and places (one half).
// empty: Nothing can be said of this industry with these choices. Leave “by” empty to compare it with industries of its own level, or ask about a wider one.
// unknown: Relatedness by skills and technology, unless a source states it; and why industries are found together.
// example: {industry: naics2017-312130, traded: true, limit: 15}
OPTIONAL MATCH (:Entity:Industry {id: $industry})-[link:RELATED_TO]-(other:Industry)
WHERE coalesce(link.basis, '') <> 'concordance'
WITH other, link ORDER BY link.basis
RETURN other.id AS other,
  collect(DISTINCT coalesce(link.basis, 'not said how')) AS bases
ORDER BY other
