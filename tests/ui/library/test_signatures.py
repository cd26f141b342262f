"""Methods are what the headers of the saved queries say."""

from __future__ import annotations

import inspect
from typing import Any, Literal, get_args, get_origin

import pytest
from clusteratlas import Atlas, ClusterAtlasError
from clusteratlas.graph.errors import InvalidQuery
from clusteratlas.graph.model import model
from clusteratlas.graph.results import FoundNode
from clusteratlas.queries.catalog import by_topic, catalog
from clusteratlas.queries.query import parse_query
from clusteratlas.ui.library.methods import CALLED, class_of, method_of, name_of
from clusteratlas.ui.library.signatures import docstring_of, signature_of
from pandas import DataFrame

NAMES = list(catalog())


def asked(topic: str, method: str, *args: Any, **given: Any) -> tuple[str, dict[str, Any]]:
    """What a method of a topic asks for."""
    heard: list[tuple[str, dict[str, Any]]] = []

    def hear(name: str, values: Any) -> DataFrame:
        heard.append((name, dict(values)))
        return DataFrame()

    getattr(class_of(topic, by_topic()[topic])(hear), method)(*args, **given)
    return heard[0]


def test_the_package_offers_the_atlas_and_its_error() -> None:
    import clusteratlas
    from clusteratlas.graph import errors

    assert dir(clusteratlas) == ["Atlas", "ClusterAtlasError"]
    assert ClusterAtlasError is errors.ClusterAtlasError
    with pytest.raises(AttributeError, match="has no attribute 'Atlass'"):
        clusteratlas.Atlass  # noqa: B018


@pytest.mark.parametrize("name", NAMES)
def test_a_method_takes_what_its_header_says(name: str) -> None:
    query = catalog()[name]
    taken = dict(list(signature_of(query).parameters.items())[1:])
    assert set(taken) == set(query.parameters)
    alternatives = {key for group in query.either for key in group}
    for key, parameter in query.parameters.items():
        argument = taken[key]
        assert (argument.default is inspect.Parameter.empty) == parameter.required
        assert parameter.required or argument.default == parameter.text(parameter.default)
        assert (argument.kind is inspect.Parameter.KEYWORD_ONLY) != (parameter.required or key in alternatives)
        if parameter.choices:
            assert get_origin(argument.annotation) is Literal
            nothing = (None,) if not parameter.required and parameter.default is None else ()
            assert get_args(argument.annotation) == (*parameter.choices, *nothing)
        if parameter.kind:
            assert {str, FoundNode} <= set(get_args(argument.annotation))


@pytest.mark.parametrize("name", NAMES)
def test_a_method_says_what_its_header_says(name: str) -> None:
    query = catalog()[name]
    said = " ".join(docstring_of(query).split())
    assert said.startswith(query.question)
    assert " ".join(query.about.split()) in said
    assert query.empty in said
    for parameter in query.parameters.values():
        assert f"{parameter.name}: {' '.join(parameter.about.rstrip('.').split())}; {parameter.hint()}." in said
    assert all(f" {column}" in said and f": {kind}" in said for column, kind in query.returns.items())


def test_a_method_asks_its_query_by_place_or_name() -> None:
    assert asked("near", "suppliers", "a", km=5) == ("near/suppliers", {"firm": "a", "km": 5})
    assert asked("paths", "between", start="a", end="b") == ("paths/between", {"start": "a", "end": "b"})


@pytest.mark.parametrize(("topic", "args"), [("near", ["a"]), ("search", ["a"]), ("sources", [])])
def test_a_topic_that_is_a_command_may_be_called(topic: str, args: list[str]) -> None:
    assert asked(topic, "__call__", *args)[0] == CALLED[topic]


@pytest.mark.parametrize(
    ("args", "given", "said"),
    [
        ([], {}, "near/suppliers: missing a required argument: 'firm'; it takes firm, km"),
        (
            ["a"],
            {"kilometres": 3},
            "near/suppliers: got an unexpected keyword argument 'kilometres'; it takes firm, km",
        ),
        (["a", 3], {}, "near/suppliers: too many positional arguments; it takes firm, km"),
    ],
)
def test_a_wrong_argument_is_said_with_what_the_method_takes(args: Any, given: Any, said: str) -> None:
    with pytest.raises(InvalidQuery, match=said):
        asked("near", "suppliers", *args, **given)


def test_a_parameter_called_like_a_word_of_python_gets_a_line_behind_it() -> None:
    header = "// title: T\n// question: Q?\n// params: {from: {type: int, default: 1}}\n// returns: {n: int}\n"
    query = parse_query(header + "RETURN $from AS n", "invented/class", model())
    assert name_of(query) == "class_"
    assert str(signature_of(query)) == "(self, /, *, from_: int = 1)"
    heard: dict[str, Any] = {}

    class Hearing:
        def _ask(self, name: str, given: dict[str, Any]) -> None:
            heard.update(given)

    method_of(query, "class_")(Hearing(), from_=2)
    assert heard == {"from": 2}


def test_no_topic_hides_what_an_atlas_does() -> None:
    assert set(by_topic()).isdisjoint(dir(Atlas))


def test_topics_and_questions_complete() -> None:
    near = class_of("near", by_topic()["near"])
    assert [name for name in dir(near) if not name.startswith("_")] == [
        *("complementors", "customers", "institutions", "rivals", "suppliers")
    ]
    assert inspect.signature(near.suppliers).return_annotation is DataFrame  # type: ignore[attr-defined]
    assert near.__doc__ is not None
    assert catalog()["near/suppliers"].question in near.__doc__


def test_a_notebook_shows_an_error_as_a_sentence() -> None:
    assert InvalidQuery("km: is needed")._render_traceback_() == ["InvalidQuery: km: is needed"]
