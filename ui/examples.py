"""Questions about the data that ship, shown where the graph holds what they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..queries.catalog import catalog
from . import session
from .routes import Name


@dataclass(frozen=True, slots=True)
class Example:
    """A question that runs."""

    question: str
    how: str
    """How it is answered, in a few words."""
    page: Name
    query: Mapping[str, str]
    """What the page is to show."""
    about: tuple[str, ...]
    """Ids of what it speaks of; it is shown only where the graph holds them all."""


NAPA, SONOMA, MIDDLESEX = "us-county-06055", "us-county-06097", "us-county-25017"
WINERIES, INSTRUMENTS = "naics2017-312130", "naics2017-339112"
CONFORMIS = "us-ma-billerica-conformis"
HOSPITAL = "ror-002pd6e78"
LAW_FIRM = "us-ca-san-diego-malitzlaw"
LILLY, GENENTECH = "trials-eli-lilly-and", "trials-genentech"

EXAMPLES: tuple[Example, ...] = (
    Example(
        "On which crush hosts and bottlers may the wineries of Napa County depend?",
        "Custom crush and bottling with no other recorded provider",
        "questions",
        {"query": "bottlenecks/depended_on", "place": NAPA},
        (NAPA,),
    ),
    Example(
        "Who belongs to the wine cluster of Napa County, to what degree and why?",
        "Boundary as a matter of degree, with reasons",
        "questions",
        {"query": "boundaries/from_seeds", "industry": WINERIES, "place": NAPA, "most": "2000"},
        (WINERIES, NAPA),
    ),
    Example(
        "Without whom would the wine network of Sonoma County fall apart?",
        "Organisations that hold a network together",
        "questions",
        {"query": "bottlenecks/cut_organisations", "place": SONOMA},
        (SONOMA,),
    ),
    Example(
        "Which growers get their seasonal labour certified through one law firm in San Diego?",
        "Labour certifications of 2014 to 2017",
        "organisation",
        {"id": LAW_FIRM},
        (LAW_FIRM,),
    ),
    Example(
        "Who could supply Conformis, a maker of medical devices, within 30 km?",
        "Recorded suppliers, and possible ones by the input-output table",
        "near",
        {"firm": CONFORMIS, "for": "suppliers", "km": "30"},
        (CONFORMIS,),
    ),
    Example(
        "Which universities, hospitals and lenders are within 20 km of Conformis?",
        "Recorded ties, and who is near",
        "near",
        {"firm": CONFORMIS, "for": "institutions", "km": "20"},
        (CONFORMIS,),
    ),
    Example(
        "Who makes surgical and medical instruments in Middlesex County, Massachusetts?",
        "Members of an industry in a place",
        "questions",
        {"query": "industries/members", "industry": INSTRUMENTS, "place": MIDDLESEX},
        (INSTRUMENTS, MIDDLESEX),
    ),
    Example(
        "With whom does Massachusetts General Hospital research?",
        "Clinical trials with a site in Massachusetts, a sample",
        "organisation",
        {"id": HOSPITAL},
        (HOSPITAL,),
    ),
    Example(
        "Who is linked to Massachusetts General Hospital within two steps, and who says so?",
        "A walk through the network, step by step",
        "explore",
        {"start": HOSPITAL},
        (HOSPITAL,),
    ),
    Example(
        "Through whom are Eli Lilly and Genentech linked by clinical trials?",
        "Shortest paths, and their weakest link",
        "questions",
        {"query": "paths/between", "start": LILLY, "end": GENENTECH},
        (LILLY, GENENTECH),
    ),
)


def fitting(page: Name | None = None) -> list[Example]:
    """The examples whose query there is and whose subjects the graph holds; only those of a page, if one is given.

    They ask with the ids that their subjects go by now: one that was joined with another may have that one's.
    """
    return [as_known(example) for example in EXAMPLES if page in (None, example.page) and fits(example)]


def as_known(example: Example) -> Example:
    """The example with the ids that its subjects go by now."""
    ids = {id: node.id for id in example.about if (node := session.known(id))}
    query = {name: ids.get(value, value) for name, value in example.query.items()}
    return replace(example, query=query, about=tuple(ids.values()))


def fits(example: Example) -> bool:
    """Whether the graph holds what the example speaks of."""
    asked = example.query.get("query")
    return (asked is None or asked in catalog()) and all(session.known(id) for id in example.about)
