"""Text cut into sentences, and which of them are worth parsing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 1500
"""Characters of a sentence; what is longer is cut at a space, since no report writes so and the parser slows down."""
ABBREVIATIONS = frozenset(
    "inc corp co ltd cos bros mr mrs ms dr prof jr sr st no vs e.g i.e u.s u.k u.s.a approx dept gov gen sen rep"
    " chas geo jas robt wm est fig"
    " jan feb mar apr jun jul aug sept sep oct nov dec ph.d d.c a.m p.m etc al s.a s.p.a n.v b.v".split()
)
CLOSING = frozenset("inc corp co ltd cos bros s.a s.p.a n.v b.v u.s u.k u.s.a a.m p.m etc".split())
"""Abbreviations that a sentence may well end with; legal forms that are written without a dot (plc, LLC) are none."""
END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n[ \t]*(?=[•●▪*–-][ \t])|\t+")
NAME = re.compile(r"(?<![\w.])(?:[A-Z][\w&.-]*|[a-z]+[A-Z]\w*|\d+[A-Z]\w*)")
INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]")
PRONOUN = re.compile(
    r"\b(?:we|us|our|it|its|they|their|them|(?:the|this|said) (?:\w+ ){0,2}?(?:company|firm|corporation|group"
    r"|registrant|bank|manufacturer|business|organi[sz]ation|startup|start-up|subsidiary|supplier|brewery|winery|airline|retailer|publisher"
    r"|university|agency|partnership|studio|developer|maker|producer|operator|brand|label))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written, and where it begins within its page."""

    start: int
    text: str

    @property
    def flat(self) -> str:
        """The text with each white character as one blank, so that a line break means nothing."""
        return re.sub(r"\s", " ", self.text)


def sentences(text: str, start: int = 0) -> Iterator[Sentence]:
    """The sentences of a paragraph that begins `start` characters into its page.

    >>> [s.text for s in sentences("Example Co. Ltd. of St. Nowhere makes pumps. It sells them.")]
    ['Example Co. Ltd. of St. Nowhere makes pumps.', 'It sells them.']
    """
    begin = 0
    for cut in [*cuts(text), len(text)]:
        piece = text[begin:cut]
        while piece.strip():
            end = len(piece) if len(piece) <= LONGEST else (piece.rfind(" ", 1, LONGEST) + 1 or LONGEST)
            part = piece[:end]
            if bare := part.strip():
                yield Sentence(start + begin + part.index(bare), bare)
            begin += end
            piece = piece[end:]
        begin = cut


def cuts(text: str) -> Iterator[int]:
    """Where sentences end."""
    begun = 0
    for found in END.finditer(text):
        if found.group()[0] == ".":
            word = re.search(r"[\w.]*$", text[max(0, found.start() - 12) : found.start()])
            last = word.group() if word else ""
            if re.fullmatch(r"[A-Z]", last):
                continue
            abbreviated = last.lower() in ABBREVIATIONS
            may_close = last.lower() in CLOSING or not abbreviated
            if (abbreviated or INITIALS.fullmatch(last)) and not (
                may_close and begins_sentence(text, begun, found.end())
            ):
                continue
        begun = found.end()
        yield begun


def begins_sentence(text: str, begun: int, at: int) -> bool:
    """Whether behind an abbreviation a new one begins: a common word, a name and its verb.

    >>> said = "It was bought by Example Works Inc. "
    >>> after = ("The price", "Invented Motors sells", "Chairman Doe is")
    >>> [begins_sentence(said + then, 0, len(said)) for then in after]
    [True, True, False]
    """
    word = re.compile(r"[A-Za-z'’-]+").match(text, at)
    if word is None or word.group().lower() in NAMED_AFTER:
        return False
    if word.group().lower() in COMMON_STARTS:
        return True
    told = re.search(r"(?<!\S)[a-z]{2,}", text[begun:at]) is not None
    return told and NAME_AND_VERB.match(text, at) is not None


def refers(text: str) -> bool:
    """Whether a pronoun or a phrase such as "the company" may stand for a name."""
    return PRONOUN.search(text) is not None


def is_reference(text: str) -> bool:
    """Whether all of `text` is a pronoun or a phrase that stands for a name.

    >>> is_reference("The Company"), is_reference("Example Company")
    (True, False)
    """
    return PRONOUN.fullmatch(text) is not None


def names_in(text: str) -> int:
    """How many words look like names; the first word of the sentence counts where another capital follows it.

    >>> names_in("The firm sells valves."), names_in("Example Works sells valves to Invented Motors.")
    (0, 2)
    """
    runs, last = 0, -2
    for found in NAME.finditer(text):
        alone = found.start() == 0 and not NAME.match(text, found.end() + 1)
        if alone and found.group().lower() in COMMON_STARTS:
            continue
        if found.start() > last + 1:
            runs += 1
        last = found.end()
    return runs


COMMON_STARTS = frozenset(
    "the a an in on at for from to by with as of and but or if when while since after before during although however"
    " this that these those there it its we our they their he she his her i you your some most many all both each"
    " other such no not under over through between".split()
)
NAMED_AFTER = frozenset(
    "no under chairman chairwoman chief president ceo cfo cto vice director executive founder spokesman spokeswoman"
    " spokesperson class common board series senior general managing".split()
)
"""Words that follow an abbreviation in the same sentence though capitals begin them: "Inc. Chairman", "U.S. No. 1"."""
NAME_AND_VERB = re.compile(
    r"(?:[A-Z][\w&-]*,?\s+){1,5}(?:is|was|are|were|has|had|have|will|also|makes?|made|sells?|sold|suppl(?:y|ies|ied)"
    r"|provides?|provided|acquires?|acquired|buys|bought|owns?|owned|operates?|operated|offers?|offered|announced|said"
    r"|became|remains?|produces?|produced|develops?|developed|manufactures?|manufactured|competes?|invests?|invested)\b"
)
