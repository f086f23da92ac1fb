"""A stretch of a story as a row of words, ready to be combined into names. Pure.

A row begins and ends with a `STOP`, and one stands wherever no name can go on: at a full stop,
a comma, an empty line. So whoever walks along a row has no other border to look for.
"""

from dataclasses import dataclass

from watcher.core.text.fold import prepare
from watcher.core.watchlist.likeness import Resolution


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word. `start` and `end` count from the beginning of its chunk."""

    text: str
    found: Resolution | None
    """What it may be; None for a word that no name has."""
    start: int
    end: int
    is_glued: bool = False
    """Whether it was taken out of a glued run."""


STOP = Word("", None, 0, 0)
"""No word: what stands here ends every name."""


class Passage:
    """Words in text order, with their places in the story."""

    __slots__ = ("_story", "places", "words")

    def __init__(self, story: str, words: list[Word], places: list[int]) -> None:
        """`places` are those of the words' chunks in the story."""
        self._story = story
        self.words = words
        self.places = places

    def start(self, index: int, clitic: int = 0) -> int:
        """Where a word begins in the story, without the first letters of it."""
        start = self.places[index] + self.words[index].start
        if clitic:
            start += prepare(self.surface(index)).origin(clitic, clitic + 1).start
        return start

    def end(self, index: int) -> int:
        """Where a word ends in the story."""
        return self.places[index] + self.words[index].end

    def text(self, first: int, last: int) -> str:
        """What the writer wrote from one word to another."""
        return self._story[self.start(first) : self.end(last)]

    def surface(self, index: int) -> str:
        """What the writer wrote for one word."""
        return self.text(index, index)

    def is_capitalised(self, index: int) -> bool:
        """Whether a word begins with a capital."""
        return self._story[self.start(index)].isupper()

    def gap(self, index: int) -> str:
        """What stands in the story between this word and the next."""
        return self._story[self.end(index) : self.start(index + 1)]

    def bridges(self, index: int) -> bool:
        """Whether this word and the next may belong to one name."""
        return self.words[index] is not STOP and self.words[index + 1] is not STOP
