"""The lists of a parsed sentence say what spaCy says, and what pairs share is made once."""

from __future__ import annotations

from clusteratlas.ingest.text.classifier import look_at
from clusteratlas.ingest.text.features import path_features
from clusteratlas.ingest.text.frames import unlisted
from clusteratlas.ingest.text.language import pipeline
from clusteratlas.ingest.text.parsed import dependency_path, parsed

SENTENCE = "In 1999, Example Works supplied Invented Motors and Nowhere Tools with valves of steel."


def test_lists_say_what_the_tokens_say() -> None:
    doc = pipeline()(SENTENCE)
    said = parsed(doc)
    for token in doc:
        assert said.heads[token.i] == token.head.i
        assert said.lists[token.i] == unlisted(token).i
        assert said.children[token.i] == [child.i for child in token.children]
        assert said.above(token.i) == [token.i, *(above.i for above in token.ancestors)]
        seen = said.words[token.i], said.lemmas[token.i], said.deps[token.i], said.labels[token.i]
        assert seen == (token.lower_, token.lemma_.lower(), token.dep_, token.ent_type_)
    assert parsed(doc) is said


def test_the_way_between_two_words_meets_at_the_verb() -> None:
    doc = pipeline()(SENTENCE)
    said = parsed(doc)
    works, tools = doc[4].i, doc[10].i
    assert (doc[works].text, doc[tools].text) == ("Works", "Tools")
    path = dependency_path(said, works, tools)
    assert path is not None
    assert doc[path.top].text == "supplied"
    assert "top=supply" in set(path_features(said, works, tools))


def test_a_pair_looks_alike_first_and_after_others() -> None:
    fresh, used = pipeline()(SENTENCE), pipeline()(SENTENCE)
    works, motors, tools = (3, 5), (6, 8), (9, 11)
    for first, second in ((works, motors), (motors, tools)):
        look_at(used, used[slice(*first)], used[slice(*second)])
    alone = look_at(fresh, fresh[slice(*works)], fresh[slice(*tools)])
    after = look_at(used, used[slice(*works)], used[slice(*tools)])
    assert alone.features == after.features
    assert (alone.meaning == after.meaning).all()
    before = set(after.features)
    after.features.add("of the caller alone")
    assert look_at(used, used[slice(*works)], used[slice(*tools)]).features == before
