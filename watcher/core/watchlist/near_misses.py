"""Names that a text almost has: spelled so that they do not count, alike enough to ask about. Pure.

Looked for only where somebody asks, beside the search for names and never in its way. Only in
Latin letters, where capitals show what is meant as a name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from watcher.core.text.english import ordinary_words
from watcher.core.text.fold import fold
from watcher.core.text.tokens import folded_words
from watcher.core.watchlist.grammar import ARTICLES, KINDS
from watcher.core.watchlist.language import Name, Watchlist
from watcher.core.watchlist.names import NameFinder
from watcher.core.watchlist.resolve import Resolver
from watcher.model import EntryId, Find

_CAPITALS = re.compile(r"[A-Z][a-z]+(?:(?:[ ’'-]|-?(?:al|el)-)[A-Z][a-z]+){0,4}")
"""Up to five words that begin with capitals, in one line."""
_ALIKE = 0.75
"""Of the letters of all words together: one of four may differ."""
_WORD_ALIKE = 0.5
"""Of the letters of each word: Hassan Nasser is nobody but himself."""
_LONE_ALIKE = 0.8
_LONG_ENOUGH = 6
"""A single word needs more, and so many letters: Ansar is like Anbar by chance."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A spelling that is not found, and the name that it may be."""

    surface: str
    """As the writers have it."""
    name: EntryId
    score: float
    """How many of its letters agree with a listed spelling, 0 to 1; below 1."""
    documents: int
    """In how many it stands."""
    example: str = ""
    """A sentence with it; empty where nobody asks for one."""


def unnamed(text: str, finds: Iterable[Find], resolver: Resolver) -> frozenset[str]:
    """What is written like a name, has a word that may be one of the list, and is no find."""
    at, between = 0, []
    for find in finds:
        between.append(text[at : find.span.start])
        at = find.span.end
    between.append(text[at:])
    return frozenset(
        found[0]
        for part in between
        for found in _CAPITALS.finditer(part)
        if any(_listed(word, resolver) for word in folded_words(found[0]))
    )


def near_misses(
    counts: Mapping[str, int], names: Sequence[Name], resolver: Resolver
) -> tuple[NearMiss, ...]:
    """For each of the spellings in `counts` the listed name that is most like it, if one is.

    `counts` are from `unnamed`, with the number of documents each stands in. The most frequent
    come first, of equals the most alike. A spelling of a longer run is cut to what is alike.
    """
    forms = _by_word(names)
    known = {fold(form) for name in names for form in (*name.forms, *name.not_this)}
    best: dict[str, NearMiss] = {}
    for surface, documents in counts.items():
        near = max(_like(surface, forms, resolver, known), default=None)
        if near:
            score, name, cut = near
            seen = best[cut].documents if cut in best else 0
            best[cut] = NearMiss(cut, name, score, seen + documents)
    order = sorted(best.values(), key=lambda one: (-one.documents, -one.score, one.surface))
    return tuple(order)


def is_open(surface: str, watchlist: Watchlist, finder: NameFinder) -> bool:
    """Whether a person should be asked if `surface` is a spelling of a name.

    Not where it is found already or belongs to another name, not where a test says that a text with
    it must not alert, and not where all its words are ordinary ones.
    """
    folded = " ".join(folded_words(surface))
    if finder.find(surface) or all(word in ordinary_words() for word in folded.split()):
        return False
    if any(folded == fold(short) for name in watchlist.names for short in name.short_names):
        return False
    quiet = (test.text for rule in watchlist.rules for test in rule.tests if not test.alert)
    return not any(f" {folded} " in f" {' '.join(folded_words(text))} " for text in quiet)


def _by_word(names: Iterable[Name]) -> Mapping[str, list[tuple[EntryId, tuple[str, ...]]]]:
    """The spellings of the list, each by its distinctive words."""
    forms: defaultdict[str, list[tuple[EntryId, tuple[str, ...]]]] = defaultdict(list)
    for name in names:
        for written in name.forms:
            words = _core(written)
            for word in set(words):
                forms[word].append((name.id, words))
    return forms


def _like(
    surface: str,
    forms: Mapping[str, Sequence[tuple[EntryId, tuple[str, ...]]]],
    resolver: Resolver,
    known: Iterable[str],
) -> Iterator[tuple[float, EntryId, str]]:
    """Score, name and the part of `surface` that is alike."""
    parts = re.split(r"[ ]", surface)
    listed = {one for word in folded_words(surface) for one in _listed(word, resolver)}
    candidates = {form for word in listed for form in forms.get(word, ())}
    for name, words in sorted(candidates):
        for first in range(len(parts)):
            for last in range(first, len(parts)):
                cut = " ".join(parts[first : last + 1])
                score = _score(_core(cut), words)
                if score and fold(cut) not in known:
                    yield score, name, cut


def _score(words: Sequence[str], listed: Sequence[str]) -> float:
    """How alike they are, word by word; 0 where one word is another altogether."""
    if not words or len(words) != len(listed) or not all(map(_may_be, words, listed)):
        return 0.0
    score = OSA.normalized_similarity(" ".join(words), " ".join(listed))
    is_enough = score >= (_ALIKE if len(words) > 1 else _LONE_ALIKE)
    return score if is_enough and score < 1 else 0.0


def _may_be(word: str, listed: str) -> bool:
    """Whether one may be the other misspelled; a word of the language is spelled as it is meant."""
    if word == listed:
        return True
    if word in ordinary_words():
        return False
    return OSA.normalized_similarity(word, listed) >= _WORD_ALIKE


def _core(written: str) -> tuple[str, ...]:
    """Its words, articles aside."""
    words = tuple(word for word in folded_words(written) if word not in ARTICLES)
    return words if len(words) > 1 or len("".join(words)) >= _LONG_ENOUGH else ()


def _listed(word: str, resolver: Resolver) -> frozenset[str]:
    """The distinctive words of the list that `word` may be."""
    if word in ARTICLES or word in KINDS or word in ordinary_words():
        return frozenset()
    resolution = resolver[word]
    return frozenset(one.word for one in resolution.readings) if resolution else frozenset()
