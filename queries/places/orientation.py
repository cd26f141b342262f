"""Whether groups of industries sell beyond their region: as a source says, else by how unevenly jobs are spread."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from ..network.arrays import Flags, Floats, Integers
from ..related.traded import traded
from .figures import Figures, Groups
from .groups import TRADED

LOCAL, BOTH = "local", "both"
STATES, NATION = "state", "nation"
FEWEST_STATES = 20
"""States of a nation with figures below which their spread says nothing."""
MOST = 0.75
"""The share of its jobs in traded industries from which a group is traded, and the same of local ones."""
BY_SPREAD = "{word} (by spread)"
"""A word that no source says."""


def by_spread(figures: Figures, groups: Groups, nation: int | None = None) -> Flags | None:
    """Whether each group is traded by how unevenly its jobs are spread over states; None with too few states."""
    states = telling_states(figures, groups, nation)
    return traded(figures.counted(states, groups).employment.T) if len(states) else None


def telling_states(figures: Figures, groups: Groups, nation: int | None) -> Integers:
    """The states of a nation in which groups are counted, or of each, those in no nation taken together; none of a
    nation with too few of them."""
    states = figures.of_type(STATES, figures.counting(groups))
    nations = figures.places.of_type(NATION) if nation is None else np.array([nation])
    inside = figures.places.inside[states][:, nations].toarray() > 0
    if nation is None:
        inside = np.hstack([inside, ~inside.any(axis=1, keepdims=True)])
    enough = inside.sum(axis=0) >= FEWEST_STATES
    found: Integers = states[inside[:, enough].any(axis=1)]
    return found


def sells(figures: Figures, groups: Groups, nation: int | None) -> list[str]:
    """Of each group `traded`, `local` or `both`, with (by spread) where no source says; nothing where nobody knows."""
    key = ("sells", groups.label, nation)
    if key not in figures.kept:
        told = is_stated(figures, groups)
        figures.kept[key] = stated(figures, groups) if told else spread(figures, groups, nation)
    return figures.kept[key]  # type: ignore[no-any-return]


def is_stated(figures: Figures, groups: Groups) -> bool:
    """Whether a source says of any industry of the classifications of groups whether it is traded."""
    said = zip(figures.industries.orientation, figures.industries.type, strict=True)
    return any(word and scheme in groups.schemes for word, scheme in said)


def stated(figures: Figures, groups: Groups) -> list[str]:
    """As a source says of the industries of each group that are counted."""
    counted = figures.reported(figures.industry, figures.industries)
    said = np.array(figures.industries.orientation)
    of_each = [set(said[numbers[counted[numbers]]].tolist()) for numbers in members(groups)]
    return ["" if not words or "" in words else BOTH if len(words) > 1 else next(iter(words)) for words in of_each]


def spread(figures: Figures, groups: Groups, nation: int | None) -> list[str]:
    """By how much of the jobs of each group is in industries that are traded by their spread."""
    finest = finest_level(figures, groups)
    flags = None if finest is None else by_spread(figures, finest, nation)
    if finest is None or flags is None:
        return [""] * len(groups)
    jobs = figures.counted(telling_states(figures, finest, nation), finest).employment.sum(axis=0)
    held = groups.members[[figures.industries.number[id] for id in finest.id]]
    return [word_of(share) for share in share_traded(held, jobs, flags).tolist()]


def share_traded(held: csr_array, jobs: Floats, flags: Flags) -> Floats:
    """Of each group (column of `held`) the share of jobs in traded industries (rows); NaN where it has no jobs.

    >>> held = csr_array(np.array([[1.0, 0.0], [1.0, 0.0]]))
    >>> share_traded(held, np.array([30.0, 10.0]), np.array([True, False])).tolist()
    [0.75, nan]
    """
    whole = held.T @ jobs
    found: Floats = np.divide(held.T @ (jobs * flags), whole, out=np.full(len(whole), np.nan), where=whole > 0)
    return found


def word_of(share: float) -> str:
    """What a share of jobs in traded industries makes of a group.

    >>> word_of(0.8), word_of(0.5), word_of(0.1), word_of(float("nan"))
    ('traded (by spread)', 'both (by spread)', 'local (by spread)', '')
    """
    if np.isnan(share):
        return ""
    return BY_SPREAD.format(word=TRADED if share >= MOST else LOCAL if share <= 1 - MOST else BOTH)


def finest_level(figures: Figures, groups: Groups) -> Groups | None:
    """The level with most classes of the classifications that groups are of; None where nothing is counted."""
    industries = figures.industries
    of_schemes = {
        (industries.type[number], industries.level[number])
        for number in np.unique(figures.industry).tolist()
        if industries.type[number] in groups.schemes
    }
    return max((figures.classes(*level) for level in sorted(of_schemes)), key=len, default=None)


def members(groups: Groups) -> list[Integers]:
    """The numbers of the industries of each group."""
    held = groups.members.tocsc()
    return np.split(held.indices, held.indptr[1:-1])
