// title: Judgements on who is who
// question: Which organisations were judged to be one or two, by whom, when, and what was taken back?
// params: {who: {type: text, default: null, about: "Only those of one person; 'matching' for those made by score"},
//   people: {type: flag, default: false, about: "Only those of people, none made by score"},
//   entity: {type: entity, default: null, about: Only those on one organisation},
//   limit: {type: int, default: 200, min: 1, max: 10000, about: How many at most}}
// returns: {act: str, order: int, verdict: str, left: str, right: str, left_name: str, right_name: str, who: str, at: str, score: float, reasons: str, undone_by: str, undone_at: str, gone: list}
// view: table
// empty: nothing was judged yet
// about: The latest first. Judgements of one act are taken back together, by its id; those taken back stay listed.
//   Verdict own means that what the source named on the right says of the id on the left is a thing of its own.
//   Gone are the ids that no source gives any more: a judgement on them waits until they come back.
// unknown: Why somebody decided as they did, beyond the note they left.
// example: {}
MATCH (judgement:Judgement)
WHERE ($who IS NULL OR judgement.who = $who) AND NOT ($people AND judgement.who = 'matching')
OPTIONAL MATCH (one:Identity {id: judgement.left})
OPTIONAL MATCH (other:Identity {id: judgement.right})
WITH judgement, coalesce(one.entity, judgement.left) AS left, coalesce(other.entity, judgement.right) AS right
WHERE $entity IS NULL OR $entity IN [left, right]
ORDER BY judgement.order DESC
LIMIT toInteger($limit)
OPTIONAL MATCH (left_now:Entity {id: left})
OPTIONAL MATCH (right_now:Entity {id: right})
WITH *, COLLECT { MATCH (source:Source) RETURN source.id } AS sources
RETURN judgement.act AS act,
  judgement.order AS order,
  judgement.verdict AS verdict,
  judgement.left AS left,
  judgement.right AS right,
  left_now.name AS left_name,
  right_now.name AS right_name,
  judgement.who AS who,
  judgement.at AS at,
  judgement.score AS score,
  judgement.reasons AS reasons,
  judgement.undone_by AS undone_by,
  judgement.undone_at AS undone_at,
  [id IN CASE judgement.verdict WHEN 'own' THEN [judgement.left] ELSE [judgement.left, judgement.right] END
    WHERE NOT any(source IN sources WHERE EXISTS { (:Record {record_id: source + '/' + split(id, '~')[0]}) })] AS gone
ORDER BY judgement.order DESC
