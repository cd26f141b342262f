"""From a table that nobody has described to a source: what its columns mean, what comes of them, what is refused."""

from .checks import Problem, check
from .form import BY_HAND, Meaning, change, change_kind, fix, roles, unfix
from .known import Known, known_in
from .preview import Preview, built_on, preview
from .propose import explain, propose, to_source
from .records import Candidate, Column, Likeness, Proposal, Table
from .shapes import NO_ORGANISATIONS, Shape, shape_of
from .sorts import look_up

__all__ = [
    "BY_HAND",
    "NO_ORGANISATIONS",
    "Candidate",
    "Column",
    "Known",
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
    "known_in",
    "look_up",
    "preview",
    "propose",
    "roles",
    "shape_of",
    "to_source",
    "unfix",
]
