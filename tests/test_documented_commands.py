"""Every command that README and docs show is one that there is, with options and saved queries that there are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
from clusteratlas.queries.catalog import find_query
from clusteratlas.queries.query import is_own
from clusteratlas.ui.cli import app
from clusteratlas.ui.commands.ask import command

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
SHOWN = re.compile(r"^ *(clusteratlas .*)$|`(clusteratlas [^`\n]*)`", re.MULTILINE)
WORDS = re.compile(r"[>|&]")
"""What the shell takes for itself, with all that follows."""


def documented() -> list[tuple[str, list[str]]]:
    """Each command with the page that shows it; comments and what the shell does left out."""
    found = {}
    for page in PAGES:
        for line, inline in SHOWN.findall(page.read_text(encoding="utf-8")):
            words = shlex.split(line or inline, comments=True)[1:]
            end = next((at for at, word in enumerate(words) if WORDS.fullmatch(word)), len(words))
            found[f"{page.name}: {' '.join(words)}"] = (page.name, words[:end])
    return list(found.values())


COMMANDS = documented()


def test_commands_are_found_in_the_docs() -> None:
    assert ("boundaries.md", ["weights", "--reset"]) in COMMANDS
    assert len({words[1] for _, words in COMMANDS if words[0] == "ask" and len(words) > 1}) > 10


@pytest.mark.parametrize(
    ("page", "words"), COMMANDS, ids=lambda part: part if isinstance(part, str) else " ".join(part)
)
def test_a_documented_command_is_understood(page: str, words: list[str]) -> None:
    name, *rest = words
    root: Any = typer.main.get_command(app)
    with root.make_context("clusteratlas", [], resilient_parsing=True) as context:
        found = root.get_command(context, name)
        assert found, f"{page}: no command {name}"
        if name != "ask":
            found.make_context(name, rest, parent=context, resilient_parsing=not rest)
        elif rest and not is_own(rest[0]) and not rest[0].isupper():
            query = find_query(rest[0])
            asked = command(query).make_context(rest[0], rest[1:], parent=context)
            query.clean({key: value for key, value in asked.params.items() if key in query.parameters})
