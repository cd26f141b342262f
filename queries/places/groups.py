"""What the industries of a place can be grouped by: clusters that somebody drew, or the levels of a classification."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.sparse import csr_array

from ...graph.errors import InvalidQuery
from ..network.arrays import Flags, Integers
from .figures import Figures, Groups, flagged

NESTED = "within those"
"""Said of clusters that lie within others of the same drawing."""
USUAL_LEVEL = 3
"""The level of a classification that is taken where no clusters are loaded: branches such as machinery. Where it lacks
that level, or the titles of its classes, the next wider one that it has."""
TRADED = "traded"


def groupings(figures: Figures) -> dict[str, Groups]:
    """All that the industries counted can be grouped by, by their labels: clusters first, then levels."""
    if "groupings" not in figures.kept:
        found = [*drawings(figures), *levels(figures)]
        figures.kept["groupings"] = {groups.label: groups for groups in found}
    return figures.kept["groupings"]  # type: ignore[no-any-return]


def chosen_groups(figures: Figures, label: str | None, places: Sequence[int]) -> Groups | None:
    """The grouping of that label; where none is given the largest set of clusters, or else branches.

    Of those by which something is counted in each of some places. None where nothing is counted in one of them.
    """
    known = groupings(figures)
    if label is not None and label not in known:
        raise InvalidQuery(f"by: {label!r} groups nothing that is counted; choose one of {', '.join(known)}")
    counted = [counted_in(figures, place) for place in places]
    if not all(industries.any() for industries in counted):
        return None
    found = {name: groups for name, groups in known.items() if all(holds(groups, here) for here in counted)}
    if not found and len(places) > 1:
        raise InvalidQuery(say_apart(figures, places, counted))
    if label is not None and label not in found:
        named = " and ".join(figures.places.name[place] for place in places)
        raise InvalidQuery(f"by: nothing of {label!r} is counted in {named}; choose one of {', '.join(found)}")
    return found[label] if label is not None else usual(figures, list(found.values()), np.logical_and.reduce(counted))


def usual(figures: Figures, found: Sequence[Groups], counted: Flags) -> Groups | None:
    """The largest set of clusters, or else the branches of the classification of which most classes are counted, at a
    level of which the classes have titles."""
    clusters = [groups for groups in found if groups.clusters and NESTED not in groups.label]
    if clusters:
        return max(clusters, key=lambda groups: groups.members.count_nonzero())
    classes = [groups for groups in found if groups.level]
    if not classes:
        return None
    types = [figures.industries.type[number] for number in np.flatnonzero(counted).tolist()]
    return max(
        classes,
        key=lambda groups: (types.count(min(groups.schemes)), is_titled(figures, groups), *nearness(groups.level)),
    )


def is_titled(figures: Figures, groups: Groups) -> bool:
    """Whether most classes of a level are called by more than their code."""
    things = figures.industries
    said = [(name, things.code[things.number[id]]) for id, name in zip(groups.id, groups.name, strict=True)]
    return sum(has_title(name, code, min(groups.schemes)) for name, code in said) > len(said) / 2


def has_title(name: str, code: str, scheme: str) -> bool:
    """Whether a class has a name beside its code and its classification.

    >>> has_title("Manufacture of wine", "11.02", "NACE 2"), has_title("NACE 11.0", "11.0", "NACE 2")
    (True, False)
    """
    return not set(name.split()) <= {code, *scheme.split()}


def nearness(level: int) -> tuple[bool, int]:
    """How near a level comes to the usual one: first those not below it, the narrowest of them first.

    >>> sorted([1, 2, 3, 4, 6], key=nearness)
    [6, 4, 1, 2, 3]
    """
    return level <= USUAL_LEVEL, level if level <= USUAL_LEVEL else -level


def counted_in(figures: Figures, place: int) -> Flags:
    """Which industries are counted in a place, or in one within it."""
    inside = figures.places.inside[:, [place]].toarray().ravel() > 0
    return figures.reported(figures.industry[inside[figures.place]], figures.industries)


def holds(groups: Groups, industries: Flags) -> bool:
    """Whether any of some industries is in one of the groups."""
    return bool(groups.members[industries].count_nonzero())


def say_apart(figures: Figures, places: Sequence[int], counted: Sequence[Flags]) -> str:
    """That places are counted by classifications that have nothing in common."""
    types = np.array(figures.industries.type)
    each = [
        f"{figures.places.name[place]} by {' and '.join(sorted(set(types[here].tolist())))}"
        for place, here in zip(places, counted, strict=True)
    ]
    return f"no classification counts all of these places, so that they cannot be put together: {'; '.join(each)}"


def drawings(figures: Figures) -> Iterator[Groups]:
    """Clusters that were drawn together, those within others apart, where any of their industries is counted."""
    clusters, industries = figures.clusters, figures.industries
    direct = matrix(figures.members, (len(industries), len(clusters)))
    members = flagged(industries.inside @ direct @ clusters.inside)
    nested = np.isin(np.arange(len(clusters)), clusters.within[0])
    for drawn in sorted(set(clusters.type)):
        for deep in (False, True):
            chosen = np.flatnonzero((np.array(clusters.type) == drawn) & (nested == deep))
            columns = members[:, chosen]
            counted = np.asarray(columns[np.unique(figures.industry)].sum(axis=0)).ravel() > 0
            chosen = chosen[counted]
            if not len(chosen):
                continue
            rows = np.unique(columns[:, counted].nonzero()[0])
            yield Groups(
                label=f"Clusters by {drawn}" + (f", {NESTED}" if deep else ""),
                id=[clusters.id[number] for number in chosen.tolist()],
                name=[clusters.name[number] for number in chosen.tolist()],
                members=members[:, chosen],
                schemes=frozenset(industries.type[number] for number in rows.tolist()),
                clusters=True,
            )


def levels(figures: Figures) -> Iterator[Groups]:
    """The levels of each classification by which anything is counted."""
    industries = figures.industries
    for scheme in sorted(set(industries.type)):
        for level in sorted({industries.level[number] for number in industries.of_type(scheme).tolist()}):
            groups = figures.classes(scheme, level)
            if level and len(groups):
                yield groups


def matrix(pairs: Integers, shape: tuple[int, int]) -> csr_array:
    """1 at each of some pairs of a row and a column."""
    return csr_array((np.ones(pairs.shape[1]), tuple(pairs)), shape=shape)


def bases(figures: Figures, groups: Groups) -> tuple[Groups, Integers]:
    """What groups are compared with: all industries, traded or local ones; and the number of the one for each group.

    A group whose industries all sell beyond their region (or all do not) is compared with those that do; any other,
    and one of which no source says, with all.
    """
    industries = figures.industries
    counted = figures.reported(figures.industry, industries)
    words = sorted(set(industries.orientation) - {""}, key=lambda word: (word != TRADED, word))
    flags = np.array([[said == word for word in words] for said in industries.orientation], dtype=np.float64)
    members = groups.members.multiply(counted[:, None])
    size = np.asarray(members.sum(axis=0)).ravel()
    alike = (members.T @ flags) == size[:, None] if words else np.zeros((len(groups), 0), dtype=np.bool_)
    alike &= (size > 0)[:, None]
    number = (
        np.where(alike.any(axis=1), alike.argmax(axis=1) + 1, 0) if words else np.zeros(len(groups), dtype=np.int64)
    )
    everything = np.hstack([np.ones((len(industries), 1)), flags]) if words else np.ones((len(industries), 1))
    return (
        Groups(
            label="all industries",
            id=["", *words],
            name=["all", *(f"all {word}" for word in words)],
            members=csr_array(everything),
            schemes=groups.schemes,
        ),
        number,
    )


def one_group(figures: Figures, id: str) -> Groups | None:
    """A cluster, or a class of any level, as the only group; None where nothing of it is counted."""
    industries, clusters = figures.industries, figures.clusters
    if id in clusters.number:
        drawn = [groups for groups in groupings(figures).values() if groups.clusters and id in groups.id]
        return only(drawn[0], drawn[0].id.index(id)) if drawn else None
    if id not in industries.number:
        return None
    number = industries.number[id]
    whole = figures.classes(industries.type[number], industries.level[number])
    return only(whole, whole.id.index(id)) if id in whole.id else None


def only(groups: Groups, number: int) -> Groups:
    """One of some groups."""
    members = groups.members[:, [number]]
    schemes = groups.schemes
    return Groups(groups.id[number], [groups.id[number]], [groups.name[number]], members, schemes, groups.clusters)
