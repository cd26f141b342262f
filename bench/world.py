"""An invented world of any size: the same seed gives the same firms and linkages."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

from clusteratlas.graph.records import Link, Node, Point, Value

SOURCE = "invented_world"
PLACES = 50
COLUMNS = 10
"""Places stand in a grid of ten in a row."""
SOUTH, WEST, HEIGHT, WIDTH = 34.0, -110.0, 1.73, 2.2
"""Degrees: where the grid begins, and how large a place is (about 190 km each way)."""
INDUSTRIES = 100
INPUTS_PER_INDUSTRY = 12
FIRMS_PER_INSTITUTION = 100
SYLLABLES = "ba bru che dro fen ga gli hu jo kel kri lo mur ne oxo pra qui rel sti tav ul ven wro xa yil zem".split()
TRADES = "Works Foundry Timber Dairy Optics Freight Tools Glass Press Instruments Textiles Pumps".split()
GOODS = "bottles valves lenses crates yarn resin gears labels castings solvents".split()
SHARES = {"SUPPLIES": 0.6, "SERVES": 0.15, "COMPETES_WITH": 0.1, "COOPERATES_WITH": 0.05, "MEMBER_OF": 0.1}
"""Kinds of linkages between organisations, and how many of them are of each."""

YAML = """\
name: invented_world
title: An invented world
publisher: nobody
licence: none
trust: 60
tables:
  - file: places.csv
    nodes:
      place: {kind: Place, id: id, name: name, type: type, location: [lat, lon]}
  - file: industries.csv
    nodes:
      industry: {kind: Industry, id: id, name: name, code: code, scheme: scheme}
  - file: related_to.csv
    links:
      - {kind: RELATED_TO, from: "{from}", to: "{to}", basis: basis}
  - file: input_to.csv
    links:
      - {kind: INPUT_TO, from: "{from}", to: "{to}", input_share: input_share, output_share: output_share, lift: lift}
  - file: institutions.csv
    nodes:
      institution: {kind: Institution, id: id, name: name, type: type, town: town, location: [lat, lon]}
  - file: firms.csv
    nodes:
      firm: {kind: Firm, id: id, name: name, aliases: [alias], town: town, location: [lat, lon], employees: employees}
    links:
      - {kind: CLASSIFIED_AS, from: firm, to: "{industry}"}
      - {kind: LOCATED_IN, from: firm, to: "{place}"}
"""
LINKAGES_YAML = """\
  - file: {file}.csv
    links:
      - {{kind: {kind}, from: "{{from}}", to: "{{to}}", {input}since: since,
        confidence: confidence, evidence: evidence}}
