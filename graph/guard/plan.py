"""The second check: what Neo4j says it would do for a query."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import UnsafeQuery
from .rules import PROCEDURES, outside_findings, procedure_finding
from .tokens import Kind, dotted_name, tokens

_KINDS = {
    "w": "change what is stored",
    "rw": "change what is stored",
    "s": "change the schema or ask about the server",
}
_OPERATORS = {
    "LoadCSV": "reads a file or a web page; bring data in with 'clusteratlas load FILE'",
    "Show": "is about the server and not about the graph",
    "Terminate": "ends what others are running",
    "Transaction": "commits on its own, and a query here only reads",
    "Administration": "is about the server and not about the graph",
}
"""What the operators do whose names start so, and which Neo4j counts as reads."""

_UNREADABLE = "Neo4j gave no readable plan for the query, so it was not run; write it more simply."


def check_plan(query_type: str, plan: Mapping[str, Any]) -> None:
    """Refuse a query whose plan would do more than read the graph.

    `query_type` and `plan` are those of the summary that the driver gives for EXPLAIN: the type is 'r' for a read,
    the plan a tree of {'operatorType', 'args', 'identifiers', 'children'}. Raises UnsafeQuery that names what the
    plan would do and the remedy; also for a plan that is not such a tree.
    """
    if query_type != "r":
        kind = _KINDS.get(query_type, f"do more than read (Neo4j calls it {query_type!r})")
        raise UnsafeQuery(f"The query would {kind}; a query here only reads: write it with MATCH ... RETURN.")
    for step in _steps(plan):
        operator = str(step.get("operatorType") or "").partition("@")[0]
        details = str((step.get("args") or {}).get("Details", ""))
        if not operator:
            raise UnsafeQuery(_UNREADABLE)
        for start, why in _OPERATORS.items():
            if operator.startswith(start):
                raise UnsafeQuery(f"The query's plan has a step {operator}, which {why}; take that part out.")
        _check_details(operator, details)


def _steps(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    waiting = [plan]
    while waiting:
        step = waiting.pop()
        yield step
        waiting.extend(step.get("children") or ())


def _check_details(operator: str, details: str) -> None:
    """Refuse a subquery inside an expression, which has no step of its own and shows only in the details of one."""
    code = list(tokens(details))
    if code and code[-1].kind is Kind.OPEN:
        raise UnsafeQuery(_UNREADABLE)
    finding = next(outside_findings(code), None)
    if operator.startswith("ProcedureCall"):
        if not code:
            raise UnsafeQuery("The query calls a procedure that Neo4j does not name; take the CALL out.")
        name = ".".join(dotted_name(code, 0))
        if name not in PROCEDURES:
            finding = procedure_finding(code[0], name)
    if finding:
        raise UnsafeQuery(f"The query's plan has {finding.words}, which {finding.why}.")
