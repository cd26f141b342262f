// title: Boundary from seeds
// question: Who belongs to the cluster around these organisations, or this industry in a place, in which role and why?
// params: {seed: {type: organisation, default: null, about: "An organisation that surely belongs to the cluster. Name three to five: from one alone the boundary is less sure"},
//   second: {type: organisation, default: null, about: "Another that surely belongs to it"},
//   third: {type: organisation, default: null, about: "Another that surely belongs to it"},
//   fourth: {type: organisation, default: null, about: "Another that surely belongs to it"},
//   fifth: {type: organisation, default: null, about: "Another that surely belongs to it"},
//   industry: {type: industry, default: null, about: "Instead: all organisations of this industry, or of a class within it, that are in the place"},
//   place: {type: place, default: null, about: "With an industry: county, metro, state, appellation or region where its organisations are"},
//   area: {type: polygon, default: null, about: "Instead of a place, or within it: inside these corners, latitude,longitude; latitude,longitude; ..., or a GeoJSON Polygon. Without an industry all organisations inside are the seeds"},
//   cluster: {type: cluster, default: null, about: "Instead: all organisations of a cluster as somebody drew it"},
//   size: {type: int, default: null, min: 2, max: 2000, about: "How many members, where you move the cut yourself; by default as many as make the boundary sharpest"},
//   most: {type: int, default: 300, min: 2, max: 10000, about: "How many members at most, where the cut is found"},
//   km: {type: number, default: null, min: 1, max: 20000, unit: km, about: "Nobody who is known to be farther than so many km from all seeds; by default nearness counts, and no distance keeps anybody out"},
//   kinds: {type: linkages, between: [Organisation], default: any, about: Only linkages of these kinds or groups of kinds},
//   inferred: {type: flag, default: true, about: "Whether linkages that are only inferred count too, as much as they are sure"},
//   alike: {type: flag, default: true, about: "Whether those of the same industry, that provide the same, or of which one provides what the other needs, count as weakly tied with the nearest of these"},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11, between organisations that were there: founded by then and not closed before, as far as dates are on record; by default all that were ever recorded"},
//   weights: {type: weights, default: null, about: "What counts otherwise than as it ships, as kinds.SERVES=0.5, same.place=0; by default as this workspace keeps it"},
//   outside: {type: flag, default: true, about: "Whether those near the boundary who are left out are listed too, below the members"},
//   limit: {type: int, default: 5000, min: 1, max: 10000, about: "How many lines at most; by default all of nearly any boundary"}}
// either: [[seed, second, third, fourth, fifth], [industry, place, area], cluster]
// returns: {member: Organisation, inside: bool, belongs: str, role: str, degree: float, enters: int, ties: int, km: float, tied_to: Organisation, link: str, words: str, tie: str, basis: str, sources: list, reasons: list, headline: str, caution: str}
// view: table, graph, map
// draws: {from: member, to: tied_to, label: words, basis: tie, of: member}
// network: traits
// about: Who is tied to the seeds, directly and through others, by so much more than to everybody else that the boundary is sharpest there (heat kernel, Kloster and Gleich 2014; lowest normalised cut, Shi and Malik 2000; then moves over
//   the boundary one by one while these make it sharper). A tie counts by the kinds of its linkages, by how sure they are, by how common ties of its length are, and more in the same place or industry; all these weights stand in docs/boundaries.md.
//   Degree is how probable it is that it belongs: it is told how often it is inside in many drawings of the boundary, each with all ties weighed anew at random, and what share of those inside as often belonged in invented networks like this one (as many seeds, as much cut, as many ties).
//   So it is right for such networks, to within what docs/boundaries.md says; of real clusters nobody knows the members. Inside is another thing: who is within the one boundary that cuts least. Belongs puts both together: members are firm, probable or at the edge (from what degrees on, stands above the table), and those at the edge and
//   those outside with a high degree are where the boundary is blurred. The surest come first, those outside after them; where there are more than five seeds, these come last. Enters is the size of the cluster from which on it is inside, in the order of the search, the members first: ask boundaries/cuts at which sizes the boundary is sharp, and give one as size.
//   Role and reasons come from what it does and its linkages with members; seeds named one by one are core, those of an industry, an area or a cluster have the role of what they do. Reasons are its linkages, those that brought it in most first (tied to, by the words beside it, of the basis tie); ties is the number of members that it is linked with. Basis is recorded where recorded linkages lead from a seed to it, over members; nobody else is firm. Km is how far it is from the nearest seed. Seeds without a linkage that counts, or that were not there at the date, are left out, and firms from abroad that have no lasting presence here.
// empty: No boundary can be drawn. Name other seeds or a larger place, let inferred linkages and all kinds and dates count, or load a source that tells their linkages.
// unknown: Ties that no source records. Who has none on record is outside whatever it does, and where a register tells of one kind of tie alone, the boundary is that of this kind.
// example: {seed: us-ma-billerica-conformis, second: us-ma-marlborough-boston-scientific}
CALL () {
  UNWIND [$seed, $second, $third, $fourth, $fifth] AS id
  MATCH (one:Entity:Organisation {id: id})
  RETURN one
UNION
  WITH $place AS place
  WHERE $area IS NULL
  MATCH (:Entity:Place {id: place})<-[:WITHIN]-{0,4}(part:Place)
  WITH collect(part) AS parts
  MATCH (:Entity:Industry {id: $industry})<-[:WITHIN]-{0,5}(class:Industry)<-[:CLASSIFIED_AS]-(one:Organisation)
  WHERE EXISTS { (one)-[:LOCATED_IN]->(part:Place) WHERE part IN parts }
  RETURN one
UNION
  WITH $area.ring AS ring, $place AS place, $industry AS industry,
    point({latitude: $area.south, longitude: $area.west}) AS low,
    point({latitude: $area.north, longitude: $area.east}) AS high
  MATCH (one:Entity:Organisation)
  WHERE point.withinBBox(one.location, low, high)
    AND (industry IS NULL OR EXISTS { (one)-[:CLASSIFIED_AS]->(:Industry)-[:WITHIN]->{0,5}(:Entity:Industry {id: industry}) })
    AND (place IS NULL OR EXISTS { (one)-[:LOCATED_IN]->(:Place)-[:WITHIN]->{0,4}(:Entity:Place {id: place}) })
  WITH one, ring, one.location.longitude AS x, one.location.latitude AS y
  WHERE reduce(inside = false, side IN range(0, size(ring) - 2) |
    CASE WHEN (ring[side][1] > y) <> (ring[side + 1][1] > y) AND x < ring[side][0] +
      (ring[side + 1][0] - ring[side][0]) * (y - ring[side][1]) / (ring[side + 1][1] - ring[side][1])
    THEN NOT inside ELSE inside END)
  RETURN one
UNION
  MATCH (:Entity:Cluster {id: $cluster})<-[:WITHIN]-{0,4}(:Cluster)<-[:IN_CLUSTER]-(one:Organisation)
  RETURN one
}
WITH collect(DISTINCT one.id) AS seeds
CALL () {
  WITH $place AS place
  WHERE $industry IS NOT NULL AND $area IS NULL
  MATCH (:Entity:Place {id: place})<-[:WITHIN]-{0,4}(:Place)<-[:LOCATED_IN]-(other:Organisation)
  WHERE NOT EXISTS { (other)-[:CLASSIFIED_AS]->(:Industry) }
  RETURN count(DISTINCT other) AS unclassified
}
RETURN seeds AS seeds,
  unclassified AS unclassified
