"""Who is the same as whom: candidates, scores and their reasons."""
