// title: Portfolio of a place
// question: Which clusters or industries does this place live on, traded and local, in which is it strong, and how does it stand among others?
// params: {place: {type: place, about: "Nation, state, metro, county, or a region that counties are within"},
//   and_place: {type: place, default: null, about: "A second place, to take both as one region of your own; it may lie across a border"},
//   and_another: {type: place, default: null, about: A third place of the region},
//   and_one_more: {type: place, default: null, about: A fourth place of the region},
//   by: {type: choice, choices: {query: places/groupings, column: grouping}, default: null, about: "What industries are grouped by; left empty, clusters where some are loaded, else branches, of what counts the place"},
//   compare: {type: choice, default: its own type, choices: [its own type, state, metro, county, region, nation], about: Among which places it is ranked},
//   strong: {type: choice, default: any, choices: [any, qualifying, significant, strong, strong10], about: "Only those in which it is at least so strong"},
//   year: {type: int, default: null, min: 1, max: 9999, about: "The year of the figures; where nothing is counted in it the latest full one before; left empty, the latest that is counted in full"},
//   since: {type: int, default: null, min: 1, max: 9999, about: "Growth since this year; left empty, since the last year before in which the place is counted in full"},
//   limit: {type: int, default: 100, min: 1, max: 2000, about: How many lines at most}}
// returns: {group: Entity, sells: str, jobs: int, strength: str, lq: float, rank: int, of: int, share: float, missing_share: float, reliability: str, rank_lq: int, wage: float, establishments: int, payroll: float,
//   growth: float, related: list, years: list, sources: list, reason: str, headline: str, caution: str}
// view: table
// network: figures
// about: Jobs, establishments and payroll (thousands a year, in the currency of the source) as the office publishes them; wage is payroll over jobs. Share is that of the jobs of the place; of a group that is all traded or all local, that of its traded or
//   local jobs, where a source says which industries are which. The location quotient (lq) is that share over the same share in the nation: 2 is twice as much as there. Strength by the rule that the US Cluster Mapping Project describes: strong where, among
//   the places of the same type with jobs in it, the location quotient is at least 1 and in the uppermost quarter and jobs and establishments are each above the lowest quarter (strong10: the uppermost tenth; significant: above the median, with the same floors; qualifying: above the lowest
//   quarter). Rank by jobs and by location quotient, of so many places that have it. Missing share is what of its jobs the office is estimated to leave out, since it hides cells of few establishments: of (published + left out), so that
//   every figure of a line stands on the rest. Reliability says unreliable where that is more than half: the location quotient, rank and strength of such a line say little. It says not published, and there is no figure, where all that there may be is left out: such lines come last, those with most jobs by the
//   estimate first. Sells: traded (beyond the region), local or both, as a source says of its industries; where none does, by how unevenly their jobs are spread over the states of the nation, which is told behind the word. Growth is over cells published in both years. Related are groups that a source relates to it, or that it buys much from or sells much to by the input-output table; an asterisk marks those in which the place is strong. The first lines are the place itself: all its industries, and where it is known which these are, its traded and its local ones, with the
//   share of them that is in strong groups. docs/places.md has each formula.
// empty: No statistical office that is loaded counts industries in this place. Ask about a county, metro or state that it covers, or load a table of industries by place that has it, such as cbp_2021 for the United States.
// unknown: What the office leaves out (estimated for all cells of a kind, not known for one), the self-employed, farms and whatever else it does not survey, and changes between years that are not loaded.
// example: {place: us-ma}
UNWIND [id IN [$place, $and_place, $and_another, $and_one_more] WHERE id IS NOT NULL] AS id
MATCH (place:Entity:Place {id: id})
RETURN place.id AS id,
  place.name AS name
