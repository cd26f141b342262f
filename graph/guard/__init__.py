"""Whether Cypher that a user wrote does nothing but read the graph.

Neo4j's READ access mode refuses writes, but lets a query read files and web pages, show the server's
settings and end other people's transactions. Two checks close that: `check_text` before the query meets
the server, and `check_plan` on the plan that the server's EXPLAIN gives for it.
"""

from .plan import check_plan
from .text import check_text

__all__ = ["check_plan", "check_text"]
