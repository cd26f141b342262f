// title: Neighbourhood of an organisation
// question: Who is linked to this organisation, directly and through others, how, since when, and who says so?
// params: {start: {type: organisation, about: The organisation to go out from},
//   hops: {type: int, default: 2, min: 1, max: 3, about: How many linkages away at most},
//   kinds: {type: linkages, between: [Organisation], default: any, about: Only linkages of these kinds or groups of kinds},
//   direction: {type: choice, default: either, choices: [either, out, in], about: "Whether linkages are followed the way they go, as from supplier to customer (out), against it (in), or either way"},
//   km: {type: number, default: null, min: 0.1, max: 20000, unit: km, about: "Only organisations within so many km of the first one, straight line"},
//   date: {type: date, default: null, about: "Only linkages that held at this date, as 2021-11; by default all that were ever recorded"},
//   confidence: {type: number, default: 0, min: 0, max: 1, about: "Only linkages at least so sure, from 0 to 1"},
//   inferred: {type: flag, default: true, about: Whether linkages that are only inferred count too},
//   among: {type: flag, default: false, about: "Whether linkages that lead no farther, such as those among the partners, are listed too"},
//   each: {type: int, default: 20, min: 1, max: 2000, about: "How many organisations any other than the first may bring at most, so that one with thousands of ties leaves room for others"},
//   limit: {type: int, default: 150, min: 1, max: 2000, about: How many organisations at most}}
// returns: {hop: int, from: Organisation, words: str, to: Organisation, details: str, since: str, until: str, basis: str, confidence: float, source: str,
//   km: float, path: str, left_out: int, of: int, in_all: int, link: str, sources: list}
// view: table, graph, map
// network: organisations
// draws: {from: from, to: to, label: words, basis: basis}
// about: One line for each linkage by which an organisation is reached; what several sources say of it is one line, as sure as the surest, since the earliest date
//   that any gives, and with no end unless all of them give one. Hop is the number of linkages on the shortest way from the first organisation over linkages and organisations that fit what is asked for:
//   what does not fit is not passed through either. Path is the surest of those ways: the way whose weakest linkage is surest, recorded before inferred. Of is how many organisations are so many hops
//   away, in all how many are within reach, left out how many tied to this one (the column to) are not among those listed. Those with the fewest hops are listed first, then those on the surest ways, then those reached
//   through somebody with few ties, then the nearest. Kinds that read alike from both ends, such as competing, are followed either way whatever the direction. Confidence is 1 where a source states a
//   linkage without saying how sure it is. Shared places, industries and inputs are no linkages here.
// empty: Nobody is linked to it by linkages that fit. Take a filter away (kinds, direction, km, date, confidence, inferred), or load a source that tells more of it.
// unknown: Ties that no source records, and what went over those that are: a short list may say more of the sources than of the organisation.
// example: {start: us-ma-marlborough-boston-scientific}
MATCH (start:Entity:Organisation {id: $start})
RETURN start.id AS start,
  COLLECT { MATCH (source:Source) RETURN {id: source.id, title: source.title} ORDER BY source.id } AS sources
