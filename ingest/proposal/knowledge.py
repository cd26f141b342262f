"""What is known of headers: roles of columns, other parties, words of relations and of sorts of organisations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ..cleaning.names import slug

SMALL = frozenset("a an the of in de la le les du des di der die das del el los and or und et y e il d l".split())
"""Words that say nothing in a header."""
SHORT = {
    **dict.fromkeys(("num", "nbr", "no", "nr"), "number"),
    **{"addr": "address", "yr": "year", "dt": "date", "desc": "description", "cust": "customer"},
}
"""Shortened words of headers to the whole ones."""
UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}  # codespell:ignore ue
OWN = frozenset(
    "company firm organisation organization org business institution employer establishment entity enterprise inst "
    "unternehmen firma entreprise empresa azienda site own location physical".split()
)
"""What a header may begin with to say that it speaks of the row's own organisation."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a column can mean."""

    name: str
    title: str
    about: str
    example: str
    words: frozenset[tuple[str, ...]]
    """Header words, each a tuple of folded words."""
    weak: frozenset[tuple[str, ...]] = frozenset()
    """Header words that may mean other things too."""
    values: str = ""
    """Recogniser that its cells are tried with; empty where any cell will do."""
    needs: float = 0
    """Share of the cells that must fit."""
    sure: str = ""
    """Recogniser that counts where the header says nothing; empty for that of `values`."""
    alone: float = 0
    """How sure it is where all cells fit and the header says nothing."""
    property: str = ""
    """Property of the organisation that it fills."""
    identifier: str | None = None
    """Scheme of the number it holds; empty where the header names the scheme."""
    varies: bool = False
    """Whether it differs from organisation to organisation."""
    many: bool = False
    """Whether several columns may have it."""
    sorts: Sequence[str] = ("ORGANISATIONS",)
    """The sorts of tables in which it may be found, by the name of each (sorts.py)."""
    search: Sequence[str] = ()
    """Further words by which it is found in the form."""


@dataclass(frozen=True, slots=True)
class Party:
    """Another organisation that a row may name."""

    name: str
    title: str
    example: str
    words: frozenset[tuple[str, ...]]
    link: str
    """Kind of link between it and the row's organisation; empty where a relation column says it."""
    outward: bool
    """Whether the link goes out from the row's organisation."""
    pair: str
    """The party it makes a whole with where the row has no organisation of its own."""
    kind: str
    """Firm, where it is not said to be an Institution."""
    type: str
    """The type of an institution; empty where it may be of any."""


def words_of(header: str) -> tuple[str, ...]:
    """The words of a header, folded: camel case and numbers apart, accents and small words off.

    >>> words_of("business_zipCode"), words_of("Nombre de la Organización"), words_of("EmplyeeNum")
    (('business', 'zip', 'code'), ('nombre', 'organizacion'), ('emplyee', 'number'))
    """
    umlauts = "".join(UMLAUTS.get(letter, letter) for letter in header)
    apart = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])", " ", umlauts)
    words = slug(apart.replace("'", " ").replace("’", " ")).split("-")
    words = [SHORT.get(word, word) for word in words]
    kept = tuple(
        word for place, word in enumerate(words) if word and (word not in SMALL or 0 < place == len(words) - 1)
    )
    return kept or tuple(word for word in words if word)


@cache
def known_roles() -> Mapping[str, Role]:
    """The roles of a column by name, in the order of a form."""
    raw = read("roles.yml")
    return {
        name: Role(
            name,
            said["title"],
            said["about"],
            str(said["example"]),
            phrases(said["words"]),
            phrases(said.get("weak", ())),
            **{
                key: said[key]
                for key in (
                    "values",
                    "sure",
                    "needs",
                    "alone",
                    "property",
                    "identifier",
                    "varies",
                    "many",
                    "sorts",
                    "search",
                )
                if key in said
            },
        )
        for name, said in raw.items()
    }


@cache
def parties() -> Mapping[str, Party]:
    """The other organisations that a row may name, by name."""
    return {
        name: Party(
            name,
            said["title"],
            said["example"],
            phrases(said["words"]),
            said.get("link", ""),
            said["from"] == "row",
            said.get("pair", ""),
            said.get("kind", "Firm"),
            said.get("type", ""),
        )
        for name, said in read("parties.yml").items()
    }


@cache
def relations() -> Mapping[tuple[str, ...], tuple[str, bool]]:
    """Words of a relation to the kind of link, and whether it goes out from the row's organisation."""
    return {
        phrase: (link, direction == "out")
        for link, said in read("relations.yml").items()
        for direction in ("out", "in")
        for phrase in map(relation_words, said.get(direction, ()))
    }


def relation_words(text: str) -> tuple[str, ...]:
    """The words of a relation as they are compared: `of` and `to` say who is whose, so they stay.

    >>> relation_words("Supplier of"), relation_words("client_of")
    (('supplier', 'of'), ('client', 'of'))
    """
    return tuple(slug(text.replace("_", " ")).split("-"))


@cache
def sorts() -> Mapping[tuple[str, ...], tuple[str, str]]:
    """Words for sorts of organisations to the kind of node and the type of institution."""
    return {
        words_of(word): ("Firm", "") if sort == "Firm" else ("Institution", sort)
        for sort, said in read("kinds.yml").items()
        for word in said
    }


@cache
def place_types() -> Mapping[tuple[str, ...], str]:
    """Words for sorts of places to the type of a Place."""
    return {words_of(word): type for type, said in read("place_types.yml").items() for word in said}


def phrases(words: Iterable[object]) -> frozenset[tuple[str, ...]]:
    """Header words as tuples of folded words."""
    return frozenset(words_of(str(word)) for word in words)


def read(file: str) -> dict[str, Any]:
    """A table of this package."""
    found: dict[str, Any] = yaml.safe_load((files("clusteratlas.ingest.proposal") / file).read_text(encoding="utf-8"))
    return found
