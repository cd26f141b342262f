"""Names made comparable: ascii, lower case, legal forms off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from ...graph.values import is_missing

LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation co company llc llp lp ltd limited plc pc pllc pa gmbh ag sa srl bv nv oy"
    " ab".split()
)
"""Legal forms that are words of their own, in names as slugs."""
FURTHER_FORMS = frozenset(
    "lllp pte pty cic ug kg ohg gbr kgaa ev sas sasu sarl eurl scop snc sapa srls slu scoop cv vof oyj asa aps"
    " ehf kk lda ltda cyf aktiengesellschaft aktiebolag osakeyhtio aktieselskab anpartsselskab aksjeselskap".split()
)
"""More of them, which are seldom words or surnames."""
WRITTEN_FORMS = re.compile(
    r"[\s,]+(?:S\.\s?[pP]\.\s?A\b\.?|SpA|A/S|A\.S\.|AS|SE|S\.\s?E\.|S\.\s?L\.(?:\s?U\.)?|e\.\s?V\.|e\.\s?K\.|e\.\s?U\."
    r"|G\.\s?K\.|K\.\s?K\.|Kabushiki\s+Kaisha|Godo\s+Kaisha|Gesellschaft mbH|Gesm?\.?\s?m\.\s?b\.\s?H\.|mbH"
    r"|(?i:(?:(?:Inc|Corp|Co|Ltd|LLC|GmbH|AG|UG)\.?,?\s*)?(?:&|und|and)\s*Co\.?,?\s*(?:KGaA|KG|OHG))"
    r"|(?i:UG\s*\(haftungsbeschr(?:ä|ae)nkt\)))\s*$"
)
"""Legal forms at the end of a name that only their signs or capitals tell from a word, and those of several words."""
SPACED = re.compile(
    r"[\s,]+(?:L\.?\s+L\.?\s+[CP]|L\.?\s+P|P\.?\s+L\.?\s+L\.?\s+C|B\.\s+V|N\.\s+V|S\.\s+A)\.?\s*$", re.IGNORECASE
)
"""Legal forms whose letters stand apart."""
LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ß": "ss", "ẞ": "SS", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
    | {"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "ng"}
)
"""Latin letters that have no ASCII letter within them, to how they are written in ASCII."""
TOTALS = frozenset({"total", "totals", "grand total", "sub total", "subtotal", "sum", "sum total"})
INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.(?=\s|,|$)")
"""Dots behind single letters."""


def slug(text: str) -> str:
    """`text` as lower-case ASCII words joined by hyphens.

    >>> slug("Château St. Jean & Sons"), slug("Øresund Straße")
    ('chateau-st-jean-and-sons', 'oresund-strasse')
    """
    spelt = text.replace("&", " and ").replace("'", "").replace("’", "")
    if not spelt.isascii():
        spelt = unicodedata.normalize("NFKD", spelt.translate(LETTERS)).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", spelt.lower()))


def firm_key(name: str) -> str:
    """The slug of a firm's name without the legal forms at its end; the whole slug if nothing else is left.

    >>> firm_key("A.B. Example Company, Inc."), firm_key("The Co."), firm_key("Beispiel GmbH & Co. KG")
    ('ab-example', 'the', 'beispiel')
    """
    bare = SPACED.sub("", WRITTEN_FORMS.sub("", name))
    words = slug(INITIALS.sub("", bare if slug(bare) else name)).split("-")
    kept = list(words)
    while kept and (kept[-1] in LEGAL_FORMS or kept[-1] in FURTHER_FORMS):
        kept.pop()
    return "-".join(kept or words)


def is_total(raw: Mapping[str, object]) -> bool:
    """Whether what a row says of a thing is a total and figures alone; a firm of that name has more than figures.

    >>> is_total({"name": "Grand total", "employees": "9,412"}), is_total({"name": "Total", "town": "Nowhere"})
    (True, False)
    """
    if " ".join(str(raw.get("name") or "").casefold().split()).rstrip(":") not in TOTALS:
        return False
    rest = [str(value) for name, value in raw.items() if name not in ("name", "aliases") and not is_missing(value)]
    return not any(letter.isalpha() for value in rest for letter in value)
