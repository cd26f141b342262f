// title: Thin institutions
// question: How many firms of a place have no tie to training, research, standards, testing, finance or an association?
// params: {place: {type: place, about: "County, metro, state, appellation or region"},
//   industry: {type: industry, default: null, about: "Only firms of this industry or of a class within it"},
//   inferred: {type: flag, default: true, about: Whether ties that are only inferred count too},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"}}
// returns: {missing: str, without: int, of: int, share: float, provider: Organisation, reached: int, sources: list, examples: list, reason: str}
// view: table
// network: organisations
// about: For each of the six, the firms of the place of which no source states such a tie, wherever its other end is. Training is TRAINS_FOR, research RESEARCHES_WITH, standards
//   SETS_STANDARDS_FOR, testing TESTS_FOR, finance FINANCES or FUNDS, an association MEMBER_OF. Provider is who has such a tie with most of the firms, reached with how many. That
//   no tie is recorded does not mean that there is none: where a source of such ties is not loaded, all firms lack it, and the reason says so. What an institution does for a whole industry is
//   not counted for its firms.
// empty: No firm is known in this place (or none of this industry).
// unknown: Ties that no source records: where a source of such ties is not loaded, every firm seems to lack them. What an institution does for a whole industry is not counted for its firms.
// example: {place: us-county-06055, industry: naics2017-312130}
MATCH (:Entity:Place {id: $place})<-[:WITHIN]-{0,4}(area:Place)<-[:LOCATED_IN]-(member:Firm)
WITH DISTINCT member
WHERE $industry IS NULL OR EXISTS { (member)-[:CLASSIFIED_AS]->(:Industry)-[:WITHIN]->{0,5}(:Industry {id: $industry}) }
RETURN collect(member.id) AS members
