"""Whether a new name is all of a name, or a part that the recogniser cut off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .names import legal
from .sentences import NAMED_AFTER

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

TITLES = NAMED_AFTER | {"mr", "mrs", "ms", "dr", "sir", "lord", "prof", "professor", "founder"}
"""What stands beside a name with a capital and belongs to a person, lower case."""
AND = ("and", "&")
PARTNERS = re.compile(r"[A-Z][\w'-]+(?:, [A-Z][\w'-]+)+,? (?:and|&) [A-Z][\w'-]+")
"""Words with capitals in a list: a firm named after its partners, or several firms."""
UNNAMED = ("", "PERSON")
"""What the recogniser says of the partners that it sees."""
OWNERS = ("GPE", "LOC", "FAC", "ORG", "PERSON")
"""What it says of others whose something may be."""


def is_cut(span: Span, taken: set[int]) -> bool:
    """Whether a name may be a part of a longer one; `taken` are the tokens of all names of the sentence.

    So it is beside a word with a capital that is in no name (Grand [Example Works]); where "and" or "of" may join it
    to such a word ([Doe] and Sons Inc, [Bank] of Nowhere); and where a verb in the singular takes a list for one.
    What holds two names, or ends in a common word, is no whole name either.
    """
    return (
        is_two(span)
        or (len(span) > 1 and span[-1].text[0].islower())
        or is_hyphenated(span)
        or is_possessive(span, taken)
        or touches_capital(span, taken)
        or may_be_half(span, taken)
        or may_be_of(span, taken)
        or is_partner(span, taken)
        or is_one_with_its_list(span)
    )


def beside(span: Span, steps: int) -> Token | None:
    """The token so many steps behind the span, or before it where `steps` is negative; None beyond the sentence."""
    at = span.start + steps if steps < 0 else span.end + steps - 1
    return span.doc[at] if 0 <= at < len(span.doc) else None


def is_capital(token: Token | None) -> bool:
    """Whether the token looks like a word of a name; at the start of a sentence any word has a capital."""
    if token is None or not token.text[0].isupper():
        return False
    common = token.pos_ in ("NOUN", "ADJ") and token.ent_type_ != "NORP"
    return token.pos_ == "PROPN" or (common and token.i > 0)


def is_two(span: Span) -> bool:
    """Whether two names with legal forms stand in the span: Doe Inc and Roe Inc."""
    joints = (at for at in range(1, len(span) - 2) if span[at].lower_ in AND)
    return legal(span[-1]) and any(legal(span[at - 1]) for at in joints)


def is_hyphenated(span: Span) -> bool:
    """Whether a hyphen joins the name with the word before: Old-[New Works]."""
    joint = beside(span, -1)
    return joint is not None and joint.text in ("-", "/") and not joint.whitespace_


def is_possessive(span: Span, taken: set[int]) -> bool:
    """Whether 's is a part of the name: owns nothing behind it ([Doe]'s makes), or cuts it in two (Doe's [Inn])."""
    joint, after = beside(span, 1), beside(span, 2)
    if joint is not None and joint.tag_ == "POS":
        return (
            after is None or after.text == "," or (after.pos_ in ("VERB", "AUX") and after.tag_ not in ("VBG", "VBN"))
        )
    joint, before = beside(span, -1), beside(span, -2)
    if joint is None or joint.tag_ != "POS" or before is None or not is_capital(before):
        return False
    return before.i not in taken and before.ent_type_ not in OWNERS


def touches_capital(span: Span, taken: set[int]) -> bool:
    """Whether a word with a capital that is in no other name touches the name, or a number that belongs to it."""
    before = beside(span, -1)
    if before is not None and before.like_num and before.head in span:
        return True
    after = beside(span, 1) if not legal(span[-1]) else None
    return any(
        token is not None and is_capital(token) and token.i not in taken and token.lower_.strip(".") not in TITLES
        for token in (before, after)
    )


def may_be_half(span: Span, taken: set[int]) -> bool:
    """Whether "and" may join the name with what is beyond: Doe and Sons Inc may be one, Doe Co and Sons Inc not."""
    joint, before = beside(span, -1), beside(span, -2)
    if joint is not None and joint.lower_ in AND and before is not None and is_capital(before) and not legal(before):
        return before.i not in taken or legal(span[-1])
    joint, after = beside(span, 1), beside(span, 2)
    if joint is None or joint.lower_ not in AND or after is None or not is_capital(after) or legal(span[-1]):
        return False
    last = after
    while last.i + 1 in taken and last.i in taken:
        last = last.nbor()
    return after.i not in taken or legal(last)


def may_be_of(span: Span, taken: set[int]) -> bool:
    """Whether "of" may join the name with what is beyond, or has joined it with the town where it sits."""
    joint, before = beside(span, -1), beside(span, -2)
    if joint is not None and joint.lower_ == "of" and before is not None and is_capital(before):
        return before.i not in taken and before.lower_ not in TITLES
    joint, after = beside(span, 1), beside(span, 2)
    if joint is None or after is None:
        return False
    if legal(span[-1]):
        return joint.lower_ == "of" and after.text == "America"
    if joint.lower_ == "of":
        return is_capital(beside(span, 3) if after.lower_ == "the" else after)
    seated = joint.text == "," and any(token.lower_ == "of" for token in span)
    return seated and is_capital(after) and after.i not in taken


def is_partner(span: Span, taken: set[int]) -> bool:
    """Whether the name stands in a list that ends with a legal form, or of which one seems no name: Doe, Roe and Co."""
    for found in PARTNERS.finditer(span.doc.text):
        if found.start() < span.end_char and span.start_char < found.end():
            listed = [token for token in span.doc if found.start() <= token.idx < found.end()]
            others = [token for token in listed if is_capital(token) and token.i not in taken]
            if legal(listed[-1]) or any(token.ent_type_ in UNNAMED for token in others):
                return True
    return False


def is_one_with_its_list(span: Span) -> bool:
    """Whether the verb of a list of subjects is in the singular: Doe and Roe is a division."""
    head = span.root
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    if head.dep_ not in ("nsubj", "nsubjpass") or not any(
        child.dep_ == "conj" and child.pos_ == "PROPN" for child in head.children
    ):
        return False
    verbs = [head.head, *(child for child in head.head.children if child.dep_ in ("aux", "auxpass"))]
    return any(verb.tag_ == "VBZ" or verb.lower_ == "was" for verb in verbs)
