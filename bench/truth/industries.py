"""Clusters of related industries, scored in metropolitan areas that they were not made from, beside the published ones.

`python -m bench.truth.industries [--halves 10] [--first 100]`. VS is the validation score of Delgado, Porter and
Stern (2014) by LC-Employment, LC-Establishment and COI of the raw figures of the areas held out: the mean of the
shares of clusters and of industries that are more related within than with the mean, and with 95 %, of the other
clusters. The published definitions were made from all areas of 2009, so that they have seen those held out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from time import process_time

import numpy as np
from clusteratlas.queries.network.arrays import Flags, Floats, Integers
from clusteratlas.queries.related.algorithm import clusters_of
from clusteratlas.queries.related.candidates import Recipe, limits_of
from clusteratlas.queries.related.definition import BROAD, NARROW, Related, broad, narrow, similarity_of
from clusteratlas.queries.related.similarities import PAPER, STEADY, judging, similarities
from clusteratlas.queries.related.table import Table, by_digits
from clusteratlas.queries.related.validation import Sums, validate, without_diagonal
from scipy.stats import spearmanr
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from ..industry_figures import DATA, Known, known
from ..table import print_table

HALVES, FIRST = 10, 100
"""Random halves of the areas, and the seed of the first: others than those by which the method was found."""
LARGE, DRAWN = 5, 300
"""Industries of a published cluster that is put together with another, and how many definitions are drawn."""
SECTORS = {"32": "31", "33": "31", "45": "44", "49": "48"}
"""The sectors of NAICS that have several numbers, to the first."""
OURS, PUBLISHED = "Cluster Atlas", "published definitions"
SCORES = ["VS", "to published", "clusters, mean", "clusters, 95 %", "industries, mean", "industries, 95 %"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.truth.industries", description=__doc__)
    parser.add_argument("--halves", type=int, default=HALVES, help="random halves of the areas")
    parser.add_argument("--first", type=int, default=FIRST, help="seed of the first half")
    given = parser.parse_args(arguments)
    show(given.halves, given.first)


def show(halves: int = HALVES, first: int = FIRST) -> None:
    """Prints the tables; those that need data that do not ship only where they are there."""
    print_table(
        ["planted", "ARI", "ARI, number known", "ARI of Ward, number known", "clusters", "planted clusters"],
        list(planted_lines()),
    )
    print()
    if not DATA.is_dir():
        print(f"Nothing can be held out and compared without {DATA}")
        return
    real = known()
    print_table(["made by", *SCORES, "number", "largest", "processor s"], held_out(real, range(first, first + halves)))
    print()
    print_table(["made from all areas by", "with published: ARI", "NMI", "with 3-digit codes: ARI", "NMI"], alike(real))
    print()
    print_table(["published cluster", "most related by co-location of jobs, in all metropolitan areas"], related(real))
    print(f"\nRelatedness of published clusters in either half of the metros: Spearman {agreement(real):.2f}\n")
    print_table(["definitions, in all areas", "number", "too broad", "too narrow"], list(judged(real)))


def judged(real: Known) -> Iterator[list[str]]:
    """How many definitions of each sort are too broad, and too narrow, as `related/definition` says."""
    of_each = [SECTORS.get(code[:2], code[:2]) for code in real.codes]
    sectors, sector = np.unique(of_each, return_inverse=True)
    related = Related(
        real.codes,
        similarity_of(real.table),
        sector[:, None] == np.arange(len(sectors)),
        np.arange(len(sectors)),
        np.zeros((2, 0), dtype=np.int64),
        sectors.tolist(),
    )
    for name, sorts in definitions(real, of_each).items():
        several = [members for members in sorts if members.sum() > 1]
        broad_ones = [broad(related, members, [])["verdict"] == BROAD for members in several]
        narrow_ones = [narrow(related, members)["verdict"] == NARROW for members in several]
        yield [name, str(len(several)), f"{np.mean(broad_ones):.0%}", f"{np.mean(narrow_ones):.0%}"]


def definitions(real: Known, sectors: Sequence[str]) -> dict[str, list[Flags]]:
    """Definitions of several sorts, each as who of the industries is inside."""
    codes = real.codes
    draw = np.random.default_rng(FIRST)
    clusters = [real.published == number for number in np.unique(real.published).tolist()]
    large = [members for members in clusters if members.sum() >= LARGE]
    pairs = [draw.choice(len(large), 2, replace=False) for _ in range(DRAWN)]
    return {
        "published clusters": clusters,
        "two published clusters of five or more together": [large[one] | large[other] for one, other in pairs],
        "twelve industries by chance": [
            np.isin(np.arange(len(codes)), draw.choice(len(codes), 12, replace=False)) for _ in range(DRAWN)
        ],
        "sectors": alike_in(sectors),
        "classes of three digits": alike_in([code[:3] for code in codes]),
        "classes of four digits": alike_in([code[:4] for code in codes]),
    }


def alike_in(words: Sequence[str]) -> list[Flags]:
    """Those of the same word, for each word."""
    every = np.array(words)
    return [every == word for word in np.unique(every).tolist()]


def held_out(real: Known, seeds: Sequence[int]) -> list[list[str]]:
    """A line for each way to make clusters: means over halves, and the difference to the published with its error."""
    found: dict[str, list[tuple[Floats, int, float, float]]] = {}
    for seed in seeds:
        order = np.random.default_rng(seed).permutation(real.metros)
        made, held = np.sort(order[: len(order) // 2]), np.sort(order[len(order) // 2 :])
        by = np.array(list(judging(real.table.within(held)).values()))
        for name, label, seconds in ways(real, made, seed):
            scores = validate(by, label).by_similarity.mean(axis=0)
            size = np.bincount(label)
            found.setdefault(name, []).append((scores, int((size > 0).sum()), size.max() / len(label), seconds))
    reference = np.array([scores.mean() for scores, *_ in found[PUBLISHED]])
    lines = []
    for name, each in found.items():
        scores = np.array([scores for scores, *_ in each])
        apart = scores.mean(axis=1) - reference
        error = apart.std(ddof=1) / np.sqrt(len(apart)) if len(apart) > 1 else float("nan")
        lines.append([
            name,
            f"{scores.mean():.3f}",
            "" if name == PUBLISHED else f"{apart.mean():+.3f} ± {error:.3f}",
            *(f"{share:.2f}" for share in scores.mean(axis=0)),
            f"{np.mean([number for _, number, *_ in each]):.0f}",
            f"{np.mean([share for *_, share, _ in each]):.0%}",
            f"{np.mean([seconds for *_, seconds in each]):.1f}" if each[0][3] else "",
        ])  # fmt: skip
    return lines


def ways(real: Known, made: Integers, seed: int) -> Iterator[tuple[str, Integers, float]]:
    """Clusters made from some metropolitan areas, ours also from the micropolitan ones, of which none is held out."""
    micro = np.setdiff1d(np.arange(real.table.regions), real.metros)
    wide, narrow = real.table.within(np.concatenate([made, micro])), real.table.within(made)
    limits = limits_of(wide)
    steady = Recipe(STEADY, "spectral", limits.fewest)
    before = process_time()
    yield OURS, clusters_of(wide, start=seed).label, process_time() - before
    yield "spectral of the steady similarity, corrected", clusters_of(wide, recipe=steady, start=seed).label, 0
    yield "the same from metropolitan areas alone", clusters_of(narrow, recipe=steady, start=seed).label, 0
    yield "spectral of the steady similarity, not corrected", steady.make(similarities(wide), seed), 0
    found = similarities(narrow)
    for name, recipe in (
        ("spectral of the mean of the paper's similarities", Recipe(PAPER, "spectral", 45)),
        ("k-means of it", Recipe(PAPER, "k-means", 45)),
        ("k-medians of it", Recipe(PAPER, "k-medians", 45)),
        ("Ward of it", Recipe(PAPER, "Ward", 45)),
    ):
        yield name, recipe.make(found, seed), 0
    yield PUBLISHED, real.published, 0
    yield "3-digit codes", by_digits(real.codes, [3])[0], 0
    yield "published, dealt out by chance", np.random.default_rng(seed).permutation(real.published), 0


def alike(real: Known) -> list[list[str]]:
    """How alike our clusters from all areas are with the published ones and with 3-digit codes."""
    branch = by_digits(real.codes, [3])[0]
    lines = [(OURS, clusters_of(real.table).label), (PUBLISHED, real.published)]
    return [
        [
            name,
            *(
                f"{measure(truth, label):.2f}"
                for truth in (real.published, branch)
                for measure in (adjusted_rand_score, normalized_mutual_info_score)
            ),
        ]
        for name, label in lines
    ]


def between(real: Known, areas: Integers) -> Floats:
    """The relatedness of each two published clusters by co-location of jobs: the mean over pairs of industries."""
    similarity = judging(real.table.within(areas))["LC-Employment"]
    sums = Sums.of(without_diagonal(similarity[None]), real.published)
    return np.asarray(sums.cluster[0] / np.outer(sums.size, sums.size))


def related(real: Known) -> list[list[str]]:
    """The published clusters with those that they are most related with."""
    means = between(real, real.metros)
    np.fill_diagonal(means, -np.inf)
    return [
        [name, "; ".join(f"{real.names[other]} {means[number, other]:.2f}" for other in np.argsort(-means[number])[:3])]
        for number, name in enumerate(real.names)
    ]


def agreement(real: Known) -> float:
    """The rank correlation of the relatedness of published clusters in two halves of the metros: mean of ten."""
    found = []
    for seed in range(10):
        order = np.random.default_rng(seed).permutation(real.metros)
        one, other = (between(real, half) for half in np.array_split(order, 2))
        pairs = np.triu_indices(len(one), 1)
        found.append(float(spearmanr(one[pairs], other[pairs]).statistic))
    return float(np.mean(found))


def planted_lines() -> Iterator[list[str]]:
    """Invented industries whose clusters are known: how many come back."""
    for industries, clusters, regions, fewest in ((200, 10, 150, 1), (200, 10, 150, 3), (300, 15, 400, 3)):
        table, truth = planted(industries, clusters, regions, fewest, 1)
        found = clusters_of(table, fewest=clusters // 2, most=clusters * 2)
        given = clusters_of(table, fewest=clusters, most=clusters)
        plain = Recipe("LC-Employment", "Ward", clusters).make(similarities(table), 0)
        yield [
            f"{industries} industries in {regions} regions"
            + (f", cells below {fewest} left out" if fewest > 1 else ""),
            *(f"{adjusted_rand_score(truth, label):.2f}" for label in (found.label, given.label, plain)),
            str(int(found.label.max()) + 1),
            str(clusters),
        ]


def planted(industries: int, clusters: int, regions: int, fewest: int, seed: int) -> tuple[Table, Integers]:
    """Figures of industries that like the regions that their cluster likes; regions and industries differ in size."""
    draw = np.random.default_rng(seed)
    truth = draw.integers(clusters, size=industries)
    size = draw.lognormal(0, 1.2, size=regions)
    liked = draw.lognormal(0, 1.5, size=(clusters, regions))
    share = size * liked[truth] * draw.lognormal(0, 0.5, size=(industries, regions))
    share /= share.sum(axis=1, keepdims=True)
    establishments = draw.poisson(share * draw.lognormal(6, 1, size=(industries, 1))).astype(np.float64)
    establishments[establishments < fewest] = 0
    employment = np.round(establishments * draw.lognormal(2.5, 0.7, size=(industries, regions)))
    return Table([f"i{number:03}" for number in range(industries)], employment, establishments), truth


if __name__ == "__main__":
    main()
