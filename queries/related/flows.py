"""Whether two industries buy from each other, or sell to the same customers.

IO of Delgado, Porter and Stern (2014), after Ellison, Glaeser and Kerr (2010): the largest of four shares, what i buys
from j of all that it buys, j from i, and what i sells to j of all that it sells, j to i.
"""

from __future__ import annotations

import numpy as np

from ..network.arrays import Floats, shares


def input_output(bought: Floats, sold: Floats) -> Floats:
    """The largest of the four shares of each two industries; 0 of an industry with itself.

    >>> flows = np.array([[0.0, 6.0], [2.0, 2.0]])
    >>> input_output(shares_of_flows(flows.T).T, shares_of_flows(flows)).round(2).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    largest = np.maximum.reduce([bought, bought.T, sold, sold.T])
    np.fill_diagonal(largest, 0)
    return np.asarray(largest)


def same_customers(customers: Floats) -> Floats:
    """How alike the customers of each two industries are: the affinity of their shares of sales to each buyer.

    The coefficient of Bhattacharyya (*Bulletin of the Calcutta Mathematical Society* 35, 1943), 0 to 1.

    >>> same_customers(np.array([[0.5, 0.5], [0.5, 0.5], [1.0, 0.0]])).round(2).tolist()
    [[0.0, 1.0, 0.71], [1.0, 0.0, 0.71], [0.71, 0.71, 0.0]]
    """
    root = np.sqrt(customers)
    alike = root @ root.T
    np.fill_diagonal(alike, 0)
    return np.asarray(alike)


def shares_of_flows(flows: Floats) -> Floats:
    """Each row over its sum; what is negative, such as imports that a table subtracts, is no flow."""
    return shares(np.maximum(flows, 0))
