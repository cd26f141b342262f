// title: Organisations that hold a network together
// question: Whose going would cut the network of a place into pieces?
// params: {place: {type: place, about: "County, metro, state, appellation or region"},
//   group: {type: choice, default: any, choices: [any, trade, corporate, institutions], about: Kinds of linkage that count},
//   inferred: {type: flag, default: false, about: Whether linkages that are only inferred count too},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// returns: {organisation: Organisation, cut_off: int, pieces: int, linkages: int, reason: str}
// view: table, map
// about: Articulation points of the network of recorded linkages with an end in the place (Hopcroft and Tarjan 1973). Cut off is the
//   number of organisations that would no longer be linked, directly or through others, to the largest piece that is left.
// empty: No single organisation holds this network together: whoever goes, the others stay linked, as far as the sources record links.
WITH {
  trade: ['SUPPLIES', 'SERVES', 'DISTRIBUTES_FOR'],
  corporate: ['UNIT_OF', 'SPUN_OFF_FROM', 'ACQUIRED'],
  institutions: ['MEMBER_OF', 'TRAINS_FOR', 'RESEARCHES_WITH', 'SETS_STANDARDS_FOR', 'TESTS_FOR', 'FINANCES', 'REGULATES', 'PROMOTES', 'FUNDS']
} AS groups
WITH CASE $group WHEN 'any' THEN groups.trade + groups.corporate + groups.institutions +
  ['COMPETES_WITH', 'COOPERATES_WITH', 'COMPLEMENTS'] ELSE groups[$group] END AS kinds
MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)<-[:LOCATED_IN]-(member:Organisation)
WITH DISTINCT kinds, member
MATCH (member)-[link]-(other:Organisation)
WHERE type(link) IN kinds AND other <> member
  AND ($inferred OR coalesce(link.state, 'functioning') <> 'latent')
  AND ($date IS NULL OR (
      (link.since IS NULL OR left(link.since, size($date)) <= left($date, size(link.since)))
      AND (link.until IS NULL OR left(link.until, size($date)) >= left($date, size(link.until)))))
WITH DISTINCT member, other
UNWIND [[member, other.id], [other, member.id]] AS tie
WITH tie[0] AS organisation, collect(DISTINCT tie[1]) AS tied
WHERE size(tied) > 1
RETURN organisation AS organisation,
  tied AS tied,
  $limit AS most
ORDER BY organisation.id
