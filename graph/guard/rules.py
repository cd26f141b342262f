"""The rules: which tokens, next to which, make Cypher do more than read the graph."""

from collections.abc import Iterator
from dataclasses import dataclass

from .tokens import Token, dotted_name

PROCEDURES = (
    "db.index.fulltext.queryNodes",
    "db.index.fulltext.queryRelationships",
    "db.labels",
    "db.propertyKeys",
    "db.relationshipTypes",
    "db.schema.nodeTypeProperties",
    "db.schema.relTypeProperties",
    "db.schema.visualization",
)
"""The procedures a query may call: they read the graph and nothing else."""

_FUNCTIONS = frozenset(
    f"{namespace}.{name}".lower()
    for namespace, names in {
        "coll": "distinct flatten indexOf insert max min remove sort",
        "date": "realtime statement transaction truncate",
        "datetime": "fromEpoch fromEpochMillis realtime statement transaction truncate",
        "duration": "between inDays inMonths inSeconds",
        "localdatetime": "realtime statement transaction truncate",
        "localtime": "realtime statement transaction truncate",
        "point": "distance withinBBox",
        "string": "indexOf join regexReplace",
        "time": "realtime statement transaction truncate",
        "vector.similarity": "cosine euclidean",
    }.items()
    for name in names.split()
)
_WRITES = frozenset("CREATE DELETE FOREACH INSERT MERGE REMOVE SET".split())
_AFTER_A_NAME = frozenset(
    "AND AS ASC ASCENDING CALL CONTAINS CREATE DELETE DESC DESCENDING DETACH ELSE END ENDS FILTER FINISH FOR FOREACH "
    "FROM GROUP IN INSERT IS LET LIMIT MATCH MERGE NEXT OFFSET OPTIONAL OR ORDER REMOVE RETURN SEARCH SET SKIP STARTS "
    "THEN UNION UNWIND USING WHEN WHERE WITH XOR YIELD".split()
)
"""Words that may follow a name: `n.set AS x` reads a property called set. A name that is one of these can pass
for such a word, as in `DELETE order`; then the plan says that the query writes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a query is refused: the token it starts at, the words to name, what they do and what to do instead."""

    token: Token
    words: str
    why: str


def procedure_finding(token: Token, name: str) -> Finding:
    """The finding against a call of procedure `name`, which is none of PROCEDURES."""
    why = f"is not one of the procedures that only read the graph; take it out, or call one of {', '.join(PROCEDURES)}"
    return Finding(token, f"CALL {name}", why)


def outside_findings(code: list[Token]) -> Iterator[Finding]:
    """What in `code` reaches outside the graph: files, web pages, the server, procedures that are not listed."""
    for index, token in enumerate(code):
        if token.word not in {"CALL", "LOAD", "SHOW", "TERMINATE"}:
            continue
        name = _clause_name(code, index)
        match token.word:
            case "LOAD" if name.upper() == "CSV":
                why = "reads a file or a web page; bring data in with 'clusteratlas load FILE' and ask with MATCH"
                yield Finding(token, "LOAD CSV", why)
            case "SHOW" | "TERMINATE" as word if name:
                why = "is about the server and not about the graph; take it out and ask with MATCH ... RETURN"
                yield Finding(token, f"{word} {name.upper()}", why)
            case "CALL" if name and name not in PROCEDURES:
                yield procedure_finding(token, name)


def write_findings(code: list[Token]) -> Iterator[Finding]:
    """What in `code` changes the graph, its schema or its users, or commits on its own."""
    for index, token in enumerate(code):
        word = token.word
        if word in _WRITES and (_clause_name(code, index) or _opens_a_clause(code, index)):
            why = (
                "changes what is stored, and a query here only reads; take it out, and bring data in with "
                "'clusteratlas load FILE'. If it is a name of yours, put it in backticks"
            )
            yield Finding(token, word, why)
        elif word in {"TRANSACTION", "TRANSACTIONS"} and _commits(code, index):
            yield Finding(token, f"IN {word}", "commits on its own, and a query here only reads; take it out")


def place_findings(code: list[Token]) -> Iterator[Finding]:
    """Where `code` turns to another database."""
    for index, token in enumerate(code):
        if token.word == "USE" and (_clause_name(code, index) or _opens_a_clause(code, index)):
            why = "turns to another database; take it out: the query asks the workspace's own"
            yield Finding(token, "USE", why)


def function_findings(code: list[Token]) -> Iterator[Finding]:
    """The functions in `code` that Cypher itself does not bring, and that may do anything."""
    for index, token in enumerate(code):
        start = index - 1
        if token.text != "(" or start < 0:
            continue
        while start >= 2 and code[start].name and code[start - 1].text == "." and code[start - 2].name:
            start -= 2
        parts = dotted_name(code, start)
        name = ".".join(parts)
        called = start > 0 and code[start - 1].word == "CALL"
        if len(parts) > 1 and not called and name.lower() not in _FUNCTIONS:
            why = "is not one of Cypher's own functions and may do more than read; take it out"
            yield Finding(code[start], f"{name}()", why)


def _clause_name(code: list[Token], index: int) -> str:
    """The dotted name that makes the word before it a clause; '' where the word is itself a name."""
    parts = dotted_name(code, index + 1)
    if not parts or (len(parts) == 1 and code[index + 1].word in _AFTER_A_NAME):
        return ""
    return ".".join(parts)


def _opens_a_clause(code: list[Token], index: int) -> bool:
    """Whether a bracket makes the word at `index` a clause, as in CREATE (n); x.insert( is a function."""
    return index + 1 < len(code) and code[index + 1].text == "(" and not (index and code[index - 1].text == ".")


def _commits(code: list[Token], index: int) -> bool:
    """Whether the word TRANSACTIONS at `index` ends a subquery that commits; `x IN transactions` asks a list."""
    before = [token.word or token.text for token in code[max(index - 2, 0) : index]]
    return before[-1:] == ["CONCURRENT"] or before == ["}", "IN"]
