"""Proposes how the columns of a table that nobody has described become nodes and links."""
