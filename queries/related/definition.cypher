// title: Too broad or too narrow, by figures
// question: Are the industries of this class related with each other more than with other sectors, and does it leave out those most related with them?
// params: {industry: {type: industry, about: "A class of a classification of any level: a sector such as 31, a branch such as 3391, or a single industry such as 333249"},
//   also: {type: industry, default: null, about: "Another class that the definition takes in"},
//   also_another: {type: industry, default: null, about: "A third one"},
//   regions: {type: choice, default: null, choices: [metro, county, state, region, town], about: "Between which places figures are compared; left empty, metros, or where too few of these are counted the type with most"},
//   by: {type: choice, choices: {query: places/groupings, column: grouping}, default: null, about: "The level of a classification whose industries are compared; left empty, the finest of its classification that is counted"},
//   traded: {type: flag, default: true, about: "Only industries that sell beyond their region"},
//   year: {type: int, default: null, min: 1, max: 9999, about: "The year of the figures; where nothing is counted in it the latest full one before; left empty, the latest that is counted in full"}}
// returns: {check: str, verdict: str, suggestion: str, figure: float, threshold: float, reads: str, of: int, industries: list, reason: str, missing_share: float, years: list, headline: str}
// view: table
// network: figures
// about: What figures of industries in places say of a definition by codes, wherever its firms are; boundaries/lint says what linkages between organisations say of it in one place. Two industries are the more similar the more they are found in the same places and sell to the same customers (the steady similarity of docs/related-industries.md, in standard deviations: 0 is what two industries are on average).
//   Too broad: divided into two halves that are as different as can be, those of one half are on average no more similar with the other half than all of them are with some other sector (a class of the top level), so that the definition is not one cluster but several; the figure is the mean between the halves, the threshold the highest mean with another sector. Too narrow: of the five industries most
//   similar with each one inside, counted where the pair is among the closest twentieth of all, most are outside; the figure is their share. Of is how many industries or pairs the check rests on, missing share what of the jobs of the industries inside the office is estimated to leave out.
// empty: No industry that is compared is within this class. Ask about another class, choose in "by" the level that its industries are of, or let industries that sell in their region alone count, too (traded: no).
// unknown: Relatedness by skills and technology; and whether what is so in all places is so in one.
// example: {industry: naics2017-31}
MATCH (:Entity:Industry {id: $industry})
RETURN [id IN [$industry, $also, $also_another] WHERE id IS NOT NULL] AS ids
