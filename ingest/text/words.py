"""Reasons in words, and what the wording says beyond the classes of the corpus."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

SERVICE = frozenset(
    "service services consult consulting consultant consultancy audit auditor auditing advise advisor adviser advisory"
    " advertising agency client clients insurance insurer bank banking legal counsel lawyer outsource outsourcing"
    " logistics"
    " freight shipping maintenance hosting cloud software analytics payroll recruitment staffing training"
    " marketing design"
    " engineering testing platform network broadcast transport".split()
)
"""Lemmas that say that a service is sold rather than goods."""
GOODS = frozenset(
    "supply supplier vendor part component material goods product equipment machine machinery vehicle engine aircraft"
    " locomotive system module axle seat tire steel battery device ship deliver ingredient chip"
    " freighter plane jet airliner turbine".split()
)
"""Lemmas that say that goods are sold."""
MEMBERSHIP = re.compile(r"\b(?:members? (?:of|in)|membership (?:of|in)|belongs? to|joined)\b", re.I)
BODY = re.compile(
    r"\b(?:Association|Alliance|Consortium|Federation|Society|Chamber|Council|Network|League|Union|Institute|Group|Initiative"
    r"|Foundation|Forum|Coalition|Cooperative|Guild)\b"
)
PLACES = {
    "mid": "between the names",
    "near": "just before the second name",
    "near1": "just after the first name",
    "flow": "between the names",
    "exact": "is all that stands between the names",
    "pre": "before the first name",
    "pre2": "before the first name",
    "post": "after the second name",
    "post2": "after the second name",
    "before": "before the first name",
    "between": "between the names",
    "after": "after the second name",
    "on": "joins the names in the grammar of the sentence",
    "top": "joins the names in the grammar of the sentence",
    "full": "joins the names in the grammar of the sentence",
    "chain": "joins the names in the grammar of the sentence",
    "topchild": "goes with the word that joins the names",
    "head1": "is what the first name depends on",
    "head2": "is what the second name depends on",
    "child1": "describes the first name",
    "child2": "describes the second name",
}
"""Where a feature was seen."""


def in_words(features: Iterable[str]) -> tuple[str, ...]:
    """Reasons for people, made of the names of features; those that only say something of grammar are left out.

    >>> in_words(["flow=a supplier of", "gap=3", "mid@supply"])
    ("'a supplier of' between the names", "a word of 'supply' between the names")
    """
    found = []
    for feature in features:
        match = re.fullmatch(r"(\w+?)([=@])(.*)", feature)
        if not match or match[1] not in PLACES:
            continue
        said, sort, place = match[3], match[2], PLACES[match[1]]
        said = re.sub(r"<N>", "a name", said)
        said = (
            said.split("|")[0] if match[1] in ("top", "on") else said.rpartition("|")[2] if match[1] == "full" else said
        )
        said = said.split("+")[0] if sort == "@" else said
        if match[1] in ("head1", "head2"):
            said = said.rpartition(":")[0]
        elif match[1] in ("on", "topchild", "child1", "child2"):
            said = said.rpartition(":")[2]
        if re.search(r"[a-z]{2}", said) and said not in ("self", "a name"):
            found.append(f"a word of '{said}' {place}" if sort == "@" else f"'{said}' {place}")
    return tuple(dict.fromkeys(found))


def is_service(doc: Doc) -> bool:
    """Whether a sale that the sentence speaks of is one of services; goods win where both are named."""
    lemmas = {token.lemma_.lower() for token in doc}
    return bool(lemmas & SERVICE) and not lemmas & GOODS


def is_membership(doc: Doc, first: Span, second: Span) -> bool:
    """Whether the sentence says that the first is a member of the second, which sounds like a body of members."""
    return bool(MEMBERSHIP.search(doc[first.end : second.start].text) and BODY.search(second.text))
