"""Cypher cut into tokens, as Neo4j cuts it: what is code, and what is only a string, a name or a comment."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a token is; comments and blanks are none."""

    WORD = "word"
    QUOTED = "quoted"
    """A name in backticks."""
    STRING = "string"
    NUMBER = "number"
    MARK = "mark"
    """One character of punctuation."""
    OPEN = "open"
    """A quote, backtick or `/*` that nothing closes; always the last token, for what follows could be anything."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token and the offset of its first character in the text, in characters from 0."""

    kind: Kind
    text: str
    offset: int

    @property
    def word(self) -> str:
        """The token in upper case if it is a bare word, which Cypher may read as a keyword; else ''."""
        return self.text.upper() if self.kind is Kind.WORD else ""

    @property
    def name(self) -> str | None:
        """The name that the token spells, bare or in backticks; else None."""
        if self.kind is Kind.WORD:
            return self.text
        return self.text[1:-1].replace("``", "`") if self.kind is Kind.QUOTED else None


# A line comment ends at \n or \r alone; backticks know no backslash; comments do not nest. A word never starts
# with a digit, so that "1CALL" shows its CALL. Whatever is neither a word nor ASCII punctuation parts words.
_TOKEN = re.compile(
    r"""
      //[^\n\r]*+ | /\*[\s\S]*?\*/
    | (?P<string>'(?:[^'\\]|\\[\s\S])*+' | "(?:[^"\\]|\\[\s\S])*+")
    | (?P<quoted>`(?:[^`]|``)*+`)
    | (?P<word>[^\W\d]\w*+)
    | (?P<number>\d++)
    | (?P<open>['"`] | /\*)
    | (?P<mark>[!-/:-@\[-^{-~])
    """,
    re.VERBOSE,
)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text` in order, whatever the text is; an OPEN one ends them.

    >>> [token.text for token in tokens("RETURN 'LOAD CSV' // CREATE")]
    ['RETURN', "'LOAD CSV'"]
    """
    for match in _TOKEN.finditer(text):
        if match.lastgroup is not None:
            kind = Kind(match.lastgroup)
            yield Token(kind, match.group(), match.start())
            if kind is Kind.OPEN:
                return


def dotted_name(code: list[Token], start: int) -> list[str]:
    """The parts of the dotted name that starts at `start`; empty where no name starts.

    >>> dotted_name(list(tokens("db. /* */ `labels`()")), 0)
    ['db', 'labels']
    """
    parts: list[str] = []
    while start < len(code) and (name := code[start].name) is not None:
        parts.append(name)
        if start + 1 == len(code) or code[start + 1].text != ".":
            break
        start += 2
    return parts


def place(text: str, offset: int) -> str:
    """Where `offset` lies in `text`, as line:column, both from 1.

    >>> place("MATCH (n)\\nDELETE n", 10)
    '2:1'
    """
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
