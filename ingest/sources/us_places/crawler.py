"""The nation, its states, counties and metros, and which lies within or beside which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from clusteratlas.graph.records import Link, Node, Point
from clusteratlas.ingest.cleaning.gazetteer import county_outlines
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

NATION = "us"
M2_PER_KM2 = 1_000_000
KEPT_CODE = 0.9
"""Confidence that a Connecticut county still belongs to the metro that kept its code."""


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """Places from the nation down, then what each lies within and borders."""
    counties = {row["fips"]: row for row in context.rows("counties.csv.gz")}
    states = list(context.rows("states.csv.gz"))
    names = {row["fips"]: row["postal"] for row in states}
    yield from nation(context, states[0], counties)
    for row in states:
        yield from state(context, row, [county for county in counties.values() if county["state"] == row["postal"]])
    for row in counties.values():
        yield from county(context, row)
    yield from metros(context, counties, names)
    yield from borders(context, counties)


def nation(context: Context, row: Row, counties: Mapping[str, Row]) -> Iterator[Node | None]:
    """The United States."""
    yield context.node(
        "Place",
        NATION,
        row,
        name="United States",
        aliases=["United States of America", "US", "USA"],
        type="nation",
        code="US",
        **extent(list(counties.values())),
    )


def state(context: Context, row: Row, counties: list[Row]) -> Iterator[Node | Link | None]:
    """A state or territory."""
    place = context.node(
        "Place",
        state_of(row["postal"]),
        row,
        name=row["name"],
        aliases=row["postal"],
        type="state",
        code=row["fips"],
        **extent(counties),
    )
    yield place
    yield context.link("WITHIN", place, NATION, row, confidence=1)


def county(context: Context, row: Row) -> Iterator[Node | Link | None]:
    """A county, parish, borough, independent city or municipio."""
    place = context.node(
        "Place",
        county_of(row["fips"]),
        row,
        name=f"{row['name']}, {row['state']}",
        aliases=row["name"],
        type="county",
        code=row["fips"],
        location=[row["lat"], row["lon"]],
        area_km2=land_km2(row),
    )
    yield place
    yield context.link("WITHIN", place, state_of(row["state"]), row, confidence=1)


def metros(context: Context, counties: Mapping[str, Row], names: Mapping[str, str]) -> Iterator[Node | Link | None]:
    """Metropolitan and micropolitan areas, what they are made of, and Connecticut's two sets of parts."""
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in context.rows("metros.csv.gz"):
        parts[row["cbsa"]].append(row)
    kept = {row["fips"]: row for row in context.rows("connecticut_2020.csv.gz")}
    for cbsa, rows in parts.items():
        held = [counties[row["fips"]] for row in rows if row["fips"] in counties]
        held += [counties[fips] for fips, row in kept.items() if row["cbsa"] == cbsa]
        yield from metro(context, cbsa, rows, held, names)
        for row in rows:
            if row["fips"] not in counties:
                yield from planning_region(context, row, names)
            yield context.link("WITHIN", county_of(row["fips"]), metro_of(cbsa), row, confidence=1)
    for fips, row in kept.items():
        yield context.link(
            "WITHIN",
            county_of(fips),
            metro_of(row["cbsa"]),
            row,
            confidence=KEPT_CODE,
            evidence="in this metro by the delineation of 2020; since 2023 it is made of planning regions instead",
        )


def metro(
    context: Context, cbsa: str, rows: list[Row], held: list[Row], names: Mapping[str, str]
) -> Iterator[Node | Link | None]:
    """A metro, within its state, or within the nation if it spans several."""
    place = context.node(
        "Place",
        metro_of(cbsa),
        rows[0],
        name=rows[0]["title"],
        description=rows[0]["type"],
        type="metro",
        code=cbsa,
        **extent(held),
    )
    yield place
    states = {row["state_fips"] for row in rows}
    around = state_of(names[states.pop()]) if len(states) == 1 else NATION
    yield context.link("WITHIN", place, around, rows[0], confidence=1)


def planning_region(context: Context, row: Row, names: Mapping[str, str]) -> Iterator[Node | Link | None]:
    """One of the planning regions that stand for Connecticut's counties since 2022."""
    postal = names[row["state_fips"]]
    place = context.node(
        "Place",
        county_of(row["fips"]),
        row,
        name=f"{row['county']}, {postal}",
        aliases=row["county"],
        description="County equivalent since 2022.",
        type="region",
        code=row["fips"],
        established="2022",
    )
    yield place
    yield context.link("WITHIN", place, state_of(postal), row, confidence=1)


def borders(context: Context, counties: Mapping[str, Row]) -> Iterator[Link | None]:
    """Counties and states that share a border: one link for each pair."""
    states: dict[tuple[str, str], Row] = {}
    for first, second in county_outlines().neighbours():
        row, other = counties[first], counties[second]
        yield context.link("BORDERS", county_of(first), county_of(second), row, confidence=1)
        if row["state"] != other["state"]:
            pair = sorted((state_of(row["state"]), state_of(other["state"])))
            states.setdefault((pair[0], pair[1]), row)
    for (start, end), row in sorted(states.items()):
        yield context.link("BORDERS", start, end, row, confidence=1)


def extent(counties: list[Row]) -> dict[str, object]:
    """Land area of counties together, and the point of the one nearest to their middle."""
    known = [(land_km2(row), Point(float(row["lat"]), float(row["lon"]))) for row in counties if row["lat"]]
    if not known:
        return {}
    total = sum(area for area, _ in known if area)
    lat = sum(area * point.lat for area, point in known if area) / total
    lon = sum(area * point.lon for area, point in known if area) / total
    middle = min((point for _, point in known), key=lambda point: (point.lat - lat) ** 2 + (point.lon - lon) ** 2)
    return {"location": middle, "area_km2": round(total, 1)}


def land_km2(row: Row) -> float | None:
    """Land area of a county in square kilometres."""
    return round(int(row["land_m2"]) / M2_PER_KM2, 1) if row["land_m2"] else None


def state_of(postal: str) -> str:
    """The id of a state."""
    return f"us-{postal.lower()}"


def county_of(fips: str) -> str:
    """The id of a county."""
    return f"us-county-{fips}"


def metro_of(cbsa: str) -> str:
    """The id of a metro."""
    return f"us-metro-{cbsa}"
