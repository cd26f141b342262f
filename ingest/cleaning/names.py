"""Names made comparable: ascii, lower case, legal forms off."""

from __future__ import annotations

import re
import unicodedata

LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation co company llc llp lp ltd limited plc pc pllc pa gmbh ag sa srl bv nv oy"
    " ab".split()
)


def slug(text: str) -> str:
    """`text` as lower-case ASCII words joined by hyphens.

    >>> slug("Château St. Jean & Sons")
    'chateau-st-jean-and-sons'
    """
    decomposed = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("'", "").replace("’", ""))
    ascii_text = decomposed.encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_text.lower()))


def firm_key(name: str) -> str:
    """The slug of a firm's name without the legal forms at its end; the whole slug if nothing else is left.

    >>> firm_key("A.B. Example Company, Inc."), firm_key("The Co.")
    ('ab-example', 'the')
    """
    words = slug(re.sub(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.(?=\s|,|$)", "", name)).split("-")
    kept = list(words)
    while kept and kept[-1] in LEGAL_FORMS:
        kept.pop()
    return "-".join(kept or words)
