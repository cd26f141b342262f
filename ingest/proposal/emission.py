"""From the meanings of a table's columns to the tables of source.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..cleaning.industries import NACE_LEVELS, SCHEMES
from ..templates import STARTING
from .classes import industry_codes
from .columns import NUMERIC
from .knowledge import known_roles, parties, place_types, relation_words, relations, sorts, words_of
from .places import place_templates, town_template, us_postcodes, zip_template
from .records import Column, Table
from .shapes import CARRIERS, CODES, OF_LINKS, Shape, others, own_id, own_name, shape_of, supplied

CARRIED = {
    "cluster": ("Cluster", "IN_CLUSTER"),
    "project": ("Initiative", "PARTICIPATES_IN"),
    "product": ("Input", "PROVIDES"),
    "input": ("Input", "NEEDS"),
}
"""Role to the kind of node it makes and the link of the organisation to it."""
REGION = "region"
"""Type of a Place that no word says to be of another."""
ROW = "organisation"
"""Short name of the organisation that a row is about."""
LINKED = ("relation", *OF_LINKS, *CARRIERS)
"""Roles that speak of a link of the row, not of one of its organisations."""
SAID_OF_LINKS = ("evidence", "since", "until", "confidence")

Entry = dict[str, Any]


def entries(table: Table, prefix: str) -> list[Entry]:
    """The tables of source.yml that one table becomes: one for each link or sort that its words name."""
    table = without_own_ids(table, prefix)
    shape = shape_of(table)
    if shape is Shape.NOTHING:
        return []
    if shape is Shape.STATISTICS:
        return [{**table.reading, **statistics(table)}]
    if shape is Shape.INDUSTRIES:
        return [{**table.reading, **industries(table)}]
    if shape is Shape.REGION:
        return [{**table.reading, **region(table, prefix)}]
    if shape is Shape.PLACES:
        sort = table.column("place_type")
        by_type = places_by_type(sort) if sort else {REGION: []}
        return [
            {**table.reading, **(chosen(sort, words) if sort else {}), **places(table, prefix, type)}
            for type, words in by_type.items()
        ]
    ends = others(table)
    relation = table.column("relation")
    if relation and "other" in ends:
        return [
            {**table.reading, **chosen(relation, words), **row(table, prefix, table.kind, "", (link, outward))}
            for (link, outward), words in by_relation(relation).items()
        ]
    sort = table.column("kind")
    if sort and own_name(table):
        return [
            {**table.reading, **chosen(sort, words), **row(table, prefix, kind, type)}
            for (kind, type), words in by_sort(sort, table.kind).items()
        ]
    return [{**table.reading, **row(table, prefix, table.kind, "")}]


def without_own_ids(table: Table, prefix: str) -> Table:
    """The table with ids taken for its own where the source of that prefix gave them itself when it was loaded."""

    def own(column: Column) -> Column:
        return replace(column, homes=()) if f"{prefix}-" in dict(column.homes).values() else column

    return replace(table, columns=tuple(map(own, table.columns)))


def chosen(column: Column, words: list[str]) -> Entry:
    """What tells the rows that have one of these words in a column; nothing where all rows have."""
    return {} if column.fixed else {"where": {column.name: words}}


def row(table: Table, prefix: str, kind: str, type: str, stated: tuple[str, bool] | None = None) -> Entry:
    """The nodes and links of one row; `stated` is the link that a relation column names."""
    ends = others(table)
    nodes: dict[str, Entry] = {}
    own = ROW if own_name(table) and not only_refers(table, "") else ""
    if own:
        nodes[own] = organisation(table, prefix, "", kind, type)
    links: list[Entry] = places_and_classes(table, "", own, nodes)
    for end in ends:
        if own_name(table, end) and not only_refers(table, end):
            nodes[end] = organisation(table, prefix, end, parties()[end].kind, parties()[end].type)
            links += places_and_classes(table, end, end, nodes)
    reference = own or (ids(table, prefix, "") if own_id(table) else "")
    if shape_of(table) is Shape.CLASSES and (code := table.column("naics")):
        reference = industry_id(code)
    links += links_of_row(table, prefix, reference, ends, nodes, stated)
    for role in CARRIERS:
        if (column := table.column(role)) and reference:
            what, link = CARRIED[role]
            id = f"{prefix}-{role}-{{{column.name}|slug}}"
            nodes[role] = {"kind": what, "id": id, **sometimes(column), "name": column.name}
            said = {"degree": written(degree)} if role == "cluster" and (degree := table.column("degree")) else {}
            links.append({"kind": link, "from": reference, "to": role, **said, **said_of_link(table)})
    return {key: value for key, value in (("nodes", nodes), ("links", links)) if value}


def links_of_row(
    table: Table,
    prefix: str,
    reference: str | list[str],
    ends: list[str],
    nodes: Mapping[str, Entry],
    stated: tuple[str, bool] | None,
) -> list[Entry]:
    """The links between the organisations of a row; where it has none of its own, the two ends of a pair are joined."""
    links = []
    for end in ends:
        party = parties()[end]
        link, outward = (party.link, party.outward) if end != "other" else stated or ("", True)
        at = end if end in nodes else ids(table, prefix, end)
        mine: str | list[str] = reference
        if not mine:
            if party.pair not in ends or not outward:
                continue
            mine = party.pair if party.pair in nodes else ids(table, prefix, party.pair)
        if not link:
            continue
        said = said_of_link(table)
        if link == "SUPPLIES" and (item := supplied(table)):
            said["input"] = item.name
        links.append({"kind": link, "from": mine if outward else at, "to": at if outward else mine, **said})
    return links


def organisation(table: Table, prefix: str, of: str, kind: str, type: str = "") -> Entry:
    """The node of the row's organisation, or of another that the row names."""
    name = own_name(table, of)
    node: Entry = {"kind": kind, "id": ids(table, prefix, of)}
    key = table.column("id", of)
    if key and not of and shape_of(table) is Shape.REGISTER and key.filled == 1 and key.distinct == table.rows:
        node["once"] = True
    if of and name and (own_name(table) or own_id(table)):
        node |= sometimes(key or name)
    if name:
        node["name"] = name.name
    if kind == "Institution" and type:
        node["type"] = f"={type}"
    texts: dict[str, list[str]] = {}
    for column in table.columns:
        role = known_roles().get(column.role)
        if column.of != of or role is None or role.name == "name" or (role.name == "legal_form" and kind != "Firm"):
            continue
        if role.identifier is not None:
            scheme = role.identifier or "-".join(words_of(column.name))
            texts.setdefault("identifiers", []).append(f"{scheme}:{{{column.name}}}")
        elif role.property == "aliases":
            texts.setdefault("aliases", []).append(column.name)
        elif role.property == "postcode" and us_postcodes(column):
            node["postcode"] = zip_template(table, of, "zip")
        elif role.property:
            node[role.property] = written(column)
    latitude, longitude = table.column("latitude", of), table.column("longitude", of)
    if latitude and longitude:
        node["location"] = [written(latitude), written(longitude)]
    elif (postcode := table.column("postcode", of)) and us_postcodes(postcode):
        node["location"] = [zip_template(table, of, transform) for transform in ("zip_latitude", "zip_longitude")]
        node["location_basis"] = "=postcode"
    elif town := town_template(table, of, "town_latitude"):
        node["location"] = [town, town_template(table, of, "town_longitude")]
        node["location_basis"] = "=town"
    if not of and "description" not in node and (text := described(table)):
        node["description"] = text
    return {**node, **texts}


