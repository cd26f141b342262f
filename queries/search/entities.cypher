// title: Search
// question: Which firms, institutions, industries, places, inputs and clusters are called something like this?
// params: {text: {type: text, about: "A name or part of one; accents, case and small slips do not matter"},
//   kind: {type: choice, default: any, choices: [any, Organisation, Firm, Institution, Industry, Place, Input, Cluster, Initiative, Document], about: What to look for},
//   limit: {type: int, default: 20, min: 1, max: 500, about: How many at most}}
// returns: {entity: Entity, id: str, name: str, kind: str, place: str, linkages: int, score: float}
// view: table, map
// about: Every word may be exact, a beginning, or a letter off; where nothing has them all, whatever has some is listed, long
//   words up to two letters off. Whole names come first, then whole aliases and codes of industries, then names that begin with the text, then the rest
//   by how rare the matching words are (BM25) and how well linked the thing is.
// empty: No name comes near. Try fewer letters or one word of the name, another kind, or load a source that has it.
// unknown: Names that no source gives: abbreviations, brands and former names are found only where a source lists them.
// example: {text: chateau montelna}
WITH ['àa', 'áa', 'âa', 'ãa', 'äa', 'åa', 'çc', 'èe', 'ée', 'êe', 'ëe', 'ìi', 'íi', 'îi', 'ïi', 'ñn', 'òo', 'óo', 'ôo', 'õo', 'öo', 'øo', 'ùu', 'úu', 'ûu', 'üu', 'ýy']
  AS accents, split('+ - & | ! ( ) { } [ ] ^ " ~ * ? : \\ / , ; . @ # < > =', ' ') AS marks
WITH accents, marks, reduce(text = toLower($text), pair IN accents | replace(text, left(pair, 1), right(pair, 1))) AS folded
WITH accents, marks, [word IN split(reduce(text = folded, mark IN marks | replace(text, mark, ' ')), ' ') WHERE word <> ''] AS words
WHERE size(words) > 0
WITH accents, marks, reduce(text = '', word IN words | text + word) AS wanted, words,
  [word IN words WHERE NOT word IN ['a', 'an', 'and', 'are', 'as', 'at', 'be', 'but', 'by', 'for', 'if', 'in', 'into', 'is', 'it', 'no', 'not',
    'of', 'on', 'or', 'such', 'that', 'the', 'their', 'then', 'there', 'these', 'they', 'this', 'to', 'was', 'will', 'with']] AS indexed
WITH accents, marks, wanted, [word IN CASE indexed WHEN [] THEN words ELSE indexed END[..12] | left(word, 60)] AS sought
WITH accents, marks, wanted, reduce(text = '', word IN sought | text + ' +(' + word + '^3 OR ' + word + '*^2' +
    CASE WHEN size(word) > 3 THEN ' OR ' + word + '~1' ELSE '' END + ')') AS every,
  reduce(text = '', word IN sought | text + ' ' + word + '^3 ' + word + '*^2' +
    CASE WHEN size(word) > 7 THEN ' ' + word + '~2' WHEN size(word) > 3 THEN ' ' + word + '~1' ELSE '' END) AS some,
  {limit: CASE $kind WHEN 'any' THEN 400 ELSE 4000 END} AS most
CALL (every, most) {
  CALL db.index.fulltext.queryNodes('entity_names_codes', every, most) YIELD node, score
  WHERE $kind = 'any' OR $kind IN labels(node)
  RETURN collect({node: node, score: score}) AS whole
}
CALL (whole, some, most) {
  UNWIND whole AS found
  RETURN found.node AS node, found.score AS score
UNION ALL
  UNWIND CASE whole WHEN [] THEN [some] ELSE [] END AS text
  CALL db.index.fulltext.queryNodes('entity_names_codes', text, most) YIELD node, score
  WHERE $kind = 'any' OR $kind IN labels(node)
  RETURN node, score
}
WITH accents, marks, wanted, node, score * (1 + log(1 + COUNT { (node)--() }) / 3) AS score
ORDER BY toLower(node.name) = toLower(trim($text)) DESC, score DESC, node.id
LIMIT 2 * toInteger($limit)
WITH node, score, wanted, COUNT { (node)--() } - COUNT { (node)<-[:DESCRIBES]-() } AS linkages,
  [name IN [node.name] + coalesce(node.aliases, []) + CASE WHEN node.code IS NULL THEN [] ELSE [node.code] END |
    reduce(text = reduce(text = toLower(name), pair IN accents | replace(text, left(pair, 1), right(pair, 1))),
      mark IN marks + [' '] | replace(text, mark, ''))] AS names
WITH node, linkages, score *
  CASE WHEN names[0] = wanted THEN 100.0 WHEN wanted IN names THEN 40.0 WHEN names[0] STARTS WITH wanted THEN 1.6 ELSE 1.0 END AS score
ORDER BY score DESC, node.name, node.id
LIMIT toInteger($limit)
RETURN node AS entity,
  node.id AS id,
  node.name AS name,
  head([label IN labels(node) WHERE NOT label IN ['Entity', 'Organisation']]) AS kind,
  coalesce(node.town, head(COLLECT { MATCH (node)-[:LOCATED_IN|WITHIN]->(place:Place) RETURN place.name AS place ORDER BY place })) AS place,
  linkages AS linkages,
  round(score, 3) AS score
ORDER BY score DESC, name, id
