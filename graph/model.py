"""Reads schema/ into the kinds of nodes and links that a graph may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from .errors import InvalidModel, InvalidRecord
from .records import Point, Value
from .values import CLEANERS


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
        if self.choices and value not in self.choices:
            raise ValueError(f"is not one of {', '.join(self.choices)}")
        if isinstance(value, int | float) and not isinstance(value, bool):
            if self.min is not None and value < self.min:
                raise ValueError(f"is below {self.min:g}")
            if self.max is not None and value > self.max:
                raise ValueError(f"is above {self.max:g}")
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
    abstract: bool = False
    provenance: bool = False
    """Whether it says where facts come from rather than being one."""


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

    @property
    def provenance(self) -> bool:
        """Whether it says where facts come from rather than being one."""
        return self.group == "provenance"


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
    raw_kinds = {data["kind"]: data for data in read_folder(schema / "nodes", {"kind", "about", "properties"})}
    carried = read_yaml(schema / "linkage.yml")["properties"]
    links = {}
    for data in read_folder(schema / "links", {"link", "group", "from", "to", "reads", "about"}):
        name = data["link"]
        for end in (*data["from"], *data["to"]):
            if end not in raw_kinds:
                raise InvalidModel(f"schema/links/{name.lower()}.yml: no kind {end!r}")
        own = data.get("properties", {}) if data["group"] == "provenance" else {**data.get("properties", {}), **carried}
        links[name] = LinkKind(
            name=name,
            about=data["about"],
            group=data["group"],
            start=tuple(data["from"]),
            end=tuple(data["to"]),
            out=data["reads"]["out"],
            inward=data["reads"]["in"],
            properties=read_properties(name, own),
        )
    kinds = {name: read_kind(name, raw_kinds) for name in raw_kinds}
    groups: dict[str, tuple[str, ...]] = {}
    for link in links.values():
        groups[link.group] = (*groups.get(link.group, ()), link.name)
    return Model(kinds, links, groups)


def read_kind(name: str, raw: Mapping[str, Any]) -> Kind:
    """The kind `name` with what it inherits."""
    labels = [name]
    properties: dict[str, Any] = {}
    for parent in raw[name].get("is", []):
        if parent not in raw:
            raise InvalidModel(f"schema/nodes: {name} is a {parent}, which no file describes")
        inherited = read_kind(parent, raw)
        labels += inherited.labels
        properties |= inherited.properties
    properties |= read_properties(name, raw[name].get("properties", {}))
    return Kind(
        name=name,
        about=raw[name]["about"],
        labels=tuple(dict.fromkeys(labels)),
        properties=properties,
        abstract=raw[name].get("abstract", False),
        provenance=raw[name].get("provenance", False),
    )


def read_properties(owner: str, raw: Mapping[str, Mapping[str, Any]]) -> dict[str, Property]:
    """Properties by name; InvalidModel names one whose type is unknown or whose text is missing."""
    properties = {}
    for name, data in raw.items():
        if data.get("type") not in CLEANERS or not data.get("about"):
            raise InvalidModel(f"schema: {owner}.{name} needs 'about' and a 'type' of {', '.join(CLEANERS)}")
        choices = tuple(data.get("choices", ()))
        if (data["type"] == "choice") != bool(choices):
            raise InvalidModel(f"schema: {owner}.{name}: 'choices' go with the type choice, and only with it")
        properties[name] = Property(name=name, **{**data, "choices": choices})
    return properties


def read_folder(folder: Traversable, needed: set[str]) -> list[dict[str, Any]]:
    """The YAML files of a folder in the order of their names, each with the keys in `needed`."""
    found = []
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        data = read_yaml(file)
        if missing := needed - data.keys() - {"properties"}:
            raise InvalidModel(f"schema/{folder.name}/{file.name}: lacks {', '.join(sorted(missing))}")
        found.append(data)
    return found


def read_yaml(file: Traversable) -> dict[str, Any]:
    """The mapping in a YAML file."""
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise InvalidModel(f"{file.name}: {error}") from error
    if not isinstance(data, dict):
        raise InvalidModel(f"{file.name}: is not a mapping")
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
        try:
            cleaned = known.clean(value)
        except ValueError as error:
            refused.append((name, value, str(error)))
        else:
            if cleaned is not None:
                values[name] = cleaned
    return values, refused


__all__ = ["Kind", "LinkKind", "Model", "Point", "Property", "clean_properties", "model", "read_model"]
