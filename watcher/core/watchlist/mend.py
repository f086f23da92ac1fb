"""Mend words that bad extraction has glued or torn, so that phrases are found in them. Pure.

`airstrikesin` is airstrikes, in; `fromIraq` is from, Iraq; `attac-` and `ked` on the next line
are attacked. A glued word is taken apart only where nothing else explains it, and only at a border
that no word of the language has: beside the small words that follow and precede others in running
text, beside a name of the list, between two words of one phrase, or where camel case shows it. Two
ordinary words side by side are no glue: Portsmouth is a town, cyberattack a word.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from watcher.core.text.english import ordinary_words
from watcher.core.text.fold import prepare
from watcher.core.text.tokens import Words, folded_words, humps, words
from watcher.core.watchlist.grammar import folded_set
from watcher.core.watchlist.line import Line
from watcher.core.watchlist.world import DEMONYMS, KNOWN, NATIONS, PLACES

_LINE_END = re.compile(r"[-‐‑\u00ad]\s*\n\s*")
_BLANK = re.compile(r"[ \n]")
_SHORTEST_GLUE, _LONGEST_GLUE = 7, 40
"""Letters of a glued word: a name of four and a small word of three; longer runs are addresses."""
_SHORTEST_WORD = 8
"""Letters of an ordinary word and its small word together; fewer spell too many names."""
_SHORTEST_NAME = 4
"""Letters of a word that is not ordinary: Iraq."""
_SHORTEST_JOINED = 12
"""Letters of two words of a phrase; shorter ones are words of their own (roundup, Whitehouse)."""
_HEADS: Final = folded_set("the of to from with and was were that which")
"""Begin no other word together with an ordinary one; in, on, at, by, for and be do (inactive)."""
_HEADS_OF_NAMES: Final = _HEADS | folded_set("in on at by for near")
_TAILS: Final = folded_set("the of to in at by for from with and was were has had have that who")
"""End no other word; as, is, or, an and us do (Kuwaitis)."""
_TAILS_OF_SMALL: Final = _TAILS | folded_set("on")
"""After a word without a capital; surnames end in on (Robinson)."""
_ARABIC_HEADS: Final = folded_set("في من على إلى عن")
"""Before the article, which inside a word shows the border: فيالعراق."""
_LONGEST_HEAD = max(map(len, _HEADS_OF_NAMES))
_LONGEST_TAIL = max(map(len, _TAILS_OF_SMALL))
_MOST_DISTINCT = 20_000
"""Distinct chunks of one text, as many as two megabytes of honest news have; a text of more is no
news and read as it is."""
_MOST_WORDS = 200_000
"""Remembered words that are whole: a year's vocabulary of a desk. Then start anew."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The words of a text as they were meant."""

    words: Words
    numbers: frozenset[int]
    """Which of them were glued or torn."""

    def touches(self, first: int, last: int) -> bool:
        """Whether one of the words from `first` to `last` was mended."""
        return not self.numbers.isdisjoint(range(first, last + 1))


