"""What a sentence speaks of: names, known or not, and the words that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .features import CLASS_OF_WORD
from .names import KnownNames, is_trade, legal, with_legal_form
from .sentences import PRONOUN
from .whole import TITLES, beside, is_cut

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

SPEAKER = {"we", "us", "our"}
ORGANISATIONS = {"ORG"}
THINGS = {"PRODUCT", "WORK_OF_ART"}
MISTAKEN = {"PERSON", "FAC", "GPE", "LOC"}
"""What the recogniser also takes an organisation for; so a known name in one tells better."""
MEMORY = 2
"""Sentences back in which the organisation that "it" or "the company" stands for is looked for."""
ACRONYM_NOISE = re.compile(r"^(?:[A-Z]{1,2}|[A-Z]?\d[\w./-]*|[^A-Za-z]*|.*[@/\\|•].*)$")
AGE = re.compile(r", [1-9]\d, ")
"""What stands behind the name of a person."""
HEADINGS = frozenset(
    "growth clients customers history products funding partnerships acquisitions services overview".split()
)
"""Headings that run into the name at the start of the sentence behind them where a text lost its lines, lower case."""
NOT_NAMES = frozenset(
    "company corporation board inc llc ltd item note table part form section exhibit gaap sec ceo cfo r&d sg&a"
    " ebitda oem oems sbir sttr nih phase aim aims abstract description project dna rna hiv mri pet ct fda's usa us"
    " u.s."
    " u.s uk eu internet english first second new state federal issuer trustee guarantor guarantors borrower"
    " registrant agricultural trade agreement"
    " software clients customers group bancorp bank commission".split()
)
"""What the recogniser takes for organisations and is none, lower case."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mention in a parsed sentence."""

    span: Span
    known: str | None
    kind: str
    """Firm, Institution, Organisation, Input, or another kind of the graph that the name is known as."""
    stands_for: str = ""
    """The name a pronoun or nominal stands for; empty for names, and where it is not clear."""
    is_name: bool = True
    is_sure: bool = True
    """Whether it is clear what is named: not by a new name that may be none, or a part of a longer one, nor by a word
    that stands for a name of an earlier sentence, unless that is who speaks.
    """

    @property
    def key(self) -> str:
        """What tells whether two mentions are of the same."""
        return self.known or (self.stands_for or self.span.text).lower()


@dataclass(slots=True)
class Context:
    """Whom the text spoke of last."""

    speaker: str = ""
    """Name of the organisation that speaks: "we", "the Company"."""
    subject: str = ""
    age: int = 99
    """Sentences since the subject was named."""
    kinds: dict[str, tuple[str | None, str]] = field(default_factory=dict)
    """Names met so far to known id and kind."""
    cut: set[str] = field(default_factory=set)
    """Names met so far that may be none, or parts of longer ones."""


def mentions(doc: Doc, known: KnownNames, context: Context) -> list[Found]:
    """Organisations and named things of a sentence in the order of the text; moves `context` on by a sentence."""
    capitals = shouted(doc.text)
    listed = [Found(span, id, kind) for span, id, kind in known.find(doc)]
    known_words = {token.i for item in listed for token in item.span}
    longer = {} if capitals else {item.span: name for item in listed if (name := longer_name(item.span, known_words))}
    found = [item for item in listed if item.span not in longer]
    new = [Found(name, None, item.kind) for item in listed if (name := longer.get(item.span))]
    taken = {token.i for item in (*found, *new) for token in item.span}
    for ent in () if capitals else doc.ents:
        span = trimmed(ent)
        if span is None or taken & set(range(span.start, span.end)):
            continue
        kind = kind_of(span)
        if kind and not (kind != "Input" and is_one_of_many(span)) and not AGE.match(doc.text, span.end_char):
            new.append(Found(span, None, kind))
            taken |= set(range(span.start, span.end))
    found += [replace(item, is_sure=is_surely_one(item, taken, context)) for item in new]
    found.sort(key=lambda item: item.span.start)
    for item in found:
        context.kinds[item.span.text] = (item.known, item.kind)
        (context.cut.discard if item.is_sure else context.cut.add)(item.span.text)
    define_speaker(doc, found, context)
    named = {context.speaker, *(item.span.text for item in found)}
    referring = [
        Found(
            span,
            *context.kinds.get(name, (None, "Organisation")),
            stands_for=name,
            is_name=False,
            is_sure=name in named and name not in context.cut,
        )
        for span, name in (() if capitals else references(doc, taken, found, context))
    ]
    subject = next((i for i in found if i.span.root.dep_ in ("nsubj", "nsubjpass") and i.kind != "Input"), None)
    if subject is not None:
        context.subject, context.age = subject.span.text, 0
    elif any(item.kind != "Input" for item in found):
        context.subject = ""
    context.age += 1
    return sorted([*found, *referring], key=lambda item: item.span.start)


def longer_name(span: Span, named: set[int]) -> Span | None:
    """The new name of which a known one is only a part, as in [Third] Example Works; None where it is whole.

    `named` are the tokens of all known names of the sentence: one beside another makes none longer.
    """
    before, after = beside(span, -1), beside(span, 1)
    if before is not None and is_trade(before):
        before = None
    added = {
        word.i
        for word in (before, after)
        if word is not None and word.text[0].isupper() and word.i not in named and word.lower_ not in TITLES
    }
    for ent in span.doc.ents:
        whole = trimmed(ent) if added.intersection(range(ent.start, ent.end)) else None
        if whole is None or not (whole.start <= span.start and span.end <= whole.end):
            continue
        if added.intersection(range(whole.start, whole.end)) and (
            ent.label_ in MISTAKEN or kind_of(whole) in ("Firm", "Institution")
        ):
            return whole
    if before is not None and before.i in added and before.ent_type_ == "ORDINAL" and before.dep_ == "compound":
        return span.doc[before.i : span.end]
    return None


