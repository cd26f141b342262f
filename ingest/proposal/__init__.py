"""From a table that nobody has described to a source: what its columns mean, what comes of them, what is refused."""

from .checks import Problem, check
from .form import BY_HAND, Meaning, change, change_kind, fix, roles, unfix
from .preview import Preview, built_on, preview
from .propose import explain, propose, to_source
from .records import Candidate, Column, Likeness, Proposal, Table
from .shapes import Shape, shape_of

__all__ = [
    "BY_HAND",
    "Candidate",
    "Column",
    "Likeness",
    "Meaning",
    "Preview",
    "Problem",
    "Proposal",
    "Shape",
    "Table",
    "built_on",
    "change",
    "change_kind",
    "check",
    "explain",
    "fix",
    "preview",
    "propose",
    "roles",
    "shape_of",
    "to_source",
    "unfix",
]
