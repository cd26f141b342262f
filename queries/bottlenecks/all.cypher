// title: All bottlenecks
// question: What holds a place, a cluster or a firm back or could, over all kinds of bottlenecks, the heaviest first?
// params: {place: {type: place, default: null, about: "County, metro, state, appellation or region"},
//   cluster: {type: cluster, default: null, about: "A cluster: its organisations and those of its industries; with a place, only those there"},
//   around: {type: organisation, default: null, about: "A firm or institution, instead of both: itself and all within km of it"},
//   degree: {type: number, default: 0, min: 0, max: 1, about: "Only who is a member of the cluster to this degree at least; at 0 all, also those of its industries"},
//   km: {type: number, default: 25, min: 0, max: 2000, unit: km, about: How far around it; 0 is it alone},
//   inferred: {type: flag, default: true, about: Whether linkages that are only inferred or possible count too},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   per_kind: {type: int, default: 10, min: 1, max: 2000, about: How many of each kind at most},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// either: [[place, cluster], around]
// returns: {rank: int, what: str, organisation: Organisation, score: float, basis: str, kind: str, depend: int, scarce: float, special: float, sure: float,
//   reason: str, sources: list, unknown: str}
// view: table, map
// network: organisations
// about: Ranked by score = depend * scarce * special * sure, each shown, so that the rank can be checked by hand (scarce and score are rounded). Inside is the place, the cluster or the surroundings. Depend is how many organisations of
//   its network depend on it. Special is 1 where an input is known to be specialised, 0.5 where it is known to be generic or where it is money or a licence, which any
//   firm gets, and 0.75 where nothing is known. Sure is 1 for what sources state and 0.5 for what is inferred. By kind: an input from outside (no supplier inside), a sole supplier (one
//   supplier, inside) and a concentrated input (HHI from 0.25, at least two organisations): depend is who gets it, scarce the HHI of its suppliers by organisations served. An
//   organisation that holds the network together (a regulator does not): depend is whom it cuts off inside, scarce its part of all organisations inside with
//   that kind of linkage. A linkage that holds it together (not by money; at least three on each side): depend is the smaller side, scarce its share of all that are linked. A thin
//   institution: depend is the number of firms without such a tie, scarce their share, special 0.75 (finance 0.5), and sure half the share of firms for which such a tie is
//   recorded, as a missing record proves little where few are recorded; a service that no firm inside is recorded to have is not in the list. Brokers are not in it either, since others
//   have ways past them.
// empty: No bottleneck can be seen here: no source states linkages of these organisations. Load one that does; that none is recorded does not mean that there is none.
// unknown: Suppliers, ties and providers that no source that is loaded names, amounts and contracts; the column unknown says for each line what it cannot tell, also how many of those counted may be one with another (doubtful matches that wait on the Review page).
// example: {place: us-county-06055}
CALL () {
  MATCH (:Entity {id: coalesce($place, $cluster)})<-[:WITHIN|IN_CLUSTER]-{0,6}()<-[:LOCATED_IN|CLASSIFIED_AS|IN_CLUSTER]-(member:Organisation)
  WHERE ($place IS NULL OR $cluster IS NULL
    OR EXISTS { (member)-[:CLASSIFIED_AS|IN_CLUSTER]->()-[:WITHIN|IN_CLUSTER]->{0,6}(:Entity:Cluster {id: $cluster}) })
    AND ($cluster IS NULL OR $degree = 0
    OR EXISTS { (member)-[belongs:IN_CLUSTER]->(:Entity:Cluster {id: $cluster}) WHERE belongs.degree >= $degree })
  RETURN member
UNION
  MATCH (member:Entity:Organisation {id: $around})
  RETURN member
UNION
  MATCH (middle:Entity:Organisation {id: $around})
  MATCH (member:Organisation)
  WHERE $km > 0 AND point.distance(member.location, middle.location) <= $km * 1000
  RETURN member
}
WITH collect(member) AS members
CALL (members) {
  UNWIND members AS member
  MATCH (member)-[link:NEEDS]->(need:Input)
  WHERE NOT EXISTS { (member)-[:PROVIDES]->(need) }
    AND ($date IS NULL OR (
      (link.since IS NULL OR left(link.since, size($date)) <= left($date, size(link.since)))
      AND (link.until IS NULL OR left(link.until, size($date)) >= left($date, size(link.until)))))
  WITH need, collect(DISTINCT member.id) AS needing, collect(DISTINCT link.source) AS sources
  RETURN collect({input: need.name, needing: needing, sources: sources, providers: COLLECT {
      MATCH (need)<-[offer:PROVIDES]-(provider:Organisation)
      WHERE ($date IS NULL OR (
        (offer.since IS NULL OR left(offer.since, size($date)) <= left($date, size(offer.since)))
        AND (offer.until IS NULL OR left(offer.until, size($date)) >= left($date, size(offer.until)))))
      RETURN DISTINCT provider.id }}) AS needs
}
CALL () {
  MATCH (input:Input)
  WHERE input.specialised IS NOT NULL
  RETURN collect({input: input.name, specialised: input.specialised}) AS known
}
CALL () {
  MATCH (match:PossibleMatch)
  WHERE NOT EXISTS { MATCH (judgement:Judgement {left: match.left, right: match.right}) WHERE judgement.undone_at IS NULL }
  OPTIONAL MATCH (one:Identity {id: match.left})
  OPTIONAL MATCH (other:Identity {id: match.right})
  RETURN collect([coalesce(one.entity, match.left), coalesce(other.entity, match.right)]) AS doubles
}
RETURN [member IN members | member.id] AS members,
  [member IN members WHERE member:Firm | member.id] AS firms,
  needs AS needs,
  known AS known,
  doubles AS doubles
