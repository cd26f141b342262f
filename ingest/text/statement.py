"""How a sentence states a linkage: as a fact, as denied, ended or only possible; and since and until when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Span

State = Literal["stated", "denied", "ended", "possible"]

ENDED = re.compile(
    r"\b(?:no longer|ceased|until|formerly|former|previously|previous|prior|past|erstwhile|used to"
    r"|discontinu\w*|terminat\w*|expired|ended|divested"
    r"|split from|spun off|sold its stake|once (?:the|an?)|still owned)\b",
    re.I,
)
WHEN = r"(?: (?:on|late|early|earlier|last) \w+| today| yesterday| also| again)?"
"""What may stand between a plan and its "to"."""
POSSIBLE = re.compile(
    r"\b(?:may|might|could|would|should|can|will|if|unless|whether"
    r"|(?:plans?|planned|intend(?:s|ed)?|expect(?:s|ed)?|hopes?|seeks?|sought|agree(?:s|d)?|agreed in principle|wants?"
    r"|wanted|wish(?:es|ed)?|aims?|propose|committed|offer(?:s|ed|ing)?|contract(?:s|ed)?|tr(?:y|ies|ied|ying)|decided"
    rf"|ready|looking|keen|eager|threaten(?:s|ed)?|vow(?:s|ed)?|pledge[sd]?|promise[sd]?){WHEN} to"
    r"|(?:is|are|was|were)(?: set| due| about| poised| ready)? to"
    r"|(?:is|are|was|were) (?:buying|acquiring|purchasing)"
    r"|in principle|proposed|proposes|potential\w*|attempt\w*|bid|talks|likely"
    r"|negotiat\w*|considering|rumou?red|allege[ds]?|prospective|failed|cancelled|canceled|rejected"
    r"|(?:agreements?|deals?|offers?|options?|rights?|approval|permission) to|tentative\w*|preliminary"
    r"|letter of intent)\b",
    re.I,
)
DENIED = re.compile(
    r"\b(?:not|n't|never|neither|nor|nobody|without|rather than|instead of|none|independent of|unaffiliated)\b", re.I
)
TRADED = frozenset("sell sale buy acquire acquisition purchase divest divestment disposal auction bid".split())
"""Lemmas above a unit that changes hands: whose it is once that is done, the sentence does not say."""
SINCE = re.compile(r"\b(?:since|from|starting in|beginning in|as of)\s+(?:\w+\s+){0,2}?((?:18|19|20)\d\d)\b", re.I)
UNTIL = re.compile(
    r"\b(?:until|till|to|through|ended in|terminated in|expired in)\s+(?:\w+\s+){0,2}?((?:18|19|20)\d\d)\b", re.I
)
IN_YEAR = re.compile(r"\bin (?:\w+ ){0,2}?((?:18|19|20)\d\d)\b", re.I)
"""The year of an event, as in `in June 2018`."""
EVENTS = frozenset({"ACQUIRED"})
"""Links that are made on a day: what a sentence says to be done in a year holds since then."""


def clause_words(first: Span, second: Span) -> str:
    """The words that may turn what is said of two mentions: between them, and the chain of verbs above each."""
    doc = first.doc
    picked = set(range(first.end, second.start))
    for mention in (first, second):
        for head in mention.root.ancestors:
            picked.add(head.i)
            picked |= {
                child.i
                for child in head.children
                if child.dep_ in ("neg", "aux", "auxpass", "advmod", "mark", "amod") or child.lower_ == "until"
            }
    for at in range(max(0, first.start - 3), first.start):
        picked.add(at)
    return " ".join(doc[at].text for at in sorted(picked))


def state_of(first: Span, second: Span, kind: str) -> State:
    """Whether the sentence states, denies, ends or only considers a linkage of two mentions in the order of the text.

    Words that deny or weaken count where they stand between the mentions or beside a verb above one of them.
    """
    words = clause_words(first, second)
    if re.search(r"\bno longer\b", words, re.I) or ENDED.search(words):
        return "ended"
    if DENIED.search(words):
        return "denied"
    return "possible" if POSSIBLE.search(words) or (kind == "UNIT_OF" and is_traded(first, second)) else "stated"


def is_traded(*mentions: Span) -> bool:
    """Whether one of the mentions is what a sentence says is bought or sold, or stands in its description."""
    return any(above.lemma_.lower() in TRADED for mention in mentions for above in mention.root.ancestors)


def years(sentence: str, kind: str = "") -> tuple[str | None, str | None]:
    """The years since and until which a sentence says that something holds, as the text gives them.

    Of an event it is the only year that the sentence puts it in.

    >>> years("Example Works supplied Invented Motors from 2009 to 2014."), years("a supplier since 1998")
    (('2009', '2014'), ('1998', None))
    >>> years("Example Works acquired Invented Motors in May 2018.", "ACQUIRED"), years("It grew in 2018.", "SUPPLIES")
    (('2018', None), (None, None))
    """
    since, until = SINCE.search(sentence), UNTIL.search(sentence)
    if kind in EVENTS and not since and len(in_years := set(IN_YEAR.findall(sentence))) == 1:
        return in_years.pop(), None
    return since.group(1) if since else None, until.group(1) if until else None
