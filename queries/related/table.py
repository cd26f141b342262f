"""What is counted of industries in regions: what clusters of industries are made from, of whatever country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..network.arrays import Floats, Integers

JOBS = 10.0
"""Jobs of an establishment where no establishments are counted."""


@dataclass(frozen=True, eq=False)
class Table:
    """Figures of industries (rows) in regions (columns); 0 where a cell is missing."""

    industries: Sequence[str]
    """Ids or codes."""
    employment: Floats | None
    establishments: Floats | None
    wider: Sequence[Integers] = field(default_factory=tuple)
    """For each wider level of the classification, from the top down, the class that holds each industry."""
    bought: Floats | None = None
    """The share of all that the second industry (column) buys which it buys from the first (row)."""
    sold: Floats | None = None
    """The share of all that the first industry (row) sells which it sells to the second (column)."""
    customers: Floats | None = None
    """The share of what an industry sells that goes to each buyer (columns), of whatever kind these are."""
    occupations: Floats | None = None
    """Industries by occupations: jobs, or shares of jobs."""

    def __post_init__(self) -> None:
        shapes = {figures.shape for figures in self.figures}
        if len(shapes) != 1 or shapes.pop()[0] != len(self.industries):
            raise ValueError("employment and establishments need one row for each industry, and the same regions")

    @property
    def figures(self) -> list[Floats]:
        """The figures there are: employment, establishments or both."""
        return [figures for figures in (self.employment, self.establishments) if figures is not None]

    @property
    def counts(self) -> list[Floats]:
        """The figures there are as numbers of establishments: employment by the mean jobs of one of its industry.

        So a cell of one big factory tells no more of where an industry is than one establishment does.
        """
        if self.employment is None or self.establishments is None:
            return [self.employment / JOBS] if self.employment is not None else self.figures
        number, jobs = self.establishments.sum(axis=1), self.employment.sum(axis=1)
        size = np.divide(jobs, number, out=np.full(len(jobs), JOBS), where=(number > 0) & (jobs > 0))
        return [self.employment / size[:, None], self.establishments]

    @property
    def regions(self) -> int:
        """How many regions there are."""
        return int(self.figures[0].shape[1])

    def __len__(self) -> int:
        return len(self.industries)

    def within(self, regions: Integers) -> Table:
        """The same of some of the regions."""
        return replace(
            self,
            employment=None if self.employment is None else self.employment[:, regions],
            establishments=None if self.establishments is None else self.establishments[:, regions],
        )

    def of(self, industries: Integers) -> Table:
        """The same of some of the industries."""
        return Table(
            [self.industries[number] for number in industries.tolist()],
            None if self.employment is None else self.employment[industries],
            None if self.establishments is None else self.establishments[industries],
            [np.unique(level[industries], return_inverse=True)[1] for level in self.wider],
            None if self.bought is None else self.bought[np.ix_(industries, industries)],
            None if self.sold is None else self.sold[np.ix_(industries, industries)],
            None if self.customers is None else self.customers[industries],
            None if self.occupations is None else self.occupations[industries],
        )


def by_digits(codes: Sequence[str], digits: Sequence[int]) -> list[Integers]:
    """The wider classes of codes whose first digits name them, from the top down.

    >>> [level.tolist() for level in by_digits(["3111", "3112", "3121"], [2, 3])]
    [[0, 0, 0], [0, 0, 1]]
    """
    return [np.unique([code[:length] for code in codes], return_inverse=True)[1] for length in digits]
