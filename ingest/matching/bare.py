"""Names without a place, as lists of who supplies whom give them: when such a name alone says who is meant.

The rules are those at which labelled names were right, see bench/matching_names.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from .features import LITTLE
from .mentions import Reason
from .reasons import Pair

DISTINCT_BITS = 19.0
"""Bits that the words of a name must carry together."""
LONG = 3
"""Letters of a word that counts, of which a name must have two: one word alone is the name of many."""
ORDINARY = frozenset({"corp", "llc", "lp", "llp", "pc"})
"""Legal forms that are left out where a name is said by the way; others tell one company of a group from the next."""
BORNE = """
CREATE TABLE borne AS
WITH townless AS (
    SELECT DISTINCT solid[1] AS solid FROM record WHERE coalesce(postcode, town) IS NULL
), bearer AS (
    SELECT unnest(solid) AS solid FROM record WHERE coalesce(postcode, town) IS NOT NULL
)
SELECT solid, count(*) AS bearers FROM bearer SEMI JOIN townless USING (solid) GROUP BY solid
"""
"""How many mentions with a town bear each of the names without one."""


def is_sure_name(pair: Pair, level: Mapping[str, str]) -> bool:
    """Whether the name of two mentions, of which one at least has no place, alone says that they are one.

    It is the very name of both, of several words that are rare together; no legal form and nothing else speaks against
    it, and no second organisation with a town bears it.
    """
    return (
        pair["wording_l"] == pair["wording_r"]
        and is_distinct(pair["wording_l"], pair["name_bits"])
        and forms_agree(pair["forms_l"], pair["forms_r"])
        and "different" not in level.values()
        and pair["bearers"] <= 1
    )


def is_sure_near(pair: Pair, level: Mapping[str, str]) -> bool:
    """Whether two of one name are one since they are near each other and no second organisation with a town bears it.

    Near is not at one spot: the position of one is the centre of a postal code, or they are a kilometre or two apart.
    """
    return "different" not in level.values() and pair["bearers"] <= 1


def is_distinct(wording: str, bits: float) -> bool:
    """Whether a name is of several words that are rare together.

    >>> is_distinct("zorblatt instruments", 24.5), is_distinct("zorblatt", 24.5), is_distinct("service group", 9.1)
    (True, False, False)
    """
    words = {word for word in wording.split() if len(word) >= LONG} - LITTLE - {"and"}
    return len(words) > 1 and bits >= DISTINCT_BITS


def forms_agree(one: list[str], other: list[str]) -> bool:
    """Whether the legal forms of two names may be those of one firm.

    >>> forms_agree(["corp"], []), forms_agree(["corp"], ["llc"]), forms_agree(["gmbh"], []), forms_agree([], [])
    (True, False, False, True)
    """
    if one and other:
        return not set(one).isdisjoint(other)
    return ORDINARY.issuperset([*one, *other])


def no_other(pair: Pair) -> Reason:
    """What makes a name enough where a town is not known."""
    left, right = (str(pair[f"shown_name_{side}"]) for side in "lr")
    return Reason("bearers", "for", left, right, 0.0, "no other organisation with a town bears this name")
