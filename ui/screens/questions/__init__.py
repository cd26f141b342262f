"""Saved queries: the catalogue, one of them with its answer, and writing one of one's own."""
