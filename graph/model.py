"""Reads schema/ into the kinds of nodes and links that a graph may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from .errors import InvalidModel, InvalidRecord
from .records import Point, Value
from .values import CLEANERS, Range, bounded, check_bounds

ORGANISATION = "Organisation"
"""The kind of which one source may have a thing as one kind and another source as another: firm or institution."""
LONGEST_KEY = 1_000
"""Characters of an id, or of a text that can be looked up: the database's indexes hold no more than 8 kB."""
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
"""What names may look like, since they enter Cypher text."""
PROPERTY_KEYS = {"type", "about", "required", "choices", "min", "max", "unit", "index"}


@dataclass(frozen=True, slots=True)
class Property:
    """A typed property of a kind or a link."""

    name: str
    type: str
    """One of values.CLEANERS."""
    about: str
    required: bool = False
    choices: tuple[str, ...] = ()
    min: float | None = None
    max: float | None = None
    unit: str = ""
    index: bool = False
    """Whether the database keeps it in order, so that it can be looked up."""

    def clean(self, raw: object) -> Value | None:
        """The value in `raw`, None where it is missing; ValueError says what is wrong with it."""
        value = CLEANERS[self.type](raw)
        if value is None:
            return None
        if self.index and isinstance(value, str) and len(value) > LONGEST_KEY:
            raise ValueError(f"is longer than {LONGEST_KEY} characters")
        if self.choices or self.min is not None or self.max is not None:
            check_bounds(value, self.choices, self.min, self.max)
        return value


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of node."""

    name: str
    about: str
    labels: tuple[str, ...]
    """Its own name first, then the abstract kinds it is one of."""
    properties: Mapping[str, Property]
    """Its own and the inherited ones, in the order of the schema."""
    required: tuple[str, ...] = ()
    """The properties that it must have."""
    ranges: tuple[Range, ...] = ()
    """Its numbers that may be given by bounds."""
    abstract: bool = False
    provenance: bool = False
    """Whether it says where facts come from rather than being one."""
    family: tuple[str, ...] = ()
    """The kinds, itself among them, as which different sources may have one thing."""
    family_properties: Mapping[str, Property] = field(default_factory=dict)
    """The properties of all of them."""


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of link."""

    name: str
    about: str
    group: str
    """trade, alike, corporate, institutions, structure, process or provenance."""
    start: tuple[str, ...]
    """Kinds it may go out from."""
    end: tuple[str, ...]
    """Kinds it may go to."""
    out: str
    """How it reads from its start: `supplies`."""
    inward: str
    """How it reads from its end: `is supplied by`."""
    properties: Mapping[str, Property]
    same_kind: bool = False
    """Whether both ends must be of the same one of those kinds."""
    loops: bool = False
    """Whether it may join a thing to itself."""
    told_by_records: frozenset[str] = frozenset()
    """Those kinds of its ends as which not all sources need have a thing."""
    key: tuple[str, ...] = ()
    """Properties that tell the links of one source between the same two ends apart."""

    @property
    def provenance(self) -> bool:
        """Whether it says where facts come from rather than being one."""
        return self.group == "provenance"

    @property
    def ends(self) -> tuple[tuple[str, str], ...]:
        """Each pair of kinds that it may join: from, to."""
        return tuple((a, b) for a in self.start for b in self.end if a == b or not self.same_kind)


