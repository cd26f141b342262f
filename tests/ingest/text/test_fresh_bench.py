"""The news that is read to judge what is accepted: each article once, none of earlier samples, in the same order."""

from __future__ import annotations

import doctest
import gzip
import json
import zipfile
from pathlib import Path

from bench import text_fresh
from bench.text_fresh import articles, business, letters, main, part_of, unescaped
from bench.text_judged import judged_fresh, verdicts


def collection(folder: Path, *bodies: str) -> Path:
    """A folder of news."""
    rows = [{"id": str(number), "body": body + "\n Reuter\n\x03"} for number, body in enumerate(bodies)]
    (folder / "reuters-000.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


def test_doubles_empty_articles_and_those_of_earlier_samples_are_left_out(tmp_path: Path) -> None:
    new = "Example Corp <EXC> said it makes valves, and that it will make more of them in Nowhere"
    old = "Norvania Inc said\nits chairman is well, that he was never ill, and that he will not go"
    seen = letters(unescaped("<TEXT>" + old.replace("\n", r"\n") + " Reuter</TEXT>"))
    short = "Short news of Example Corp, but all of them stand in one line of this paper"
    folder = collection(tmp_path, new, "", old, new, short)
    assert list(articles(folder, seen)) == [
        ("0", new.replace(" <EXC>", "")),
        ("4", short),
    ]


def test_every_article_is_of_one_part_drawn_alike_each_time() -> None:
    news = [(str(number), "") for number in range(40)]
    small, large = part_of(news, "A", 4), part_of(news, "B", 4)
    assert len(small) == 10
    assert sorted(small + large) == sorted(news)
    assert part_of(news, "B", 4) == large != sorted(large)


def test_general_news_and_a_dictionary_give_what_they_say_of_business(tmp_path: Path) -> None:
    said = "Example Works of Nowhere, which has made valves for many years in the same old place, is a company"
    news, dictionary = tmp_path / "NewsArticles.zip", tmp_path / "foldoc.dict.dz"
    with zipfile.ZipFile(news, "w") as packed:
        other = said.replace("company", "place")[1:]
        packed.writestr("NewsArticles.csv", f'article_id,text\n1,"{said}"\n2,"{other}"\n')
    body = said.replace("valves", "{valves}").replace(" years ", "\n   years ")
    entry = f"Example Works\n\n   <company> {body}\n\n   (2000-01-01)\n\nvalve\n"
    dictionary.write_bytes(gzip.compress(entry.encode()))
    for collection, row in ((news, "1"), (dictionary, "Example Works")):
        assert [found for part in "AB" for found in business(collection, "", part)] == [(row, said)]


def test_what_is_accepted_is_written_and_read_on_where_it_stopped(tmp_path: Path) -> None:
    linked = "Norvania Corp, a unit of Polyvania Inc, said it sells beds. Nothing else is known in the year"
    folder = collection(tmp_path, *(f"{linked} {year}." for year in range(1950, 1956)))
    found = tmp_path / "found.jsonl"
    main([str(folder), "--part", "B", "--to", str(found)])
    whole = found.read_text(encoding="utf-8")
    rows = [json.loads(line) for line in whole.splitlines()]
    assert [len(row["accepted"]) for row in rows] == [1] * 5
    found.write_text(whole.splitlines(keepends=True)[0], encoding="utf-8")
    main([str(folder), "--part", "B", "--to", str(found)])
    assert found.read_text(encoding="utf-8") == whole


def test_examples_of_the_bench_run() -> None:
    outcome = doctest.testmod(text_fresh)
    assert outcome.attempted
    assert not outcome.failed


def test_judgements_are_complete() -> None:
    rows = verdicts("fresh.csv")
    assert {row["verdict"] for row in rows} == {"right", "wrong kind", "wrong name", "wrong direction", "not stated"}
    assert all(row["reason"] for row in rows if row["verdict"] != "right" and row["sample"] in ("sixth", "seventh"))
    assert len({tuple(row.values())[:8] for row in rows}) == len(rows)
    assert any(line[0].startswith("seventh sample") for line in judged_fresh())
