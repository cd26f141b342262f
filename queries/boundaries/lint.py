"""Whether a definition is too broad, too narrow, or hidden over many industries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import ceil
from typing import Any

from clusteratlas.graph.results import Rows
from clusteratlas.queries.boundaries.belonging import belonging
from clusteratlas.queries.boundaries.branches import branch_split
from clusteratlas.queries.boundaries.local import Local
from clusteratlas.queries.boundaries.own_weights import number_text
from clusteratlas.queries.boundaries.scatter import scatter
from clusteratlas.queries.boundaries.split import pieces, split
from clusteratlas.queries.boundaries.ties import Ties, there, ties_of
from clusteratlas.queries.boundaries.weights import OF_TIES, weighing, weights
from clusteratlas.queries.network.arrays import Integers
from clusteratlas.queries.network.part import say_some
from clusteratlas.queries.network.traits import Traits
from clusteratlas.queries.words import count, say_share

__all__ = ["compute"]

NAMED = 10
BROAD, NO, UNKNOWN = "too broad", "no", "cannot be said"
MORE_LINKAGES = "load a source that tells linkages (who supplies, serves or works with whom) of {} more of them"
LOAD = {
    BROAD: MORE_LINKAGES,
    "too narrow": MORE_LINKAGES,
    "hidden": "load a source that tells industries, and linkages, of more of them",
}
READS = {
    BROAD: "share of the ties of the smaller half cut by the best split; too broad below {:g}",
    "too narrow": "outsiders that belong for each tied member; too narrow above {:g}",
    "hidden": "branches, as if of the same size; hidden from {:g} on",
}
"""What the figure of each check is of, and on which side of the threshold it fires."""


def compute(rows: Rows, parameters: dict[str, Any], traits: Traits) -> Rows:
    """One row a check; none where nobody is in the definition."""
    members = there(traits, traits.network.find(rows[0]["members"]), parameters["date"])
    if not len(members):
        return []
    chosen = {name: parameters[name] for name in ("inferred", "date")}
    with weighing(parameters["weights"]):
        by_linkages = ties_of(traits, parameters["kinds"], alike=False, **chosen)
        by_all = ties_of(traits, parameters["kinds"], alike=parameters["alike"], **chosen)
        names = dict(rows[0]["branches"])
        first = broad(traits, by_linkages, by_all, members, names)
        found = [first, narrow(traits, by_all, members), hidden(traits, members, first["verdict"], names)]
        said = [say_weights(next(filter(None, rows[0]["weights"]), None)), say_codes(by_linkages, by_all, members)]
        return [row | {"caution": " ".join(filter(None, said)) or None} for row in found]


def say_codes(by_linkages: Ties, by_all: Ties, members: Integers) -> str:
    """That too few members are tied by linkages for these to tell, so that likeness does; else nothing.

    Who is alike is told by codes and positions: a definition by codes is then judged by its neighbours in the
    classification.
    """
    tied = int((by_linkages.degrees[members] > 0).sum())
    if tied >= needed(len(members)) or not by_all.alike:
        return ""
    number = count(len(members), "member")
    who = f"Only {tied:,} of {number}" if tied else f"None of {number}"
    return (
        f"{who} {'have' if tied > 1 else 'has'} a linkage that counts. "
        "What is said rests on who is alike and near, so on codes and positions more than on dealings; "
        "related/definition judges codes by figures of all places."
    )


def say_weights(drawn_by: str | None) -> str:
    """That a version was drawn by other weights, as JSON, than it is judged by; nothing where these are the same."""
    drawn = json.loads(drawn_by or "{}")
    here = {name: value for name, value in weights().plain().items() if name.partition(".")[0] in OF_TIES}
    other = {name: drawn[name] for name, value in here.items() if drawn.get(name, value) != value}
    newer = [name for name in here if drawn and name not in drawn]
    told = ", ".join(f"{name} {short(value)} (here: {short(here[name])})" for name, value in other.items())
    if newer:
        told += f"{'; ' if told else ''}without {', '.join(newer)}, which came later"
    if not other:
        return f"This version was drawn by other weights than it is judged by: {told}." if newer else ""
    return (
        f"This version was drawn by other weights than it is judged by: {told}. To judge it by its own, give as "
        f"weights: {', '.join(f'{name}={short(value)}' for name, value in other.items())}."
    )


def short(value: float | list[float]) -> str:
    """A weight as a question takes it."""
    return number_text(tuple(value) if isinstance(value, list) else value)


def broad(
    traits: Traits, by_linkages: Ties, by_all: Ties, members: Integers, names: Mapping[str, str]
) -> dict[str, Any]:
    """Whether it is two fields rather than one: split along its branches, or anywhere by linkages alone.

    Those alike and near hang together in patches of the map, so that they tell nothing of a split within one branch.
    `names` are those of the branches.
    """
    said = weights()
    threshold, fewest = said["lint.broad"], said["lint.fewest"]
    linked = members[by_all.degrees[members] > 0]
    linked = linked[[len(traits.branches.of_one(number)) > 0 for number in linked.tolist()]]
    figure, side = branch_split(traits.branches, Local.of(by_all, linked), fewest=fewest)
    of, apart, how = len(linked), linked[side], "along their industries"
    whose = f" of {say_branch(traits, int(apart[0]), names)}" if len(apart) else ""
    tied = members[by_linkages.degrees[members] > 0]
    parts = pieces(Local.of(by_linkages, tied))
    if parts and len(parts[0]) >= fewest:
        inside = Local.of(by_linkages, tied[parts[0]])
        lowest, side = split(inside)
        if lowest < figure:
            figure, of, apart, how, whose = lowest, len(inside), inside.numbers[side], "by linkages", ""
    held = "linkages hold together" if how == "by linkages" else "are tied and have an industry on record"
    return row(
        traits,
        BROAD,
        figure,
        threshold,
        (of if len(apart) else 0, len(members)),
        apart,
        fires=figure < threshold,
        suggestion="draw these as a cluster of their own; ask boundaries/from_seeds with three to five of them",
        reason=f"of the {of:,} that {held}, the best split in two {how}, {len(apart):,}{whose} apart from the rest, "
        f"cuts {say_share(figure)} of the weight of the ties of the smaller side"
        if len(apart)
        else f"no two branches of industry have {fewest:g} tied members each, and fewer than {fewest:g} are linked "
        "with each other",
    )


def say_branch(traits: Traits, number: int, names: Mapping[str, str]) -> str:
    """What the first branch of an organisation is called."""
    word = traits.branches.word_of(number)
    return names.get(word) or word


def narrow(traits: Traits, ties: Ties, members: Integers) -> dict[str, Any]:
    """Whether most of what is tied to it stands outside."""
    said = weights()
    linked = members[ties.degrees[members] > 0]
    found = belonging(ties, linked, least=said["lint.ties"], share=said["lint.share"])
    figure = len(found) / max(len(linked), 1)
    fires = figure > said["lint.narrow"]
    return row(
        traits,
        "too narrow",
        figure,
        said["lint.narrow"],
        (len(linked), len(members)),
        found,
        fires=fires,
        suggestion="take these in; ask boundaries/from_seeds with the definition as seeds",
        reason=f"{count(len(found), 'outsider')} of at least {said['lint.ties']:g} ties with members, "
        f"{say_share(said['lint.share'])} of all of theirs, to {count(len(linked), 'member')} tied by linkages, "
        "or alike and near",
    )


def hidden(traits: Traits, members: Integers, broad: str, names: Mapping[str, str]) -> dict[str, Any]:
    """Whether no single industry shows it, though its members are tied with each other rather than too broad.

    `names` are those of the branches.
    """
    said = weights()
    spread = scatter(traits.branches, members)
    if spread is None:
        known, figure, fires, reason = 0, 0.0, False, "of no member a source gives a branch of industry"
    else:
        known, figure = spread.known, spread.effective
        fires = figure >= said["lint.codes"] and spread.largest <= said["lint.largest"] and broad != BROAD
        reason = (
            f"{count(known, 'member')} with a known industry are spread as over {figure:.1f} groups of the same size; "
            f"the largest, {names.get(spread.first) or spread.first}, holds {say_share(spread.largest)}"
        )
        if figure >= said["lint.codes"] and spread.largest > said["lint.largest"]:
            reason += f", more than {say_share(said['lint.largest'])}, so that it is seen in that one"
        elif figure >= said["lint.codes"] and broad == BROAD:
            reason += "; as it is too broad, it is several clusters rather than a hidden one"
    untied = fires and broad == UNKNOWN
    return row(
        traits,
        "hidden",
        figure,
        said["lint.codes"],
        (0 if untied else known, len(members)),
        members[:0],
        fires=fires,
        suggestion="define it by its linkages, with boundaries/from_seeds, rather than by codes",
        reason=f"{reason}; whether their ties hold them together cannot be said" if untied else reason,
    )


def needed(members: int) -> int:
    """Of how many of so many members something has to be known at least where there is a verdict."""
    said = weights()
    return max(ceil(said["lint.fewest"]), ceil(said["lint.part"] * members))


def row(
    traits: Traits,
    check: str,
    figure: float,
    threshold: float,
    known: tuple[int, int],
    organisations: Integers,
    *,
    fires: bool,
    suggestion: str,
    reason: str,
) -> dict[str, Any]:
    """One check in words; `known` is on how many members it rests, and how many there are."""
    of, whole = known
    least = needed(whole)
    enough = of >= least
    organisations = organisations if fires and enough else organisations[:0]
    network = traits.network
    some = f": {say_some(network, organisations)}" if len(organisations) else ""
    load = LOAD[check].format(f"{max(least - of, 1):,}")
    lacking = "" if enough or not of else f"only {of:,} of {count(whole, 'member')} can be judged; "
    return {
        "check": check,
        "verdict": check if fires and enough else NO if enough else UNKNOWN,
        "suggestion": load if not enough else suggestion + some if fires else "nothing to change on this account",
        "figure": round(float(figure), 3),
        "threshold": threshold,
        "reads": READS[check].format(threshold),
        "of": of,
        "organisations": [network.name[number] for number in organisations[:NAMED].tolist()],
        "reason": lacking + reason,
    }
