"""Sponsors of clinical trials, the organisations at their Massachusetts sites, and their collaborators."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from clusteratlas.graph.records import Link, Node
from clusteratlas.graph.values import clean_date
from clusteratlas.ingest.cleaning.gazetteer import state_id, zip_county, zip_point
from clusteratlas.ingest.cleaning.names import LEGAL_FORMS, firm_key, slug
from clusteratlas.ingest.cleaning.persons import trade_name
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

SITE = re.compile(r"(?:(?P<name>.*), )?(?P<town>[^,]+), Massachusetts(?:, (?P<zip>\d{5})[\d -]*)?, United States")
NOT_NAMED = re.compile(
    r"\bsites?\b|\blocal institution\b|^p[ds]\d|\bparticipation\b|\badditional information\b|^\d|\bM\.?D\b"
    r"|Hospital ?/|\bGeneral Dana Farber\b",
    re.IGNORECASE,
)
"""Sites that name no organisation, a person, or two organisations."""
INSTITUTIONS = (
    (r"\bfoundation\b", "foundation"),
    (r"\bnational (?:cancer |heart|institutes? )|\bnational center for\b|\bdepartment of\b", "government body"),
    (
        r"\bhospitals?\b|\bmedical cent(?:er|re)\b|\bclinic\b|\binfirmary\b|\bhealth ?care system\b|\bhealth system\b"
        r"|\bhealth care\b|\bhealth$|\brehabilitation\b|\bcancer center\b",
        "hospital",
    ),
    (r"\buniversity\b|\bcollege\b|\bschool of medicine\b|\bmedical school\b|\binstitute of technology\b", "university"),
    (r"\bassociation\b|\bsociety\b", "trade association"),
    (r"\binstitute\b|\bcent(?:er|re)\b|\bconsortium\b|\bnetwork\b|\balliance\b|\bcooperative\b", "research institute"),
)
"""Words of an institution's name, to what it is; the first that is found counts."""
FIRMS = re.compile(
    r"pharma|therap|bio(?!medical research)|medicines?\b|\boncology\b|\bresearch\b|\bclinical\b"
    r"|\blaborator|\blabs?\b|\bdiagnostics\b|\bgenetics\b"
    r"|\bimplants\b|\bneurosciences?\b|\binfoworks\b|\bassociates\b|\bpartners\b|\bdental\b|\bconsultants\b|\bdermatology\b|\bpaincare\b",
    re.IGNORECASE,
)
"""Words of a firm's name, looked for after those of institutions."""


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """The organisations of all trials, then the links of sponsors."""
    registry = registry_names(context)
    trials = list(context.rows("trials_with_ma_sites.csv.gz"))
    sites = {row.number: list(named_sites(context, row)) for row in trials}
    towns: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for each in sites.values():
        for name, town, code in each:
            towns[firm_key(name)][town, code] += 1
    known: dict[str, Node | None] = {}
    pairs: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in trials:
        sponsor, *others = [
            organisation(context, row, name, registry, towns, known)
            for name in (row["sponsor"], *row["collaborators"].split("|"), *(name for name, _, _ in sites[row.number]))
        ]
        for other in others:
            if sponsor and other and sponsor.id != other.id and row not in pairs[sponsor.id, other.id]:
                pairs[sponsor.id, other.id].append(row)
    for node in known.values():
        yield node
        yield place(context, node, trials[0])
    for (start, end), rows in pairs.items():
        if rows:
            yield joint_trials(context, start, end, rows)


def registry_names(context: Context) -> dict[str, Row | None]:
    """The slug of a name to its active record in the registry; None where several bear it."""
    found: dict[str, Row | None] = {}
    for row in context.rows("ror_us.csv.gz", source="ror_us"):
        if row["status"] == "active":
            key = slug(row["name"].removesuffix(" (United States)"))
            found[key] = None if key in found else row
    return found


def named_sites(context: Context, row: Row) -> Iterator[tuple[str, str, str]]:
    """Name, town and ZIP code of the sites of a trial that name an organisation."""
    for text in filter(None, row["ma_sites"].split("|")):
        site = SITE.fullmatch(text)
        if site is None:
            context.reject(row, "ma_sites", text, "is not 'facility, town, state, country'", "correct the site")
        elif site["name"] and (name := clean_name(context, site["name"])) and not NOT_NAMED.search(name):
            yield name, context.lookup("town", site["town"]) or site["town"], site["zip"] or ""


