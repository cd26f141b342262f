// title: Paths between two organisations
// question: How are these two linked, through whom, and which link of each path is the weakest?
// params: {start: {type: organisation, about: From}, end: {type: organisation, about: To},
//   hops: {type: int, default: 4, min: 1, max: 6, about: How many linkages a path may have},
//   kinds: {type: linkages, between: [Organisation, Input], default: any, about: Only linkages of these kinds or groups of kinds},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   confidence: {type: number, default: 0, min: 0, max: 1, about: "Only linkages at least so sure, from 0 to 1"},
//   inferred: {type: flag, default: true, about: Whether linkages that are only inferred count too},
//   limit: {type: int, default: 10, min: 1, max: 50, about: How many paths at most}}
// returns: {path: Path, hops: int, basis: str, weakest: float, weakest_link: str, weakest_source: str, weakest_at: int, words: str, says: list}
// view: table, graph, map
// about: Shortest paths over linkages between organisations and the inputs they provide or need; sharing a place or an
//   industry is not counted as a linkage. The weakest link is the one with the lowest confidence (of equals an inferred one): what the path rests on; weakest at says which of the path it is, counted from start. Says lists who states each linkage of the path. Where a source does not say how sure a linkage is,
//   its confidence counts as 1. Among equals, paths through organisations with few
//   linkages come first: to share a lender with a thousand others says little. Possible: at least one of the
//   linkages is inferred, which the words say. The 300 shortest are looked at; where several sources say the same linkage each way of saying it counts.
// empty: No chain of linkages of that length that fit joins the two. Allow more hops, take a filter away (kinds, date, confidence, inferred), or load a source that tells more of either.
// unknown: Linkages that no source states: the shortest path may be one that nobody recorded. What went over a path, if anything, is not said.
// example: {start: us-ma-marlborough-boston-scientific, end: us-agency-department-of-defense}
MATCH (start:Entity:Organisation {id: $start}), (end:Entity:Organisation {id: $end})
MATCH path = SHORTEST 300 (start)-[linkage WHERE type(linkage) IN $kinds
  AND coalesce(linkage.confidence, 1.0) >= $confidence
  AND ($inferred OR coalesce(linkage.state, 'functioning') <> 'latent')
  AND ($date IS NULL OR (
    (linkage.since IS NULL OR left(linkage.since, size($date)) <= left($date, size(linkage.since)))
    AND (linkage.until IS NULL OR left(linkage.until, size($date)) >= left($date, size(linkage.until)))))]-{1,6}(end)
WHERE length(path) <= $hops
RETURN path AS path,
  length(path) AS hops,
  $limit AS most,
  COLLECT { UNWIND relationships(path) AS link MATCH (source:Source {id: link.source}) RETURN DISTINCT {id: source.id, title: source.title} } AS sources,
  CASE WHEN any(link IN relationships(path) WHERE link.state = 'latent') THEN 'possible' ELSE 'recorded' END AS basis,
  reduce(weakest = 1.0, link IN relationships(path) |
    CASE WHEN coalesce(link.confidence, 1.0) < weakest THEN link.confidence ELSE weakest END) AS weakest
ORDER BY hops, basis DESC, weakest DESC, reduce(ties = 0, node IN nodes(path)[1..-1] | ties + COUNT { (node)--() }),
  reduce(ids = '', node IN nodes(path) | ids + node.id + ' ')
