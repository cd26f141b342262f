"""The first check: what a query's own text says it would do."""

import re
from collections.abc import Iterator

from ..errors import UnsafeQuery
from .rules import (
    Finding,
    function_findings,
    outside_findings,
    place_findings,
    write_findings,
)
from .tokens import Kind, Token, place, tokens

_ESCAPE = re.compile(r"\\[uU]+[0-9a-fA-F]{4}")
_FIRST = frozenset("CALL FILTER FINISH FOR LET LIMIT MATCH OFFSET OPTIONAL ORDER RETURN SKIP UNWIND WHEN WITH".split())
"""The words a reading statement can start with."""


def check_text(text: str) -> None:
    """Refuse Cypher whose text shows that it would do more than read the graph.

    Raises UnsafeQuery that names line:column, the word and the remedy; also for an empty text and for more than one
    statement. A text that passes must still pass `check_plan`.

    >>> check_text("MATCH (f:Firm) RETURN f.name AS name")
    """
    # Neo4j turns \u0043 into C before it reads anything else, so an escape can spell or close whatever it likes.
    escape = _ESCAPE.search(text)
    if escape:
        why = "is a character written as a code, which can hide a command; write the character itself"
        raise UnsafeQuery(f"{place(text, escape.start())}: {escape.group()} {why}.")
    code = list(tokens(text))
    if not code:
        raise UnsafeQuery("1:1: there is no query here; write one that starts with MATCH and ends with RETURN.")
    finding = next(_findings(code), None)
    if finding:
        raise UnsafeQuery(f"{place(text, finding.token.offset)}: {finding.words} {finding.why}.")


def _findings(code: list[Token]) -> Iterator[Finding]:
    if code[-1].kind is Kind.OPEN:
        yield Finding(code[-1], code[-1].text, "is opened and never closed; close it")
    end = next((index for index, token in enumerate(code) if token.text == ";"), len(code) - 1)
    if end < len(code) - 1:
        yield Finding(code[end + 1], code[end + 1].text, "starts a second statement; ask one at a time")
    yield from outside_findings(code)
    yield from write_findings(code)
    yield from place_findings(code)
    yield from function_findings(code)
    first = _first(code)
    if first.word in {"EXPLAIN", "PROFILE"}:
        yield Finding(first, first.word, "asks how a query would run; take the word out to get its rows")
    elif first.word not in _FIRST and first.text != "{":
        why = "cannot start a query that only reads; start it with MATCH, RETURN, WITH, UNWIND or CALL"
        yield Finding(first, first.text, why)


def _first(code: list[Token]) -> Token:
    """The token that the statement starts with, after a prefix CYPHER, CYPHER 5 or CYPHER 25."""
    start = 0
    if code[0].word == "CYPHER" and len(code) > 1:
        start = 2 if code[1].text in {"5", "25"} and len(code) > 2 else 1
    return code[start]
