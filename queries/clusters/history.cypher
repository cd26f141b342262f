// title: What happened in a cluster between two dates
// question: Which members of this cluster were founded, closed, bought, moved or spun off between two dates?
// params: {cluster: {type: cluster, default: null, about: "A cluster: its name means the latest version, its id any; by default the one that was kept last"},
//   since: {type: date, default: null, about: "From this date, as 2015 or 2015-06; by default from the first on record"},
//   until: {type: date, default: null, about: "Up to this date; by default up to now"},
//   limit: {type: int, default: 500, min: 1, max: 5000, about: How many at most}}
// returns: {at: str, event: str, member: Organisation, partner: Entity, role: str, cluster: Cluster, sources: list, caution: str}
// view: table, graph, map
// draws: {from: member, to: partner, label: event}
// about: The earliest first. Cluster is the one that was asked about, or the last that was kept. Members are organisations of the cluster or of a cluster within it; one that was bought or spun off is listed where either of the two is a member. A source that says a year only counts for every date in it. What no source dates is not listed.
//   Members are those of one drawing, whatever the dates: caution says what was loaded since, so that others might be members now.
// empty: No cluster was kept yet, or no source dates anything of the members between these dates. Load a source of when firms were founded, closed, bought or spun off.
// unknown: All that sources do not date; that nothing is listed does not mean that nothing happened. Who was a member of another drawing alone is not listed, so founded less closed is not how the cluster grew.
// example: {}
CALL () {
  OPTIONAL MATCH (act:ClusterAct {act: 'kept'})
  WHERE EXISTS { (:Entity:Cluster {id: act.cluster}) }
  RETURN act.cluster AS kept
  ORDER BY act.at DESC, act.cluster DESC
  LIMIT 1
}
MATCH (drawn:Entity:Cluster {id: coalesce($cluster, kept)})
CALL (drawn) {
  OPTIONAL MATCH (act:ClusterAct {act: 'kept', cluster: drawn.id})
  OPTIONAL MATCH (run:Run)-[:FROM_SOURCE]->(source:Source)
  WHERE run.finished > act.at AND NOT EXISTS { (:ClusterAct {run: run.id}) }
  WITH source.title AS title ORDER BY title
  WITH collect(DISTINCT title) AS titles
  RETURN CASE WHEN size(titles) > 0 THEN 'Members are those of the drawing of ' + drawn.drawn + '. Loaded since: '
    + reduce(said = head(titles), title IN tail(titles) | said + ', ' + title)
    + '. Drawn anew, others might be members: what happened to them is not listed.' END AS caution
}
MATCH (drawn)<-[:WITHIN]-{0,4}(:Cluster)<-[link:IN_CLUSTER]-(member:Organisation)
WITH drawn, member, head(collect(link.role)) AS role, caution
CALL (member) {
  WITH member WHERE member.founded IS NOT NULL
  RETURN member.founded AS at, 'founded' AS event, null AS partner,
    COLLECT { MATCH (member)<-[:DESCRIBES]-(r:Record) WHERE r.founded IS NOT NULL RETURN DISTINCT r.record_source } AS sources
UNION
  WITH member WHERE member.closed IS NOT NULL
  RETURN member.closed AS at, 'closed' AS event, null AS partner,
    COLLECT { MATCH (member)<-[:DESCRIBES]-(r:Record) WHERE r.closed IS NOT NULL RETURN DISTINCT r.record_source } AS sources
UNION
  MATCH (member)-[link:SPUN_OFF_FROM]->(partner:Organisation)
  RETURN coalesce(link.since, member.founded) AS at, 'spun off from' AS event, partner, collect(DISTINCT link.source) AS sources
UNION
  MATCH (member)<-[link:SPUN_OFF_FROM]-(partner:Organisation)
  RETURN coalesce(link.since, partner.founded) AS at, 'has the spin-off' AS event, partner, collect(DISTINCT link.source) AS sources
UNION
  MATCH (member)-[link:ACQUIRED]->(partner:Organisation)
  RETURN link.since AS at, 'bought' AS event, partner, collect(DISTINCT link.source) AS sources
UNION
  MATCH (member)<-[link:ACQUIRED]-(partner:Organisation)
  RETURN link.since AS at, 'was bought by' AS event, partner, collect(DISTINCT link.source) AS sources
UNION
  MATCH (member)-[link:RELOCATED_TO]->(partner:Entity)
  RETURN link.since AS at, 'moved to' AS event, partner, collect(DISTINCT link.source) AS sources
}
WITH drawn, member, role, caution, at, event, partner, sources, coalesce($until, '9999') AS until
WHERE at >= left(coalesce($since, ''), size(at)) AND left(at, size(until)) <= until
RETURN at AS at,
  event AS event,
  member AS member,
  partner AS partner,
  role AS role,
  drawn AS cluster,
  sources AS sources,
  caution AS caution
ORDER BY at, event, member.name, member.id, partner.id
LIMIT toInteger($limit)
