// title: What is supplied by name
// question: Which inputs and services do linkages name, and how many give and get each?
// params: {limit: {type: int, default: 5000, min: 1, max: 20000, about: How many at most}}
// returns: {what: str, givers: int, takers: int, linkages: int, recorded: int, sources: list}
// view: table
// about: Inputs of SUPPLIES and services of SERVES as sources name them, those with most takers first; recorded is how many of the linkages a source states, the others are inferred.
//   The same thing under two names counts twice.
// empty: No source that is loaded names what is supplied; a table of who supplies whom may name it in a column of its own.
// unknown: What linkages without a name bring.
// example: {limit: 20}
MATCH (giver:Organisation)-[link:SUPPLIES|SERVES]->(taker:Organisation)
WHERE coalesce(link.input, link.service) IS NOT NULL
WITH coalesce(link.input, link.service) AS what, count(DISTINCT giver) AS givers, count(DISTINCT taker) AS takers,
  count(link) AS linkages, count(CASE WHEN coalesce(link.state, 'functioning') <> 'latent' THEN 1 END) AS recorded, collect(DISTINCT link.source) AS sources
RETURN what AS what,
  givers AS givers,
  takers AS takers,
  linkages AS linkages,
  recorded AS recorded,
  COLLECT { UNWIND sources AS source RETURN source ORDER BY source } AS sources
ORDER BY takers DESC, what
LIMIT toInteger($limit)
