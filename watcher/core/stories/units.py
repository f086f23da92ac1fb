"""A page as a column of units: paragraphs, headings, items of a list, each with its place.

Everything that splits a page looks at units, never at raw lines. Pure.
"""

import re
from dataclasses import dataclass

from watcher.core.text.dates import read_date
from watcher.core.text.lines import paragraphs
from watcher.core.text.sentences import sentences
from watcher.model import Span

_ENDS = re.compile(r"[.!?؟۔…;؛,،][\"'”’»)\]]*$")
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_LONGEST_HEADING = 170
"""Characters; headlines of news sites stay below 150."""
_COUNTED = 20
"""Words: the longest header of a digest has twelve; what has more is no header."""
_LONGEST_LABEL = 5
_SHORTEST_BODY = 8
"""Words: a shorter paragraph may be a caption, a slogan, a button."""
_SMALL = (
    "a an and as at but by de for from in into is its nor of off on onto or over per so than that"
    " the to up via vs who with amid because after before against about"
)
_SMALL_WORDS = frozenset(_SMALL.split())
"""Words that Title Case leaves small."""
_SMALL_FOR_ONE = 6
"""One telling word in six may stay small: papers differ in what they leave small, and misspell."""


_ANY_YEAR = 2024
"""A leap year: to tell whether a line is a date, not which."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, heading or item of a list, trimmed of white space."""

    span: Span
    text: str
    gap: int = 0
    """Blank lines before it."""

    @property
    def words(self) -> int:
        """How many words it has, counted no further than is needed to tell a heading."""
        return len(self.text[:_LONGEST_HEADING].split(maxsplit=_COUNTED))

    def part(self, start: int, end: int) -> "Unit":
        """A piece of it, from and to characters of its own text, trimmed of white space."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        first = self.span.start + start
        return Unit(Span(first, first + len(piece)), piece, self.gap)


def units(text: str) -> list[Unit]:
    """The units of a page, in order; together they hold every non-white character."""
    found: list[Unit] = []
    end = 0
    for span in paragraphs(text):
        gap = max(0, text.count("\n", end, span.start) - 1)
        found.append(Unit(span, text[span.start : span.end], gap))
        end = span.end
    return found


def sentences_of(unit: Unit) -> list[Unit]:
    """The sentences of a unit, as units of their own."""
    return [unit.part(sentence.start, sentence.end) for sentence in sentences(unit.text)]


def first_sentence(unit: Unit) -> Unit:
    """The sentence it begins with."""
    return sentences_of(unit)[0]


def is_day(unit: Unit) -> bool:
    """Whether a unit is a date and nothing else, with a year or without."""
    return read_date(unit.text, _ANY_YEAR) is not None


def is_heading(unit: Unit) -> bool:
    """Whether it could be a heading: one short line that does not end as a statement does."""
    text = unit.text
    if len(text) > _LONGEST_HEADING or "\n" in text:
        return False
    return text.endswith(("?", "؟")) or not _ENDS.search(text[-8:])


def is_label(unit: Unit) -> bool:
    """Whether it is a heading of at most five words, as menus and forms are made of."""
    return is_heading(unit) and unit.words <= _LONGEST_LABEL


def is_body(unit: Unit) -> bool:
    """Whether it is running text: long, or no mere fragment that ends as a sentence does."""
    complete = len(unit.text) > _LONGEST_HEADING or bool(_ENDS.search(unit.text[-8:]))
    return complete and unit.words >= _SHORTEST_BODY


def in_title_case(text: str) -> bool:
    """Whether a sentence is written as English headlines are: telling words have a capital."""
    words = [word for word in _WORD.findall(text) if len(word) > 2]  # noqa: PLR2004 - not US, to
    telling = [word for word in words if word.lower() not in _SMALL_WORDS and word[0].isalpha()]
    small = sum(word[0].islower() for word in telling)
    return len(telling) > 2 and small <= len(telling) // _SMALL_FOR_ONE  # noqa: PLR2004 - no name
