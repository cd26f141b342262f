// title: All bottlenecks of a place
// question: What holds this place back or could, over all kinds of bottlenecks, the heaviest first?
// params: {place: {type: place, about: "County, metro, state, appellation or region"},
//   inferred: {type: flag, default: true, about: Whether linkages that are only inferred or possible count too},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   per_kind: {type: int, default: 10, min: 1, max: 2000, about: How many of each kind at most},
//   limit: {type: int, default: 50, min: 1, max: 2000, about: How many at most}}
// returns: {rank: int, kind: str, what: str, organisation: Organisation, depend: int, scarce: float, special: float, sure: float, score: float,
//   basis: str, sources: list, unknown: str, reason: str}
// view: table, map
// network: organisations
// about: Ranked by score = depend * scarce * special * sure, each shown, so that the rank can be checked by hand (scarce and score are rounded). *Depend* is how many organisations of
//   the network of the place depend on it. *Special* is 1 where an input is known to be specialised, 0.5 where it is known to be generic or where it is money or a licence, which any
//   firm gets, and 0.75 where nothing is known. *Sure* is 1 for what sources state and 0.5 for what is inferred. By kind: an input from outside (no supplier in the place), a sole supplier (one
//   supplier, in the place) and a concentrated input (HHI from 0.25, at least two organisations): depend is who gets it, scarce the HHI of its suppliers by organisations served. An
//   organisation that holds the network together (a regulator does not): depend is whom of the place it cuts off, scarce its part of all organisations of the place with
//   that kind of linkage. A linkage that holds it together (not by money; at least three on each side): depend is the smaller side, scarce its share of all that are linked. A thin
//   institution: depend is the number of firms without such a tie, scarce their share, special 0.75 (finance 0.5), and sure half the share of firms for which such a tie is
//   recorded, as a missing record proves little where few are recorded; a service that no firm of the place is recorded to have is not in the list. Brokers are not in it either, since others
//   have ways past them. “Unknown” says what the line cannot know.
// empty: No bottleneck can be seen here: no source states linkages of organisations in this place. Load one that does; that none is recorded does not mean that there is none.
// unknown: Suppliers, ties and providers that no source that is loaded names, amounts and contracts; the column unknown says for each line what it cannot tell.
// example: {place: us-county-06055}
CALL () {
  MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)<-[:LOCATED_IN]-(member:Organisation)
  RETURN collect(DISTINCT member) AS members
}
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
RETURN [member IN members | member.id] AS members,
  [member IN members WHERE member:Firm | member.id] AS firms,
  needs AS needs,
  known AS known
