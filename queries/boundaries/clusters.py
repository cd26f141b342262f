"""All clusters of an economy at once, with what each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from clusteratlas.graph.results import Rows
from clusteratlas.queries.boundaries.economy import Economy, economy_of
from clusteratlas.queries.boundaries.levels import CLUSTER, GROUP
from clusteratlas.queries.boundaries.lint import broad, hidden, needed
from clusteratlas.queries.boundaries.naming import Naming, cluster_name, say_star, say_tied, star_share
from clusteratlas.queries.boundaries.overlap import Overlap, overlap
from clusteratlas.queries.boundaries.scatter import scatter
from clusteratlas.queries.boundaries.sweep import normalised_cut
from clusteratlas.queries.boundaries.ties import Ties, there, ties_of
from clusteratlas.queries.boundaries.weights import weighing, weights
from clusteratlas.queries.network.arrays import Integers
from clusteratlas.queries.network.traits import Traits
from clusteratlas.queries.words import count, headed, say_share, without

__all__ = ["compute"]

NAMED = 5
"""How many members are named."""
HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Asked:
    """The clusters of the level that is asked about, and which of them are wanted."""

    ties: Ties
    economy: Economy
    labels: Integers
    """The cluster of each organisation."""
    shared: Overlap
    number: Integers
    """How many members each has in the place, or in all."""
    wanted: Integers
    """Those as large, stable and near as is asked, the largest first."""


def asked_about(rows: Rows, parameters: Mapping[str, Any], traits: Traits) -> Asked:
    """The clusters that are asked about, hidden or not."""
    said = weights()
    by_all = ties_asked(parameters, traits, alike=parameters["alike"])
    economy = economy_of(by_all)
    labels, stability = (getattr(economy.levels[parameters["level"]], name) for name in ("labels", "stability"))
    shared = overlap(by_all, labels, least=said["economy.ties"], share=said["economy.share"])
    here = traits.network.find(rows[0]["members"]) if parameters["place"] else np.flatnonzero(labels >= 0)
    number = np.bincount(labels[here][labels[here] >= 0], minlength=int(labels.max(initial=-1)) + 1)
    wanted = np.flatnonzero(number >= parameters["least"])
    wanted = wanted[~(stability[wanted] < parameters["stability"])]
    if parameters["organisation"]:
        wanted = wanted[np.isin(wanted, clusters_of(traits, parameters["organisation"], labels, shared))]
    return Asked(by_all, economy, labels, shared, number, wanted[np.argsort(-number[wanted], kind="stable")])


def ties_asked(parameters: Mapping[str, Any], traits: Traits, *, alike: bool) -> Ties:
    """The ties that count as it is asked."""
    chosen = {name: parameters[name] for name in ("inferred", "date")}
    return ties_of(traits, parameters["kinds"], alike=alike, **chosen)


def compute(rows: Rows, parameters: dict[str, Any], traits: Traits) -> Rows:
    """One row a cluster, those with most members (in the place that is asked about) first."""
    with weighing(parameters["weights"]):
        return told(asked_about(rows, parameters, traits), rows, parameters, traits)


def told(asked: Asked, rows: Rows, parameters: dict[str, Any], traits: Traits) -> Rows:
    """The same by the weights in force."""
    naming = Naming.of(traits, rows[0])
    found: Rows = []
    for cluster in asked.wanted.tolist():
        if len(found) == parameters["limit"]:
            break
        members = by_ties(asked.ties, np.flatnonzero(asked.labels == cluster), asked.labels)
        is_hidden = hidden_by_lint(traits, ties_asked(parameters, traits, alike=False), asked.ties, members)
        if is_hidden or not parameters["hidden"]:
            cut = cut_of(asked.ties, asked.labels, cluster)
            also = asked.shared.of(cluster)
            found.append(
                {
                    **described(naming, members, hidden=is_hidden),
                    "star": round(star_share(asked.ties, members), 3),
                    **placed(asked.economy, parameters["level"], cluster, cut),
                    "here": int(asked.number[cluster]),
                    "shared": len(also),
                    "also": [traits.network.name[one] for one in also[:NAMED].tolist()],
                }
            )
    if not found:
        return []
    network = traits.network
    here = network.find(rows[0]["members"]) if parameters["place"] else np.arange(len(network))
    here = there(traits, here, parameters["date"])
    above = say_tied(asked.ties, network, here, in_place=bool(parameters["place"]))
    return headed([without(row, "known") | {"reason": reason(row, asked.economy)} for row in found], headline=above)


def looked_at(rows: Rows, parameters: dict[str, Any], traits: Traits) -> str:
    """Why no cluster is told: how many there are, and of how many it cannot be known whether they are hidden."""
    with weighing(parameters["weights"]):
        asked = asked_about(rows, parameters, traits)
        return say_hidden(asked, parameters, traits) if len(asked.wanted) else say_none(asked, parameters)


def say_none(asked: Asked, parameters: Mapping[str, Any]) -> str:
    """That no cluster is as large and stable as asked for, and how large the largest is."""
    if parameters["organisation"]:
        return "The organisation is in no cluster that is as large and as stable as asked for."
    sizes = asked.number[asked.number > 0]
    clusters = count(len(sizes), parameters["level"])
    largest = f", the largest with {count(int(sizes.max()), 'member')} there" if len(sizes) else ""
    stable = f" and a stability of {parameters['stability']:g}" if parameters["stability"] else ""
    return f"Of {clusters}{largest}, none has {parameters['least']:,} members{stable}, as asked for."


def say_hidden(asked: Asked, parameters: Mapping[str, Any], traits: Traits) -> str:
    """Of how many of the clusters that are wanted it can be told whether they are hidden, and how many are not."""
    members = [np.flatnonzero(asked.labels == cluster) for cluster in asked.wanted.tolist()]
    known = [sum(len(traits.branches.of_one(one)) > 0 for one in group.tolist()) for group in members]
    unclear = sum(number < needed(len(group)) for number, group in zip(known, members, strict=True))
    of, others = sum(map(len, members)), len(members) - unclear
    clusters, least = count(len(members), parameters["level"]), count(parameters["least"], "member")
    clusters, least = count(len(members), parameters["level"]), count(parameters["least"], "member")
    said = [
        f"Looked at {clusters} of at least {least}; sources give an industry of {sum(known):,} of their {of:,} "
        "members, and by these it is told whether a cluster is hidden."
    ]
    if unclear:
        said.append(f"In {unclear:,} too few members have one on record, so that nobody can say.")
    if others:
        said.append(f"{others:,} {'is' if others == 1 else 'are'} not hidden.")
    return " ".join(said)


def clusters_of(traits: Traits, organisation: str, labels: Integers, shared: Overlap) -> Integers:
    """The clusters that an organisation is in or belongs to as well."""
    number = traits.network.find([organisation])
    return np.concatenate([labels[number], shared.clusters[np.isin(shared.members, number)]])


def by_ties(ties: Ties, members: Integers, labels: Integers) -> Integers:
    """The members of a cluster, those with most ties inside first."""
    along, owners = ties.spread(members)
    inside = labels[ties.others[along]] == labels[members][owners]
    weight = np.bincount(owners[inside], weights=ties.weights[along][inside], minlength=len(members))
    found: Integers = members[np.argsort(-weight, kind="stable")]
    return found


def cut_of(ties: Ties, labels: Integers, cluster: int) -> float:
    """The normalised cut around a cluster."""
    members = np.flatnonzero(labels == cluster)
    along, _ = ties.spread(members)
    leading = ties.weights[along][labels[ties.others[along]] != cluster].sum(keepdims=True)
    return float(normalised_cut(leading, ties.degrees[members].sum(keepdims=True), ties.volume)[0])


def hidden_by_lint(traits: Traits, by_linkages: Ties, by_all: Ties, members: Integers) -> bool:
    """Whether a cluster is hidden, as the check of definitions says; whether it is too broad is only then looked at."""
    ordered = np.sort(members)
    if hidden(traits, ordered, "no", {})["verdict"] != HIDDEN:
        return False
    verdict = broad(traits, by_linkages, by_all, ordered, {})["verdict"]
    return bool(hidden(traits, ordered, verdict, {})["verdict"] == HIDDEN)


def described(naming: Naming, members: Integers, *, hidden: bool) -> dict[str, Any]:
    """What a cluster is made of."""
    traits = naming.traits
    spread = scatter(traits.branches, members)
    industries, places = naming.industries(members), naming.places(members)
    industry = industries.main
    return {
        "called": cluster_name(
            traits.network.name[int(members[0])], naming.called(industry), naming.called(naming.place(members))
        ),
        "first": traits.network.id_of(members[0]),
        "size": len(members),
        "hidden": hidden,
        "spread": round(spread.effective, 2) if spread else None,
        "known": industries.known,
        "industry": industry,
        "industries": naming.told(industries),
        "area": places.main,
        "areas": naming.told(places),
        "members": [traits.network.name[one] for one in members[:NAMED].tolist()],
    }


def placed(economy: Economy, level: str, cluster: int, cut: float) -> dict[str, Any]:
    """Where a cluster is among the others, and how sure that is."""
    stability = economy.levels[level].stability[cluster]
    above = int(economy.within(level)[cluster])
    return {
        "cluster": called(level, cluster),
        "within": called(GROUP if level == CLUSTER else CLUSTER, above) if above >= 0 else None,
        "stability": None if np.isnan(stability) else round(float(stability), 3),
        "cut": round(cut, 4),
    }


def called(level: str, number: int) -> str:
    """How a cluster of a level is called.

    >>> called("group", 0), called("cluster", 4), called("part", 11)
    ('group 1', 'cluster 5', 'part 12')
    """
    return f"{level} {number + 1}"


def reason(row: Mapping[str, Any], economy: Economy) -> str:
    """What is said of a cluster."""
    said = [
        f"{count(row['size'], 'organisation')}; the ties that lead out weigh {say_share(row['cut'])} of what they "
        "would if ties were dealt out at random (0%: none leads out, 100%: no cluster)"
    ]
    if row["stability"] is None:
        said.append("how stable it is was not found in the time that was given")
    else:
        drawings = economy.levels[row["cluster"].split()[0]].drawings
        said.append(f"{say_share(row['stability'])} of it comes back in {count(drawings, 'drawing')}")
    if row["star"] >= weights()["economy.star"]:
        said.append(say_star(row["star"], row["members"][0]))
    if row["known"] < row["size"]:
        said.append(f"sources give an industry of {row['known']:,} of them")
    if row["hidden"]:
        said.append(f"hidden: spread as over {row['spread']:.1f} branches of the same size")
    return "; ".join(said)
