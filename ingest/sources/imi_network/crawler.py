"""Organisations of the Innovative Medicines Initiative, its projects, and who took part in which."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from clusteratlas.graph.errors import InvalidSource
from clusteratlas.graph.records import Link, Node
from clusteratlas.ingest.cleaning.casing import readable
from clusteratlas.ingest.cleaning.countries import country_code
from clusteratlas.ingest.cleaning.gazetteer import five_digits, zip_county
from clusteratlas.ingest.cleaning.names import firm_key, slug
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.readers import Row

NO_WEBSITE = "http://"
NO_CODE = ("", "-", "nan")
"""What stands for a postal code that is not there."""
ZIP_COUNTY = 0.97
"""Confidence that an address is in the county of its ZIP code's centre."""
INSTITUTIONS = (
    (
        r"hospital|h[oô]pit|ospedal|klinik|\bclinic\b|clinica\b|ziekenhuis|sykehus|sjukhus|charit[eé]\b|medical cent"
        r"|\bnhs\b|infirmary",
        "hospital",
    ),
    (
        r"univer[sz]|uniwersyt|yliopisto|\bcollege\b|hochschule|hogeschool|politec|polytech|panepistimio|egyetem|ulikool"
        r"|\becole\b|\bschool of\b|institute of technology|\bfakultet",
        "university",
    ),
    (
        r"\bfundaci|\bfondation|\bfondazione|\bfoundation|\bstichting\b|\bstiftung|\b(?:charitable|wellcome) trust",
        "foundation",
    ),
    (
        r"\bagen(?:cy|tur|ce|cia|zia|tschap)|minist|\bdepartment of|\bcommissariat|\bregion\b|\bbundesinstitut"
        r"|folkehelse|\bimprensa nacional",
        "government body",
    ),
    (
        r"\bassocia|\basociac|\bfederat|\bfederac|\bsociet(?:y|ies)\b|\bverband|forbund|\bv\.?zw\b|\bai?sbl\b"
        r"|\be\.?v\.?$|\bev -|patient|confederation",
        "institution",
    ),
    (
        r"institut|istitut|instytut|forschungszentrum|\bcent(?:re|er|rum|ro|ar)\b|zentrum|\bresearch council"
        r"|\bconsiglio|laborator(?:y|ium)\b|academ|akadem|\bconsor[tcz]|max.planck|fraunhofer|helmholtz|\bforschung"
        r"|\binserm|\bcnrs",
        "research institute",
    ),
    (
        r"\btrust\b|\bcouncil|\bnetwork\b|\balliance\b|\bservicio|\bnational\b|\beuropean\b|organisation|\bnon profit"
        r"|gemeinn|\bunited kingdom\b|\blbg\b",
        "institution",
    ),
)
"""Words of an institution's name to what it is, as far as they tell; the first that is found counts."""
FORMS = re.compile(
    r"\b(?:bvba|cvba|sl|sprl|slp|sau|sia|lda|kft|sro|doo|ou|spa|as|se|mbh|unlimited|uk|kommanditgesellschaft"
    r"|sociedad limitada|b\.v|s\.? ?a|symvouloi)\b\.?|internationalgmbh|consultadorialda|haftungsbeschr|ltd\*|\bgmbh\b"
    r"|\binc\.|pharma\b",
    re.IGNORECASE,
)
"""Legal forms and words of firms' names in this register, beside the legal forms that are known everywhere."""


def crawl(context: Context) -> Iterator[Node | Link | None]:
    """Countries and organisations, then projects and who took part."""
    known: set[str] = set()
    for row in entries(context, "markers.js"):
        node, *rest = organisation(context, row)
        if isinstance(node, Node):
            known.add(node.id)
        yield node
        yield from rest
    for row in entries(context, "participants.js"):
        yield from project(context, row, known)


