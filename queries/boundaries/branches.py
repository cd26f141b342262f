"""The best split of a definition along its industries: how loosely a branch hangs together with the others.

Of a cluster its branches are tied with each other; of a sector that only a classification holds together each is for
itself. The figure is the conductance of a branch among the members.
"""

from __future__ import annotations

import numpy as np

from ..network.arrays import Integers
from ..network.traits import Groups
from .local import Local
from .split import alone
from .sweep import conductance


def branch_split(groups: Groups, local: Local, *, fewest: float) -> tuple[float, Integers]:
    """The conductance of the branch that is tied least with the others, and who is in it; 1 and nobody of one branch.

    Each counts to its first branch; branches of fewer, or that leave fewer to the others, are not tried.
    """
    local = alone(local)
    mine = [groups.of_one(number) for number in local.numbers.tolist()]
    branch = np.array([one[0] if len(one) else -1 for one in mine], dtype=np.int64)
    degrees = local.degrees(local.weights[None])[0]
    best, side = 1.0, np.zeros(0, dtype=np.int64)
    for code in np.unique(branch[branch >= 0]).tolist():
        inside = branch == code
        if min(int(inside.sum()), int((~inside).sum())) < fewest:
            continue
        cut = local.weights[inside[local.starts] != inside[local.ends]].sum()
        figure = float(conductance(np.array([cut]), degrees[inside].sum(keepdims=True), local.volume)[0])
        if (figure, -int(inside.sum())) < (best, -len(side)):
            best, side = figure, np.flatnonzero(inside)
    return best, side
