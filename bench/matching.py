"""Measures matching on the half of the labelled pairs that nothing was learned from, beside its peers; and its speed.

Usage: python -m bench.matching [--speed] [--left 100000] [--right 1000000] [--memory-mb 2000]
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from clusteratlas.graph.progress import quiet
from clusteratlas.ingest.cleaning.names import firm_key
from clusteratlas.ingest.matching.candidates import block
from clusteratlas.ingest.matching.comparisons import prepare
from clusteratlas.ingest.matching.features import domain, name_key
from clusteratlas.ingest.matching.matches import find_matches
from clusteratlas.ingest.matching.mentions import Mention, NameQuery
from clusteratlas.ingest.matching.resolving import resolve_names
from clusteratlas.ingest.matching.tables import fill, workspace
from rapidfuzz.fuzz import token_sort_ratio

from .matching_labels import in_half, read_labels
from .matching_measure import Scored, score_labels
from .matching_registers import register
from .table import print_table

TRUE_OF = {"sibling": {"same", "sibling"}}
"""Labels that make a case true, where not `same` alone."""
SHIPPED = ("sec", "sbir", "ppp", "fda", "ror", "ipeds")


def main() -> None:
    """Prints what was asked for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--speed", action="store_true")
    arguments.add_argument("--left", type=int, default=100_000)
    arguments.add_argument("--right", type=int, default=1_000_000)
    arguments.add_argument("--memory-mb", type=int, default=2_000)
    chosen = arguments.parse_args()
    if chosen.speed:
        speed(chosen.left, chosen.right, chosen.memory_mb)
    else:
        quality()
        calibration()
        blocking()
        bare_names()


def quality() -> None:
    """Precision and recall of pairs of the same unit, by registers, on the test half."""
    scored = [each for each in score_labels(in_half(read_labels(), 1)) if each.label.label != "unclear"]
    names = {mention.id: mention.name for key in registers(scored) for mention in register(key)}
    peers: dict[str, Callable[[Scored], bool]] = {
        "automatic": lambda each: each.automatic,
        "with review": lambda each: each.score > 0,
        "token_sort_ratio >= 90": lambda each: (
            token_sort_ratio(name_key(names[each.label.left]), name_key(names[each.label.right])) >= 90
        ),
        "same normalised name": lambda each: firm_key(names[each.label.left]) == firm_key(names[each.label.right]),
    }
    groups = sorted({(each.label.left_register, each.label.right_register) for each in scored})
    table = []
    for title, kept in [("all", scored), *((f"{a} x {b}", of(scored, a, b)) for a, b in groups)]:
        for peer, chosen in peers.items():
            table.append([title, str(len(kept)), peer, *figures(kept, chosen)])
    print_table(["registers", "pairs", "method", "chosen", "precision", "weighted", "recall", "weighted"], table)


def calibration() -> None:
    """Mean score beside the share of pairs that are what they are said to be, on the test half."""
    scored = [each for each in score_labels(in_half(read_labels(), 1)) if each.case and each.label.label != "unclear"]
    table = []
    for low, high in ((0.0, 0.2), (0.2, 0.5), (0.5, 0.9), (0.9, 1.0)):
        within = [each for each in scored if low <= each.score < high]
        right = [each for each in within if each.label.label in TRUE_OF.get(each.case, {"same"})]
        mean = sum(each.score * each.label.weight for each in within)
        table.append(
            [f"{low} to {high}", str(len(within)), ratio(mean, weight(within)), ratio(weight(right), weight(within))]
        )
    print_table(["score", "pairs", "mean score", "share right"], table)


def registers(scored: list[Scored]) -> set[str]:
    """The registers that the labels are of."""
    return {name for each in scored for name in (each.label.left_register, each.label.right_register)}


def of(scored: list[Scored], left: str, right: str) -> list[Scored]:
    """The pairs of two registers."""
    return [each for each in scored if (each.label.left_register, each.label.right_register) == (left, right)]


def figures(scored: list[Scored], chosen: Callable[[Scored], bool]) -> list[str]:
    """How many are chosen; precision and recall of the same unit, of pairs read and of candidates they stand for."""
    found = [each for each in scored if chosen(each)]
    same = [each for each in scored if each.label.label == "same"]
    right = [each for each in found if each.label.label == "same"]
    return [
        str(len(found)),
        ratio(len(right), len(found)),
        ratio(weight(right), weight(found)),
        ratio(len(right), len(same)),
        ratio(weight(right), weight(same)),
    ]


def weight(scored: list[Scored]) -> float:
    """Candidates that the pairs stand for."""
    return sum(each.label.weight for each in scored)


def ratio(part: float, whole: float) -> str:
    """A share, or a dash where there is nothing to share."""
    return f"{part / whole:.3f}" if whole else "-"