def clean_name(context: Context, raw: str) -> str:
    """One spelling of a name, an abbreviation at its end taken off."""
    name = trade_name(" ".join(raw.replace("’", "'").split()))
    name = context.lookup("name", name) or name
    return re.sub(r" \([A-Za-z]+\)$", "", name)


def organisation(
    context: Context,
    row: Row,
    raw: str,
    registry: Mapping[str, Row | None],
    towns: Mapping[str, Counter[tuple[str, str]]],
    known: dict[str, Node | None],
) -> Node | None:
    """The organisation of a name: the registry's, else one of Massachusetts, else one of unknown seat."""
    name = clean_name(context, raw)
    key = firm_key(name)
    if not name or key in known:
        return known.get(key)
    record = None if context.lookup("abroad", name) else registry.get(slug(name))
    kind = registry_kind(record) or kind_of(context, name)
    if kind is None:
        context.reject(
            row,
            "organisation",
            "",
            "may be a firm, an institution or a person",
            "leave it out, or list in the source's lookups.yml what it is",
        )
        known[key] = None
        return None
    seat = None if record else seat_of(key, towns)
    known[key] = described(context, row, name, kind, record, seat)
    return known[key]


def seat_of(key: str, towns: Mapping[str, Counter[tuple[str, str]]]) -> tuple[str, str] | None:
    """Town and ZIP code that most of an organisation's sites have, those without ZIP code last."""
    counted = towns.get(key)
    return max(counted, key=lambda place: (bool(place[1]), counted[place])) if counted else None


def described(
    context: Context, row: Row, name: str, kind: tuple[str, str], record: Row | None, seat: tuple[str, str] | None
) -> Node | None:
    """The node of an organisation."""
    town, code = seat or ("", "")
    location = zip_point(code)
    if record:
        id = f"ror-{record['ror_id'].rsplit('/', 1)[-1]}"
    else:
        id = f"us-ma-{slug(town)}-{firm_key(name)}" if seat else f"trials-{firm_key(name)}"
    sort = {} if kind[0] == "Firm" else {"type": kind[1]}
    return context.node(
        kind[0],
        id,
        row,
        name=name,
        town=town,
        postcode=code,
        location=location,
        location_basis="postcode" if location else None,
        **sort,
    )


def registry_kind(record: Row | None) -> tuple[str, str] | None:
    """Firm or Institution as the registry has it; what sort it is, the registry says itself."""
    if record is None:
        return None
    return ("Firm", "") if "company" in record["types"].lower().split("|") else ("Institution", "")


def kind_of(context: Context, name: str) -> tuple[str, str] | None:
    """Firm or Institution and its sort, as its name tells; None where it does not."""
    if stated := context.lookup("kind", name):
        return ("Firm", "") if stated == "Firm" else ("Institution", stated)
    if slug(name).split("-")[-1] in LEGAL_FORMS or re.search(r"\b(?:Inc|LLC|P\.?C|A/S|AG|SA|GmbH|Ltd)\b", name):
        return "Firm", ""
    for words, sort in INSTITUTIONS:
        if re.search(words, name, re.IGNORECASE):
            return "Institution", sort
    return ("Firm", "") if FIRMS.search(name) else None


def place(context: Context, node: Node | None, row: Row) -> Link | None:
    """The county, or else the state, of an organisation with a site that the registry does not place."""
    if node is None or "town" not in node.properties:
        return None
    code = str(node.properties.get("postcode", ""))
    county = zip_county(code)
    evidence = f"County of the ZIP code {code}" if county else "State of the site"
    return context.link(
        "LOCATED_IN", node, county or state_id("MA"), row, evidence=evidence, confidence=0.95 if county else 1
    )


def joint_trials(context: Context, start: str, end: str, rows: list[Row]) -> Link | None:
    """What a sponsor and another organisation do together."""
    started = [row for row in rows if row["start"]]
    return context.link(
        "RESEARCHES_WITH",
        start,
        end,
        rows[0],
        evidence=[row["nct"] for row in rows],
        strength=len(rows),
        confidence=1,
        since=min((started_on(row) for row in started), default=None),
    )


def started_on(row: Row) -> str:
    """The start of a trial as an ISO date, comparable; one export writes the day first, as in 31-03-2024."""
    day_first = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", row["start"])
    return clean_date("-".join(reversed(day_first.groups())) if day_first else row["start"]) or ""
