"""Candidate linkages: who is said to be linked to whom, how, where it stands, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import TYPE_CHECKING, Any

import yaml

from .classifier import Look, look_at, shipped
from .documents import Document, pasted
from .encoder import Opinion, opinions
from .frames import framed, unlisted
from .language import parse
from .mentions import Context, Found, mentions
from .names import KnownName, KnownNames
from .products import provided
from .sentences import Sentence, names_in, refers, sentences
from .statement import State, state_of, years
from .words import in_words, is_membership, is_service

if TYPE_CHECKING:
    from spacy.tokens import Doc

FARTHEST = 60
"""Tokens between two mentions beyond which no linkage is looked for."""
CROWD = 24
"""Mentions of one sentence beyond which it is a table or an index and says nothing."""
SHOWN = 0.2
"""Probability from which a candidate is worth a look."""
ASKED = 0.3
"""Probability of the linear model that any linkage is stated, from which the language model is asked."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An end of a candidate, as the sentence writes it."""

    start: int
    end: int
    """Characters of the sentence: `sentence[start:end] == text`."""
    text: str
    known: str | None
    """Id of the entity of the graph that bears the name; None for new names and for names that several bear."""
    kind: str
    """What kind of entity it is or, if new, seems to be."""
    stands_for: str = ""
    """The name that "it" or "the company" stands for; empty for names, and where that is not clear."""

    @property
    def name(self) -> str:
        """The name meant."""
        return self.stands_for or self.text


@dataclass(frozen=True, slots=True)
class Candidate:
    """A linkage that a sentence may state; it goes from `left` to `right`, whichever the sentence names first."""

    report: str
    page: int
    """From 1."""
    start: int
    """Characters of the document before the sentence."""
    sentence: str
    left: Mention
    right: Mention
    kind: str
    """The kind of link."""
    score: float
    """From 0 to 1, the higher the likelier the sentence states this linkage; no probability (docs/text.md)."""
    state: State
    """Whether the sentence states it, denies it, says that it ended, or only considers it."""
    since: str | None
    until: str | None
    accepted: bool
    """Whether it may go into the graph without review."""
    reasons: tuple[str, ...]
    """What speaks for it, in words, weightiest first."""


@dataclass(slots=True)
class Tally:
    """How much of a report was read."""

    sentences: int = 0
    parsed: int = 0
    """Sentences that may speak of a party."""


class Extractor:
    """Finds candidate linkages in reports. Making one takes a second, and one more for 100,000 known names."""

    def __init__(self, names: Iterable[KnownName] = (), *, threshold: float | None = None) -> None:
        self.known = KnownNames(names)
        self.threshold = relations()["threshold"] if threshold is None else threshold
        """Score from which a candidate is accepted without review."""

    def candidates(
        self, text: str | Document, report: str = "", speaker: str = "", tally: Tally | None = None
    ) -> Iterator[Candidate]:
        """Candidates in the order of the text, read page by page.

        `report` names the report (a Document has its own name); `speaker` is whom "we" and "the Company" stand for,
        where the report does not say so itself; `tally` is told how much was read.
        """
        counted = tally or Tally()
        document = pasted(text, report or "pasted text") if isinstance(text, str) else text
        context = Context(speaker=speaker)
        context.kinds[speaker] = bearer(self.known, speaker)
        for page in document.pages():
            found = [piece for offset, paragraph in page.paragraphs() for piece in sentences(paragraph, offset)]
            chosen = [sentence for sentence in found if worth_parsing(sentence)]
            counted.sentences += len(found)
            counted.parsed += len(chosen)
            docs = parse(sentence.flat for sentence in chosen)
            for sentence, doc in zip(chosen, docs, strict=True):
                for candidate in self.of_sentence(sentence, doc, context):
                    yield Candidate(report or document.name, page.number, page.start + sentence.start, *candidate)

    def of_sentence(self, sentence: Sentence, doc: Doc, context: Context) -> Iterator[tuple[Any, ...]]:
        """The candidates of one parsed sentence, without report and page."""
        found = mentions(doc, self.known, context)
        if len(found) > CROWD:
            return
        for kind, left, right, score, reasons in judgements(doc, found):
            yield self.candidate(sentence, left, right, kind, score, reasons)
        for owner, thing, score, reasons in provided(doc, found):
            yield self.candidate(sentence, owner, thing, "PROVIDES", score, reasons)

    def candidate(
        self,
        sentence: Sentence,
        left: Found,
        right: Found,
        kind: str,
        score: float,
        reasons: tuple[str, ...],
    ) -> tuple[Any, ...]:
        """The fields of a candidate from its sentence on."""
        earlier, later = sorted((left.span, right.span), key=lambda span: span.start)
        state, (since, until) = state_of(earlier, later, kind), years(sentence.text, kind)
        clear = all(
            (end.is_name or end.stands_for) and end.is_sure and not self.is_several(end) for end in (left, right)
        )
        ends = tuple(mention(end, sentence) for end in (left, right))
        rules, enough = relations(), self.threshold
        if all(end.known for end in ends):
            enough = min(enough, rules["known"].get(kind, enough))
        waits = kind in rules["reviewed"] or (kind in rules["left_known"] and not left.known)
        accepted = score >= enough and state == "stated" and clear and not waits
        return (sentence.text, *ends, kind, round(score, 4), state, since, until, accepted, reasons)

    def is_several(self, end: Found) -> bool:
        """Whether several things that the graph knows bear the name of an end."""
        return end.known is None and (end.stands_for or end.span.text) in self.known