def is_surely_one(new: Found, taken: set[int], context: Context) -> bool:
    """Whether a new name is surely a name, and all of it: a legal form or another second word tells it from a half of a
    name, a person or a mere word, unless it names a product or who speaks.
    """
    told = len(new.span.text.split()) > 1 or new.kind == "Input" or new.span.text == context.speaker
    return told and not is_cut(new.span, taken)


def shouted(text: str) -> bool:
    """Whether most letters are capitals, so that capitals tell no name.

    >>> shouted("THE GOAL IS TO MAKE PUMPS"), shouted("Example Works makes pumps")
    (True, False)
    """
    letters = [letter for letter in text if letter.isalpha()]
    return sum(map(str.isupper, letters)) * 2 > len(letters)


def trimmed(ent: Span) -> Span | None:
    """The name with its legal form, without article, possessive, punctuation, place; None for nothing or two names."""
    start, end = ent.start, ent.end
    doc = ent.doc
    while start < end and (
        doc[start].lower_ in ("the", "a", "an", "our", "its") or not re.search(r"\w", doc[start].text)
    ):
        start += 1
    if start == 0 and end - start > 2 and doc[start].lower_ in HEADINGS:
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or not re.search(r"\w", doc[end - 1].text)):
        end -= 1
    end = next((at for at in range(start + 2, end) if doc[at].lower_ == "of" and legal(doc[at - 1])), end)
    if start == end or any(t.text == "," and not legal(doc[t.i + 1]) for t in doc[start : end - 1]):
        return None
    return with_legal_form(doc[start:end])


def is_one_of_many(span: Span) -> bool:
    """Whether an article says that the words are no name: "an Example Corp", but not "an Example Works subsidiary"."""
    article = span.doc[span.start - 1] if span.start else None
    return article is not None and article.lower_ in ("a", "an") and span.start <= article.head.i < span.end


def kind_of(span: Span) -> str | None:
    """What a new name seems to name; None for persons, places, dates, and what is no name."""
    label = span.root.ent_type_ or span[0].ent_type_
    text = span.text
    if re.search(
        r"\b(?:Agreement|Pursuant|Included?|Act|Plan|Notes?|Receivables?|Abstract|Division|Systems? and|Segment)\b",
        text,
    ):
        return None
    if (
        ACRONYM_NOISE.match(text)
        or text.lower() in NOT_NAMES
        or all(legal(t) for t in span)
        or not any(t.text[0].isupper() for t in span)
    ):
        return None
    if legal(span[-1]) and len(span) > 1:
        return "Firm"
    if label in THINGS:
        return "Input"
    if label not in ORGANISATIONS:
        return None
    words = {CLASS_OF_WORD.get(token.lower_) for token in span}
    return "Institution" if words & {"authority", "association"} else "Firm"


def define_speaker(doc: Doc, found: list[Found], context: Context) -> None:
    """Notes whom the text calls "the Company", as in: Example Works, Inc. (the "Company")."""
    for item in found:
        tail = doc.text[item.span.end_char : item.span.end_char + 90]
        if re.match(r"[^.;)]{0,40}\((?:[^)]{0,40}\W)?(?:the )?[\"“']?(?:Company|Corporation|Registrant|we|us)\b", tail):
            context.speaker = item.span.text


def references(doc: Doc, taken: set[int], found: list[Found], context: Context) -> Iterator[tuple[Span, str]]:
    """Pronouns and nominals with the name they stand for, empty where that is not clear.

    "We", "our" and "the Company" stand for the speaker. "It", "its" and "the company" stand for the organisation
    that is the subject of this sentence before them, else for the subject of one of the last two sentences.
    """
    for match in PRONOUN.finditer(doc.text):
        span = doc.char_span(match.start(), match.end())
        if span is None or taken & set(range(span.start, span.end)):
            continue
        words = span.text.lower()
        if (words == "it" and span.root.dep_ == "expl") or (words in ("us",) and span.text == "US"):
            continue
        if words in SPEAKER or re.fullmatch(r"[Tt]he (Company|Registrant|Corporation)", span.text):
            yield span, context.speaker or (earlier(span, found, context) if words not in SPEAKER else "")
        elif words in ("they", "them", "their"):
            yield span, ""
        else:
            yield span, earlier(span, found, context)


def earlier(span: Span, found: list[Found], context: Context) -> str:
    """The last organisation to be a subject before `span`; empty if there is none, or if another was named since.

    So it is, too, where "and its" says that the one meant is in this sentence.
    """
    before = [item for item in found if item.span.end <= span.start and item.kind != "Input"]
    subjects = [item for item in before if item.span.root.dep_ in ("nsubj", "nsubjpass")]
    if subjects:
        return subjects[-1].span.text
    joined = span.start > 0 and span.doc[span.start - 1].lower_ == "and"
    if before or joined:
        return ""
    return context.subject if context.age <= MEMORY else ""
