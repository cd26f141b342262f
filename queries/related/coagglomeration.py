"""Whether two industries crowd in the same regions beyond what all industries do.

COI, the pairwise index of coagglomeration of Ellison and Glaeser (*Journal of Political Economy* 105(5), 1997;
Ellison, Glaeser and Kerr, *American Economic Review* 100(3), 2010): sum over regions r of (s_ir - x_r)(s_jr - x_r),
over 1 - sum of x_r squared, where s_ir is the share of industry i's jobs that is in r, and x_r the mean share of all
industries.
"""

from __future__ import annotations

import numpy as np

from ..network.arrays import Floats, shares


def coagglomeration(figures: Floats) -> Floats:
    """The index of each two rows.

    >>> coagglomeration(np.array([[4.0, 0.0], [2.0, 0.0], [0.0, 3.0]])).round(2).tolist()
    [[0.5, 0.5, -1.0], [0.5, 0.5, -1.0], [-1.0, -1.0, 2.0]]
    """
    share = shares(figures)
    usual = share.mean(axis=0)
    apart = share - usual
    return np.asarray(apart @ apart.T / max(1 - float((usual**2).sum()), 1e-9))
