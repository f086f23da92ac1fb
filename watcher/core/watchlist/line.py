"""A text as one line of folded words, and the way back to the text. Pure.

News repeats itself, punctuation and capitals included, so what stands between two blanks is folded
once and remembered: a line costs one look-up for each such chunk, a fifth of folding the text and
cutting it into words. Folding never looks beyond a blank, so that the words are the same.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from watcher.core.text.fold import prepare
from watcher.core.text.tokens import words
from watcher.model import Span

_MOST_CHUNKS: Final = 100_000
"""Remembered chunks: a month of news, about 15 MB. Then start anew."""
_LONGEST: Final = 80
"""Longer chunks are addresses, noise, or in a script without blanks: they do not come again."""
_EDGES: Final = '.,:;!?"()[]“”„«»|/#…'
"""What may stand around a plain word and adds none to it; no apostrophe, no &."""


class Line:
    """The folded words of a text, each with one blank before and behind it."""

    __slots__ = ("_lengths", "_pieces", "_starts", "chunks", "folded")

    def __init__(self, chunks: Sequence[str], pieces: Sequence[str]) -> None:
        """`chunks` are the text, cut at every blank; `pieces` are their folded words."""
        self.chunks = chunks
        self.folded = f" {''.join(pieces)}"
        self._pieces = pieces
        self._starts: list[int] = []
        self._lengths: list[int] = []

    def span(self, start: int, end: int) -> Span:
        """Where the words from `start` to `end` of the line stand in the text.

        Offsets are those of the first letter of the words, and behind the last.
        """
        return Span(self._place(start)[0], self._place(end - 1)[1])

    def around(self, number: int, reach: int) -> Span:
        """Where a chunk stands with the chunks that hold `reach` words on each side of it."""
        first, words_before = number, 0
        while first > 0 and words_before < reach:
            first -= 1
            words_before += self._pieces[first].count(" ")
        last, words_behind = number, 0
        while last < len(self._pieces) - 1 and words_behind < reach:
            last += 1
            words_behind += self._pieces[last].count(" ")
        return Span(self._offset(first), self._offset(last) + len(self.chunks[last]))

    def _place(self, at: int) -> tuple[int, int]:
        """Where the word with the letter `at` of the line stands in the text."""
        if not self._starts:  # most lines are never asked
            self._starts = list(accumulate(map(len, self._pieces), initial=1))
        number = bisect_right(self._starts, at) - 1
        places = _places(self.chunks[number])
        word = self.folded.count(" ", self._starts[number], at) if len(places) > 1 else 0
        offset = self._offset(number)
        return offset + places[word].start, offset + places[word].end

    def _offset(self, number: int) -> int:
        """Where a chunk begins in the text: each blank between two is one character."""
        if not self._lengths:
            self._lengths = list(accumulate(map(len, self.chunks), initial=0))
        return self._lengths[number] + number


class Lines(dict[str, str]):
    """A dictionary from chunks to their folded words, which reads new chunks itself.

    The memory is bounded and changes no answer.
    """

    def __init__(self, most: int = _MOST_CHUNKS) -> None:
        """Remember at most `most` chunks."""
        super().__init__()
        self._most = most

    def __missing__(self, chunk: str) -> str:
        bare = chunk.strip(_EDGES)
        if bare.isascii() and bare.isalpha():  # nearly all new chunks
            piece = f"{bare.lower()} "
        else:
            piece = "".join(f"{word} " for word in words(prepare(chunk)).texts)
        if len(chunk) <= _LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[chunk] = piece
        return piece

    def line(self, text: str) -> Line:
        """The line of a text."""
        chunks = text.replace("\n", " ").split(" ")
        return Line(chunks, list(map(self.__getitem__, chunks)))


@lru_cache(maxsize=10_000)
def _places(chunk: str) -> Sequence[Span]:
    """Where each word of a chunk stands in it; asked for the words of phrases only."""
    return words(prepare(chunk)).spans()
