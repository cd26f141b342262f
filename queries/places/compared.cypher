// title: Two places side by side
// question: What does one place have that the other lacks, and in what is each strong?
// params: {place: {type: place, about: "Nation, state, metro, county, or a region that counties are within"},
//   other: {type: place, about: The place to set beside it},
//   by: {type: choice, choices: {query: places/groupings, column: grouping}, default: null, about: "What industries are grouped by; left empty, clusters where some are loaded, else branches, of what counts both"},
//   show: {type: choice, default: all, choices: [all, strong in one alone, in one alone, strong in both], about: Which groups},
//   compare: {type: choice, default: its own type, choices: [its own type, state, metro, county, region, nation], about: Among which places each is ranked},
//   year: {type: int, default: null, min: 1, max: 9999, about: "The year of the figures; where nothing is counted in it the latest full one before; left empty, the latest that is counted in full"},
//   limit: {type: int, default: 100, min: 1, max: 2000, about: How many lines at most}}
// returns: {group: Entity, reading: str, points: float, jobs: int, other_jobs: int, share: float, other_share: float, missing_share: float, other_missing_share: float, reliability: str, other_reliability: str, lq: float, other_lq: float,
//   strength: str, other_strength: str, rank: int, of: int, other_rank: int, other_of: int, establishments: int, other_establishments: int, wage: float, other_wage: float, sells: str,
//   headline: str, caution: str}
// view: table
// network: figures
// about: Both places as in places/portfolio, the second in the columns that begin with other. Points is how many percentage points more of its jobs the first has in it; the widest difference comes first. Each is ranked among the places of its own type, so that a
//   county and a metro can be compared. That a place lacks something means that no jobs of it are published there: where the office may leave some out, reliability says not published, and what is missing is said, as an estimate; unreliable is a line of which more than half is missing. Reading says strength not rated where fewer than ten places of a type have the group: that is no sign of weakness.
// empty: No statistical office that is loaded counts industries in both places, or none of their groups is like that. Let all groups be shown, ask about counties, metros or states that it covers, or load a table of industries by place that has them, such as cbp_2021 for the United States.
// unknown: What the office leaves out in either place, and differences within a group that bears one name.
// example: {place: us-county-06055, other: us-county-06097}
UNWIND [$place, $other] AS id
MATCH (place:Entity:Place {id: id})
RETURN place.id AS id,
  place.name AS name
