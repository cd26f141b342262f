"""One organisation: its facts, records, linkages and surroundings."""