def sometimes(column: Column) -> Entry:
    """What a node says whose id comes of a column that some rows leave empty."""
    return {} if column.filled == 1 else {"optional": True}


def described(table: Table) -> str:
    """The column that stands in for a description: an industry in words, or a note."""
    found = table.column("industry") or table.column("note")
    return found.name if found else ""


def ids(table: Table, prefix: str, of: str) -> str | list[str]:
    """The id of an organisation: its own key, or its name with the place behind it where it stands in a register."""
    if key := own_id(table, of):
        if not key.homes:
            return f"{prefix}-{{{key.name}}}"
        known = [f"{begins}{{{key.name}{f'|{STARTING}{start}' if start else ''}}}" for start, begins in key.homes]
        return known[0] if len(known) == 1 else [*known, f"{prefix}-{{{key.name}}}"]
    name = own_name(table, of)
    if name is None:
        return ""
    if of or shape_of(table) is Shape.LINKS_BY_NAME:
        by_name = f"{prefix}-{{{name.name}|firm_key}}"
        return [f"{{{name.name}|named:{ROW}}}", by_name] if of and may_bear(table, of) else by_name
    place = table.column("town") or table.column("postcode")
    plain = f"{prefix}-{{{name.name}|slug}}"
    if place is None:
        return plain
    if place.role == "postcode" and us_postcodes(place):
        return [f"{plain}-{zip_template(table, of, 'zip')}", plain]
    return [f"{plain}-{{{place.name}|slug}}", plain]