"""
LINKAGE_COLUMNS = ("from", "to", "input", "since", "confidence", "evidence")


@dataclass(frozen=True)
class World:
    """Firms in places, and linkages between them; a few firms have most of the linkages."""

    firms: int
    links: int
    """Of all kinds: two of each firm (industry and place), the rest between organisations."""
    seed: int = 1

    @property
    def institutions(self) -> int:
        """How many institutions there are."""
        return max(self.firms // FIRMS_PER_INSTITUTION, 1)

    @cached_property
    def words(self) -> list[str]:
        """Made-up words of which names are made."""
        draw = self.draw("words")
        return sorted({"".join(draw.choices(SYLLABLES, k=3)).capitalize() for _ in range(4000)})

    def draw(self, topic: str) -> random.Random:
        """Random numbers of a topic's own, so that sizes of one do not change another."""
        return random.Random(f"{self.seed} {topic}")

    def places(self) -> Iterator[Node]:
        """The places of the grid."""
        for number in range(PLACES):
            lat, lon = corner(number)
            middle = Point(round(lat + HEIGHT / 2, 6), round(lon + WIDTH / 2, 6))
            properties: dict[str, Value] = {
                "name": f"{self.words[number * 7]} County",
                "type": "county",
                "location": middle,
            }
            yield Node("Place", f"place-{number}", properties)

    def industries(self) -> Iterator[Node]:
        """Industries twice, as a classification has them and as an input-output table has them."""
        for scheme, prefix in (("NAICS 2017", "n"), ("BEA 2017", "b")):
            for number in range(INDUSTRIES):
                name = f"{self.words[number * 11 + 3]} making"
                properties = {"name": name, "code": f"{prefix.upper()}{number:03}", "scheme": scheme}
                yield Node("Industry", f"{prefix}{number}", properties)

    def inputs(self) -> Iterator[Link]:
        """What industries buy of each other, and which class of one scheme is which of the other."""
        draw, sales = self.draw("inputs"), self.draw("sales")
        for number in range(INDUSTRIES):
            yield Link("RELATED_TO", f"n{number}", f"b{number}", {"basis": "concordance"})
        for buyer in range(INDUSTRIES):
            for seller in sorted(draw.sample(range(INDUSTRIES), INPUTS_PER_INDUSTRY)):
                shares = {"input_share": round(draw.random() / 6, 6), "lift": round(0.5 + 3 * draw.random(), 3)}
                shares["output_share"] = round(sales.random() / 6, 6)
                yield Link("INPUT_TO", f"b{seller}", f"b{buyer}", shares)

    def organisations(self) -> Iterator[Node]:
        """Institutions, then firms, spread evenly over the places."""
        draw = self.draw("organisations")
        types = ("university", "trade association", "testing laboratory", "financial institution", "utility")
        for number in range(self.institutions):
            name = f"{draw.choice(self.words)} {draw.choice(self.words)} Institute"
            at = self.somewhere(draw, number)
            yield Node("Institution", f"inst-{number}", {"name": name, "type": types[number % len(types)], **at})
        for number in range(self.firms):
            trade = draw.choice(TRADES)
            first, second = draw.choice(self.words), draw.choice(self.words)
            properties: dict[str, Value] = {"name": f"{first} {second} {trade}", **self.somewhere(draw, number)}
            if number % 4 == 0:
                properties["aliases"] = [f"{second} {draw.choice(self.words)}"]
            if number % 10:
                properties["employees"] = int(draw.paretovariate(1.1) * 3)
            yield Node("Firm", f"firm-{number}", properties)

    def somewhere(self, draw: random.Random, number: int) -> dict[str, Value]:
        """A position and town within the place of an organisation."""
        lat, lon = corner(number % PLACES)
        position = Point(round(lat + HEIGHT * draw.random(), 6), round(lon + WIDTH * draw.random(), 6))
        return {"town": self.words[number * 13 % len(self.words)], "location": position}

    def memberships(self) -> Iterator[Link]:
        """The industry and the place of each firm."""
        draw = self.draw("memberships")
        for number in range(self.firms):
            yield Link("CLASSIFIED_AS", f"firm-{number}", f"n{int(INDUSTRIES * draw.random() ** 1.5)}", {})
            yield Link("LOCATED_IN", f"firm-{number}", f"place-{number % PLACES}", {})

    def linkages(self) -> Iterator[Link]:
        """Linkages between organisations; none twice."""
        draw = self.draw("linkages")
        total = self.links - 2 * self.firms
        for kind, share in SHARES.items():
            seen: set[tuple[int, int]] = set()
            while len(seen) < int(total * share):
                start = int(self.firms * draw.random() ** 2)
                end = self.partner(draw, start) if kind != "MEMBER_OF" else draw.randrange(self.institutions)
                if (start, end) in seen or (start == end and kind != "MEMBER_OF"):
                    continue
                seen.add((start, end))
                properties: dict[str, Value] = {
                    "since": f"{draw.randint(1970, 2023)}-{draw.randint(1, 12):02}",
                    "confidence": round(0.5 + draw.random() / 2, 2),
                    "evidence": [f"entry {draw.randrange(10**6)} of an invented register"],
                }
                if kind == "SUPPLIES":
                    properties["input"] = draw.choice(GOODS)
                target = f"inst-{end}" if kind == "MEMBER_OF" else f"firm-{end}"
                yield Link(kind, f"firm-{start}", target, properties)

    def partner(self, draw: random.Random, start: int) -> int:
        """A firm that another deals with: more often than not one of the same place."""
        if draw.random() < 0.6:
            return min(draw.randrange(-(-self.firms // PLACES)) * PLACES + start % PLACES, self.firms - 1)
        return draw.randrange(self.firms)

    def nodes(self) -> Iterator[Node]:
        """Every node."""
        yield from self.places()
        yield from self.industries()
        yield from self.organisations()

    def all_links(self) -> Iterator[Link]:
        """Every link."""
        yield from self.inputs()
        yield from self.memberships()
        yield from self.linkages()

    def write(self, folder: Path) -> None:
        """Writes the world as a source: tables and source.yml."""
        folder.mkdir(parents=True, exist_ok=True)
        tables = "".join(
            LINKAGES_YAML.format(file=kind.lower(), kind=kind, input="input: input, " if kind == "SUPPLIES" else "")
            for kind in SHARES
        )
        (folder / "source.yml").write_text(YAML + tables, encoding="utf-8")
        write_table(folder / "places.csv", ("id", "name", "type", "lat", "lon"), map(cells, self.places()))
        write_table(folder / "industries.csv", ("id", "name", "code", "scheme"), map(cells, self.industries()))
        for kind, columns in {"RELATED_TO": ["basis"], "INPUT_TO": ["input_share", "output_share", "lift"]}.items():
            inputs = (ends(link) for link in self.inputs() if link.kind == kind)
            write_table(folder / f"{kind.lower()}.csv", ("from", "to", *columns), inputs)
        institutions = (cells(node) for node in self.organisations() if node.kind == "Institution")
        write_table(folder / "institutions.csv", ("id", "name", "type", "town", "lat", "lon"), institutions)
        firms = ("id", "name", "alias", "town", "lat", "lon", "employees", "industry", "place")
        write_table(folder / "firms.csv", firms, self.firm_rows())
        for kind, links in groupby(self.linkages(), key=lambda link: link.kind):
            write_table(folder / f"{kind.lower()}.csv", LINKAGE_COLUMNS, map(ends, links))

    def firm_rows(self) -> Iterator[dict[str, Any]]:
        """Firms with their industry and place beside them."""
        members = self.memberships()
        for node in self.organisations():
            if node.kind == "Firm":
                industry, place = next(members), next(members)
                yield {**cells(node), "industry": industry.end, "place": place.end}


def corner(place: int) -> tuple[float, float]:
    """The south-western corner of a place, in degrees."""
    return SOUTH + place // COLUMNS * HEIGHT, WEST + place % COLUMNS * WIDTH


def cells(node: Node) -> dict[str, Any]:
    """A node as a row of a table."""
    row: dict[str, Any] = {"id": node.id, **node.properties}
    if "location" in row:
        row["lat"], row["lon"] = row.pop("location")
    row["alias"] = "".join(row.pop("aliases", []))
    return row


def ends(link: Link) -> dict[str, Any]:
    """A link as a row of a table."""
    row: dict[str, Any] = {"from": link.start, "to": link.end, **link.properties}
    if "evidence" in row:
        row["evidence"] = row["evidence"][0]
    return row


def write_table(path: Path, columns: tuple[str, ...], rows: Iterator[Mapping[str, Any]]) -> None:
    """Writes rows as CSV; what is not a column is left out."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
