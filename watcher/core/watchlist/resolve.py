"""Decide, once per distinct word, which words of the list it may be a spelling of.

News repeats its vocabulary: of the 700 words of a story only a few were never seen before. So
the answer is remembered, and a story costs one dictionary look-up per word. Pure; the memory is
bounded and changes no answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from watcher.core.text.english import ordinary_words
from watcher.core.watchlist import grammar
from watcher.core.watchlist.arabic import (
    arabic_key,
    is_arabic,
    light_key,
    skeletons,
    sounds_like,
    stems,
)
from watcher.core.watchlist.cyrillic import is_cyrillic, romanised
from watcher.core.watchlist.grammar import KINDS, ROMANISED, Kind
from watcher.core.watchlist.keys import keys, misread
from watcher.core.watchlist.lexicon import Lexicon
from watcher.core.watchlist.segment import Segmenter
from watcher.core.watchlist.units import split_word


class Likeness(StrEnum):
    """Why a word of a text is taken for a word of the list; said to people."""

    SAME = "the same letters"
    ENDING = "another ending"
    KEY = "another romanisation"
    EDIT = "one letter different"
    MISREAD = "misread letters"
    SCRIPT = "the same in another script"


COST = {
    # From 0, the same, towards 1. Weights order the readings; they are no probabilities.
    Likeness.SAME: 0.0,
    Likeness.ENDING: 0.03,
    Likeness.KEY: 0.05,
    Likeness.SCRIPT: 0.1,
    Likeness.MISREAD: 0.12,
    Likeness.EDIT: 0.15,
}
_SHORTEST_EDIT = 4
"""In words of three letters one edit leaves nothing to recognise."""
_SHORTEST_SKELETON = 2
"""One consonant is no evidence across scripts."""
_LEAST_ALIKE = 0.6
"""Of the letters, beside one edit between the keys: keys of vowels alone agree too easily."""
_MOST_WORDS = 200_000
"""Remembered answers: about 30 MB, more than a year's vocabulary of a desk. Then start anew."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of the list that a word of the text may stand for."""

    word: str
    likeness: Likeness
    clitic: int = 0
    """Letters in front that are not the name's: و ف ب ل ك."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a word of the text may be."""

    readings: tuple[Reading, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    """Kinds of generic noun it may be."""
    pieces: tuple[str, ...] = ()
    """The words it is glued of, where it is no word itself."""

    def reading(self, word: str) -> Reading | None:
        """How it may be `word`, if it may."""
        for reading in self.readings:
            if reading.word == word:
                return reading
        return None


def _is_guess(reading: Reading) -> bool:
    """Whether glue is as likely: `statein` is state in rather than state misspelled."""
    return reading.likeness is Likeness.EDIT


class Resolver(dict[str, "Resolution | None"]):
    """A dictionary from folded words to what they may be; it answers new words itself.

    None stands for a word that no name has, as nearly all words are.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Answer for the words of `lexicon`."""
        super().__init__()
        self._lexicon = lexicon
        self._segmenter = Segmenter(lexicon.words)

    def __missing__(self, word: str) -> Resolution | None:
        if len(self) >= _MOST_WORDS:
            self.clear()
        answer = self._resolve(word)
        self[word] = answer
        return answer

    def _resolve(self, word: str) -> Resolution | None:
        if is_arabic(word):
            found, kinds = list(self._arabic(word)), self._arabic_kinds(word)
        elif is_cyrillic(word):
            found, kinds = list(self._cyrillic(word)), KINDS.get(word, frozenset())
        else:
            found = list(self._latin(word))
            kinds = self._latin_kinds(word, found)
        best: dict[str, Reading] = {}
        for reading in found:
            known = best.get(reading.word)
            if known is None or COST[reading.likeness] < COST[known.likeness]:
                best[reading.word] = reading
        is_open = not kinds and all(map(_is_guess, best.values()))
        pieces = self._pieces(word) if is_open else ()
        if best and best.keys().isdisjoint(pieces):
            pieces = ()
        elif pieces:
            best = {}
        if not (best or kinds or pieces):
            return None
        return Resolution(tuple(best.values()), kinds, pieces)

    def _latin(self, word: str) -> Iterator[Reading]:
        listed = self._lexicon.words
        if word in listed:
            yield Reading(word, Likeness.SAME)
        if word.isdecimal():
            return
        singular = word.removesuffix("s")
        for other in sorted(grammar.NATIONS.get(word, ())):
            if other in listed:
                yield Reading(other, Likeness.ENDING)
        for other in sorted(self._lexicon.alike.get(word, ())):
            yield Reading(other, Likeness.KEY)
        for other in (singular, word + "s"):
            if other != word and other in listed and len(other) >= _SHORTEST_EDIT:
                yield Reading(other, Likeness.ENDING)
        if word in ordinary_words() or word in grammar.DEMONYMS:
            yield from self._british(word)
            return
        is_known = word in listed
        is_new = not is_known
        for reading in self._by_key(word):
            is_new = False
            yield reading
        if singular != word and len(singular) > _SHORTEST_EDIT:
            yield from self._by_key(singular)
        elif len(word) > _SHORTEST_EDIT:
            yield from self._by_key(word + "s")
        if is_new:
            yield from self._new(word)

    def _british(self, word: str) -> Iterator[Reading]:
        """Mobilisation for mobilization: ordinary words, but one word."""
        for key in keys(word):
            for other in sorted(self._lexicon.by_key.get(key, ())):
                if other in ordinary_words() and OSA.distance(word, other) == 1 and "z" in other:
                    yield Reading(other, Likeness.KEY)

    def _by_key(self, word: str) -> Iterator[Reading]:
        for key in keys(word):
            for other in sorted(self._lexicon.by_key.get(key, ())):
                yield Reading(other, Likeness.KEY)

    def _new(self, word: str) -> Iterator[Reading]:
        """A word that neither the list nor the language knows: misread, mistyped, transcribed."""
        is_found = False
        for meant in misread(word):
            if meant in self._lexicon.words:
                is_found = True
                yield Reading(meant, Likeness.MISREAD)
        if is_found or len(word) < _SHORTEST_EDIT or not word.isalpha():
            return
        for key in keys(word):
            for _, other in self._lexicon.near(key):
                if (
                    len(other) >= _SHORTEST_EDIT
                    and OSA.normalized_similarity(word, other) >= _LEAST_ALIKE
                ):
                    yield Reading(other, Likeness.EDIT)
        for skeleton in skeletons(word):
            for other in sorted(self._lexicon.arabic_by_skeleton.get(skeleton, ())):
                if sounds_like(other.removeprefix("ال"), word):
                    yield Reading(other, Likeness.SCRIPT)

    def _latin_kinds(self, word: str, found: list[Reading]) -> frozenset[Kind]:
        nouns = [reading.word for reading in found if reading.word in ROMANISED]
        return KINDS.get(word, frozenset()).union(*(KINDS[noun] for noun in nouns))

    def _arabic(self, word: str) -> Iterator[Reading]:
        lexicon = self._lexicon
        for stem in stems(word):
            for other in sorted(lexicon.by_arabic_key.get(arabic_key(stem.text), ())):
                yield Reading(other, Likeness.SAME, stem.clitic)
            for other in sorted(lexicon.by_light_key.get(light_key(stem.text), ())):
                yield Reading(other, Likeness.ENDING, stem.clitic)
            bare = (stem.text, light_key(stem.text))
            for one in dict.fromkeys(bare):
                for skeleton in sorted(skeletons(one)):
                    if len(skeleton) < _SHORTEST_SKELETON:
                        continue
                    for other in sorted(lexicon.latin_by_skeleton.get(skeleton, ())):
                        if sounds_like(one, other):
                            yield Reading(other, Likeness.SCRIPT, stem.clitic)

    def _arabic_kinds(self, word: str) -> frozenset[Kind]:
        for stem in stems(word):
            if kinds := KINDS.get(stem.text):
                return kinds
        return frozenset()

    def _cyrillic(self, word: str) -> Iterator[Reading]:
        for spelling in romanised(word):
            same = [Reading(spelling, Likeness.KEY)] if spelling in self._lexicon.words else []
            for reading in (*same, *self._by_key(spelling)):
                yield Reading(reading.word, Likeness.SCRIPT)
                if reading.word + "s" in self._lexicon.words:
                    yield Reading(reading.word + "s", Likeness.SCRIPT)

    def _pieces(self, word: str) -> tuple[str, ...]:
        for meant in misread(word):
            if len(meant) == len(word) and meant in grammar.ARTICLES:
                return (meant,)
        parts = split_word(word)
        if len(parts) == 1:
            return self._segmenter.pieces(word)
        return tuple(piece for part in parts for piece in (self._segmenter.pieces(part) or (part,)))