@dataclass(frozen=True, slots=True)
class Model:
    """All kinds of nodes and links."""

    kinds: Mapping[str, Kind]
    links: Mapping[str, LinkKind]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Group of links to its link kinds."""

    def kind(self, name: str) -> Kind:
        """The kind of that name; InvalidRecord names those that exist."""
        try:
            return self.kinds[name]
        except KeyError:
            raise InvalidRecord(f"{name}: no such kind; use one of {', '.join(self.concrete())}") from None

    def link(self, name: str) -> LinkKind:
        """The link kind of that name; InvalidRecord names those that exist."""
        try:
            return self.links[name]
        except KeyError:
            raise InvalidRecord(f"{name}: no such link; use one of {', '.join(self.links)}") from None

    def concrete(self) -> tuple[str, ...]:
        """Kinds that an entity can be: neither abstract nor provenance."""
        return tuple(name for name, kind in self.kinds.items() if not kind.abstract and not kind.provenance)

    def tying(self, *ends: str) -> tuple[str, ...]:
        """The kinds of links that can join two nodes both of which are of some of these kinds."""
        among = {kind for end in ends for kind in self.within(end)}
        return tuple(
            name
            for name, link in self.links.items()
            if all(any(among & set(self.within(kind)) for kind in side) for side in (link.start, link.end))
        )

    def within(self, name: str) -> tuple[str, ...]:
        """The concrete kinds that `name` stands for: itself, or those that inherit from it."""
        self.kind(name)
        return tuple(kind for kind in self.concrete() if name in self.kinds[kind].labels)


@cache
def model() -> Model:
    """The model of the schema that ships."""
    return read_model(files("clusteratlas.graph") / "schema")


def read_model(schema: Traversable) -> Model:
    """The model in the folder `schema`; InvalidModel names the file that is wrong."""
    raw_kinds = read_folder(schema / "nodes", "kind", {"kind", "about"})
    kinds = with_families({name: read_kind(name, raw_kinds) for name in raw_kinds})
    carried = read_properties("linkage.yml", read_yaml(schema / "linkage.yml"))
    links = {}
    for name, data in read_folder(schema / "links", "link", {"link", "group", "from", "to", "reads", "about"}).items():
        where = f"links/{data['file']}"
        for side in ("from", "to"):
            if not isinstance(data[side], list) or not set(data[side]) <= kinds.keys():
                raise InvalidModel(f"schema/{where}: '{side}' must list kinds of nodes; it reads {data[side]!r}")
        if not isinstance(data["reads"], dict) or not {"out", "in"} <= data["reads"].keys():
            raise InvalidModel(f"schema/{where}: 'reads' needs 'out' and 'in', how the link reads from either end")
        own = read_properties(where, data)
        links[name] = LinkKind(
            name=name,
            about=data["about"],
            group=data["group"],
            start=tuple(data["from"]),
            end=tuple(data["to"]),
            out=data["reads"]["out"],
            inward=data["reads"]["in"],
            properties=own if data["group"] == "provenance" else {**own, **carried},
            same_kind=data.get("same_kind", False),
            loops=data.get("loops", False),
            told_by_records=frozenset(kind for kind in (*data["from"], *data["to"]) if len(kinds[kind].family) > 1),
            key=read_key(where, data, own),
        )
    groups: dict[str, tuple[str, ...]] = {}
    for link in links.values():
        groups[link.group] = (*groups.get(link.group, ()), link.name)
    return Model(kinds, links, groups)


def read_key(where: str, data: Mapping[str, Any], own: Mapping[str, Property]) -> tuple[str, ...]:
    """The properties that tell links apart; InvalidModel where the kind has no such property."""
    key = data.get("key", [])
    if not isinstance(key, list) or not set(key) <= own.keys():
        raise InvalidModel(f"schema/{where}: 'key' must list properties of the link; it reads {key!r}")
    return tuple(key)


def read_kind(name: str, raw: Mapping[str, Any], below: tuple[str, ...] = ()) -> Kind:
    """The kind `name` with what it inherits; `below` are the kinds that inherit from it."""
    where = f"nodes/{raw[name]['file']}"
    labels = [name]
    properties: dict[str, Any] = {}
    for parent in raw[name].get("is", []):
        if parent not in raw:
            raise InvalidModel(f"schema/{where}: {name} is a {parent!r}, which no file describes")
        if parent in (*below, name):
            raise InvalidModel(f"schema/{where}: {name} and {parent} are each other's kind; take one 'is' away")
        inherited = read_kind(parent, raw, (*below, name))
        labels += inherited.labels
        properties |= inherited.properties
    properties |= read_properties(where, raw[name])
    return Kind(
        name=name,
        about=raw[name]["about"],
        labels=tuple(dict.fromkeys(labels)),
        properties=properties,
        required=tuple(name for name, described in properties.items() if described.required),
        ranges=bounded(properties),
        abstract=raw[name].get("abstract", False),
        provenance=raw[name].get("provenance", False),
    )


def with_families(kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """Kinds with the families that they are of: organisations make up one, each other kind is one by itself."""
    organisations = tuple(
        name for name, kind in kinds.items() if ORGANISATION in kind.labels and not (kind.abstract or kind.provenance)
    )
    found = {}
    for name, kind in kinds.items():
        family = organisations if name in organisations else (name,)
        together = {each: property for one in family for each, property in kinds[one].properties.items()}
        found[name] = replace(kind, family=family, family_properties=together)
    return found


def read_properties(where: str, owner: Mapping[str, Any]) -> dict[str, Property]:
    """An owner's properties by name; InvalidModel names the file, and the one that is wrong."""
    properties = {}
    described = owner.get("properties") or {}
    if not isinstance(described, dict):
        raise InvalidModel(f"schema/{where}: 'properties' must be a mapping from names")
    for name, data in described.items():
        wrong = f"schema/{where}: property {name!r}"
        if not NAME.fullmatch(str(name)):
            raise InvalidModel(f"{wrong}: names are letters, digits and underscores")
        if not isinstance(data, dict) or data.get("type") not in CLEANERS or not data.get("about"):
            raise InvalidModel(f"{wrong} needs 'about' and a 'type' of {', '.join(CLEANERS)}")
        if unknown := data.keys() - PROPERTY_KEYS:
            raise InvalidModel(f"{wrong}: unknown {', '.join(sorted(map(str, unknown)))}")
        choices = data.get("choices", ())
        if (data["type"] == "choice") != bool(choices) or not isinstance(choices, list | tuple):
            raise InvalidModel(f"{wrong}: a list of 'choices' goes with the type choice, and only with it")
        properties[name] = Property(name=name, **{**data, "choices": tuple(choices)})
    return properties


