// title: Places of a cluster or industry
// question: Where is this cluster, or this industry, strong, and which places have most of it?
// params: {cluster: {type: cluster, default: null, about: "A cluster. Where nobody names its industries, those of its members count"},
//   industry: {type: industry, default: null, about: "Or an industry of any level, such as 3254 or Wineries"},
//   type: {type: choice, default: null, choices: [metro, county, state, nation, region], about: "What sort of places; left empty, metros, or where it is counted in none the type with most"},
//   within: {type: place, default: null, about: "Only places within this one; they are ranked among all of their type in the nation"},
//   strong: {type: choice, default: any, choices: [any, qualifying, significant, strong, strong10], about: Only places where it is at least so strong},
//   order: {type: choice, default: strength, choices: [strength, jobs, specialisation], about: "Which come first: the strongest, those with most jobs, or the most specialised"},
//   year: {type: int, default: null, min: 1, max: 9999, about: "The year of the figures; where nothing is counted in it the latest full one before; left empty, the latest that is counted in full"},
//   limit: {type: int, default: 50, min: 1, max: 4000, about: How many places at most}}
// either: [cluster, industry]
// returns: {place: Place, strength: str, jobs: int, lq: float, rank: int, rank_lq: int, of: int, whole_share: float, share: float, missing_share: float, reliability: str, wage: float, establishments: int, payroll: float,
//   sells: str, reason: str, note: str, headline: str, caution: str}
// view: table, map
// network: figures
// about: Strength, location quotient (lq) and ranks as in places/portfolio, among all places of the type with jobs in it in the nation that the place is in, as the headline says; those in several nations or in none, and nations themselves, are compared with all that is counted; whole share is what a place has of all its jobs there, share what it makes of the jobs of the place.
//   Missing share is what of its jobs in the place the office is estimated to leave out; where that is more than half, reliability calls the line unreliable. Where a much smaller (or larger) share of all jobs is published of a place than of the nation, reason says by what factor its location quotient is too high (or too low). Ordered by strength, those equally strong by jobs. A cluster is the sum of its industries, whichever of them a place has. Of a cluster of organisations whose industries nobody names, such as a boundary that was kept, these are the industries of at least one in ten of its members with an industry on record, as the headline says.
// empty: No statistical office that is loaded counts jobs of this cluster or industry in places of this type. Take another type of place or a wider class, or load a table of industries by place that has it, such as cbp_2021 for the United States.
// unknown: Places where so few do it that the office leaves all of them out, and whether establishments of one industry in a place have anything to do with each other.
// example: {industry: naics2017-334510, type: state}
MATCH (one:Entity {id: coalesce($cluster, $industry)})
OPTIONAL MATCH (around:Entity:Place {id: $within})
CALL (one) {
  MATCH (one:Cluster)<-[:IN_CLUSTER]-(member:Organisation)-[:CLASSIFIED_AS]->(class:Industry)
  WITH class.id AS class, count(DISTINCT member) AS members ORDER BY members DESC, class
  RETURN collect([class, members]) AS classes
}
RETURN one.id AS id,
  one.name AS name,
  classes AS classes,
  around.id AS within
