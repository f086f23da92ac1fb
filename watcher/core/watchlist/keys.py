"""Keys: the part of a romanised name that every spelling of it shares. Pure.

Arabic, Persian and Kurdish names reach the news through a dozen romanisations: Husayn, Hussein,
Hossein, Houssain. They differ in vowels (short ones are not written in Arabic), in doubled
letters and in how they render sounds that Latin letters lack (kh, gh, q, dh, ayn). `keys` folds
exactly those choices together and nothing more.
"""

import re
from functools import lru_cache
from operator import eq

_WITH_H = (
    # Two or three letters for one sound; S stands for sh. French writes ch, German sch.
    ("tsch", "S"),
    ("sch", "S"),
    ("tch", "S"),
    ("ch", "S"),
    ("sh", "S"),
    # The sounds of خ ك ق غ are mixed freely, above all in Persian, where ق and غ are one.
    ("kh", "k"),
    ("gh", "k"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
)
_OTHERS = (("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("dj", "j"), ("zh", "j"))
_BRITISH = (
    ("is", re.compile(r"is(?=ation|ed$|ing$|e$)"), "iz"),
    ("ence", re.compile(r"ence(?=s?$)"), "ense"),
    ("our", re.compile(r"(?<=..)our(?=s?$)"), "or"),
)
_ABD = re.compile(r"^(abd)[aeiou]l(?=\w{3})")
_LONG_U = re.compile(r"(?<=[aeou])w(?![aeiouy])")
_VOWELS = re.compile(r"((?<=.)[aeiouy]+|^[aeiou][aeiouy]*)")
_DOUBLED = re.compile(r"(.)\1+")
_ENTRIES = 65_536


def american(word: str) -> str:
    """The word in American spelling: mobilization, defense, harbor."""
    for part, written, meant in _BRITISH:
        if part in word:
            word = written.sub(meant, word)
    return word


def undoubled(word: str) -> str:
    """The word with every letter once where it stands twice or more in a row."""
    return _DOUBLED.sub(r"\1", word) if any(map(eq, word, word[1:])) else word


@lru_cache(maxsize=_ENTRIES)
def keys(word: str) -> tuple[str, ...]:
    """The one or two keys of a folded Latin word.

    Two, where an e may stand for a (Ahmed, Ahmad) or for i (Qassem, Qasim). Each step first looks
    whether there is anything to do, which makes a key in half the time.
    """
    key = american(word)
    if key.startswith("abd"):
        key = _ABD.sub(r"\1ul", key)
    if "h" in key:
        for written, sound in _WITH_H:
            key = key.replace(written, sound)
    for written, sound in _OTHERS:
        key = key.replace(written, sound)
    if "w" in key:
        key = _LONG_U.sub("u", key).replace("w", "v")
    if key.endswith(("ah", "eh")):
        key = key[:-1]
    parts = _VOWELS.split(key)
    parts[1::2] = map(_vowel, parts[1::2])
    key = undoubled("".join(parts))
    if "e" not in key:
        return (key,)
    return (key.replace("e", "i"), key.replace("e", "a"))


@lru_cache(maxsize=_ENTRIES)
def _vowel(run: str) -> str:
    """One letter for a run of vowels: u, i, a, or e where it may be i or a."""
    for vowels, sound in (("ou", "u"), ("iy", "i"), ("e", "e")):
        if any(vowel in run for vowel in vowels):
            return sound
    return "a"


_LOOKALIKES = (
    # What optical recognition confuses, most frequent first.
    ("1", "l"),
    ("1", "i"),
    ("0", "o"),
    ("5", "s"),
    ("8", "b"),
    ("l", "i"),
    ("rn", "m"),
    ("vv", "w"),
)


def misread(word: str) -> list[str]:
    """What a scanned word may really be: `a1` is al, `lran` is iran. One confusion at a time."""
    return [word.replace(seen, real) for seen, real in _LOOKALIKES if seen in word] + (
        ["i" + word[1:]] if word.startswith("l") else []
    )
