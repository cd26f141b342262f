"""The example of docs/loading.md is what a proposal gives."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from clusteratlas.ingest.proposal import preview, propose, to_source

PAGE = Path(__file__).parents[3] / "docs" / "loading.md"


def block(language: str) -> str:
    """The first block of that language on the page."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def test_the_example_gives_the_source_on_the_page(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text(block("csv"), encoding="utf-8")
    proposal = propose(tmp_path / "members.csv")
    assert to_source(proposal, "members", "Members of our association") == yaml.safe_load(block("yaml"))
    (tmp_path / "source.yml").write_text(block("yaml"), encoding="utf-8")
    made = preview(tmp_path)
    assert made == preview(proposal)
    assert made.rejects == ()
    evidence = proposal.tables[0].columns[3].evidence
    assert evidence in " ".join(PAGE.read_text(encoding="utf-8").split())