def read_folder(folder: Traversable, key: str, needed: set[str]) -> dict[str, dict[str, Any]]:
    """The YAML files of a folder by what stands under `key`, each with its own name under `file`."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if not file.name.endswith(".yml"):
            continue
        where = f"schema/{folder.name}/{file.name}"
        data = read_yaml(file, where)
        if missing := needed - data.keys():
            raise InvalidModel(f"{where}: lacks {', '.join(sorted(missing))}")
        name = str(data[key])
        if not NAME.fullmatch(name):
            raise InvalidModel(f"{where}: {name!r} is no name: use letters, digits and underscores")
        if name in found:
            raise InvalidModel(f"{where}: {name} is described in {found[name]['file']} already")
        found[name] = {**data, "file": file.name}
    return found


def read_yaml(file: Traversable, where: str = "") -> dict[str, Any]:
    """The mapping in a YAML file; InvalidModel says what is wrong with it, and `where`."""
    where = where or f"schema/{file.name}"
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InvalidModel(f"{where}: {error}") from error
    except OSError as error:
        raise InvalidModel(f"{where}: cannot be read ({error.strerror})") from error
    if not isinstance(data, dict):
        raise InvalidModel(f"{where}: is not a mapping")
    return data


def clean_properties(
    owner: Kind | LinkKind, raw: Mapping[str, object]
) -> tuple[dict[str, Value], list[tuple[str, object, str]]]:
    """What `raw` holds of an owner's properties: clean values, and (name, value, reason) of those refused.

    Missing values are left out. InvalidRecord names a property that the owner does not have.
    """
    values: dict[str, Value] = {}
    refused: list[tuple[str, object, str]] = []
    for name, value in raw.items():
        known = owner.properties.get(name)
        if known is None:
            raise InvalidRecord(f"{owner.name} has no property {name!r}; it has {', '.join(owner.properties)}")
        if value == "":  # most cells of a wide table
            continue
        try:
            cleaned = known.clean(value)
        except ValueError as error:
            refused.append((name, value, str(error)))
        else:
            if cleaned is not None:
                values[name] = cleaned
    return values, refused


__all__ = ["Kind", "LinkKind", "Model", "Point", "Property", "clean_properties", "model", "read_model"]
