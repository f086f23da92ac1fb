"""The units in which names are compared: digits apart from letters, compounds in one. Pure.

The list and the text are cut alike, so that F-16 is F16 and Nasr Allah is Nasrallah.
"""

import re
from typing import Final

from watcher.core.text.fold import fold
from watcher.core.text.tokens import folded_words
from watcher.core.watchlist.grammar import ARTICLES

_LETTERS_OR_DIGITS = re.compile(r"\d+|[^\W\d_]+")
_INITIALS = re.compile(r"\b(\w)\.(?=\w\b)")
ALLAH: Final = frozenset(fold("allah ullah ollah illah الله اللە").split())
"""The second half of a compound: Ansar Allah, Nasr Allah."""
SERVANT: Final = frozenset(fold("abd abdul abdal abdel abdol abdu عبد عەبدول").split())
"""The first half of a compound: Abd al-Malik, Abdul Malik."""
_HALVES = ALLAH | SERVANT


def split_word(word: str) -> list[str]:
    """Letters apart from digits: `f16s` is f, 16, s."""
    return [word] if word.isalpha() else _LETTERS_OR_DIGITS.findall(word) or [word]


def listed_words(text: str) -> list[str]:
    """The words of a name as it stands in the list, in units of the search."""
    whole = folded_words(_INITIALS.sub(r"\1", text) if "." in text else text)
    parts = [part for word in whole for part in split_word(word)]
    return parts if _HALVES.isdisjoint(parts) else join_compounds(parts)


def join_compounds(parts: list[str]) -> list[str]:
    """The same words, with Ansar Allah as ansarallah and Abd al-Malik as abdulmalik."""
    joined: list[str] = []
    for part in parts:
        before = joined[-1] if joined else ""
        if before in SERVANT or (part in ALLAH and before and before not in ARTICLES):
            joined[-1] = compound(before, part)
        else:
            joined.append(part)
    return joined


def compound(before: str, part: str) -> str:
    """Two halves in one. The article between abd and a name becomes part of abdul."""
    if part in ARTICLES:
        return "abdul" if before == "abd" else before
    return before + part
