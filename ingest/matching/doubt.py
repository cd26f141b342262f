"""Whether a pair may be merged unseen, and in words what keeps it from that."""

from __future__ import annotations

from collections.abc import Mapping

from .bare import forms_agree, is_distinct, is_sure_name, is_sure_near
from .mentions import Reason
from .reasons import Pair
from .scoring import Learned

NAME_ALONE = frozenset({"unknown", "same state, town unknown"})
"""Levels of `place` that do not tell of one place, so that the name must tell more."""
JOINED = frozenset({"Firm", "Institution", "Organisation"})
"""Kinds that may be merged unseen."""
FIELD = "doubt"
"""The field of the reason that says what keeps a pair apart until somebody decides."""
GROUNDS = {
    "sibling": "they are in different towns, as two sites of one company are",
    "likely": "their names are not the same, and likeness of names is never enough",
    "moved": "they are at different addresses: one that moved, or two sites, which nothing on record tells",
}
"""What the ground says on which a pair is compared, where it is not that of one name at one place."""

PLURALS = {
    "website": "websites", "identifier": "register numbers", "industry": "industries", "founded": "years of founding",
}  # fmt: skip
"""What fields are called of which two have different values."""


def doubt(pair: Pair, level: Mapping[str, str], model: Learned) -> str:
    """What keeps a pair from being merged unseen, in words; nothing where it may be."""
    if pair["ground"] in GROUNDS:
        return GROUNDS[pair["ground"]]
    kinds = {pair["kind_l"], pair["kind_r"]}
    if not kinds <= JOINED:
        return "only firms and institutions are joined without anybody's looking"
    if len(kinds) > 1 and "Organisation" not in kinds:
        return "one is a firm and the other an institution, which is never joined without anybody's looking"
    settled = (level["name"] == "same" and level["place"] == "same premises") or level["identifier"] == "same"
    if (twice := sorted(set(pair["sources_l"]) & set(pair["sources_r"]))) and not settled:
        return (
            f"{', '.join(twice)} lists them as two, and they have neither the same name and street address nor a "
            "number in common"
        )
    return lacking(pair, level, model)


def lacking(pair: Pair, level: Mapping[str, str], model: Learned) -> str:
    """What two of a sure name would have to share beside it; nothing where the name says enough, or they share it."""
    place = level["place"]
    if place in NAME_ALONE and level["identifier"] != "same":
        if is_sure_name(pair, level):
            return ""
        return f"the place of one is not known, and {in_the_way(pair, level, too_little(pair))}"
    if place == "near, town unknown" and not is_sure_near(pair, level):
        return f"the town of one is not known, and {in_the_way(pair, level, 'they are not at one spot')}"
    if place == "in reach, town unknown":
        return "the town of one is not known, and their positions are too far apart to be one"
    if pair["bits"] < model.automatic:
        return (
            f"what they share weighs {pair['bits']:.1f}, and {model.automatic:.1f} is needed: an address, a website "
            "or a register's number in common would do"
        )
    return ""


def in_the_way(pair: Pair, level: Mapping[str, str], otherwise: str) -> str:
    """What speaks against a name that would have to be enough."""
    if different := [PLURALS.get(field, field) for field, said in level.items() if said == "different"]:
        return f"their {' and '.join(different)} differ"
    if pair["bearers"] > 1:
        return f"{pair['bearers']:,} organisations with a town bear this name"
    return otherwise


def too_little(pair: Pair) -> str:
    """Why a name that nobody else bears is not enough alone."""
    if not forms_agree(pair["forms_l"], pair["forms_r"]):
        return "their legal forms are not the same"
    if not is_distinct(pair["wording_l"], pair["name_bits"]):
        return "their name is one word, or of common words, which alone does not tell who is meant"
    return "their names are not word for word the same"


def doubted(words: str) -> Reason:
    """What keeps a pair apart, as a reason."""
    return Reason(FIELD, "unknown", "", "", 0.0, f"not joined by itself: {words}")
