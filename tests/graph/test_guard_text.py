"""The guard's first check, on texts alone: no server."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from clusteratlas.graph.errors import UnsafeQuery
from clusteratlas.graph.guard import check_text
from clusteratlas.graph.guard.tokens import Kind, tokens
from hypothesis import example, given, settings
from hypothesis import strategies as st

CORPUS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("guard_attacks.yml").read_text(encoding="utf-8"))
ONLY_THE_PLAN_TELLS = {
    "MATCH (n) DELETE [n][0]",
    "MATCH (n) DETACH DELETE {a: n}.a",
    "MATCH (order) DETACH DELETE order",
}


def refusal(query: str) -> str:
    with pytest.raises(UnsafeQuery) as caught:
        check_text(query)
    return str(caught.value)


def is_refused(query: str) -> bool:
    try:
        check_text(query)
    except UnsafeQuery:
        return True
    return False


def test_every_attack_is_refused_but_for_the_few_that_the_plan_tells() -> None:
    attacks = [attack for group in CORPUS["attacks"].values() for attack in group]
    assert len(attacks) >= 60
    assert {attack for attack in attacks if not is_refused(attack)} == ONLY_THE_PLAN_TELLS


@pytest.mark.parametrize("query", CORPUS["honest"])
def test_an_honest_query_passes(query: str) -> None:
    check_text(query)


@pytest.mark.parametrize(
    ("query", "start", "remedy"),
    [
        ("MATCH (n)\nDETACH DELETE n", "2:8: DELETE", "take it out"),
        ("MATCH (n)\r\nSET n.x = 1", "2:1: SET", "put it in backticks"),
        ("\r\r  LOAD  CSV FROM 'x' AS r RETURN r", "3:3: LOAD CSV", "clusteratlas load FILE"),
        ("CALL `dbms` . listConfig()", "1:1: CALL dbms.listConfig", "db.index.fulltext.queryNodes"),
        ("RETURN apoc.text.join([], '')", "1:8: apoc.text.join()", "take it out"),
        ("RETURN 'é\\u0041'", "1:10: \\u0041", "write the character itself"),
        ("show settings", "1:1: SHOW SETTINGS", "ask with MATCH"),
        ("EXPLAIN RETURN 1", "1:1: EXPLAIN", "take the word out"),
        ("RETURN 1; RETURN 2", "1:11: RETURN", "ask one at a time"),
        ("RETURN 'x", "1:8: '", "close it"),
        ("use other RETURN 1", "1:1: USE", "take it out"),
        ("drop index x", "1:1: drop", "start it with MATCH"),
        ("// nothing", "1:1: there is no query", "write one"),
    ],
)
def test_a_refusal_says_where_what_and_what_to_do(query: str, start: str, remedy: str) -> None:
    message = refusal(query)
    assert message.startswith(start)
    assert remedy in message


# What a reader may write around code without changing what the code is.
inside = st.text(st.sampled_from("abCALL'\"`\\/*-;{}()\n\r\t é\u2028$.:"), max_size=12)
strings = inside.map(lambda s: "'" + s.replace("\\", "\\\\").replace("'", "\\'") + "'")
double = inside.map(lambda s: '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"')
names = inside.map(lambda s: "`" + (s.replace("`", "``") or "x") + "`")
lines = inside.map(lambda s: "//" + s.replace("\n", " ").replace("\r", " ") + "\n")
blocks = inside.map(lambda s: "/*" + s.replace("*/", "").removesuffix("*") + " */")
gaps = st.one_of(st.sampled_from([" ", "\n", "\r", "\t", "\u00a0"]), lines, blocks)
values = st.one_of(strings, double, names)
honest = st.lists(st.tuples(values, gaps), min_size=1, max_size=5).map(
    lambda parts: "RETURN " + ", ".join(f"{value}{gap}" for value, gap in parts)
)
clauses = st.sampled_from(
    [
        "CREATE (n)",
        "delete n",
        "Set n.x = 1",
        "LOAD{gap}CSV FROM 'x' AS r RETURN r",
        "CALL{gap}dbms{gap}.{gap}listConfig()",
        "SHOW{gap}SETTINGS",
        "USE other MATCH (n)",
    ]
)


@settings(deadline=5_000)
@given(honest)
def test_what_stands_in_strings_names_and_comments_is_not_a_command(query: str) -> None:
    check_text(query)


@settings(deadline=5_000)
@given(honest, gaps, clauses, gaps, honest)
def test_strings_names_and_comments_hide_no_command(
    before: str, gap: str, clause: str, after_gap: str, after: str
) -> None:
    assert is_refused(f"{before}{gap}{clause.replace('{gap}', gap)}{after_gap}{after}")


@settings(deadline=5_000)
@given(st.text(st.characters(codec="utf-8", exclude_categories=())))
@example("\\'" * 5_000)
@example("/*" * 5_000)
@example("call a." + "call." * 5_000)
@example("``" * 5_000 + "`")
def test_any_text_is_read_soon(anything: str) -> None:
    found = list(tokens(anything))
    assert all(anything.startswith(token.text, token.offset) for token in found)
    assert all(token.kind in Kind for token in found)
    is_refused(anything)