def blocking() -> None:
    """Which share of pairs known without reading is proposed, and how they are judged."""
    table = []
    for title, left, right, known in (
        ("same permit number", register("ttb2015"), register("ttb2021"), permits()),
        ("same website, withheld", without_websites("ror"), without_websites("ipeds"), websites()),
    ):
        told = {(match.left, match.right): match for match in find_matches(left, right, memory_mb=2000)}
        with workspace(2000) as connection:
            prepare(connection)
            fill(connection, left, right, quiet)
            block(connection, quiet, among=False)
            proposed = set(
                connection.execute(
                    "SELECT l.id, r.id FROM pair JOIN record AS l ON l.unique_id = join_key_l"
                    " JOIN record AS r ON r.unique_id = join_key_r"
                ).fetchall()
            )
        automatic = {pair for pair in known if pair in told and told[pair].verdict == "automatic"}
        partners = dict(known)
        merged = [pair for pair, match in told.items() if match.verdict == "automatic" and pair[0] in partners]
        right_ones = sum(partners[ours] == theirs for ours, theirs in merged)
        table.append(
            [
                title,
                str(len(known)),
                ratio(len(known & proposed), len(known)),
                ratio(len(automatic), len(known)),
                ratio(len(known & told.keys()), len(known)),
                str(len(merged)),
                ratio(right_ones, len(merged)),
            ]
        )
    print_table(["known by", "pairs", "proposed", "automatic", "with review", "merged", "the one known"], table)


def bare_names() -> None:
    """How often a bare name is resolved unseen, and how often to the right one."""
    table = []
    for title, left, right, known in (
        ("wine permits 2015 in 2021", register("ttb2015"), register("ttb2021"), permits()),
        ("ROR in IPEDS", register("ror"), register("ipeds"), websites()),
    ):
        names = {mention.id: mention.name for mention in left}
        asked = sorted(known)
        queries = [NameQuery(names[ours]) for ours, _ in asked]
        told = list(resolve_names(queries, right, memory_mb=2000))
        sure = [(found, theirs) for found, (_, theirs) in zip(told, asked, strict=True) if found.verdict == "automatic"]
        listed = sum(
            theirs in {each.right for each in found.candidates} for found, (_, theirs) in zip(told, asked, strict=True)
        )
        right_ones = sum(found.candidates[0].right == theirs for found, theirs in sure)
        partners = {theirs for _, theirs in asked}
        alone = resolve_names(queries, [each for each in right if each.id not in partners], memory_mb=2000)
        mistaken = sum(found.verdict == "automatic" for found in alone)
        table.append(
            [
                title,
                str(len(asked)),
                str(len(sure)),
                ratio(right_ones, len(sure)),
                ratio(listed, len(asked)),
                str(mistaken),
            ]
        )
    header = ["bare names", "names", "automatic", "right", "right one among candidates", "automatic though it is away"]
    print_table(header, table)


def permits() -> set[tuple[str, str]]:
    """Permits of 2015 that are in the list of 2021 under the same number."""
    later = {mention.id.partition(":")[2]: mention.id for mention in register("ttb2021")}
    numbers = {mention.id.partition(":")[2]: mention.id for mention in register("ttb2015")}
    return {(numbers[number], later[number]) for number in numbers.keys() & later.keys()}


def websites() -> set[tuple[str, str]]:
    """Institutions whose website's domain stands once in either register."""
    ours, theirs = once("ror"), once("ipeds")
    return {(ours[each], theirs[each]) for each in ours.keys() & theirs.keys()}


def once(name: str) -> dict[str, str]:
    """Domains that one mention of a register has, to its id."""
    counts = Counter(domain(mention.website) for mention in register(name))
    return {
        domain(each.website): each.id for each in register(name) if each.website and counts[domain(each.website)] == 1
    }


def without_websites(name: str) -> list[Mention]:
    """A register whose websites are not told."""
    return [replace(mention, website="") for mention in register(name)]


def speed(left: int, right: int, memory_mb: int) -> None:
    """Time and memory of matching invented firms whose names are made of real words."""
    began = time.perf_counter()
    found = Counter(
        match.verdict
        for match in find_matches(invented(left, 1), invented(right, 2), memory_mb=memory_mb, skipped=print)
    )
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print_table(
        ["left", "right", "seconds", "peak MB", "automatic", "review"],
        [
            [
                f"{left:,}",
                f"{right:,}",
                f"{seconds:.0f}",
                f"{peak:.0f}",
                f"{found['automatic']:,}",
                f"{found['review']:,}",
            ]
        ],
    )


def invented(count: int, seed: int) -> Iterator[Mention]:
    """Firms of recombined words at recombined addresses; every tenth of the smaller side is in the larger one too."""
    real = [mention for name in SHIPPED for mention in register(name)]
    words = [word for mention in real for word in mention.name.split()]
    places = [mention for mention in real if mention.town]
    own = random.Random(seed)
    for number in range(count):
        chance = random.Random(number) if number % 10 == 0 else own
        place = chance.choice(places)
        yield Mention(
            id=f"{seed}-{number}",
            kind="Firm",
            name=" ".join(chance.choice(words) for _ in range(chance.choice((2, 3, 3, 4)))),
            address=f"{chance.randrange(1, 900)} {' '.join(islice(place.address.split(), 1, 3))}",
            town=place.town,
            postcode=place.postcode,
            state=place.state,
            lat=place.lat,
            lon=place.lon,
            sources=(str(seed),),
        )


if __name__ == "__main__":
    main()
