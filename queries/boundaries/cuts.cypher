// title: Where the boundary is sharp
// question: At which sizes is the boundary around these organisations, or this industry in a place, sharp, and who enters?
// params: {seed: {type: organisation, default: null, about: "An organisation that surely belongs to the cluster. Name three to five: from one alone the boundary is less sure"},
//   second: {type: organisation, default: null, about: "Another that surely belongs to it"},
//   third: {type: organisation, default: null, about: "Another that surely belongs to it"},
//   fourth: {type: organisation, default: null, about: "Another that surely belongs to it"},
//   fifth: {type: organisation, default: null, about: "Another that surely belongs to it"},
//   industry: {type: industry, default: null, about: "Instead: all organisations of this industry, or of a class within it, that are in the place"},
//   place: {type: place, default: null, about: "With an industry: county, metro, state, appellation or region where its organisations are"},
//   area: {type: polygon, default: null, about: "Instead of a place, or within it: inside these corners, latitude,longitude; latitude,longitude; ..., or a GeoJSON Polygon. Without an industry all organisations inside are the seeds"},
//   cluster: {type: cluster, default: null, about: "Instead: all organisations of a cluster as somebody drew it"},
//   most: {type: int, default: 300, min: 2, max: 10000, about: "Up to what size, and how many members the boundary has at most"},
//   largest: {type: int, default: null, min: 2, max: 2000, about: "Lines go on up to this size where that is more"},
//   km: {type: number, default: null, min: 1, max: 20000, unit: km, about: "Nobody who is known to be farther than so many km from all seeds; by default nearness counts, and no distance keeps anybody out"},
//   kinds: {type: linkages, between: [Organisation], default: any, about: Only linkages of these kinds or groups of kinds},
//   inferred: {type: flag, default: true, about: "Whether linkages that are only inferred count too, as much as they are sure"},
//   alike: {type: flag, default: true, about: "Whether those of the same industry, that provide the same, or of which one provides what the other needs, count as weakly tied with the nearest of these"},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11, between organisations that were there: founded by then and not closed before, as far as dates are on record; by default all that were ever recorded"},
//   weights: {type: weights, default: null, about: "What counts otherwise than as it ships, as kinds.SERVES=0.5, same.place=0; by default as this workspace keeps it"},
//   sharp: {type: flag, default: true, about: "Only sizes at which the boundary is sharp; no: every size, one member after the other"},
//   limit: {type: int, default: 300, min: 1, max: 5000, about: How many lines at most}}
// either: [[seed, second, third, fourth, fifth], [industry, place, area], cluster]
// returns: {size: int, cut: float, sharp: bool, last: Organisation, entering: int, names: str, members: int, members_cut: float, reason: str, caution: str}
// view: table, map
// network: traits
// about: The curve of the boundary. In the order of the search from the seeds one organisation after the other enters, those first that boundaries/from_seeds has as members where no size is given; cut is the weight of the ties that the boundary cuts at that size, over what it would be if the same ties were dealt out at random
//   (normalised cut, Shi and Malik 2000). Near 0 it cuts hardly anything, near 1 as much as a line drawn anywhere. Sharp is a size at which it is lower than at all sizes near it, from so many times less to so many times more (search.sharp in the weights).
//   Several sharp sizes are clusters within clusters, none a boundary that is blurred. Last is who enters with this size, entering how many have since the line before; members is how many these are, members cut what they cut: what the line of that size says. Give a size to boundaries/from_seeds to see its members, with role and reasons; without one it takes the
//   lowest along the order of the search and then moves single organisations over the boundary.
// empty: There is no curve to draw. No organisation was found for these seeds, or no source states a linkage that counts of any of them; or the boundary is sharp nowhere: then ask for every size. Name others or a larger place, let inferred linkages and all kinds and dates count, or load a source that tells their linkages.
// unknown: Ties that no source records; where few are recorded, a sharp boundary may be only where the records end.
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
RETURN seeds AS seeds