def entries(context: Context, file: str) -> Iterator[Row]:
    """The records of a script that gives one variable a list of records."""
    path = context.path(file)
    text = path.read_text(encoding="utf-8-sig")
    try:
        records: list[dict[str, Any]] = ast.literal_eval(text[text.index("[") : text.rindex("]") + 1])
    except (ValueError, SyntaxError) as error:
        raise InvalidSource(
            f"{path}: is not 'var name = [...]' with a list of records ({error}); fetch it again"
        ) from None
    for number, record in enumerate(records, 1):
        context.rows_read += 1
        cells = {
            name: " ".join(map(str, value)) if isinstance(value, list) else str(value) for name, value in record.items()
        }
        yield Row(cells, file, number)


def organisation(context: Context, row: Row) -> Iterator[Node | Link | None]:
    """An organisation and where it is."""
    kind = kind_of(context, row["name"])
    if kind is None:
        reason = "may be a firm or an institution"
        context.reject(row, "name", row["name"], reason, "leave it out, or say which in the source's lookups.yml")
        yield None
        return
    address, postcode, town, country = parts(context, row)
    if country is None:
        context.reject(row, "address", row["address"], "ends in no country", "write its code behind the last comma")
    county = zip_county(postcode) if country == "US" else None
    sort = {"home_country": country} if kind == "Firm" else {"type": None if kind == "institution" else kind}
    node = context.node(
        "Firm" if kind == "Firm" else "Institution",
        f"imi-{row['id']}",
        row,
        [county] if county else [],
        name=row["name"],
        address=readable(address),
        town=readable(town),
        postcode=(five_digits(postcode) if country == "US" else postcode) or None,
        location=[row["latitude"], row["longitude"]],
        website=row["organizationUrl"] if row["organizationUrl"] != NO_WEBSITE else None,
        identifiers=f"pic:{row['id']}",
        **sort,
    )
    yield node
    yield context.nation(country, row)
    evidence = f"the centre of ZIP {five_digits(postcode)} is in it" if county else f"address: {row['address']}"
    yield context.link(
        "LOCATED_IN",
        node,
        county or (country or "").lower(),
        row,
        evidence=evidence,
        confidence=ZIP_COUNTY if county else 1,
    )


def parts(context: Context, row: Row) -> tuple[str, str, str, str | None]:
    """Street, postal code, town and country of an address; one whose parts cannot be told keeps them in the street.

    They stand in this order, the street with as many commas as it likes.
    """
    *street, postcode, town, last = ["", "", *(part.strip() for part in row["address"].split(","))]
    try:
        country = country_code(last)
    except ValueError:
        country = None
    if not re.search(r"\d", postcode) and postcode not in NO_CODE:
        context.reject(
            row, "address", row["address"], "does not say which part is the town", "write: street, code, town, country"
        )
        return ", ".join(filter(None, [*street, postcode, town])), "", "", country
    return ", ".join(filter(None, street)), "" if postcode in NO_CODE else postcode, town, country


def kind_of(context: Context, name: str) -> str | None:
    """Firm, institution, or what sort of institution an organisation is, by lookups.yml or by its name; else None."""
    if stated := context.lookup("kind", name):
        return stated
    for words, sort in INSTITUTIONS:
        if re.search(words, name, re.IGNORECASE):
            return sort
    return "Firm" if firm_key(name) != slug(name) or FORMS.search(name) else None


def project(context: Context, row: Row, known: set[str]) -> Iterator[Node | Link | None]:
    """A project and those who took part."""
    initiative = context.node(
        "Initiative",
        f"imi-project-{slug(row['name'])}",
        row,
        name=f"IMI {row['name'].replace('_', ' ')}",
        level="cross-border",
    )
    yield initiative
    for number in dict.fromkeys(row["ids"].split()):
        if f"imi-{number}" in known:
            yield context.link(
                "PARTICIPATES_IN",
                f"imi-{number}",
                initiative,
                row,
                evidence=f"Participant {number} of {row['name']}",
                confidence=1,
            )
        else:
            context.reject(
                row, "ids", number, "is no organisation that markers.js describes well enough", "complete it there"
            )
