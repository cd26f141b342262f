"""Cypher text that makes entities hold what their records say, wherever these disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .model import Kind, Model
from .statements import RECORD_KEYS, by_id
from .values import bounded


def believe(kind: Kind) -> str:
    """Makes entities ($ids) of a kind's family hold what their records say: the most trusted wins, texts are united.

    The most trusted also tells of which kind of the family it is; it holds what records of another kind say, too.

    A location goes with its basis, a number with its bounds, and an address with its town and postal code: they are
    taken from one record, or from several that do not contradict each other. Names that lost become aliases. An entity
    that no record describes keeps its id and name.
    """
    properties = kind.family_properties
    united = [name for name, property in properties.items() if property.type == "texts" and name != "aliases"]
    unions = "".join(f",\n  collect(record.{name}) AS all_{name}" for name in united)
    sets = "".join(
        f"\nSET entity.{name} = CASE all_{name} WHEN [] THEN null ELSE "
        f"reduce(known = [], texts IN all_{name} | known + [text IN texts WHERE NOT text IN known]) END"
        for name in united
    )
    ranges = bounded(properties)
    counted = "".join(
        f",\n  [record IN records WHERE coalesce({', '.join(f'record.{part}' for part in parts)}) IS NOT NULL][-1] "
        f"AS {parts[0]}_record"
        for parts in ranges
    )
    sets += "".join(f"\nSET entity.{part} = {parts[0]}_record.{part}" for parts in ranges for part in parts)
    sets += "".join(
        f"\nFOREACH (_ IN CASE records[-1].record_kind WHEN '{name}' THEN [1] ELSE [] END | "
        f"SET entity:{name} REMOVE entity:{':'.join(other for other in kind.family if other != name)})"
        for name in kind.family
        if len(kind.family) > 1
    )
    return f"""
UNWIND $ids AS id
{by_id("entity", "id")}
CALL (entity) {{
  OPTIONAL MATCH (entity)<-[:DESCRIBES]-(record:Record)
  WITH record ORDER BY record.record_trust, record.record_id DESC
  RETURN collect(record) AS records, collect(record.aliases) + [collect(record.name)] AS all_names{unions}
}}
WITH *, entity.name AS name,
  [record IN records WHERE record.location IS NOT NULL][-1].location_basis AS basis{counted},
  coalesce([record IN records WHERE record.town IS NOT NULL][-1].town, '') AS town
WITH *, [record IN records WHERE toLower(coalesce(record.town, town)) = toLower(town)] AS there
WITH *, [record IN there WHERE record.address IS NOT NULL][-1] AS addressed
WITH *, coalesce(addressed.postcode, [record IN there WHERE record.postcode IS NOT NULL
  AND (record.address IS NULL OR toLower(record.address) = toLower(addressed.address))][-1].postcode) AS postcode
SET entity = {{id: id, name: name}}
FOREACH (record IN records | SET entity += properties(record)){sets}
SET entity.location_basis = basis, entity.address = addressed.address, entity.postcode = postcode
WITH entity, reduce(known = [entity.name], names IN all_names |
  known + [name IN names WHERE NOT name IN known]) AS names
SET entity.aliases = CASE size(names) WHEN 1 THEN null ELSE names[1..] END
REMOVE {", ".join(f"entity.{key}" for key in RECORD_KEYS)}
"""


def believe_all(graph_model: Model, ids: Mapping[str, Iterable[str]]) -> list[tuple[str, Mapping[str, Any]]]:
    """What renews what is believed of entities, given by a kind of the family of each."""
    of_family: dict[str, set[str]] = {}
    for kind, some in ids.items():
        of_family.setdefault(believe(graph_model.kind(kind)), set()).update(some)
    return [(text, {"ids": sorted(some)}) for text, some in of_family.items()]
