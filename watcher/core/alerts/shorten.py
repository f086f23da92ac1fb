"""Whether a machine's shorter wording may stand for the words of a source. Pure.

The machine may leave out, never add: each number, each name and each word that ordinary English
does not know must stand in the source, and a denial must stay one.
"""

import re
from typing import Final

from watcher.core.text.english import ordinary_words
from watcher.core.text.fold import fold
from watcher.core.text.numbers import numbers
from watcher.model import Span

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_LONG = 4
"""Letters from which a word of another script must stand in the source; shorter ones are
particles."""
NEGATIONS: Final = frozenset(
    fold(
        "no not never none nobody nothing nor without deny denies denied denying refuse refuses"
        " refused لا لم لن ليس ليست نفى نفت ينفي تنفي نفي دون"
    ).split()
)


def objection(short: str, source: str) -> str:
    """Why `short` must not stand for `source`, as a clause; empty if it may."""
    if len(short) >= len(source):
        return "it is no shorter"
    said, known = _words(short), {fold(word) for word in _words(source)}
    if foreign := [word for word in said if _is_telling(word) and fold(word) not in known]:
        return f"it says “{foreign[0]}”, which the source does not"
    counted = _numbers(source)
    if other := [one for one in _numbers(short) if one not in counted]:
        return f"it counts “{other[0]}”, which the source does not"
    if known & NEGATIONS and not NEGATIONS & {fold(word) for word in said}:
        return "it leaves out a denial"
    return ""


def _words(text: str) -> list[str]:
    """Words without the possessive and with n't apart."""
    text = re.sub(r"n[’']t\b", " not", text)
    return [re.sub(r"[’']s?$", "", word) for word in _WORD.findall(text)]


def _is_telling(word: str) -> bool:
    """Whether the word is a name, a number, or long and of another script than English."""
    if not word.isascii():
        return len(word) >= _LONG
    plain = word.lower()
    return any(letter.isdecimal() for letter in word) or plain not in ordinary_words()


def _numbers(text: str) -> list[str]:
    """The numerals of a text, in digits or words, without what they count."""
    spans = numbers(text, Span(0, len(text)))
    return [fold(text[span.start : span.end]).split()[0] for span in spans]
