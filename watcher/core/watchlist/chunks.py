"""What is known of each chunk, the text between two blanks. Pure.

News repeats itself, punctuation and capitals included, so the answer for `Baghdad,` is remembered
as it stands, and a story costs one look-up per chunk. Of the 850 chunks of a story some 50 have a
word of the list; for all others the memory says `None`, and nobody looks at them again.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from watcher.core.text.fold import fold, prepare
from watcher.core.text.tokens import words
from watcher.core.watchlist.arabic import is_arabic, stems
from watcher.core.watchlist.combine import Combiner, Followers
from watcher.core.watchlist.passage import STOP, Word
from watcher.core.watchlist.repair import plain_word, read_words
from watcher.core.watchlist.resolve import Resolver
from watcher.core.watchlist.units import ALLAH, SERVANT

_MOST_CHUNKS: Final = 100_000
"""Remembered answers: about 30 MB. Then start anew."""
_LONGEST: Final = 80
"""Longer chunks are addresses, noise, or in a script without blanks: they do not come again."""
_HALVES: Final = ALLAH | SERVANT
_Known = TypeVar("_Known")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a chunk that has words of the list, or a short name."""

    is_alone: bool
    """Whether it is worth a closer look whatever stands around it."""
    wants_noun: bool
    """Whether a generic noun near it would make it worth one."""
    is_noun: bool
    """Whether it may be a generic noun."""
    words: tuple[str, ...]
    """The words of the list that it may be."""
    followers: tuple[Followers, ...]
    """For some of them, those that may come next in a name."""
    has_half: bool
    """Whether half of a compound is in it: Abdul, Allah."""
    is_short: bool
    """Whether a short name may begin here."""

    def may_precede(self, other: "Mark") -> bool:
        """Whether a name may go on from this chunk to the other."""
        for one in self.followers:  # noqa: SIM110 - `any` takes twice as long for so few
            if not one.isdisjoint(other.words):
                return True
        return False


class Memory(dict[str, _Known]):
    """A dictionary from chunks to what is known of them; it reads new chunks itself."""

    def __init__(self, read: Callable[[str], _Known], resolver: Resolver, most: int) -> None:
        """Remember at most `most` answers of `read`."""
        super().__init__()
        self._read = read
        self._resolver = resolver
        self._most = most

    def __missing__(self, chunk: str) -> _Known:
        known = self._read(chunk)
        if len(chunk) <= _LONGEST and not self._resolver.is_spent:
            if len(self) >= self._most:
                self.clear()
            self[chunk] = known
        return known


class Chunks:
    """What is known of each chunk. The memories are bounded and change no answer."""

    def __init__(
        self,
        resolver: Resolver,
        combiner: Combiner,
        shorts: Mapping[str, Collection[str]],
        most: int = _MOST_CHUNKS,
    ) -> None:
        """Remember at most `most` answers of each kind.

        `shorts` are the short names by the folded words they may begin with.
        """
        self.resolver = resolver
        self._combiner = combiner
        self._shorts = shorts
        self._special = _HALVES | shorts.keys()
        self.marks: Memory[Mark | None] = Memory(self._mark, resolver, most)
        """None stands for a chunk without a word of the list."""
        self.words: Memory[tuple[Word, ...]] = Memory(self._read, resolver, most)
        """The words of a chunk, repaired, with a `STOP` wherever no name can go on."""
        self.said: Memory[tuple[str, ...]] = Memory(self._say, resolver, most)
        """All that a chunk says: its words before and after repair, Arabic ones also as stems."""

    def _mark(self, chunk: str) -> Mark | None:
        plain = plain_word(chunk)
        text = plain.lower()
        if text and self.resolver[text] is None and text not in self._special:
            return None
        read = self.words[chunk]
        if not plain:
            is_short = any(map(self._may_begin_short, _surfaces(chunk)))
        else:
            is_short = text in self._shorts and self._may_begin_short(plain)
        has_half = any(word.text in _HALVES for word in read)
        resolved = [word.found for word in read if word.found is not None]
        if not (resolved or has_half or is_short):
            return None
        listed = [found for found in resolved if found.readings]
        names = dict.fromkeys(reading.word for found in listed for reading in found.readings)
        stands_alone = any(map(self._combiner.stands_alone, names))
        return Mark(
            is_alone=has_half or stands_alone or len(listed) > 1,
            wants_noun=any(map(self._combiner.wants_noun, names)),
            is_noun=any(found.kinds for found in resolved),
            words=tuple(names),
            followers=tuple(filter(None, map(self._combiner.followers, names))),
            has_half=has_half,
            is_short=is_short,
        )

    def _may_begin_short(self, surface: str) -> bool:
        """Whether a word is, in these capitals, the beginning of a short name."""
        bare = surface.removesuffix("s")
        return any(one.startswith(bare) for one in self._shorts.get(fold(surface), ()))

    def _read(self, chunk: str) -> tuple[Word, ...]:
        return tuple(read_words(chunk, self.resolver))

    def _say(self, chunk: str) -> tuple[str, ...]:
        texts = [word.text for word in self.words[chunk] if word is not STOP]
        texts += words(prepare(chunk)).texts
        texts += [stem.text for text in texts if is_arabic(text) for stem in stems(text)]
        return tuple(dict.fromkeys(texts))


def _surfaces(chunk: str) -> list[str]:
    """What the writer wrote for each word of a chunk."""
    said = words(prepare(chunk))
    return [said.surface(index, index) for index in range(len(said))]
