"""From sentences to candidate linkages. spaCy is imported when the first Extractor is made."""

from .documents import Document, Page, pasted, read_document
from .extract import Candidate, Extractor, Mention, Tally
from .names import KnownName

__all__ = ["Candidate", "Document", "Extractor", "KnownName", "Mention", "Page", "Tally", "pasted", "read_document"]