class Mender:
    """Knows the words of some phrases, and how to find them glued or torn."""

    def __init__(self, phrases: Iterable[str], names: Collection[str] = ()) -> None:
        """`phrases` without patterns; `names` are folded words of names, which glue as well."""
        self._words: set[str] = set()
        self._joined: dict[str, tuple[str, ...]] = {}
        stems: set[str] = set()
        for phrase in phrases:
            parts = folded_words(phrase)
            self._words.update(parts)
            self._joined |= {
                "".join(pair): pair
                for pair in pairwise(parts)
                if sum(map(len, pair)) >= _SHORTEST_JOINED
            }
            if len(parts) == 1 and phrase.endswith("*"):
                stems.add(parts[0])
        self._stems = tuple(sorted(stems))
        self._names = {
            name
            for name in PLACES.union(NATIONS, set(names) - DEMONYMS) - ordinary_words()
            if len(name) >= _SHORTEST_NAME and name.isalpha()
        }
        self._whole: set[str] = set()
        self._sound: set[str] = set()

    def places(self, line: Line, text: str) -> list[int]:
        """The chunks of a text, given its line, that may be glued or torn, by number.

        Ordinary text costs one look-up per chunk and need not be cut into words for it.
        """
        glued = self._glued_chunks(line)
        places = [number for number, one in enumerate(line.chunks) if one in glued] if glued else []
        torn = _LINE_END.finditer(text) if "\n" in text else ()
        return places + [len(_BLANK.findall(text, 0, one.start())) for one in torn]

    def _glued_chunks(self, line: Line) -> set[str]:
        if self._sound.issuperset(line.chunks):
            return set()
        chunks = set(line.chunks) - self._sound
        if len(chunks) > _MOST_DISTINCT:
            return set()
        if len(self._sound) > _MOST_WORDS:
            self._sound.clear()
        glued = set(filter(self._is_glued, chunks))
        self._sound |= chunks - glued
        return glued

    def _is_glued(self, chunk: str) -> bool:
        """Whether a chunk has a word that would be taken apart."""
        found = words(prepare(chunk))
        return any(
            self._may_be_glued(word) and self._pieces(word, found.surface(number, number))
            for number, word in enumerate(found.texts)
        )

    def mended(self, found: Words) -> Mended | None:
        """The words with what was glued taken apart and what was torn joined; None if all is well.

        Ordinary text costs one look-up per word.
        """
        glued = self._glued(found)
        torn = dict(self._torn(found))
        if not (glued or torn):
            return None
        texts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        numbers: set[int] = set()
        for index, (text, start) in enumerate(zip(found.texts, found.starts, strict=True)):
            if index - 1 in torn:
                continue
            pieces = (torn[index],) if index in torn else glued.get(index, (text,))
            if pieces != (text,):
                numbers.update(range(len(texts), len(texts) + len(pieces)))
            borders = list(accumulate(map(len, pieces), initial=start))
            texts += pieces
            starts += borders[:-1]
            ends += borders[1:]
            ends[-1] = found.ends[index + (index in torn)]
        meant = Words(found.prepared, tuple(texts), tuple(starts), tuple(ends))
        return Mended(meant, frozenset(numbers))

    def _glued(self, found: Words) -> dict[int, tuple[str, ...]]:
        """The words that are glued, by number, with their pieces."""
        if self._whole.issuperset(found.texts):
            return {}
        distinct = set(found.texts)
        if len(self._whole) > _MOST_WORDS:
            self._whole.clear()
        doubtful = {word for word in distinct - self._whole if self._may_be_glued(word)}
        self._whole |= distinct - doubtful
        glued = {}
        for index, word in enumerate(found.texts) if doubtful else ():
            if word in doubtful and (pieces := self._pieces(word, found.surface(index, index))):
                glued[index] = pieces
        return glued

    def _may_be_glued(self, word: str) -> bool:
        """Whether a word that nothing explains begins or ends with a word of a phrase."""
        if not _SHORTEST_GLUE <= len(word) <= _LONGEST_GLUE or not word.isalpha():
            return False
        if self._is_known(word) or word in KNOWN:
            return False
        return (
            word in self._joined
            or bool(self._between_small_words(word, is_small=True))
            or any(word[:at] in self._words or word[at:] in self._words for at in _borders(word))
        )

    def _is_wanted(self, word: str) -> bool:
        return word in self._words or word.startswith(self._stems)

    def _pieces(self, word: str, surface: str) -> tuple[str, ...]:
        """What a word is glued of, seen how it is written; nothing if it is whole."""
        parts = [part.lower() for part in humps(surface)]
        if len(parts) == 1 or "".join(parts) != word:
            return self._plain(word, is_small=surface[:1].islower())
        if not all(self._is_known(part) or len(part) >= _SHORTEST_NAME for part in parts):
            return ()
        pieces = tuple(
            piece for part in parts for piece in self._plain(part, is_small=True) or (part,)
        )
        return pieces if any(map(self._is_wanted, pieces)) else ()

    def _is_known(self, word: str) -> bool:
        return word in ordinary_words() or word in self._names or self._is_wanted(word)

    def _plain(self, word: str, *, is_small: bool) -> tuple[str, ...]:
        """What a word is glued of, without the help of capitals."""
        return (
            self._joined.get(word)
            or self._between_small_words(word, is_small=is_small)
            or self._beside_name(word)
        )

    def _between_small_words(self, word: str, *, is_small: bool) -> tuple[str, ...]:
        """`theattackon` is the, attack, on; `فيالعراق` is في, العراق."""
        tails = _TAILS_OF_SMALL if is_small else _TAILS
        for head, rest in _heads(word):
            for core, tail in _tails(rest, tails):
                if (head or tail) and (
                    self._is_name(core)
                    or (
                        self._is_wanted(core)
                        and len(word) >= _SHORTEST_WORD
                        and (not head or head in _HEADS)
                        and (not tail or is_small)
                    )
                ):
                    return tuple(filter(None, (head, core, tail)))
        return ()

    def _is_name(self, word: str) -> bool:
        """Whether a phrase has the word, and the language has not."""
        return len(word) >= _SHORTEST_NAME and word in self._words and word not in ordinary_words()

    def _beside_name(self, word: str) -> tuple[str, ...]:
        """`zubaydiattacked` is zubaydi, attacked."""
        for at in _borders(word):
            first, last = word[:at], word[at:]
            name, other = (first, last) if first in self._names else (last, first)
            if name in self._names and other in self._words and len(other) > _SHORTEST_NAME:
                return first, last
        return ()

    def _torn(self, found: Words) -> Iterator[tuple[int, str]]:
        """Words torn by a hyphen at the end of a line: the number of the first half, the whole."""
        prepared = found.prepared
        if "\n" not in prepared.original or not _LINE_END.search(prepared.original):
            return
        last = -1
        for line_end in re.finditer("\n", prepared.text):
            index = bisect_left(found.ends, line_end.start() + 1) - 1
            if last < index < len(found) - 1 and _LINE_END.fullmatch(found.gap(index)):
                whole = found.texts[index] + found.texts[index + 1]
                if len(whole) >= _SHORTEST_NAME and self._is_wanted(whole):
                    last = index + 1
                    yield index, whole


def _borders(word: str) -> range:
    """Where a word may be cut in two that are long enough to be known."""
    return range(_SHORTEST_NAME, len(word) - _SHORTEST_NAME + 1)


def _heads(word: str) -> Iterator[tuple[str, str]]:
    """The small words that `word` may begin with, the longest first, then none; and the rest."""
    for length in range(_LONGEST_HEAD, 1, -1):
        head, rest = word[:length], word[length:]
        if head in _HEADS_OF_NAMES or (head in _ARABIC_HEADS and rest.startswith("ال")):
            yield head, rest
    yield "", word


def _tails(word: str, tails: frozenset[str]) -> Iterator[tuple[str, str]]:
    """`word` without a small word at its end, the longest first, then whole."""
    for length in range(_LONGEST_TAIL, 1, -1):
        if word[-length:] in tails:
            yield word[:-length], word[-length:]
    yield word, ""
