// title: Completeness of sources
// question: How complete is what each source says: what share of its records gives a name, a place, a code, a date?
// params: {source: {type: choice, default: null, choices: {query: sources/list, column: source_id}, about: "Id of one source; all if not given"}}
// returns: {source: str, source_id: str, kind: str, property: str, records: int, filled: int, filled_share: float}
// view: table
// about: One line for each property that at least one record of the source gives; the emptiest come first.
//   Filled is the number of its records of that kind that give the property.
// unknown: Whether what is filled is right.
// example: {source: ror_us}
MATCH (source:Source)
WHERE $source IS NULL OR source.id = $source
CALL (source) {
  MATCH (record:Record)-[:FROM_SOURCE]->(source)
  RETURN record.record_kind AS kind, count(*) AS records, collect(keys(record)) AS given
}
UNWIND given AS names
UNWIND names AS property
WITH source, kind, records, property
WHERE NOT property STARTS WITH 'record_' AND property <> 'corrected'
WITH source, kind, records, property, count(*) AS filled
RETURN source.title AS source,
  source.id AS source_id,
  kind AS kind,
  property AS property,
  records AS records,
  filled AS filled,
  toFloat(filled) / records AS filled_share
ORDER BY source, kind, filled_share, property
