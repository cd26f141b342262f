// title: Hands that all supply passes
// question: Through how few organisations does all that is supplied to this place from outside pass?
// params: {place: {type: place, about: "County, metro, state, appellation or region"},
//   inferred: {type: flag, default: false, about: Whether supplies that are only inferred count too},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// returns: {organisation: Organisation, fed: int, of: int, behind: int, sources: list, reason: str}
// view: table, map
// network: organisations
// about: The fewest organisations outside the place without which nothing would reach it from those who stand at the beginning of its supply (a smallest cut by largest flow, Ford and
//   Fulkerson 1956; as many separate ways of supply exist, Menger 1927). Ways go from supplier to customer and from who has something distributed to the distributor, over
//   as many steps as are recorded. Fed is how many organisations of the place are supplied by it, directly or through others; behind, how many others outside supply it so. Where there is more
//   than one smallest cut, that nearest to the beginning is given. It cannot know of supplies that no source records, nor of amounts.
// empty: No source states that anybody outside this place supplies it. Ask with inferred supplies, or near one of its firms who could supply it.
// unknown: Supplies that no source records, and amounts: a way over which little comes counts as one over which much does.
// example: {place: us-county-06055}
MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)<-[:LOCATED_IN]-(member:Organisation)
RETURN collect(DISTINCT member.id) AS members
