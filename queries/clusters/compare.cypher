// title: Two versions or clusters compared
// question: Who entered, who left, and whose role or degree changed between two versions of a cluster, or two clusters?
// params: {earlier: {type: cluster, default: null, about: "The earlier version by its id, or one cluster by name. Alone it is compared with the latest version of its cluster; where it is the latest itself, as by name, with the one before. By default the version before"},
//   later: {type: cluster, default: null, about: "The later version, or the other cluster; by default the one that was kept last"},
//   difference: {type: number, default: 0.1, min: 0, max: 1, about: "Only changes of degree of so much at least; those who entered or left are always listed"},
//   limit: {type: int, default: 500, min: 1, max: 5000, about: How many at most}}
// returns: {member: Entity, change: str, role_before: str, role: str, degree_before: float, degree: float, founded: str, closed: str, spun_off_from: Organisation, reason: str, headline: str, caution: str, rows_in_all: int}
// view: table, map
// about: First those who entered, then those who left, then those in both whose role is another, or whose degree changed. The two were drawn from what was loaded then: a change of the sources, of the weights or of what was asked moves a
//   boundary as much as a change in the world. Where any of these differs, caution says which; another date alone is none, since that is how two times are compared. Founded, closed and spun off are what sources say of a member, whether that was the reason or not.
// empty: Name two clusters or versions as earlier and later. Where two were compared, both have the same members in the same roles, and a smaller difference may list more.
// unknown: Why somebody entered or left: a firm that was founded, or only recorded, or asked for by other parameters. Degrees are read to a few hundredths.
// example: {}
CALL () {
  OPTIONAL MATCH (act:ClusterAct {act: 'kept'})
  WHERE EXISTS { (:Entity:Cluster {id: act.cluster}) }
  RETURN act.cluster AS kept
  ORDER BY act.at DESC, act.cluster DESC
  LIMIT 1
}
OPTIONAL MATCH (given:Entity:Cluster {id: $earlier})
CALL (given) {
  OPTIONAL MATCH (one:Cluster {name: given.name})
  WHERE one.version IS NOT NULL
  RETURN one.id AS latest
  ORDER BY one.version DESC
  LIMIT 1
}
OPTIONAL MATCH (last:Entity:Cluster {id: coalesce($later, latest, kept)})
CALL (last) {
  OPTIONAL MATCH (one:Cluster {name: last.name})
  WHERE one.version < last.version
  RETURN one.id AS former
  ORDER BY one.version DESC
  LIMIT 1
}
OPTIONAL MATCH (first:Entity:Cluster {id: CASE WHEN $earlier <> last.id THEN $earlier ELSE former END})
CALL (first, last) {
  MATCH (act:ClusterAct {act: 'kept'}) WHERE act.cluster IN [first.id, last.id]
  WITH min(act.at) AS from, max(act.at) AS to, count(act) AS kept
  MATCH (run:Run)-[:FROM_SOURCE]->(source:Source)
  WHERE kept = 2 AND from < run.finished <= to AND NOT EXISTS { (:ClusterAct {run: run.id}) }
  WITH DISTINCT source.title AS title ORDER BY title
  RETURN collect(title) AS loaded
}
OPTIONAL CALL (first, last) {
  MATCH (first)<-[link:IN_CLUSTER]-(member:Entity)
  WHERE last IS NOT NULL
  WITH member, link ORDER BY coalesce(link.degree, 1.0) DESC
  RETURN member, head(collect(link)) AS link, true AS before
UNION
  MATCH (last)<-[link:IN_CLUSTER]-(member:Entity)
  WHERE first IS NOT NULL
  WITH member, link ORDER BY coalesce(link.degree, 1.0) DESC
  RETURN member, head(collect(link)) AS link, false AS before
}
WITH first, last, loaded, member, head(collect(CASE WHEN before THEN link END)) AS was, head(collect(CASE WHEN NOT before THEN link END)) AS now
WITH *, CASE WHEN member IS NULL THEN null WHEN was IS NULL THEN 'entered' WHEN now IS NULL THEN 'left' WHEN was.role <> now.role THEN 'role'
  WHEN abs(now.degree - was.degree) >= $difference AND now.degree <> was.degree THEN 'degree' END AS change
WITH first, last, loaded, collect({member: member, was: was, now: now, change: change}) AS every
WITH first, last, loaded, [one IN every WHERE one.change IS NOT NULL] AS changed,
  {was: size([one IN every WHERE one.was IS NOT NULL]), now: size([one IN every WHERE one.now IS NOT NULL]),
    entered: size([one IN every WHERE one.change = 'entered']), left: size([one IN every WHERE one.change = 'left']),
    role: size([one IN every WHERE one.change = 'role']), degree: size([one IN every WHERE one.change = 'degree']),
    same: size([one IN every WHERE one.change IS NULL])} AS counts
UNWIND CASE WHEN changed = [] THEN [null] ELSE changed END AS one
WITH first, last, loaded, counts, one.member AS member, one.was AS was, one.now AS now, one.change AS change
OPTIONAL MATCH (member)-[:SPUN_OFF_FROM]->(parent:Organisation)
WITH first, last, loaded, counts, member, was, now, change, parent ORDER BY parent.id
WITH first, last, loaded, counts, member, was, now, change, head(collect(parent)) AS parent
RETURN member AS member,
  change AS change,
  was.role AS role_before,
  now.role AS role,
  was.degree AS degree_before,
  now.degree AS degree,
  member.founded AS founded,
  member.closed AS closed,
  parent AS spun_off_from,
  CASE change WHEN 'left' THEN 'was in: ' + coalesce(was.reasons[0], 'no reason on record')
    WHEN 'entered' THEN coalesce(now.reasons[0], 'no reason on record')
    WHEN 'role' THEN was.role + ' before, ' + now.role + ' now' + coalesce(': ' + now.reasons[0], '')
    ELSE CASE WHEN now.degree > was.degree THEN 'surer by ' ELSE 'less sure by ' END
      + toString(round(abs(now.degree - was.degree), 2)) END AS reason,
  first {.name, .version, .drawn, .drawn_from, .parameters, .weights} AS first,
  last {.name, .version, .drawn, .drawn_from, .parameters, .weights} AS last,
  counts AS counts,
  loaded AS loaded,
  COLLECT { MATCH (one:Cluster) WHERE first IS NULL AND one.version IS NOT NULL
    RETURN {name: one.name, version: one.version, id: one.id} ORDER BY toLower(one.name), one.version DESC } AS there
ORDER BY CASE change WHEN 'entered' THEN 0 WHEN 'left' THEN 1 WHEN 'role' THEN 2 ELSE 3 END,
  coalesce(degree, degree_before, 1.0) DESC, member.name, member.id
LIMIT toInteger($limit)
