"""Clusters as somebody drew them: drawn anew (drawn), kept as versions (kept), and what can be asked of them."""

FROM_SEEDS = "boundaries/from_seeds"
"""The query whose answer is kept."""
SEEDS = ("seed", "second", "third", "fourth", "fifth")
"""Its parameters that name a seed each."""
