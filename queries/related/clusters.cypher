// title: Clusters of related industries
// question: Which industries belong together, by where they are found, who trades with whom and who serves the same customers?
// params: {regions: {type: choice, default: null, choices: [metro, county, state, region, town], about: "Between which places figures are compared; left empty, metros, or where too few of these are counted the type with most; many are needed, and each large enough to hold a whole cluster"},
//   by: {type: choice, choices: {query: places/groupings, column: grouping}, default: null, about: "The level of a classification whose industries are grouped; left empty, the finest of the classification that most of the places are counted by"},
//   traded: {type: flag, default: true, about: "Only industries that sell beyond their region: as a source says, or else by how unevenly they are spread"},
//   fewest: {type: int, default: null, min: 2, max: 500, about: "The fewest clusters; left empty, in proportion to the 30 to 60 of 660 industries, and 2 to 5 of 20"},
//   most: {type: int, default: null, min: 2, max: 500, about: The most clusters},
//   year: {type: int, default: null, min: 1, max: 9999, about: "The year of the figures; where nothing is counted in it the latest full one before; left empty, the latest that is counted in full"},
//   limit: {type: int, default: 2000, min: 1, max: 20000, about: How many industries at most}}
// returns: {industry: Industry, cluster: str, cluster_name: str, degree: float, relatedness: float, next_cluster: str, employment: int, missing_share: float, years: list, drawn_by: str, parameters: str, reason: str, headline: str}
// view: table
// network: figures
// slow: yes
// about: The algorithm of Delgado, Porter and Stern (2014). Some hundred candidates (ways to measure relatedness, ways to group, numbers of clusters) are each made from half of the places and scored by the other half; the best is made from all
//   places and corrected where all thirds of the places agree that an industry is out of place. A cluster is named by the industries that are most related with its others. Degree says how firmly the industry belongs: in what share of
//   comparisons, over 20 random halves of the places, it is more related with its cluster than with the mean, and with 95 %, of the others. Relatedness is how related it is with the others of its cluster, in standard deviations above any two industries: at 0 or less no cluster fits it, whatever its degree. Next is the cluster that it is related with most besides. Employment is published jobs in those places; missing share
//   what of its jobs the office is estimated to leave out. Takes a minute or two. Saved as CSV it loads as the source related_industries, which keeps the clusters in the graph. docs/related-industries.md has formulas and what was measured.
// empty: No figures of industries in places are loaded. Load cbp_2021, or a table of industries by place with their establishments and jobs.
// unknown: Relatedness by skills, unless occupations are given in Python; whatever no statistical office counts, such as farms; and why industries are found together.
// example: {regions: state, by: NAICS 2017 level 4}
RETURN 1 AS one
