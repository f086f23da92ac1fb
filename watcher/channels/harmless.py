"""Make foreign text safe to show. Pure.

News may hold control characters, which move a terminal's cursor, and direction overrides, which
make letters read in another order than they are written.
"""

import re
import unicodedata

_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_DIRECTIONS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
"""Marks, overrides and isolates of direction; joiners, which Persian and emoji need, stay."""
_UNSHOWABLE = frozenset({"Cc", "Cs"})
"""Controls, and lone surrogates, which no UTF-8 can hold. Unassigned stay: newer emoji are."""


def harmless(text: str) -> str:
    """`text` on one line, without what could change anything but itself."""
    return "".join(
        character
        for character in _BREAKS.sub(" ", text)
        if character not in _DIRECTIONS and unicodedata.category(character) not in _UNSHOWABLE
    )


def right_to_left(text: str) -> bool:
    """Whether any letter of `text` is written from right to left."""
    return any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)
