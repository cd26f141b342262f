// title: Paths between two organisations
// question: How are these two linked, through whom, and how sure is the weakest link?
// params: {start: {type: organisation, about: From}, end: {type: organisation, about: To},
//   hops: {type: int, default: 4, min: 1, max: 6, about: How many linkages a path may have}, limit: {type: int, default: 10, min: 1, max: 50, about: How many paths at most}}
// returns: {path: Path, hops: int, basis: str, weakest: float, words: str}
// view: table, graph, map
// about: Shortest paths over linkages between organisations and the inputs they provide or need; sharing a place or an
//   industry is not counted as a linkage. Weakest is the lowest confidence on the path. Among equals, paths through organisations with few
//   linkages come first: to share a lender with a thousand others says little. Possible: at least one of the
//   linkages is inferred, which the words say. The 300 shortest are looked at; where several sources say the same linkage each way of saying it counts.
// empty: No chain of recorded linkages of that length joins the two. Allow more hops, or load a source that tells more of either.
// unknown: Linkages that no source states: the shortest path may be one that nobody recorded. What went over a path, if anything, is not said.
// example: {start: us-ma-marlborough-boston-scientific, end: us-agency-department-of-defense}
MATCH (start:Entity:Organisation {id: $start}), (end:Entity:Organisation {id: $end})
MATCH path = SHORTEST 300 (start)-[linkage:SUPPLIES|SERVES|DISTRIBUTES_FOR|PROVIDES|NEEDS|COMPETES_WITH|COOPERATES_WITH|COMPLEMENTS
  |UNIT_OF|SPUN_OFF_FROM|ACQUIRED|MEMBER_OF|TRAINS_FOR|RESEARCHES_WITH|SETS_STANDARDS_FOR|TESTS_FOR|FINANCES|REGULATES|PROMOTES|FUNDS]-{1,6}(end)
WHERE length(path) <= $hops
RETURN path AS path,
  length(path) AS hops,
  $limit AS most,
  CASE WHEN any(link IN relationships(path) WHERE link.state = 'latent') THEN 'possible' ELSE 'recorded' END AS basis,
  reduce(weakest = 1.0, link IN relationships(path) |
    CASE WHEN coalesce(link.confidence, 1.0) < weakest THEN link.confidence ELSE weakest END) AS weakest
ORDER BY hops, basis DESC, weakest DESC, reduce(ties = 0, node IN nodes(path)[1..-1] | ties + COUNT { (node)--() }),
  reduce(ids = '', node IN nodes(path) | ids + node.id + ' ')