def worth_parsing(sentence: Sentence) -> bool:
    """Whether a sentence may speak of a party, by name or not; one may also say who "it" is in the next."""
    return names_in(sentence.text) > 0 or refers(sentence.text)


def pairs(found: list[Found]) -> Iterator[tuple[Found, Found]]:
    """Pairs of mentions in the order of the text that are of two parties, of which one is named."""
    for first, second in combinations(found, 2):
        apart = 0 <= second.span.start - first.span.end <= FARTHEST
        if apart and first.key != second.key and (first.is_name or second.is_name):
            yield first, second


Judged = tuple[str, Found, Found, float, tuple[str, ...]]
"""Kind, ends, score and reasons of a linkage."""


def judgements(doc: Doc, found: list[Found]) -> Iterator[Judged]:
    """The likeliest linkage of each pair of a sentence, where one is likely and fits."""
    likely = [(first, second) for first, second in pairs(found) if not same_list(first, second)]
    looks = [look_at(doc, first.span, second.span) for first, second in likely]
    gate = shipped("stated")
    chances = gate.probabilities(looks)[:, gate.classes.index("stated")]
    looked = []
    for (first, second), look, stated in zip(likely, looks, chances.tolist(), strict=True):
        frame = framed(first.span, second.span)
        if stated >= ASKED or frame:
            looked.append((first, second, look, frame, stated))
    said = shipped("relations").probabilities([look for _, _, look, *_ in looked])
    linear = [(chance, stated) for chance, (*_, stated) in zip(said, looked, strict=True)]
    told = opinions(doc, [(first.span, second.span) for first, second, *_ in looked], linear)
    for (first, second, look, frame, _), opinion in zip(looked, told, strict=True):
        if judged := judge(doc, first, second, look, frame, opinion):
            yield judged


def judge(
    doc: Doc, first: Found, second: Found, look: Look, frame: tuple[str, str] | None, opinion: Opinion
) -> Judged | None:
    """The likeliest linkage of two mentions; None if none is likely or fits."""
    model = shipped("relations")
    at = int(opinion.relations.argmax())
    label = model.classes[at]
    score = opinion.stated * float(opinion.relations[at])
    if frame:
        name, role = frame
        mutual = relations()["classes"][name].get("mutual", False)
        label = name if mutual else name + (">" if role == "e1" else "<")
        agreed = opinion.stated * float(opinion.relations[model.classes.index(label)])
        score = 1 - (1 - relations()["frame"]) * (1 - agreed)
    relation = relations()["classes"][label.rstrip("<>")]
    if "kind" not in relation or score < SHOWN:
        return None
    e1, e2 = (second, first) if label.endswith("<") else (first, second)
    left, right = (e1, e2) if relation["from"] == "first" else (e2, e1)
    kind = relation["kind"]
    if "service" in relation and is_service(doc):
        kind = relation["service"]
    if "member" in relation and is_membership(doc, first.span, second.span):
        kind, left, right = relation["member"], first, second
    if not fits(left, relation["ends"][0]) or not fits(right, relation["ends"][1]):
        return None
    return kind, left, right, score, in_words(model.reasons(look, label, 6))


def same_list(first: Found, second: Found) -> bool:
    """Whether both only stand in one list: B and C in "A supplies B and C", not in "B and C merged"."""
    head = unlisted(first.span.root)
    return head == unlisted(second.span.root) and head.dep_ in ("dobj", "pobj", "attr")


def fits(found: Found, wanted: str) -> bool:
    """Whether a mention can be what the end of a linkage must be; a new name that no register knows may be a thing."""
    if found.kind == wanted:
        return True
    if wanted == "Organisation":
        return found.kind in ("Firm", "Institution", "Organisation")
    return wanted == "Input" and found.known is None and found.is_name and found.kind != "Institution"


def mention(found: Found, sentence: Sentence) -> Mention:
    """A mention as it is handed on."""
    start, end = found.span.start_char, found.span.end_char
    return Mention(start, end, sentence.text[start:end], found.known, found.kind, found.stands_for)


def bearer(known: KnownNames, name: str) -> tuple[str | None, str]:
    """Known id and kind of a name."""
    id, kind = known.bearer(name)
    return id, kind or "Organisation"


def kinds() -> list[str]:
    """The kinds of links that reports are read for."""
    said = relations()["classes"].values()
    found = {relation[key] for relation in said for key in ("kind", "service", "member") if key in relation}
    return sorted(found | {"PROVIDES"})


@cache
def relations() -> dict[str, Any]:
    """What relations.yml says."""
    read: dict[str, Any] = yaml.safe_load((files(__package__) / "relations.yml").read_text(encoding="utf-8"))
    return read
