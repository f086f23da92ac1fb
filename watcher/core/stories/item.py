"""One entry of a digest: its headline and outlet, and a second item glued behind it. Pure."""

import re
from collections.abc import Sequence
from itertools import pairwise

from watcher.core.stories.header import closing_outlet, without_outlet
from watcher.core.stories.piece import Piece
from watcher.core.stories.units import Unit, in_title_case, is_heading, sentences_of
from watcher.model import Span

LABEL = re.compile(
    r"(?:[^\W\d_][\w’'-]+ ){0,2}(?:analysis|assessment|comment(?:ary)?|note|outlook|background"
    r"|context|opinion|forecast|takeaways?|summary)\s?:|(?:تحليل|تعليق|رأي|خلفية|تقدير موقف)\s?:",
    re.IGNORECASE,
)
"""What opens a digest's own words, “Expert Analysis: …”; they carry no headline."""
_LONGEST_TITLE = 200
"""Characters; a longer first sentence is no headline."""
_LEAST_WORDS = 3
_MOST_WORDS = 16
"""Words of a headline in small letters; what is longer could be any sentence."""


def read_item(item: Unit, publisher: str, *, listed: bool) -> list[Piece]:
    """The stories of one entry: one as a rule, more where the next headline was glued to it.

    `listed` says that a number or bullet stood before it, so that its first sentence is a
    headline. What names no outlet is told by `publisher`, which is inferred.
    """
    parts = sentences_of(item)
    borders = [0, *_borders(parts), len(parts)]
    return [_piece(parts[start:end], publisher, listed=listed) for start, end in pairwise(borders)]


def _borders(parts: Sequence[Unit]) -> list[int]:
    """Where a second headline stands: behind a text that has named its outlet."""
    found: list[int] = []
    start = 0
    told = [bool(closing_outlet(part.text)) for part in parts]
    for n in range(2, len(parts) - 1):
        behind_outlet = told[n - 1] and n - 1 > start
        names_outlet = told[start] and told[n]
        if (behind_outlet or names_outlet) and _like(parts[n].text, parts[start].text):
            found.append(n)
            start = n
    return found


def _like(sentence: str, headline: str) -> bool:
    """Whether a sentence is written as the entry's own headline is."""
    if in_title_case(headline) or in_title_case(sentence):
        return in_title_case(sentence)
    return _LEAST_WORDS <= len(sentence.split()) <= _MOST_WORDS


def _piece(parts: Sequence[Unit], publisher: str, *, listed: bool) -> Piece:
    first, last = parts[0], parts[-1]
    source = closing_outlet(last.text) or closing_outlet(first.text)
    return Piece(
        Span(first.span.start, last.span.end),
        _title(parts, listed=listed),
        source=source or publisher,
        source_inferred=bool(publisher) and not source,
    )


def _title(parts: Sequence[Unit], *, listed: bool) -> str:
    """The headline of an entry; empty where its first sentence is no headline."""
    first = parts[0]
    title = " ".join(without_outlet(first.text).split())
    if LABEL.match(first.text) or len(title.split()) < _LEAST_WORDS:
        return ""
    heads = len(parts) > 1 and (is_heading(first) or in_title_case(first.text))
    return title if len(title) <= _LONGEST_TITLE and (listed or heads) else ""