def only_refers(table: Table, of: str) -> bool:
    """Whether all that is said of an organisation is a name and the id that another source gave it."""
    key, name = own_id(table, of), own_name(table, of)
    of_it = [column for column in table.columns if column.used and column.of == of and column not in (key, name)]
    return bool(key and key.homes) and all(column.role in (*LINKED, *parties()) for column in of_it)


def may_bear(table: Table, of: str) -> bool:
    """Whether all that is said of another organisation is a name, and rows with ids of their own may bear it."""
    told = any(column.used and column.of == of for column in table.columns)
    named = own_name(table) and (own_id(table) or shape_of(table) is not Shape.LINKS_BY_NAME)
    return bool(named) and not told


def places_and_classes(table: Table, of: str, at: str, nodes: dict[str, Entry]) -> list[Entry]:
    """The links of an organisation to its place and its industry; none where the row makes no node of it.

    A class of NACE, of which no list ships, becomes a node beside those in `nodes`.
    """
    if not at:
        return []
    links: list[Entry] = []
    if where := place_templates(table, of):
        links.append({"kind": "LOCATED_IN", "from": at, "to": where if len(where) > 1 else where[0]})
    if column := table.column("appellation", of):
        links.append({"kind": "LOCATED_IN", "from": at, "to": f"{{{column.name}|appellation}}"})
    for role in CODES:
        if column := table.column(role, of):
            to = industry_id(column)
            if role == "nace":
                made, within = of_nace(column, f"{of}_industry" if of else "industry")
                nodes |= made
                to, links = next(iter(made)), [*links, *within]
            links.append({"kind": "CLASSIFIED_AS", "from": at, "to": to})
    return links


def of_nace(column: Column, alias: str, title: str = "") -> tuple[dict[str, Entry], list[Entry]]:
    """The nodes of a class of NACE and of those that it lies within, and the links between them."""
    name = column.name
    nodes: dict[str, Entry] = {}
    for level in ("", *reversed(NACE_LEVELS)):
        if level == "class":
            continue
        own = f"nace2_{level}" if level else "nace2"
        nodes[f"{alias}_{level}" if level else alias] = {
            "kind": "Industry",
            "id": f"{{{name}|{own}}}",
            "optional": True,
            "name": title if title and not level else f"{{{name}|{own}_name}}",
            "code": f"{{{name}|{own}_code}}",
            "scheme": f"={SCHEMES['nace2']}",
            "level": f"={NACE_LEVELS[level]}" if level else f"{{{name}|nace2_level}}",
        }
    above = [f"{{{name}|nace2_{level}}}" for level in ("group", "division", "section")]
    pairs = [(alias, above), (f"{alias}_group", above[1]), (f"{alias}_division", above[2])]
    return nodes, [{"kind": "WITHIN", "from": start, "to": end} for start, end in pairs]


def industry_id(column: Column) -> str:
    """The template of the id of an industry."""
    if fixed := {"sic": "sic1987", "isic": "isic4", "nace": "nace2"}.get(column.role):
        return f"{{{column.name}|{fixed}}}"
    known = [code for code in column.examples if code in industry_codes("naics2017", "naics2022")]
    recent = known and not all(code in industry_codes("naics2017") for code in known)
    return f"{{{column.name}|naics{2022 if recent or '2022' in column.name else 2017}}}"


def statistics(table: Table) -> Entry:
    """The link of a row of statistics: an industry that is present in a place."""
    code = code_of(table)
    said = {"establishments": "establishments", "employees": "employment", "payroll": "payroll", "year": "year"}
    values = {
        name: written(column, figure=role != "year") for role, name in said.items() if (column := table.column(role))
    }
    where = place_templates(table, "", by_town=False)
    nodes, within = of_nace(code, "industry") if code.role == "nace" else ({}, [])
    cell = {"kind": "PRESENT_IN", "from": industry_id(code), "to": where if len(where) != 1 else where[0], **values}
    return {**({"nodes": nodes} if nodes else {}), "links": [*within, cell]}


def code_of(table: Table) -> Column:
    """The column with the codes of a table's industries."""
    return next(column for role in CODES if (column := table.column(role)))


