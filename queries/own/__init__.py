"""Queries that users write: kept in the graph with all their versions, and carried about as files and links."""
