"""What the industries of places can be grouped by."""

from __future__ import annotations

from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.places.figures import Figures
from clusteratlas.queries.places.groups import groupings


def compute(rows: Rows, parameters: dict[str, Any], figures: Figures) -> Rows:
    """One row a grouping."""
    found = []
    for label, groups in groupings(figures).items():
        member = np.asarray(groups.members.sum(axis=1)).ravel() > 0
        cells = member[figures.industry]
        counts = [figures.counts[number] for number in np.unique(figures.count[cells]).tolist()]
        found.append(
            {
                "grouping": label,
                "groups": len(groups),
                "industries": len(np.unique(figures.industry[cells])),
                "cells": int(cells.sum()),
                "years": sorted({count.year for count in counts if count.year}),
                "sources": sorted({count.source for count in counts}),
            }
        )
    return found
