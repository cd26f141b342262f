"""A query's whole text inside an address, for somebody with another workspace."""

from __future__ import annotations

import binascii
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode

from ..graph.errors import InvalidQuery
from ..queries.own.kept import LONGEST_TEXT

LONGEST_LINK = 6_000
"""Characters of a packed text that programs for mail and chat still take for one address."""


def pack(text: str) -> str:
    """A text as an address can carry it.

    >>> unpack(pack("RETURN 'é' AS one"))
    "RETURN 'é' AS one"
    """
    return urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpack(packed: str) -> str:
    """The text that an address carries; InvalidQuery where it was cut off or carries too much."""
    try:
        raw = urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        opened = zlib.decompressobj()
        text = opened.decompress(raw, 4 * LONGEST_TEXT + 1)
        if opened.unconsumed_tail or not opened.eof:
            raise ValueError
        found = text.decode()
    except (ValueError, binascii.Error, zlib.error):
        raise InvalidQuery(
            "the link does not carry a whole query: it was cut off or changed on its way; ask for it as a file"
        ) from None
    if len(found) > LONGEST_TEXT:
        raise InvalidQuery(f"the link carries more than {LONGEST_TEXT:,} characters; ask for a shorter query")
    return found
