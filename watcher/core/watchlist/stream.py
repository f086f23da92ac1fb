"""A story as a row of words ready to be combined into names. Pure.

Most words stay as they are. Where bad extraction has glued words they are taken apart, where a
line end has torn one apart it is put together, and compounds come in one (Ansar Allah).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from watcher.core.text.fold import fold, prepare
from watcher.core.text.tokens import Words, humps, words
from watcher.core.watchlist.likeness import Resolution
from watcher.core.watchlist.resolve import Resolver
from watcher.core.watchlist.units import ALLAH, SERVANT, compound
from watcher.model import Span

_JOINS = frozenset(' \t\r\n/"#·')
"""What may stand, folded, between two words of one name; hyphens and the like are spaces there."""
_HALVES = ALLAH | SERVANT
_INITIALS = re.compile(r"\.\w\b")
"""As in U.S.; a full stop before a space is passed over quickly."""
_LINE_END = re.compile(r"[-‐‑\u00ad]\s*\n\s*")
_CAMEL = re.compile(r"[A-Z](?<=[a-z].)")
"""A capital behind a small letter. Capitals are rare, so that looking for them first is fast."""
_LETTERS_BEFORE = re.compile(r"[^\W\d_]*$")
_LETTERS = re.compile(r"[^\W\d_]*")
_LONGEST_HUMPED = 80


@dataclass(slots=True)
class Stream:
    """Words in text order; `starts` and `ends` count in the prepared text."""

    source: Words
    texts: list[str]
    starts: list[int]
    ends: list[int]
    found: list[Resolution | None]
    glued: set[int] = field(default_factory=set)
    """Numbers of the words that were taken out of a glued run."""

    def hits(self) -> list[int]:
        """The numbers of the words that a name may have."""
        return [index for index, found in enumerate(self.found) if found is not None]

    def span(self, first: int, last: int, clitic: int = 0) -> Span:
        """Where the words stand in the original, without the first letters of the first."""
        return self.source.prepared.origin(self.starts[first] + clitic, self.ends[last])

    def surface(self, index: int) -> str:
        """What the writer wrote for one word."""
        span = self.span(index, index)
        return self.source.prepared.original[span.start : span.end]

    def gap(self, index: int) -> str:
        """What stands in the original between this word and the next."""
        start = self.span(index, index).end
        end = self.span(index + 1, index + 1).start
        return self.source.prepared.original[start:end]

    def bridges(self, index: int) -> bool:
        """Whether this word and the next may belong to one name: no stop, comma, empty line."""
        if not 0 <= index < len(self.texts) - 1:
            return False
        between = self.source.prepared.text[self.ends[index] : self.starts[index + 1]]
        return between == " " or (between.count("\n") <= 1 and _JOINS.issuperset(between))


def stream(text: str, resolver: Resolver) -> Stream:
    """The words of a story, resolved, repaired."""
    resolver.begin()
    source = words(prepare(text))
    found = [resolver[word] for word in source.texts]
    made = Stream(source, list(source.texts), list(source.starts), list(source.ends), found)
    if "\n" in text and _LINE_END.search(text):
        _mend_line_ends(made, resolver)
    if _CAMEL.search(text):
        _cut_humps(made, text, resolver)
    if any(map(_is_glued, filter(None, made.found))):
        _take_apart(made, resolver)
    if _INITIALS.search(text) or not _HALVES.isdisjoint(made.texts):
        _join_compounds(made, resolver)
    return made


def _is_glued(found: Resolution) -> bool:
    return bool(found.pieces)


def _mend_line_ends(made: Stream, resolver: Resolver) -> None:
    """Put together a word that was torn at the end of a line, if that makes a listed word."""
    prepared = made.source.prepared.text
    for index in range(len(made.texts) - 2, -1, -1):
        is_break = "\n" in prepared[made.ends[index] : made.starts[index + 1]]
        if is_break and _LINE_END.fullmatch(made.gap(index)):
            whole = made.texts[index] + made.texts[index + 1]
            found = resolver[whole]
            if found is not None and found.readings:
                _merge(made, index, whole, found)


def _merge(made: Stream, index: int, whole: str, found: Resolution) -> None:
    made.texts[index : index + 2] = [whole]
    made.found[index : index + 2] = [found]
    del made.starts[index + 1], made.ends[index]
    made.glued = {at - (at > index) for at in made.glued}


def _cut_humps(made: Stream, text: str, resolver: Resolver) -> None:
    """Cut words at the capitals inside them, where no word of the list is written so.

    The capital shows the border, so that the parts need not be spelled as the list has them.
    """
    humped = {fold(_word_at(text, found.start())) for found in _CAMEL.finditer(text)}
    for index in reversed(range(len(made.texts))):
        word, found = made.texts[index], made.found[index]
        if word in humped and not (found and found.is_listed):
            parts = [fold(part) for part in humps(made.surface(index))]
            if len(parts) > 1 and "".join(parts) == word and any(resolver[part] for part in parts):
                _replace(made, index, parts, resolver)


def _word_at(text: str, place: int) -> str:
    before = _LETTERS_BEFORE.search(text, max(0, place - _LONGEST_HUMPED), place)
    start = before.start() if before else place
    found = _LETTERS.match(text, place, place + _LONGEST_HUMPED)
    return text[start : found.end() if found else place]


def _take_apart(made: Stream, resolver: Resolver) -> None:
    for index in reversed(made.hits()):
        found = made.found[index]
        if found is not None and found.pieces:
            _replace(made, index, found.pieces, resolver)


def _replace(made: Stream, index: int, pieces: Sequence[str], resolver: Resolver) -> None:
    """Put the pieces of a word in its place; together they are as long."""
    word = made.texts[index]
    ends = list(accumulate(map(len, pieces), initial=made.starts[index]))
    made.texts[index : index + 1] = pieces
    made.starts[index : index + 1] = ends[:-1]
    made.ends[index : index + 1] = ends[1:]
    made.found[index : index + 1] = [resolver[piece] for piece in pieces]
    more = len(pieces) - 1
    made.glued = {at + more if at > index else at for at in made.glued}
    if word.isalpha():
        made.glued.update(range(index, index + more + 1))


def _join_compounds(made: Stream, resolver: Resolver) -> None:
    """Ansar Allah as ansarallah, Abdul Malik as abdulmalik, U.S. as us, where the list has it."""
    index = 1
    while index < len(made.texts):
        before, word = made.texts[index - 1], made.texts[index]
        gap_joins = (len(before) == len(word) == 1 and made.gap(index - 1) == ".") or (
            (word in ALLAH or before in SERVANT) and made.bridges(index - 1)
        )
        if gap_joins:
            whole = before + word if len(word) == 1 else compound(before, word)
            found = resolver[whole]
            if whole in SERVANT or (found is not None and found.readings):
                _merge(made, index - 1, whole, found or Resolution())
                continue
        index += 1
