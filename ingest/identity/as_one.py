"""What a firm and an institution are as one."""

from __future__ import annotations

from ...graph import identities as cypher
from ...graph.store import Store


def kind_as_one(store: Store, *ids: str) -> str:
    """The kind that ids have, or would have, as one, and why, in a sentence; empty where all records agree on it."""
    found = store.read(cypher.KIND_AS_ONE, {"ids": ids})
    if not found:
        return ""
    kind = "a firm" if found[0]["kind"] == "Firm" else "an institution"
    return f"As one it is {kind}, since its most trusted record, of {found[0]['source']}, says so."
