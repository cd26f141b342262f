"""Pages made from the code are up to date, and what docs say exists does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clusteratlas.graph.model import model

from scripts.docs import DOCS, QUERIES, pages_of_no_query, schema_page
from scripts.query_pages import query_pages
from scripts.stub import stub

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_pages_made_from_the_code_are_up_to_date() -> None:
    assert (DOCS / "schema.md").read_text(encoding="utf-8") == schema_page(model())
    assert {name: (QUERIES / name).read_text(encoding="utf-8") for name in query_pages()} == query_pages()
    assert pages_of_no_query() == []
    assert (ROOT / "ui" / "library" / "topics.pyi").read_text(encoding="utf-8") == stub()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_files_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if not target.startswith("http") and not (page.parent / target).exists()]
    assert not missing
