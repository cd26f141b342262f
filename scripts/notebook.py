"""Runs docs/notebook.ipynb cell by cell in the workspace of the environment, and keeps what comes of each cell."""

from __future__ import annotations

import ast
import io
import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parent.parent / "docs" / "notebook.ipynb"
Cell = dict[str, Any]


def main() -> int:
    """Runs the notebook and writes its outputs; the exit code."""
    notebook = read_notebook()
    for number, (cell, outputs) in enumerate(run(notebook), 1):
        cell["execution_count"] = number
        cell["outputs"] = [{**one, **({"execution_count": number} if "data" in one else {})} for one in outputs]
    NOTEBOOK.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def read_notebook() -> Cell:
    """The notebook as it is kept."""
    notebook: Cell = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return notebook


def code_cells(notebook: Cell) -> list[Cell]:
    """The cells of a notebook that hold code."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def run(notebook: Cell) -> Iterator[tuple[Cell, list[Cell]]]:
    """Each cell with code, and its outputs as a notebook keeps them: what it prints, and the value of its last line."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in code_cells(notebook):
        said = io.StringIO()
        with redirect_stdout(said):
            value = value_of("".join(cell["source"]), names)
        outputs: list[Cell] = []
        if said.getvalue():
            text = said.getvalue().splitlines(keepends=True)
            outputs.append({"output_type": "stream", "name": "stdout", "text": text})
        if value is not None:
            outputs.append({"output_type": "execute_result", "metadata": {}, "data": shown(value)})
        yield cell, outputs


def value_of(source: str, names: dict[str, Any]) -> Any:
    """The value of the last line of a cell, None where it is a statement."""
    body = ast.parse(source).body
    last = body[-1]
    if not isinstance(last, ast.Expr):
        exec(compile(ast.Module(body, []), NOTEBOOK.name, "exec"), names)
        return None
    exec(compile(ast.Module(body[:-1], []), NOTEBOOK.name, "exec"), names)
    return eval(compile(ast.Expression(last.value), NOTEBOOK.name, "eval"), names)


def shown(value: Any) -> dict[str, list[str]]:
    """A value as a notebook shows it."""
    made = {"text/plain": repr(value)}
    if hasattr(value, "_repr_html_"):
        made["text/html"] = value._repr_html_()
    return {kind: text.splitlines(keepends=True) for kind, text in made.items()}


if __name__ == "__main__":
    sys.exit(main())
