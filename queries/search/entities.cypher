// title: Search by name
// question: Which firms, institutions, industries, places, inputs and clusters are called something like this?
// params: {text: {type: text, about: "A name or part of one; accents, case and small slips do not matter"},
//   kind: {type: choice, default: any, choices: [any, Organisation, Firm, Institution, Industry, Place, Input, Cluster, Initiative, Document], about: What to look for},
//   limit: {type: int, default: 20, min: 1, max: 500, about: How many at most}}
// returns: {entity: Entity, id: str, name: str, kind: str, place: str, linkages: int, score: float}
// view: table, map
// about: Every word may be exact, a beginning, or one or two letters off. Whole names come first, then names that
//   begin with the text, then the rest by how rare the matching words are (BM25) and how well linked the thing is.
WITH trim(reduce(text = toLower($text), mark IN split('+ - & | ! ( ) { } [ ] ^ " ~ * ? : \\ / , ; . @ # < > =', ' ') |
  replace(text, mark, ' '))) AS text
WITH [word IN split(text, ' ') WHERE word <> ''] AS words
WHERE size(words) > 0
WITH trim(reduce(text = '', word IN words | text + ' ' + word)) AS wanted,
  [word IN words[..12] | '(' + word + '^3 OR ' + word + '*^2' +
    CASE WHEN size(word) > 7 THEN ' OR ' + word + '~2' WHEN size(word) > 3 THEN ' OR ' + word + '~1' ELSE '' END + ')'
  ] AS parts
WITH wanted, reduce(every = '', part IN parts | every + ' +' + part) AS every,
  reduce(some = '', part IN parts | some + ' ' + part) AS some
CALL db.index.fulltext.queryNodes('entity_names', '(' + every + ')^4' + some, {limit: 400}) YIELD node, score
WHERE $kind = 'any' OR $kind IN labels(node)
WITH node, score, wanted, reduce(name = toLower(node.name), mark IN split(', . - &', ' ') | replace(name, mark, ''))
  AS plain, COUNT { (node)--() } - COUNT { (node)<-[:DESCRIBES]-() } AS linkages
WITH node, linkages, score * (1 + log(1 + linkages) / 20) *
  CASE WHEN plain = wanted THEN 3.0 WHEN plain STARTS WITH wanted THEN 1.6 ELSE 1.0 END AS score
ORDER BY score DESC, node.name, node.id
LIMIT toInteger($limit)
RETURN node AS entity,
  node.id AS id,
  node.name AS name,
  head([label IN labels(node) WHERE NOT label IN ['Entity', 'Organisation']]) AS kind,
  coalesce(node.town, head([(node)-[:LOCATED_IN|WITHIN]->(place:Place) | place.name])) AS place,
  linkages AS linkages,
  round(score, 3) AS score
ORDER BY score DESC, name, id
