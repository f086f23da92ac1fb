"""Fold text for comparison without losing where it came from.

The news writes one name in many ways: Kata'ib or Kataib, al-Asad or Al Asad, الإمام or الامام.
Folding makes these equal, and `Prepared.origin` still quotes the writer.

Pure. Folding what is folded changes nothing. Cost: one regular expression over the text, and one
look-up per run of letters that are not ASCII; characters are looked at one by one only in a run
never met before, or in one whose length folding changes.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from watcher.model import Span

APOSTROPHES = "'`´‘’‚‛ʹʻʼʽʾʿˈˊˋ′‵＇"
"""Written by some, dropped by others, never spoken: ayn, hamza, quotation marks, primes."""

_ASCII = str.maketrans(
    {chr(code): chr(code).lower() for code in range(128)} | {"-": " ", "_": " ", "&": " "}
)
_SPECIAL = re.compile(rf"[{APOSTROPHES}]+|&(?:amp;)*(?:#?\w{{1,31}};)?|[^\x00-\x7f{APOSTROPHES}]+")
_SPECIAL_IN_ASCII = re.compile(r"['`]+|&(?:amp;)*(?:#?\w{1,31};)?")
_LETTERS = str.maketrans(
    # Arabic script: one alef, one ya, one kaf, one ha (with ta marbuta), one waw, one lam, one ra.
    dict(zip("ٱىیێېۍکڪةھہۀۃۆۇۈڵڕ", "ايييييككهههههووولر", strict=True))
    # Latin letters that Unicode does not decompose.
    # Typographic marks, so that English news become plain ASCII; a dash is a bar, no hyphen.
    | dict.fromkeys("“”„‟«»‹›", '"')
    | dict.fromkeys("—―", "|")
    | {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"}
)
_HYPHENS = "‐‑‒–−﹣－"
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe2f]"
)
"""Accents, vowel marks, tatweel. Vowel signs of Indian and Thai scripts stay: they are spoken."""
_RUNS = 65_536
"""Folded runs kept: the non-ASCII words of a month of news, about 10 MB."""
_LINEAR = -1


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text made ready for comparison, and the way back to the original.

    The map is a list of segments. In a linear one, folded and original characters go side by
    side; in the others (`ß`, `&amp;`) the whole segment stands for one range of the original.
    """

    original: str
    text: str
    """The folded text."""
    _folded: tuple[int, ...] = (0,)
    """Where each segment begins in the folded text."""
    _original: tuple[int, ...] = (0,)
    """Where it begins in the original."""
    _ends: tuple[int, ...] = (_LINEAR,)
    """Where the range ends in the original; `_LINEAR` for a linear segment."""

    def origin(self, start: int, end: int) -> Span:
        """The part of the original that became `text[start:end]`; at least one character wide."""
        first = bisect_right(self._folded, start) - 1
        begin = self._original[first]
        if self._ends[first] == _LINEAR:
            begin += start - self._folded[first]
        last = bisect_right(self._folded, end - 1) - 1
        finish = self._ends[last]
        if finish == _LINEAR:
            finish = self._original[last] + end - self._folded[last]
        return Span(begin, finish)

    def origins(self, starts: Sequence[int], ends: Sequence[int]) -> list[Span]:
        """`origin` of many places in text order, without overlap: one walk, no search for each."""
        if len(self._folded) == 1:
            return list(map(Span, starts, ends))
        found: list[Span] = []
        at, borders, last = 0, self._folded, len(self._folded) - 1
        for start, end in zip(starts, ends, strict=True):
            while at < last and borders[at + 1] <= start:
                at += 1
            begin = self._original[at]
            begin += start - borders[at] if self._ends[at] == _LINEAR else 0
            while at < last and borders[at + 1] < end:
                at += 1
            is_linear = self._ends[at] == _LINEAR
            finish = self._original[at] + end - borders[at] if is_linear else self._ends[at]
            found.append(Span(begin, finish))
        return found


def prepare(text: str) -> Prepared:
    """Fold `text` and remember where every character came from."""
    pieces: list[str] = []
    folded, original, ends = [0], [0], [_LINEAR]
    length = 0  # of the folded text so far
    last = 0  # what of the original is done
    for match in (_SPECIAL_IN_ASCII if text.isascii() else _SPECIAL).finditer(text):
        start, end = match.span()
        plain = text[last:start].translate(_ASCII)
        pieces.append(plain)
        length += len(plain)
        last = end
        for piece, width, linear in _replacements(text, match):
            if linear:
                pieces.append(piece)
                length += len(piece)
                start += width
                continue
            if piece:
                folded.append(length)
                original.append(start)
                ends.append(start + width)
                pieces.append(piece)
                length += len(piece)
            start += width
            folded.append(length)
            original.append(start)
            ends.append(_LINEAR)
    pieces.append(text[last:].translate(_ASCII))
    return Prepared(text, "".join(pieces), tuple(folded), tuple(original), tuple(ends))


def fold(text: str) -> str:
    """`text` as `prepare` folds it. Folding twice is folding once."""
    return prepare(text).text


def _replacements(text: str, match: re.Match[str]) -> Iterator[tuple[str, int, bool]]:
    """What stands for the match: (folded piece, width in the original, side by side?)."""
    run = match.group()
    meant = html.unescape(html.unescape(run)) if run[0] == "&" else run
    if meant and meant[0] in APOSTROPHES:
        yield _apostrophe(text, match), len(run), False
    elif run[0] == "&":
        yield _run(meant), len(run), False
    else:
        folded = _run(run)
        if len(folded) == len(run) and _is_linear(run):
            yield folded, len(run), True
            return
        for char in run:
            piece = _character(char)
            yield piece, 1, len(piece) == 1


def _apostrophe(text: str, match: re.Match[str]) -> str:
    """Nothing inside a word, else a space, so that 's never melts into the name before it."""
    start, end = match.span()
    if not (start and text[start - 1].isalnum() and text[end : end + 1].isalnum()):
        return " "
    is_possessive = text[end] in "sS" and not text[end + 1 : end + 2].isalnum()
    return " " if is_possessive else ""


@lru_cache(maxsize=_RUNS)
def _run(run: str) -> str:
    return "".join(map(_character, run))


@lru_cache(maxsize=_RUNS)
def _is_linear(run: str) -> bool:
    return all(len(_character(char)) == 1 for char in run)


@lru_cache(maxsize=_RUNS)
def _character(char: str) -> str:
    """One character folded, context free, until folding changes nothing more."""
    folded = _once(char)
    while (again := "".join(map(_once, folded))) != folded:
        folded = again
    return folded


def _once(char: str) -> str:
    if char in _HYPHENS or char in APOSTROPHES or char in "&_":
        return " "
    if unicodedata.category(char) == "Cf":
        return ""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    folded = unicodedata.normalize("NFKD", char).casefold().translate(_LETTERS)
    return _MARKS.sub("", folded)
