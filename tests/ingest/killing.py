"""Runs loads in processes that kill themselves at a moment that is told; `python -m tests.ingest.killing HOME`.

It reads jobs from standard input, one a line, and answers each with a line. A job is done in a fork, so that what is
imported is imported once. The steps of a job are counted by what they do, so that a moment such as "the third write
of links" means the same each time.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import wraps
from io import StringIO
from pathlib import Path
from typing import Any

from clusteratlas.graph.settings import Settings
from clusteratlas.graph.store import Store
from clusteratlas.ingest import loading, own, prune, run
from clusteratlas.ingest.context import Context
from clusteratlas.ingest.identity import finding, judging
from clusteratlas.ingest.source import read_source
from clusteratlas.ui.cli import app
from typer.testing import CliRunner

WITHIN: tuple[tuple[Any, str, str], ...] = (
    (own, "keep", "keep"),
    (loading.Loading, "write_nodes", "crawl"),
    (loading.Loading, "write_links", "links"),
    (run, "prune", "prune"),
    (finding, "match_rows", "match"),
    (judging, "settle", "settle"),
)
"""Functions, and what is being done while they run."""
STEPS: tuple[tuple[Any, str], ...] = (
    (own, "copy"),
    (own, "write_atomically"),
    (Store, "write_together"),
    (Store, "read"),
    (Context, "reject"),
)


class Killer:
    """Counts steps, and kills this process at one of them."""

    def __init__(self, kill_at: tuple[str, int, float] | None) -> None:
        self.kill_at = kill_at
        self.doing = "begin"
        self.steps: Counter[str] = Counter()
        self.lock = threading.Lock()

    def step(self) -> None:
        """Counts one step; the process is killed if it is the one, some time after it began."""
        with self.lock:
            self.steps[self.doing] += 1
            if self.kill_at and (self.doing, self.steps[self.doing]) == tuple(self.kill_at[:2]):
                threading.Timer(self.kill_at[2], os.kill, (os.getpid(), signal.SIGKILL)).start()

    def within(self, work: Callable[..., Any], doing: str) -> Callable[..., Any]:
        """`work`, whose steps are counted as `doing`."""

        @wraps(work)
        def watched(*args: Any, **options: Any) -> Any:
            self.doing = doing
            self.step()
            result = work(*args, **options)
            self.doing = "end"
            return result

        return watched

    def counted(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """`work`, which is a step."""

        @wraps(work)
        def watched(*args: Any, **options: Any) -> Any:
            self.step()
            return work(*args, **options)

        return watched

    def row_by_row(self, rows: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        """`rows`, each of which is a step."""

        @wraps(rows)
        def watched(*args: Any, **options: Any) -> Iterator[Any]:
            for row in rows(*args, **options):
                self.step()
                yield row

        return watched

    def watch(self) -> None:
        """Watches all that a load does."""
        for owner, name, doing in WITHIN:
            setattr(owner, name, self.within(getattr(owner, name), doing))
        for owner, name in STEPS:
            setattr(owner, name, self.counted(getattr(owner, name)))
        Context.rows = self.row_by_row(Context.rows)  # type: ignore[method-assign]


def work(home: Path, job: dict[str, Any]) -> Counter[str]:
    """Does a job; how many steps of what it took."""
    loading.BATCH, prune.BATCH, finding.TOGETHER = 60, 40, 2
    killer = Killer(job["kill_at"])
    killer.watch()
    if "folder" in job:
        with Store.open(Settings.from_environment({}, home=home)) as store:
            folder = Path(job["folder"])
            run.load(store, read_source(folder), folder.parent / "rejects")
    else:
        result = CliRunner().invoke(app, ["--workspace", str(home), "load", job["file"], "--yes"])
        assert result.exit_code == 0, result.output
    return killer.steps


def main(home: Path) -> None:
    """Does job after job, each in a process of its own."""
    for line in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            said = StringIO()
            try:
                with redirect_stdout(said), redirect_stderr(said):
                    answer = json.dumps({"steps": work(home, json.loads(line))})
            except BaseException as error:
                answer = json.dumps({"error": f"{error!r} {said.getvalue()}"})
            os.write(writing, answer.encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            answer = pipe.read()
        os.waitpid(child, 0)
        print(answer or json.dumps({"killed": True}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
