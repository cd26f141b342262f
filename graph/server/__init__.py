"""A local Neo4j: fetched, started, found again, stopped."""

from .local import Connection, LocalServer, ServerStatus

__all__ = ["Connection", "LocalServer", "ServerStatus"]
