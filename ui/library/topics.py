"""Every saved query as a method of its topic; topics.pyi spells them out for editors and type checkers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pandas import DataFrame

from ...queries.catalog import by_topic
from .methods import class_of


class Questions:
    """The topics of all saved queries, each with its questions."""

    def __init__(self, ask: Callable[[str, Mapping[str, Any]], DataFrame]) -> None:
        for topic, queries in by_topic().items():
            setattr(self, topic, class_of(topic, queries)(ask))
