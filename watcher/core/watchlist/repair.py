"""The words of a chunk, repaired. Pure.

Most words stay as they are. Where bad extraction has glued words they are taken apart, where a
line end has torn one apart it is put together, and initials come in one (U.S.).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from watcher.core.text.fold import Prepared, fold, prepare
from watcher.core.text.tokens import humps, words
from watcher.core.watchlist.passage import STOP, Word
from watcher.core.watchlist.resolve import Resolver

LINE_END: Final = re.compile(r"[-‐‑\u00ad]\s*\n\s*")
"""Where a line end may have torn a word apart."""
_EDGES: Final = '.,:;!?"()[]“”„«»*-–—|/#…'
"""What may stand around a word and never changes how the word folds; no apostrophe, no &."""
_JOINS: Final = frozenset(' \t\r\n/"#·')
"""What may stand, folded, between two words of one name; hyphens and the like are spaces there."""
_JOINING_EDGES: Final = frozenset(edge for edge in _EDGES if _JOINS.issuperset(fold(edge)))
_CAMEL: Final = re.compile(r"[a-z][A-Z]")


def plain_word(chunk: str) -> str:
    """The word of a chunk that has one and nothing to repair; empty for any other chunk.

    Nearly all chunks are such; this takes a twentieth of the time of folding with a way back.
    """
    bare = chunk.strip(_EDGES)
    is_plain = bare.isascii() and bare.isalnum() and not _CAMEL.search(bare)
    return bare if is_plain else ""


def read_words(chunk: str, resolver: Resolver) -> Iterable[Word]:
    """The words of a chunk, with a `STOP` wherever no name can go on."""
    bare = plain_word(chunk)
    if bare:
        text = bare.lower()
        found = resolver[text]
        if found is None or not found.pieces:
            start = chunk.index(bare)
            end = start + len(bare)
            before = () if _JOINING_EDGES.issuperset(chunk[:start]) else (STOP,)
            after = () if _JOINING_EDGES.issuperset(chunk[end:]) else (STOP,)
            return *before, Word(text, found, start, end), *after
    source = words(prepare(chunk))
    row = [
        Word(text, resolver[text], start, end)
        for text, start, end in zip(source.texts, source.starts, source.ends, strict=True)
    ]
    if "\n" in chunk:
        _mend_line_ends(row, source.prepared, resolver)
    row = [part for word in row for part in _cut_humps(word, source.prepared, resolver)]
    row = [piece for word in row for piece in _taken_apart(word, resolver)]
    if "." in chunk:
        _join_initials(row, source.prepared, resolver)
    return _placed(row, source.prepared)


def _mend_line_ends(row: list[Word], prepared: Prepared, resolver: Resolver) -> None:
    """Put together a word that was torn at the end of a line, if that makes a listed word."""
    for index in range(len(row) - 2, -1, -1):
        one, other = row[index : index + 2]
        if LINE_END.fullmatch(_gap(one, other, prepared)):
            whole = one.text + other.text
            found = resolver[whole]
            if found is not None and found.readings:
                row[index : index + 2] = [Word(whole, found, one.start, other.end)]


def _cut_humps(word: Word, prepared: Prepared, resolver: Resolver) -> Sequence[Word]:
    """Cut a word at the capitals inside it, where no word of the list is written so.

    The capital shows the border, so that the parts need not be spelled as the list has them.
    """
    span = prepared.origin(word.start, word.end)
    surface = prepared.original[span.start : span.end]
    if _CAMEL.search(surface) and not (word.found is not None and word.found.is_listed):
        parts = [fold(part) for part in humps(surface)]
        if "".join(parts) == word.text and any(resolver[part] for part in parts):
            return _pieces(word, parts, resolver)
    return [word]


def _taken_apart(word: Word, resolver: Resolver) -> Sequence[Word]:
    pieces = word.found.pieces if word.found is not None else ()
    return _pieces(word, pieces, resolver) if pieces else [word]


def _pieces(word: Word, pieces: Sequence[str], resolver: Resolver) -> Sequence[Word]:
    """The pieces of a word, which together are as long, in its place."""
    ends = list(accumulate(map(len, pieces), initial=word.start))
    is_glued = word.is_glued or word.text.isalpha()
    return [
        Word(piece, resolver[piece], start, end, is_glued)
        for piece, start, end in zip(pieces, ends, ends[1:], strict=False)
    ]


def _join_initials(row: list[Word], prepared: Prepared, resolver: Resolver) -> None:
    """U.S. as us, where the list has it."""
    index = 1
    while index < len(row):
        one, other = row[index - 1 : index + 1]
        if len(one.text) == len(other.text) == 1 and _gap(one, other, prepared) == ".":
            whole = one.text + other.text
            found = resolver[whole]
            if found is not None and found.readings:
                row[index - 1 : index + 1] = [Word(whole, found, one.start, other.end)]
        index += 1


def _gap(one: Word, other: Word, prepared: Prepared) -> str:
    """What stands in the original between two words."""
    start = prepared.origin(one.start, one.end).end
    end = prepared.origin(other.start, other.end).start
    return prepared.original[start:end]


def _placed(row: Sequence[Word], prepared: Prepared) -> Iterator[Word]:
    """The words with their places in the original, and stops between."""
    last = 0
    for word in row:
        if not _joins(prepared.text[last : word.start]):
            yield STOP
        last = word.end
        place = prepared.origin(word.start, word.end)
        yield replace(word, start=place.start, end=place.end)
    if not _joins(prepared.text[last:]):
        yield STOP


def _joins(folded: str) -> bool:
    """Whether a name may go on over this."""
    return not folded or (folded.count("\n") <= 1 and _JOINS.issuperset(folded))
