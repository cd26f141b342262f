"""Names that the graph knows, found in text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..cleaning.names import LEGAL_FORMS
from .language import pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SHORT = 3
"""Letters up to which a name must be written exactly as known and be taken for an organisation by the recogniser."""
LEGAL = LEGAL_FORMS | {"spa", "kg", "kgaa", "aktiengesellschaft"}
JOINS = (",", "and", "&")
WORD = re.compile(r"\w+")
COMPANY = ("co", "company")
"""Legal forms that "and" may join to a name."""
ORGANISATION_LABELS = ("ORG", "PRODUCT")
TRADES = frozenset(
    "airline automaker brewer broker builder carmaker chipmaker conglomerate developer drugmaker grocer insurer lender"
    " manufacturer miner operator planemaker publisher refiner retailer startup supplier truckmaker utility".split()
)
"""What a firm is said to be at the start of a sentence, where it has a capital and is no part of the name behind it."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name, or another name, of an entity of the graph."""

    id: str
    kind: str
    name: str


class KnownNames:
    """Finds known names in parsed text, with or without their legal form.

    A name of one word, or of three letters at most, counts only where it is written with the same capitals, and at the
    start of a sentence or if it is that short only where the recogniser sees an organisation: Apple is not every apple.
    Names are taken apart only when a text says their first word, since hardly any of those in a graph are in a report.
    """

    def __init__(self, names: Iterable[KnownName]) -> None:
        from spacy.matcher import PhraseMatcher

        self.matcher = PhraseMatcher(pipeline().vocab, attr="LOWER")
        self.known: dict[str, dict[str, str]] = defaultdict(dict)
        """Lower-case name to the ids that bear it, each with its kind."""
        self.written: dict[str, set[str]] = defaultdict(set)
        """Lower-case name to its spellings."""
        self.unmet: dict[str, list[str]] = defaultdict(list)
        """First word to the lower-case names that begin with it, of words that no text has said yet."""
        for known in names:
            name = " ".join(known.name.split())
            for form in {name, without_legal_form(name)}:
                lower = form.lower()
                if first := WORD.search(lower):
                    if lower not in self.known:
                        self.unmet[first[0]].append(lower)
                    self.known[lower][known.id] = known.kind
                    self.written[lower].add(form)

    def find(self, doc: Doc) -> list[tuple[Span, str | None, str]]:
        """Spans of known names, the longest where they overlap, with id (None where several bear it) and kind."""
        from spacy.util import filter_spans

        self.meet(doc.text)
        found = []
        for span in filter_spans(self.matcher(doc, as_spans=True)):
            key = span.text.lower()
            bearers = self.known.get(key)
            if not bearers or not self.credible(span, key):
                continue
            kinds = set(bearers.values())
            kind = next(iter(kinds)) if len(kinds) == 1 else "Organisation"
            found.append((with_legal_form(span), next(iter(bearers)) if len(bearers) == 1 else None, kind))
        return found

    def meet(self, text: str) -> None:
        """Readies the names whose first word a text says to be found."""
        for word in set(WORD.findall(text.lower())) & self.unmet.keys():
            for name in self.unmet.pop(word):
                self.matcher.add("name", [pipeline().make_doc(name)])

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.known or without_legal_form(name).lower() in self.known

    def bearer(self, name: str) -> tuple[str | None, str | None]:
        """Id and kind of the only entity of that name."""
        bearers = self.known.get(name.lower()) or self.known.get(without_legal_form(name).lower()) or {}
        return next(iter(bearers.items())) if len(bearers) == 1 else (None, None)

    def credible(self, span: Span, key: str) -> bool:
        """Whether the words are meant as a name here."""
        text = span.text
        if not any(letter.isupper() or letter.isdigit() for letter in text):
            return False
        seen = any(token.ent_type_ in ORGANISATION_LABELS for token in span)
        before = span.doc[span.start - 1] if span.start else None
        after = span.doc[span.end] if span.end < len(span.doc) else None
        if after is not None and legal(after):
            return True
        if len(text) <= SHORT:
            return text in self.written[key] and seen
        if len(span) > 1:
            return all(t.text[0].isupper() or not t.is_alpha or t.is_stop for t in span)
        told = before is not None and is_trade(before)
        if (continues(before, span[0]) and not told) or continues(span[-1], after):
            return False
        return (text in self.written[key] or (text.isupper() and len(text) > 4)) and (seen or before is not None)


def is_trade(token: Token) -> bool:
    """Whether the word begins a sentence and says what the firm named behind it is, as in: Carmaker Example Works."""
    return bool(token.is_sent_start) and token.lower_ in TRADES


def continues(left: Token | None, right: Token | None) -> bool:
    """Whether two neighbours are parts of one longer name, so that either alone is not the name."""
    if left is None or right is None:
        return False
    same = left.ent_type_ and left.ent_type_ == right.ent_type_ and right.ent_iob_ == "I"
    return bool(same) and left.text[0].isupper() and right.text[0].isupper()


def legal(token: Token) -> bool:
    """Whether the token is a legal form such as Inc. or GmbH."""
    return token.text[0].isupper() and token.lower_.replace(".", "") in LEGAL


def with_legal_form(span: Span) -> Span:
    """The span and the legal form that follows it, as in `Example Works, Inc.` and `Doe and Co`."""
    end = span.end
    while end < len(span.doc):
        joined = span.doc[end].lower_ in JOINS and end + 1 < len(span.doc)
        form = span.doc[end + joined]
        if not legal(form) or (joined and span.doc[end].text != "," and form.lower_.strip(".") not in COMPANY):
            break
        end = form.i + 1
    return span.doc[span.start : end]


def without_legal_form(name: str) -> str:
    """A name without the legal forms at its end; the whole name if nothing else is left.

    >>> without_legal_form("Example Works, Inc."), without_legal_form("The Co.")
    ('Example Works', 'The')
    """
    words = name.split()
    while len(words) > 1 and words[-1].lower().strip(",").replace(".", "") in LEGAL:
        words.pop()
    return " ".join(words).rstrip(",")
