// title: What industries can be grouped by
// question: By which clusters, or by which level of which classification, can the portfolio of a place be shown?
// params: {}
// returns: {grouping: str, groups: int, industries: int, cells: int, years: list, sources: list}
// view: table
// network: figures
// about: Clusters that somebody drew of industries, drawing by drawing (those within others apart), and the levels of each classification in which a statistical office counts anything. Industries are the
//   classes counted that belong to a group, cells the numbers of an industry in a place that the office publishes for them, in all years.
// empty: No figures of industries in places are loaded. Load cbp_2021, or a table of industries by place with their establishments and jobs.
// unknown: Clusters of which no source names the industries.
// example: {}
RETURN 1 AS one
