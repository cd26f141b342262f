"""Rows that a load refused and a person puts right: handed out and given back (refused), kept, loaded (loading)."""
