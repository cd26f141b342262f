// title: Sources
// question: Where do the facts come from, what do they speak of, and under which terms may they be used?
// params: {}
// returns: {source: str, source_id: str, publisher: str, licence: str, as_of: str, loaded: str, complete: bool, nodes: int, links: int, rejects: int, url: str, about: str}
// view: table
// about: Complete says that the last load came to its end; nodes, links and rejects are those of that load; of clusters that users kept, where each version was written by itself, those of all that are there.
// unknown: Whether the publisher has newer files.
// example: {}
MATCH (source:Source)
OPTIONAL MATCH (source)<-[:FROM_SOURCE]-(run:Run)
WITH source, run ORDER BY run.started DESC
WITH source, collect(run) AS runs
WITH source, runs[0] AS latest, [run IN runs WHERE run.finished IS NOT NULL][0] AS whole,
  CASE source.id WHEN 'drawn.clusters' THEN runs ELSE [run IN runs WHERE run.finished IS NOT NULL][..1] END AS counted
RETURN source.title AS source,
  source.id AS source_id,
  source.publisher AS publisher,
  source.licence AS licence,
  source.retrieved AS as_of,
  whole.finished AS loaded,
  source.digest IS NOT NULL AS complete,
  CASE WHEN whole IS NOT NULL THEN reduce(sum = 0, run IN counted | sum + run.nodes) END AS nodes,
  CASE WHEN whole IS NOT NULL THEN reduce(sum = 0, run IN counted | sum + run.links) END AS links,
  whole.rejects AS rejects,
  source.url AS url,
  source.about AS about
ORDER BY source
