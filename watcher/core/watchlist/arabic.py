"""Arabic script: what hangs on a word, what spellings share, and how it sounds in Latin letters.

Serves Arabic, Persian and Sorani. Words come in folded (`watcher.core.text.fold`). Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from watcher.core.watchlist.keys import keys, undoubled

_SCRIPT = re.compile("[\u0600-\u06ff]")
_SHORTEST = 3
"""A stem of two letters is no name: strip no further."""
_CLITICS = ("و", "ف", "ب", "ك", "ل")
"""And, so, with, as, for: written onto the next word."""
_ENDINGS = (
    # Arabic: plural, dual, relative, feminine. Persian: plural, ezafe. Sorani: definite, in.
    "هايي", "هاي", "ها", "يين", "يون", "ون", "ين", "ات", "يه", "ان", "ەكان", "ەكە", "كان",
    "دا", "ييە", "يە", "ه", "ت", "ي", "ە", "ا",
)  # fmt: skip


def is_arabic(word: str) -> bool:
    """Whether the word is written in Arabic script."""
    return _SCRIPT.search(word) is not None


@dataclass(frozen=True, slots=True)
class Stem:
    """What is left of a word, and how many letters were cut in front to reach it."""

    text: str
    clitic: int
    """Letters of and, so, with, as, for; the article is not counted."""
    has_article: bool


def stems(word: str) -> Iterator[Stem]:
    """The readings of a word with clitics and article taken off, the longest first."""
    yield from _without_article(word, 0)
    if len(word) > _SHORTEST and word[0] in "وف":
        yield from _without_article(word[1:], 1)
        if len(word) > _SHORTEST + 1 and word[1] in "بكل":
            yield from _without_article(word[2:], 2)
    elif len(word) > _SHORTEST and word[0] in _CLITICS:
        yield from _without_article(word[1:], 1)


def _without_article(word: str, cut: int) -> Iterator[Stem]:
    yield Stem(word, cut, has_article=False)
    if word.startswith("ال") and len(word) > _SHORTEST + 1:
        yield Stem(word[2:], cut, has_article=True)
    elif word.startswith("لل") and len(word) > _SHORTEST + 1:
        # For the ...: the article's alef vanishes. Two letters cannot be told apart, so keep them.
        yield Stem(word[2:], cut, has_article=True)


@lru_cache(maxsize=65_536)
def arabic_key(stem: str) -> str:
    """What the spellings of one word share in Arabic script: no hamza, no Sorani e, one alef."""
    bare = stem.replace("ء", "").replace("ە", "")
    return undoubled(bare)


@lru_cache(maxsize=65_536)
def light_key(stem: str) -> str:
    """The key without its commonest endings, so that singular, plural and ezafe meet."""
    for ending in _ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= _SHORTEST:
            return light_key(stem[: -len(ending)])
    return arabic_key(stem)


_CONSONANTS = {
    # Each letter as the characters that `keys` may have for it.
    "ب": "bp", "پ": "pb", "ت": "t", "ث": "ts", "ج": "jgS", "چ": "S", "ح": "h", "خ": "kh",
    "د": "d", "ذ": "dz", "ر": "r", "ز": "z", "ژ": "j", "س": "s", "ش": "S", "ص": "s", "ض": "dz",
    "ط": "t", "ظ": "zd", "غ": "kg", "ف": "fv", "ڤ": "v", "ق": "kg", "ك": "k", "گ": "gk", "ل": "l",
    "م": "m", "ن": "n", "ه": "h",
}  # fmt: skip
_CLASS = str.maketrans({"p": "b", "S": "j", "g": "k", "z": "d", "y": ""})
"""Sounds that romanisers and Arabic spelling mix; the rest is for `sounds_like` to tell apart."""
_NO_VOWELS = str.maketrans("", "", "aiu")
_MOST_SKELETONS = 8


def skeletons(word: str) -> frozenset[str]:
    """The consonant skeletons of a word in either script; they meet where the name is the same."""
    if is_arabic(word):
        spoken = word.removesuffix("ه")
        sounds = [_CONSONANTS.get(letter, "").translate(_CLASS) for letter in spoken]
        return _spell_out(sounds)
    found: set[str] = set()
    for key in keys(word):
        bare = key.translate(_CLASS).translate(_NO_VOWELS)
        # A Latin v is و, which Arabic writes for vowels too, or ف.
        found |= {bare.replace("v", ""), bare.replace("v", "f")}
    return frozenset(undoubled(one) for one in found)


def _spell_out(sounds: list[str]) -> frozenset[str]:
    found = {""}
    for choices in sounds:
        each = sorted(set(choices)) or [""]
        if len(found) * len(each) > _MOST_SKELETONS:
            each = each[:1]
        found = {before + sound for before in found for sound in each}
    return frozenset(undoubled(one) for one in found)


def sounds_like(arabic: str, latin: str) -> bool:
    """Whether a word in Arabic script, letter by letter, can be romanised as the Latin word.

    Every consonant must be there in order; long vowels must be heard, short ones may be.
    """
    pattern = _sound(arabic)
    return any(pattern.fullmatch(key) for key in keys(latin))


@lru_cache(maxsize=65_536)
def _sound(arabic: str) -> re.Pattern[str]:
    """A pattern over keys of Latin words."""
    parts: list[str] = []
    last = len(arabic) - 1
    vowels = ""
    for at, letter in enumerate(arabic):
        sounds = _CONSONANTS.get(letter)
        if letter == "ه" and at == last:
            sounds = None
        if sounds is None:
            vowels += letter
            continue
        parts.append(_between(vowels, is_first=not parts))
        parts.append(f"[{sounds}]+")
        vowels = ""
    parts.append(_between(vowels, is_first=not parts, is_last=True))
    return re.compile("".join(parts))


def _between(letters: str, *, is_first: bool, is_last: bool = False) -> str:
    """What may be heard where these vowel letters (و ي ا ع ء ه) are written."""
    if "و" in letters:
        return "[aiu]*[uv][aiu]*"
    if "ي" in letters:
        # At the end ى is heard as a: Mustafa.
        return "[aiu]+" if is_last else "y?[aiu]*[iy][aiu]*"
    if is_first and letters:
        return "[aiu]+"
    if "ا" in letters:
        return "[ai]+"
    return "[aiu]*"
