// title: Members of a cluster
// question: Who is in this cluster, to which degree, in which role and why?
// params: {cluster: {type: cluster, default: null, about: "A cluster: its name means the latest version, its id any; by default the one that was kept last"},
//   role: {type: choice, default: any, choices: [any, core, supplier of specialised inputs, supplier, service provider, related industry, channel or customer, complementor, infrastructure, institution], about: Only members in this role},
//   limit: {type: int, default: 2000, min: 1, max: 10000, about: How many at most}}
// returns: {member: Entity, belongs: str, role: str, degree: float, basis: str, remark: str, reasons: list, source: str, source_id: str, headline: str, rows_in_all: int}
// view: table, map
// about: As it was drawn: of a version that was kept, degree, role and reasons are those of that day, basis says whether recorded linkages lead from a seed to it, and belongs says by degree and basis, as where the boundary was drawn, who is firm, probable or at the edge: from what degrees on, stands above the table, by the weights it was drawn by. Remark says what sources say today: that a member is closed, or has its seat in another country than most firms of the cluster and whether it has a lasting presence here.
// empty: No cluster was kept yet, or nobody is recorded to be in this cluster in this role. A cluster of industries has members only where a source says so.
// unknown: What changed since it was drawn, other than what the remark says; draw it again and compare the two.
// example: {}
CALL () {
  OPTIONAL MATCH (act:ClusterAct {act: 'kept'})
  WHERE EXISTS { (:Entity:Cluster {id: act.cluster}) }
  RETURN act.cluster AS kept
  ORDER BY act.at DESC, act.cluster DESC
  LIMIT 1
}
MATCH (cluster:Entity:Cluster {id: coalesce($cluster, kept)})
CALL (cluster) {
  OPTIONAL MATCH (cluster)<-[:IN_CLUSTER]-(firm:Firm)
  WHERE firm.home_country IS NOT NULL
  WITH firm.home_country AS country, count(DISTINCT firm) AS firms
  ORDER BY firms DESC, country
  RETURN head(collect(country)) AS home
}
MATCH (cluster)<-[link:IN_CLUSTER]-(member:Entity)
WHERE $role = 'any' OR link.role = $role
WITH home, cluster.weights AS weights, member, link ORDER BY coalesce(link.degree, 1.0) DESC
WITH home, weights, member, head(collect(link)) AS link ORDER BY coalesce(link.degree, 1.0) DESC, member.name, member.id
WITH home, weights, collect({member: member, link: link}) AS every
WITH home, weights, every, [one IN every | {degree: one.link.degree, basis: CASE one.link.recorded WHEN true THEN 'recorded' WHEN false THEN 'possible' END, reasons: one.link.reasons[..1], source_id: one.link.source}] AS all
UNWIND range(0, size(every) - 1) AS at
WITH home, weights, at, every[at].member AS member, every[at].link AS link, CASE at WHEN 0 THEN all END AS all
LIMIT toInteger($limit)
OPTIONAL MATCH (source:Source {id: link.source})
RETURN member AS member,
  link.role AS role,
  link.degree AS degree,
  CASE link.recorded WHEN true THEN 'recorded' WHEN false THEN 'possible' END AS basis,
  CASE WHEN member.closed IS NOT NULL THEN 'closed ' + member.closed
    WHEN member.home_country <> home THEN 'seat in ' + member.home_country + CASE member.permanent
      WHEN true THEN ', with a lasting presence here' WHEN false THEN ', without a lasting presence here' ELSE '' END
  END AS remark,
  coalesce(link.reasons, []) AS reasons,
  source.title AS source,
  link.source AS source_id,
  all AS all,
  weights AS weights
ORDER BY coalesce(degree, 1.0) DESC, member.name, member.id
