"""What columns of answers are called, and what they mean, where their name says too little."""

from __future__ import annotations

CUT = "Normalised cut: 0 where no tie leads out, 1 where as much is cut as by a line drawn anywhere"
COLUMNS: dict[str, dict[str, tuple[str, str]]] = {
    "boundaries/from_seeds": {
        "enters": ("From size", "The size of the cluster from which on it is inside, in the order of the search"),
        "ties": ("Tied members", "With how many members it is linked"),
        "tied_to": ("Mostly tied to", "The member whose linkage brought it in most"),
        "words": ("How", "How it is tied to that member"),
        "tie": ("That tie is", "Recorded: a source states the tie to that member; possible: it is only inferred"),
        "basis": (
            "It is in by",
            "Recorded: a source states a tie of it to a member, or it is a seed; possible: none does",
        ),
    },
    "boundaries/cuts": {"cut": ("Cut (0 to 1)", CUT)},
    "boundaries/clusters": {
        "called": ("Called", "By its main industry and place, and its best connected member"),
        "cluster": ("Number", "By which other answers name it"),
        "star": (
            "Star",
            "Share of the ties inside that one member has; where it is a star around that one, the reason says so",
        ),
        "first": ("Best connected", "The member with most ties inside"),
        "here": ("In the place", "How many of its members are in the place asked about; all where none was given"),
        "stability": ("Stability", "The share that comes back where all ties are weighed anew; 1: all of it"),
        "cut": ("Cut (0 to 1)", CUT),
        "spread": ("Branches", "Over how many branches of the same size its members would be spread as much"),
        "area": ("Main place", "The place that more than half of the members are in, of those whose place is known"),
        "areas": ("Places", "The places that most members are in"),
        "members": ("Best connected members", "Those with most ties inside"),
        "shared": ("Others' members", "How many members of other clusters belong to it as well"),
        "also": ("Belong to it as well", "The first of these"),
        "within": ("Is part of", "The group of this cluster, or the cluster of this part"),
    },
    "boundaries/cluster_members": {
        "ties": ("Tied members", "With how many others of the cluster it is tied"),
        "inside_share": ("Ties inside", "The weight of its ties inside the cluster over that of all its ties"),
    },
    "bottlenecks/all": {
        "depend": ("Depend on it", "How many organisations inside depend on it"),
        "scarce": ("Scarcity (0 to 1)", "1 where nobody else gives it or ties them, near 0 where many do"),
        "special": ("Specialised (0.5 to 1)", "1: a specialised input; 0.5: one that any firm gets; 0.75: not known"),
        "sure": ("How sure (0 to 1)", "1: sources state it; 0.5: it is only inferred"),
        "unknown": ("Not known", "What this line cannot tell"),
    },
    "gaps/borders": {
        "kinds": ("By what", "The kinds of linkage of most pairs, and of how many"),
        "pairs_share": ("Share of pairs", "Of all pairs whose areas are both known"),
        "words": ("In words", "What the graph says on the line"),
    },
    "clusters/versions": {
        "cut": ("Cut (0 to 1)", CUT),
        "latest": ("Latest", "Whether the name of the cluster means it"),
    },
}
"""Query and column to label and help."""
