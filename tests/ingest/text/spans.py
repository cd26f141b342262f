"""Words of a sentence by what they say."""

from __future__ import annotations

from spacy.tokens import Doc, Span


def span_of(doc: Doc, said: str) -> Span:
    """Where the words stand."""
    at = doc.text.index(said)
    span = doc.char_span(at, at + len(said))
    assert span is not None
    return span
