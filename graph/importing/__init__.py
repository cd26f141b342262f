"""What Neo4j's own bulk importer reads: written here, read by `graph.server.importing` or by an operator elsewhere."""

from .alone import alone
from .files import ImportFiles

__all__ = ["ImportFiles", "alone"]
