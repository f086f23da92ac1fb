"""Read one word of a text, script by script: which words of the list may it be? Pure.

Each reader gives every reading it sees; the cheapest for each listed word wins (`resolve`).
"""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from watcher.core.text.english import ordinary_words
from watcher.core.watchlist.arabic import (
    Stem,
    arabic_key,
    light_key,
    skeletons,
    sounds_like,
    stems,
)
from watcher.core.watchlist.cyrillic import romanised
from watcher.core.watchlist.grammar import ARABIC_EVERYDAY
from watcher.core.watchlist.keys import american, keys, misread
from watcher.core.watchlist.lexicon import Lexicon
from watcher.core.watchlist.likeness import Likeness, Reading
from watcher.core.watchlist.translation import meanings
from watcher.core.watchlist.world import KNOWN, NATIONS

_SHORTEST_EDIT = 4
"""In words of three letters one edit leaves nothing to recognise."""
_SIBILANTS = ("ch", "sh", "x", "z")
_SIBILANT_PLURALS = tuple(sound + "es" for sound in (*_SIBILANTS, "s"))
_SHORTEST_SKELETON = 2
"""One consonant is no evidence across scripts."""
_LONG_STEM = 5
"""Letters from which a word behind “in, as, for” is heard as a Latin name: بكركوك, not برميل."""
_LEAST_ALIKE = 0.5
"""Of the letters, beside one edit between the keys: keys of vowels alone agree too easily."""


def read_latin(word: str, lexicon: Lexicon) -> Iterator[Reading]:
    """Readings of a word in Latin letters.

    A known word, of the language or of the list, is no misspelling of another known word: Hassan
    is not Hussein mistyped. Only new words are compared letter by letter.
    """
    if word in lexicon.words:
        yield Reading(word, Likeness.SAME)
    if word.isdecimal():
        return
    yield from _relatives(word, lexicon)
    if word in ordinary_words() or word in KNOWN:
        yield from _read_british(word, lexicon)
        return
    by_key = list(_read_key(word, lexicon))
    yield from by_key
    if len(word) > _SHORTEST_EDIT:
        yield from _read_other_number(word, lexicon)
    if not by_key and word not in lexicon.words:
        yield from _read_new(word, lexicon)


def _relatives(word: str, lexicon: Lexicon) -> Iterator[Reading]:
    """Iraqi for Iraq, Tamimi for Tamimis, Qassem where the list uses it for Qasim."""
    if word in NATIONS:
        for other in sorted(NATIONS[word] & lexicon.words):
            yield Reading(other, Likeness.ENDING)
    if word in lexicon.alike:
        for other in sorted(lexicon.alike[word]):
            yield Reading(other, Likeness.KEY)
    for other in _other_numbers(word):
        if other in lexicon.words and len(other) >= _SHORTEST_EDIT:
            yield Reading(other, Likeness.ENDING)


def _other_numbers(word: str) -> tuple[str, ...]:
    """The plural of a word, or its singular: sentries, sentry is left to the writer."""
    if word.endswith(_SIBILANT_PLURALS):
        return word[:-1], word[:-2]
    if word.endswith("s"):
        return (word[:-1],)
    return (word + "es" if word.endswith(_SIBILANTS) else word + "s",)


def _read_british(word: str, lexicon: Lexicon) -> Iterator[Reading]:
    """Mobilisation for mobilization: both are ordinary words, but they are one word."""
    for other in sorted(lexicon.by_american.get(american(word), ())):
        if other != word:
            yield Reading(other, Likeness.KEY)


def _read_key(word: str, lexicon: Lexicon) -> Iterator[Reading]:
    for key in keys(word):
        for other in sorted(lexicon.by_key.get(key, ())):
            yield Reading(other, Likeness.KEY)


def _read_other_number(word: str, lexicon: Lexicon) -> Iterator[Reading]:
    """The plural of a listed singular, or the other way round, in another romanisation."""
    for key in keys(word):
        other_key = key[:-1] if key.endswith("s") else key + "s"
        for other in sorted(lexicon.by_key.get(other_key, ())):
            yield Reading(other, Likeness.KEY)


def _read_new(word: str, lexicon: Lexicon) -> Iterator[Reading]:
    """A word that neither the list nor the language knows: misread, mistyped, transcribed."""
    meant = [other for other in misread(word) if other in lexicon.words]
    for other in meant:
        yield Reading(other, Likeness.MISREAD)
    if meant or len(word) < _SHORTEST_EDIT or not word.isalpha():
        return
    for other in sorted(lexicon.near(word)):
        is_alike = OSA.normalized_similarity(word, other) >= _LEAST_ALIKE
        if is_alike and len(other) >= _SHORTEST_EDIT:
            yield Reading(other, Likeness.EDIT)
    for other in lexicon.loosely_near(word):
        yield Reading(other, Likeness.EDITS)
    for skeleton in sorted(skeletons(word)) if lexicon.arabic_by_skeleton else ():
        for other in sorted(lexicon.arabic_by_skeleton.get(skeleton, ())):
            if sounds_like(other.removeprefix("ال"), word):
                yield Reading(other, Likeness.SCRIPT)


def read_arabic(word: str, lexicon: Lexicon) -> Iterator[Reading]:
    """Readings of a word in Arabic script, with clitics and article taken off."""
    for stem in stems(word):
        for other in sorted(lexicon.by_arabic_key.get(arabic_key(stem.text), ())):
            yield Reading(other, Likeness.SAME, stem.clitic)
        if stem.text in ARABIC_EVERYDAY:
            continue
        light = light_key(stem.text)
        for other in sorted(lexicon.by_light_key.get(light, ())):
            if not _is_root_letter(word, stem):
                yield Reading(other, Likeness.ENDING, stem.clitic)
        if _is_root_letter(word, stem) and len(stem.text) < _LONG_STEM:
            continue
        for spelling in dict.fromkeys((stem.text, light)):
            for other in _sounding_like(spelling, lexicon):
                yield Reading(other, Likeness.SCRIPT, stem.clitic)


def _is_root_letter(word: str, stem: Stem) -> bool:
    """Whether what was cut off is as likely the word's own: a barrel (برميل) is no Rumaila."""
    return bool(stem.clitic) and not stem.has_article and word[stem.clitic - 1] in "بكلف"


def _sounding_like(spelling: str, lexicon: Lexicon) -> Iterator[str]:
    """Latin words of the list that a word in Arabic script spells."""
    for skeleton in sorted(skeletons(spelling)):
        if len(skeleton) >= _SHORTEST_SKELETON:
            for other in sorted(lexicon.latin_by_skeleton.get(skeleton, ())):
                if sounds_like(spelling, other):
                    yield other


def read_cyrillic(word: str, lexicon: Lexicon) -> Iterator[Reading]:
    """Readings of a word in Cyrillic letters, through its romanisations."""
    for spelling in romanised(word):
        found = {spelling, *(reading.word for reading in _read_key(spelling, lexicon))}
        for other in sorted(found | {one + "s" for one in found}):
            if other in lexicon.words:
                yield Reading(other, Likeness.SCRIPT)


def read_translated(word: str, lexicon: Lexicon) -> Iterator[Reading]:
    """English words of the list that a word of another language means."""
    for other in sorted(meanings(word) & lexicon.words):
        if other != word:
            yield Reading(other, Likeness.TRANSLATION)
