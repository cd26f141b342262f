"""Whether two industries are in the same regions: the correlation of their figures (Porter 2003).

LC-Employment and LC-Establishment of Delgado, Porter and Stern (2014): corr(figures of i over regions, figures of j).
"""

from __future__ import annotations

import numpy as np

from ..network.arrays import Floats


def correlation(figures: Floats) -> Floats:
    """The correlation of each two rows; 0 with a row whose values are all the same.

    >>> correlation(np.array([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0], [1.0, 1.0, 1.0]])).round(2).tolist()
    [[1.0, -1.0, 0.0], [-1.0, 1.0, 0.0], [0.0, 0.0, 0.0]]
    """
    centred = figures - figures.mean(axis=1, keepdims=True)
    length = np.sqrt((centred**2).sum(axis=1, keepdims=True))
    unit = np.divide(centred, length, out=np.zeros_like(centred), where=length > 1e-12 * np.abs(figures).max(initial=1))
    return np.asarray(unit @ unit.T)
