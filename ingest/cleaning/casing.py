"""Names and addresses that a register writes in capitals, made readable."""

from __future__ import annotations

import re

CAPITALS = frozenset(
    "llc llp lp lllp pllc usa us ii iii iv vi vii nw ne sw se md dds dmd cpa ymca ywca ems hvac ma ca ny dba "
    "aka tv dc uk abc aids".split()
)
"""Words that stay in capitals."""
MIXED = frozenset("rd ln dr st ct pl mt ft ltd blvd hwy pkwy jr sr mr mrs ms sq trl bldg hts".split())
"""Abbreviations without a vowel that are no initials."""
SMALL = frozenset("of and the at for in on de la du des to by an".split())
"""Words that are written small but at the start."""
VOWEL = re.compile(r"[aeiouy]")


def readable(text: str) -> str:
    """`text` with capitals at the start of words only; unchanged where it already has small letters.

    >>> readable("THE O'BRIEN & SONS WINE CO. OF NAPA LLC"), readable("Opus One")
    ("The O'Brien & Sons Wine Co. of Napa LLC", 'Opus One')
    """
    if any(letter.islower() for letter in text):
        return text
    words = text.split()
    return " ".join(readable_word(word, first=not number) for number, word in enumerate(words))


def readable_word(word: str, *, first: bool) -> str:
    """One word of a text in capitals.

    >>> readable_word("MCLEAN", first=False), readable_word("BWSC", first=False), readable_word("ANN'S", first=False)
    ('McLean', 'BWSC', "Ann's")
    """
    lower = word.lower()
    bare = re.sub(r"[^a-z]", "", lower)
    if bare in CAPITALS or re.search(r"\d[a-z]*\d|[a-z]\d", lower) or re.fullmatch(r"(?:[a-z]\.)+,?", lower):
        return word
    if bare in SMALL and not first and bare == lower:
        return lower
    if len(bare) <= 4 and bare not in MIXED and bare == lower and not VOWEL.search(bare):
        return word
    titled = re.sub(r"(^|[^\w'’])([^\W\d_])", lambda found: found[1] + found[2].upper(), lower)
    titled = re.sub(r"\b([OoDdLl])(['’])([a-z]{2,})", lambda found: found[1] + found[2] + found[3].capitalize(), titled)
    return re.sub(r"\bMc([a-z]{2,})", lambda found: "Mc" + found[1].capitalize(), titled)
