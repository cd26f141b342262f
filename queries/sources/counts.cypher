// title: What is loaded
// question: How many organisations, places, industries and linkages of each kind are there?
// params: {}
// returns: {what: str, kind: str, count: int}
// view: table
// unknown: What the sources leave out.
// example: {}
MATCH (entity:Entity)
WITH head([label IN labels(entity) WHERE NOT label IN ['Entity', 'Organisation']]) AS kind, count(*) AS count
RETURN 'entity' AS what, kind AS kind, count AS count
ORDER BY count DESC, kind
UNION ALL
MATCH ()-[link]->()
WITH type(link) AS kind, count(*) AS count
WHERE NOT kind IN ['DESCRIBES', 'FROM_SOURCE', 'MENTIONED_IN']
RETURN 'linkage' AS what, kind AS kind, count AS count
ORDER BY count DESC, kind
