// title: Search with filters
// question: Which organisations are called something like this, in this place or field, with this input, or near here?
// params: {text: {type: text, default: null, about: "A name or part of one; accents, case and small slips do not matter. It may be left out where something else is given"},
//   kind: {type: choice, default: any, choices: [any, Organisation, Firm, Institution, Industry, Place, Input, Cluster, Initiative, Document], about: What to look for},
//   here: {type: entity, default: null, about: "An organisation or a place to measure km or minutes from"},
//   industry: {type: industry, default: null, about: "Only organisations in this industry, or in a class within it"},
//   input: {type: input, default: null, about: "Only organisations that provide or need it"},
//   facets: {type: flag, default: false, about: "How many match, by kind, place, industry and input, in place of the matches"},
//   limit: {type: int, default: 20, min: 1, max: 20000, about: "How many at most; with facets, of each"}}
// inside: here
// returns: {entity: Entity, id: str, name: str, kind: str, place: str, linkages: int, score: float, facet: str, count: int}
// view: table, map
// about: All that is given must hold. Every word of the text may be exact, a beginning, or a letter off; the rarer the matching words (BM25) and the better linked a thing, the earlier it comes; without a text
//   the best linked come first. Place, area, distance, industry and input are of organisations, so that with one of them nothing else is found. Facets count each organisation once for every place, industry and
//   input that it is tied to. Of a text that more than 20,000 names come near, the nearest are searched and counted.
// empty: Nothing is all of that at once. Take a filter out, look farther, write fewer letters of the name, or load a source that has it.
// unknown: Names that no source gives, and organisations of which no source says the place, industry or input that is asked for.
// example: {here: ttb-ca-w-23793, km: 10, industry: naics2017-312130}
WITH ['àa', 'áa', 'âa', 'ãa', 'äa', 'åa', 'çc', 'èe', 'ée', 'êe', 'ëe', 'ìi', 'íi', 'îi', 'ïi', 'ñn', 'òo', 'óo', 'ôo', 'õo', 'öo', 'øo', 'ùu', 'úu', 'ûu', 'üu', 'ýy']
  AS accents, split('+ - & | ! ( ) { } [ ] ^ " ~ * ? : \\ / , ; . @ # < > =', ' ') AS marks
WITH marks, reduce(text = toLower(coalesce($text, '')), pair IN accents | replace(text, left(pair, 1), right(pair, 1))) AS folded
WITH [word IN split(reduce(text = folded, mark IN marks | replace(text, mark, ' ')), ' ') WHERE word <> ''] AS words
WITH [word IN words WHERE NOT word IN ['a', 'an', 'and', 'are', 'as', 'at', 'be', 'but', 'by', 'for', 'if', 'in', 'into', 'is', 'it', 'no', 'not',
  'of', 'on', 'or', 'such', 'that', 'the', 'their', 'then', 'there', 'these', 'they', 'this', 'to', 'was', 'will', 'with']][..12] AS words
WITH reduce(text = '', word IN words | text + ' +(' + left(word, 60) + '^3 OR ' + left(word, 60) + '*^2' +
  CASE WHEN size(word) > 3 THEN ' OR ' + left(word, 60) + '~1' ELSE '' END + ')') AS every,
  COLLECT { MATCH (:Entity:Industry {id: $industry})<-[:WITHIN]-{0,6}(class:Industry) RETURN class.id AS id } AS classes,
  COLLECT { MATCH (one:Entity:Organisation) WHERE one.id IN $inside RETURN one } AS inside
CALL (every, classes, inside) {
  UNWIND CASE every WHEN '' THEN [] ELSE [every] END AS text
  CALL db.index.fulltext.queryNodes('entity_names_codes', text, {limit: 20000}) YIELD node, score
  RETURN node, score
UNION ALL
  UNWIND CASE WHEN $text IS NULL THEN inside ELSE [] END AS node
  RETURN node, 1.0 AS score
UNION ALL
  UNWIND CASE WHEN $text IS NULL AND $inside IS NULL THEN classes ELSE [] END AS id
  MATCH (:Entity {id: id})<-[:CLASSIFIED_AS]-(node:Organisation)
  RETURN DISTINCT node, 1.0 AS score
UNION ALL
  UNWIND CASE WHEN $text IS NULL AND $inside IS NULL AND $industry IS NULL THEN [$input] ELSE [] END AS id
  MATCH (:Entity {id: id})<-[:PROVIDES|NEEDS]-(node:Organisation)
  RETURN DISTINCT node, 1.0 AS score
UNION ALL
  UNWIND CASE WHEN $text IS NULL AND $inside IS NULL AND $industry IS NULL AND $input IS NULL THEN [$kind] ELSE [] END AS kind
  MATCH (node:Entity)
  WHERE kind IN labels(node)
  RETURN node, 1.0 AS score
}
WITH node, score, classes, inside
WHERE ($kind = 'any' OR $kind IN labels(node))
  AND ($inside IS NULL OR node IN inside)
  AND ($industry IS NULL OR any(id IN [(node)-[:CLASSIFIED_AS]->(class) | class.id] WHERE id IN classes))
  AND ($input IS NULL OR $input IN [(node)-[:PROVIDES|NEEDS]->(input) | input.id])
WITH collect({node: node, score: score * (1 + log(1 + COUNT { (node)--() }) / 3)}) AS found
CALL (found) {
  UNWIND CASE WHEN $facets THEN [] ELSE found END AS item
  WITH item.node AS node, item.score AS score
  ORDER BY score DESC, node.name, node.id
  LIMIT toInteger($limit)
  RETURN node, COUNT { (node)--() } - COUNT { (node)<-[:DESCRIBES]-() } AS linkages, score, null AS facet, null AS kind, null AS count
UNION ALL
  UNWIND CASE WHEN $facets THEN found ELSE [] END AS item
  WITH head([label IN labels(item.node) WHERE NOT label IN ['Entity', 'Organisation']]) AS kind, count(*) AS count
  RETURN null AS node, null AS linkages, null AS score, 'kind' AS facet, kind, count
UNION ALL
  UNWIND CASE WHEN $facets THEN found ELSE [] END AS item
  WITH item.node AS match
  MATCH (match:Organisation)-[link:LOCATED_IN|CLASSIFIED_AS|PROVIDES|NEEDS]->(node)
  WITH CASE type(link) WHEN 'LOCATED_IN' THEN 'place' WHEN 'CLASSIFIED_AS' THEN 'industry' ELSE 'input' END AS facet, node, count(DISTINCT match) AS count
  ORDER BY count DESC, node.name, node.id
  WITH facet, collect({node: node, count: count})[..toInteger($limit)] AS most
  UNWIND most AS item
  RETURN item.node AS node, null AS linkages, null AS score, facet, null AS kind, item.count AS count
}
RETURN node AS entity,
  node.id AS id,
  coalesce(kind, node.name) AS name,
  coalesce(kind, head([label IN labels(node) WHERE NOT label IN ['Entity', 'Organisation']])) AS kind,
  CASE WHEN facet IS NULL THEN coalesce(node.town, head([(node)-[:LOCATED_IN|WITHIN]->(place:Place) | place.name])) END AS place,
  linkages AS linkages,
  round(score, 3) AS score,
  facet AS facet,
  count AS count
ORDER BY facet, count DESC, score DESC, name, id
