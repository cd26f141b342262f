"""Says where a source gives its things other ids than before, as after a change of its mapping or numbering."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.statements import GONE_RECORDS, LAST_WHOLE_RUN
from ..graph.store import WRITE_SECONDS, Store

FEW = 20
"""Facts that a source may take back, or ids that it may give up, without a word."""


def note_renamed(store: Store, source: str, run: str, nodes: int) -> Iterator[str]:
    """What is to be said of the ids that `source` gave before its run `run`, which said `nodes` things, and are gone.

    To be asked before that is taken back what the run did not say.
    """
    whole = store.read(LAST_WHOLE_RUN, {"source": source})
    (found,) = store.read(GONE_RECORDS, {"source": source, "run": run}, seconds=WRITE_SECONDS)
    gone, judged = found["gone"], found["judged"]
    before = whole[0]["nodes"] if whole else 0
    new = nodes - (before - gone)
    if gone > FEW and gone > before / 2 and new > gone / 2:
        yield (
            f"{source}: {gone:,} of the {before:,} ids that it gave before are gone, {new:,} others are new, as after "
            "a change of its mapping or numbering; if that was not meant, load it again with the former mapping"
        )
    if judged:
        yield (
            f"{source}: decisions on who is who speak of {judged:,} of the ids that are gone; they are kept, and hold "
            "again when the ids come back ('clusteratlas ask judgements' tells which: column gone)"
        )
