"""Whether two industries employ the same occupations (Delgado, Porter and Stern 2014).

Occ: the correlation over occupations of the shares that each has in the jobs of the two industries.
"""

from __future__ import annotations

from ..network.arrays import Floats
from .colocation import correlation
from .flows import shares_of_flows


def same_occupations(jobs: Floats) -> Floats:
    """The correlation of each two industries; rows are industries, columns occupations."""
    return correlation(shares_of_flows(jobs))
