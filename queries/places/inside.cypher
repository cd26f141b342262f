// title: Organisations inside an area
// question: Which organisations stand inside an area that I draw?
// params: {area: {type: polygon, about: "Corners as latitude,longitude; latitude,longitude; ..., or a GeoJSON Polygon"},
//   kind: {type: choice, default: any, choices: [any, Firm, Institution], about: Firms or institutions only},
//   industry: {type: industry, default: null, about: "Only those in this industry, of any level"},
//   limit: {type: int, default: 500, min: 1, max: 20000, about: How many at most}}
// returns: {organisation: Organisation, id: str, industry: str, employees: int, town: str, rests_on: str}
// view: table, map
// about: The sides of the area are straight on a map of plain degrees. Rests on says what the location of an organisation is known by:
//   where a source gives only a postal code or a town, it counts as standing at the centre of that area, which may lie on the other side of the line.
// empty: Nothing that is loaded has a location inside this area; draw it wider, or see that latitude and longitude are not exchanged.
// unknown: Organisations that no source locates.
// example: {area: '38.2,-122.4; 38.6,-122.7; 38.7,-122.6; 38.3,-122.2', industry: naics2017-312130}
WITH $area AS area
WITH area.ring AS ring,
  point({latitude: area.south, longitude: area.west}) AS low,
  point({latitude: area.north, longitude: area.east}) AS high
MATCH (organisation:Organisation)
WHERE point.withinBBox(organisation.location, low, high)
  AND ($kind = 'any' OR $kind IN labels(organisation))
WITH ring, organisation, organisation.location.latitude AS latitude, organisation.location.longitude AS longitude
WHERE reduce(inside = false, side IN range(0, size(ring) - 2) |
  CASE WHEN (ring[side][1] > latitude) <> (ring[side + 1][1] > latitude)
    AND longitude < ring[side][0] + (ring[side + 1][0] - ring[side][0]) * (latitude - ring[side][1]) / (ring[side + 1][1] - ring[side][1])
  THEN NOT inside ELSE inside END)
  AND ($industry IS NULL OR EXISTS { (organisation)-[:CLASSIFIED_AS]->(:Industry)-[:WITHIN]->{0,5}(:Industry {id: $industry}) })
OPTIONAL MATCH (organisation)-[link:CLASSIFIED_AS]->(industry:Industry)
WITH organisation, link, industry
ORDER BY link.primary IS NULL, link.primary DESC, industry.id
WITH organisation, head(collect(industry.name)) AS industry
RETURN organisation AS organisation,
  organisation.id AS id,
  industry AS industry,
  organisation.employees AS employees,
  organisation.town AS town,
  organisation.location_basis AS rests_on
ORDER BY employees IS NULL, employees DESC, organisation.name, organisation.id
LIMIT toInteger($limit)
