"""Components that draw in the browser: a graph and a map, and the kinds they both show."""