def industries(table: Table) -> Entry:
    """The nodes of a row of a table of industries, and what they lie within where no source that ships says it."""
    code, title = code_of(table), table.column("industry_title")
    assert title is not None
    if code.role == "nace":
        nodes, within = of_nace(code, "industry", title.name)
        return {"nodes": nodes, "links": within}
    id = industry_id(code)
    scheme = SCHEMES[id.rpartition("|")[2].rstrip("}")]
    node = {"kind": "Industry", "id": id, "name": title.name, "code": code.name, "scheme": f"={scheme}"}
    return {"nodes": {"industry": node}}


def places(table: Table, prefix: str, type: str) -> Entry:
    """The node of a row of a table of places, and the link to what it is part of."""
    code, name, parent = map(table.column, ("place_code", "place_name", "place_parent"))
    assert code is not None
    assert name is not None
    node: Entry = {"kind": "Place", "id": f"{prefix}-{{{code.name}}}", "once": True, "name": name.name}
    node |= {"type": f"={type}", "code": code.name}
    latitude, longitude = table.column("latitude"), table.column("longitude")
    if latitude and longitude:
        node["location"] = [written(latitude), written(longitude)]
    within = {"kind": "WITHIN", "from": "place", "to": f"{prefix}-{{{parent.name}}}"} if parent else {}
    return {"nodes": {"place": node}, **({"links": [within]} if within else {})}


def region(table: Table, prefix: str) -> Entry:
    """The region that a row names, and the link to it of the place of the row."""
    name = table.column("region")
    assert name is not None
    node = {"kind": "Place", "id": f"{prefix}-{{{name.name}|slug}}", "name": name.name, "type": f"={REGION}"}
    where = place_templates(table, "", by_town=False)
    inside = {"kind": "WITHIN", "from": where[0], "to": "region"}
    return {"nodes": {"region": node}, "links": [inside]}


def places_by_type(column: Column) -> dict[str, list[str]]:
    """Type of a Place to the words of a column that mean it; a word that means none is a region."""
    found: dict[str, list[str]] = {}
    for word in column.words:
        found.setdefault(place_type_of(word) or REGION, []).append(word)
    return found


def place_type_of(word: str) -> str:
    """The type of a Place that a word means; empty where it means none.

    >>> place_type_of("District"), place_type_of("zyx")
    ('county', '')
    """
    return place_types().get(words_of(word), "")


def said_of_link(table: Table) -> Entry:
    """What the row says of its links: evidence, dates, confidence."""
    said: Entry = {}
    for role in SAID_OF_LINKS:
        found = [written(column) for column in table.columns if column.role == role]
        if found:
            said[role] = found if len(found) > 1 else found[0]
    return said


def by_relation(column: Column) -> dict[tuple[str, bool], list[str]]:
    """Kind of link and direction to the words of a relation column that mean it."""
    found: dict[tuple[str, bool], list[str]] = {}
    for word in column.words:
        if meant := relations().get(relation_words(word)):
            found.setdefault(meant, []).append(word)
    return found


def by_sort(column: Column, otherwise: str) -> dict[tuple[str, str], list[str]]:
    """Kind of node and type of institution to the words that mean it; words that mean neither go with `otherwise`."""
    found: dict[tuple[str, str], list[str]] = {}
    for word in column.words:
        found.setdefault(sort_of(word, otherwise), []).append(word)
    return found


def sort_of(word: str, otherwise: str) -> tuple[str, str]:
    """The kind and type that a word for a sort of organisation means; of several the one that kinds.yml names first.

    >>> sort_of("education|funder", "Firm"), sort_of("Company", "Institution"), sort_of("", "Firm")
    (('Institution', 'university'), ('Firm', ''), ('Firm', ''))
    """
    said = {words_of(part) for part in re.split(r"[|,;]", word)}
    return next((meant for key, meant in sorts().items() if key in said), (otherwise, ""))


def written(column: Column, *, figure: bool = False) -> str:
    """A column as an expression of a mapping, which says how its dates, numbers or addresses are written.

    A figure may have a symbol of a statistical office in its place.
    """
    values = known_roles()[column.role].values
    transform = ""
    if figure:
        transform = "figure_comma" if column.commas else "figure"
    elif values in NUMERIC and column.commas:
        transform = "decimal_comma"
    elif values == "date" and column.day_first:
        transform = "dmy"
    elif values == "url":
        transform = "web"
    return f"{{{column.name}|{transform}}}" if transform else column.name
