"""Sentences and paragraphs of news text, in any script.

Cuts at full stops that end a sentence, not at those of abbreviations, initials and decimals.
Pure, and linear in the length of the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from watcher.core.text.abbreviations import ARABIC_TITLES, COUNTED, EITHER, OPENERS, TITLES
from watcher.core.text.lines import paragraphs
from watcher.model import Span

__all__ = ["paragraphs", "sentences"]

_STOP = re.compile(
    r"[.!?؟۔…。！？](?:(?P<plain>(?<=[a-z][a-z][a-z]\.)(?= [“\"(]?[A-Z]))|[.!?؟۔…。！？\"'”’»)\]]*)"
)
"""A stop, `plain` where it stands between a small word and a capital, as two in three do."""
_ENDING = 3
_ABBREVIATED = frozenset(word[-_ENDING:] for word in TITLES | ARABIC_TITLES | COUNTED | EITHER)
"""How abbreviations end: after any other small word a plain stop always ends the sentence, and
need not be looked at, which takes a third off the time of `sentences`."""
_WORD_BEFORE = re.compile(r"[\w.&'’-]*$")
_NEXT_WORD = re.compile(r"[\w'’-]*")
_OPENING = "\"'“‘«([—–-"
_REACH = 40
"""How far around a full stop words are read; no abbreviation is longer."""
_SHORT = 300
"""Characters of a paragraph whose sentences are kept for a while."""
_KEPT = 256
"""Paragraphs: a page is split into stories, and each is read at once behind that, so what told
furniture from news need not be cut again. Reading saves two thirds of cutting sentences."""
_STORIES = 2
"""A story, and its title where that stands apart."""
_ROOM_FOR_BRACKET = 2
"""Between the last sentence and a list number there is at most a space and a bracket."""

_ARTICLE = re.compile(r"(?:al|el|as|ash|an|ad|ar|at|az)[-‑–’']\w", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:://|www\.|@|^[\w-]+\.[\w.-]*[/_])", re.IGNORECASE)


def sentences(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """The sentences in `span`, or in the whole text, in order and trimmed of white space.

    A sentence never crosses the border of a paragraph, so a heading on its own line is one.
    Every non-white character of the span lies in exactly one sentence.
    """
    return sentences_of(text, paragraphs(text, span))


def sentences_of(text: str, found_paragraphs: Iterable[Span]) -> tuple[Span, ...]:
    """The sentences of paragraphs that are known already."""
    found: list[Span] = []
    for paragraph in found_paragraphs:
        start, end = paragraph.start, paragraph.end
        if end - start > _SHORT:
            found += _cut(text, start, end)
        else:
            found += [one.shifted(start) for one in _cut_short(text[start:end])]
    return tuple(found)


@lru_cache(maxsize=_STORIES)
def cut_whole(text: str, span: Span) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The paragraphs and the sentences of a story: whoever reads it and whoever decides ask."""
    found = paragraphs(text, span)
    return found, sentences_of(text, found)


@lru_cache(maxsize=_KEPT)
def _cut_short(paragraph: str) -> Sequence[Span]:
    return list(_cut(paragraph, 0, len(paragraph)))


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a paragraph, at whose end stands no white space."""
    for cut in _cuts(text, start, end):
        yield Span(start, cut)
        start = cut
        while text[start].isspace():
            start += 1
    yield Span(start, end)


def _cuts(text: str, start: int, limit: int) -> Iterator[int]:
    """Where a sentence ends inside a paragraph; its own end not counted."""
    for stop in _STOP.finditer(text, start, limit):
        at = stop.start()
        if stop.lastgroup and at - start >= _ENDING and text[at - _ENDING : at] not in _ABBREVIATED:
            start = at + 1
            yield start
            continue
        if stop.end() == limit:
            return
        end = _before_opening_quote(text, stop, limit)
        if _ends_sentence(text, start, at, end, limit):
            yield end
            start = end


def _before_opening_quote(text: str, stop: re.Match[str], limit: int) -> int:
    """Where the stop ends; a straight quote with a word right behind opens, so it is left out."""
    end = stop.end()
    opens = end < limit and text[end].isalnum() and text[end - 1] in "\"'"
    return end - 1 if opens and end - 1 > stop.start() else end


def _ends_sentence(text: str, start: int, stop: int, end: int, limit: int) -> bool:
    """Whether the marks from `stop` to `end` close the sentence that began at `start`."""
    after = end
    while after < limit and (text[after].isspace() or text[after] in _OPENING):
        after += 1
    spaced = text[end : end + 1].isspace()
    if after == limit:
        return spaced
    word = _word_before(text, start, stop)
    following = _next_word(text, after, limit)
    if not following:
        return spaced and text[after] not in ".…,،;؛:"
    if not spaced and not _lacks_space(text[max(start, end - _REACH) : end], word, following):
        return False
    if text[stop] != "." or text[stop + 1 : end].startswith("."):
        return not following[0].islower()
    if word.isdecimal() and stop - len(word) - start <= _ROOM_FOR_BRACKET:
        return False
    return _full_stop_ends(word, following, quoted=end > stop + 1)


def _word_before(text: str, start: int, stop: int) -> str:
    found = _WORD_BEFORE.search(text[max(start, stop - _REACH) : stop])
    return found.group() if found else ""


def _next_word(text: str, start: int, limit: int) -> str:
    found = _NEXT_WORD.match(text, start, min(limit, start + _REACH))
    return found.group() if found else ""


def _lacks_space(before: str, word: str, following: str) -> bool:
    """Whether a space was lost behind the stop, as in “depot.Crews”."""
    if not following[0].isupper() or len(following) == 1 or _ADDRESS.search(before):
        return False
    closed = not word or before[-1] not in ".!?"
    return closed or (len(word) > 1 and not word[-1].isupper() and "." not in word)


def _full_stop_ends(word: str, following: str, *, quoted: bool) -> bool:
    """Whether a full stop between two words ends a sentence."""
    known = word.lower().strip("'’&-.")
    if known in TITLES or known in ARABIC_TITLES:
        return False
    if known in COUNTED and following[0].isdecimal():
        return False
    if known in EITHER or (len(known) == 1 and word[-1].isupper()):
        return following[0].isupper() and following.lower() in OPENERS
    if following[0].islower():
        return not quoted and bool(_ARTICLE.match(following))
    return True
