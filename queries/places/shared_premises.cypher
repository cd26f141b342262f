// title: Shared premises
// question: At which addresses of a place do several organisations sit, and how common is that?
// params: {place: {type: place, about: "County, metro, state, appellation or region"},
//   industry: {type: industry, default: null, about: Only organisations of this industry},
//   date: {type: date, default: null, about: "Only those that were there at this date, as 2021-11"},
//   limit: {type: int, default: 100, min: 1, max: 500, about: How many at most}}
// returns: {premises: str, town: str, postcode: str, organisations: int, first: Organisation, names: list, serving: list, sharing: int, of: int, share: float}
// view: table, map
// about: Organisations with the same street number and postal code. Serving names those that a source says serve another one there.
//   Sharing is how many organisations of the place are at shared premises, of how many there; share is one over the other, at least, since
//   those without a known street number count as alone. Addresses are the newest known, also for an earlier date. A shared address may be
//   a joint cellar or an incubator, and may be a business park: it is no proof of a linkage.
// empty: No two organisations of this place are known at the same street number and postal code.
// unknown: What an organisation does at an address, and whether the two ever met: a shared address may be a joint cellar, an incubator or a business park.
// example: {place: us-county-06055, date: 2021-11}
MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)
WITH DISTINCT area
MATCH (area)<-[link:LOCATED_IN]-(member:Organisation)
WHERE ($date IS NULL OR (
    (link.since IS NULL OR left(link.since, size($date)) <= left($date, size(link.since)))
    AND (link.until IS NULL OR left(link.until, size($date)) >= left($date, size(link.until)))))
  AND ($industry IS NULL OR EXISTS { (member)-[:CLASSIFIED_AS]->(:Industry)-[:WITHIN]->{0,5}(:Entity:Industry {id: $industry}) })
WITH DISTINCT member
WITH CASE WHEN member.address =~ '.*[0-9].*' AND member.postcode IS NOT NULL THEN toLower(member.address) + ', ' + member.postcode ELSE member.id END AS premises,
  collect(member.id) AS ids
WITH premises, ids ORDER BY size(ids) DESC, premises
WITH collect(CASE WHEN size(ids) > 1 THEN {premises: premises, ids: ids} END)[..toInteger($limit)] AS shared,
  sum(size(ids)) AS of, sum(CASE WHEN size(ids) > 1 THEN size(ids) ELSE 0 END) AS sharing
UNWIND shared AS item
WITH of, sharing, item.ids AS ids
CALL (ids) {
  UNWIND ids AS id
  MATCH (member:Entity {id: id})
  WITH member, EXISTS { (member)-[:SERVES]->(guest:Entity) WHERE guest.id IN ids } AS serves
  ORDER BY member.name, member.id
  RETURN collect(member) AS members, collect(CASE WHEN serves THEN member.name END) AS serving
}
RETURN members[0].address AS premises,
  members[0].town AS town,
  members[0].postcode AS postcode,
  size(members) AS organisations,
  members[0] AS first,
  [member IN members | member.name] AS names,
  serving AS serving,
  sharing AS sharing,
  of AS of,
  round(1.0 * sharing / of, 3) AS share
ORDER BY organisations DESC, premises, postcode
