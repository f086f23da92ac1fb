"""The words of a prepared text, with their places in the original.

A word is a run of letters and digits after folding: `al-Asad's` is al, asad, s; `MQ-9` is mq, 9.
Pure.
"""

import re
from dataclasses import dataclass
from itertools import accumulate, compress, count
from operator import add, sub

from watcher.core.text.fold import Prepared, prepare
from watcher.model import Span

_WORD = re.compile(r"[^\W_]+")
_SPACES = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)")


@dataclass(frozen=True, slots=True)
class Words:
    """Words in text order. `starts` and `ends` count in the prepared text."""

    prepared: Prepared
    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def span(self, first: int, last: int) -> Span:
        """Where the words numbered `first` to `last` stand in the original, both included."""
        return self.prepared.origin(self.starts[first], self.ends[last])

    def spans(self) -> list[Span]:
        """Where each word stands in the original."""
        return self.prepared.origins(self.starts, self.ends)

    def surface(self, first: int, last: int) -> str:
        """What the writer wrote there."""
        span = self.span(first, last)
        return self.prepared.original[span.start : span.end]

    def gap(self, before: int) -> str:
        """What stands in the original between the word `before` and the next."""
        prepared = self.prepared
        start = prepared.origin(self.starts[before], self.ends[before]).end
        end = prepared.origin(self.starts[before + 1], self.ends[before + 1]).start
        return prepared.original[start:end]


def words(prepared: Prepared) -> Words:
    """The words of a prepared text."""
    text = prepared.text
    if text.isascii():
        # Every other character is one space wide: cut there and add up the lengths. All of it
        # runs in C, five times as fast as a regular expression.
        pieces = text.translate(_SPACES).split(" ")
        texts = tuple(compress(pieces, pieces))
        ends = tuple(compress(map(add, accumulate(map(len, pieces)), count()), pieces))
        return Words(prepared, texts, tuple(map(sub, ends, map(len, texts))), ends)
    spans = [match.span() for match in _WORD.finditer(text)]
    return Words(
        prepared,
        tuple([text[start:end] for start, end in spans]),
        tuple([start for start, _ in spans]),
        tuple([end for _, end in spans]),
    )


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a short text, a name or a phrase, without their places."""
    if text.isascii() and not ("'" in text or "`" in text or "&" in text):
        return tuple(text.lower().translate(_SPACES).split())  # a list has 100,000 of them
    return words(prepare(text)).texts


def humps(surface: str) -> list[str]:
    """The parts of a word in camel case, as hashtags and bad extraction glue them.

    `NajafCityCouncil` is Najaf, City, Council; `fromMosul` is from, Mosul; `Scud90` is Scud, 90.
    """
    return _HUMP.split(surface)
