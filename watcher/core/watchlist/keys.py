"""Keys: the part of a romanised name that every spelling of it shares. Pure.

Arabic, Persian and Kurdish names reach the news through a dozen romanisations: Husayn, Hussein,
Hossein, Houssain. They differ in vowels (short ones are not written in Arabic), in doubled
letters and in how they render sounds that Latin letters lack (kh, gh, q, dh, ayn). `keys` folds
exactly those choices together and nothing more.
"""

import re
from functools import lru_cache

_DIGRAPHS = (
    # Two or three letters for one sound; S stands for sh. French writes ch, German sch.
    ("tsch", "S"),
    ("sch", "S"),
    ("tch", "S"),
    ("ch", "S"),
    ("sh", "S"),
    # The sounds of خ ك ق غ are mixed freely, above all in Persian, where ق and غ are one.
    ("kh", "k"),
    ("gh", "k"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("x", "ks"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("dj", "j"),
    ("zh", "j"),
)
_BRITISH = (
    (re.compile(r"is(?=ation|ed$|ing$|e$)"), "iz"),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"(?<=..)our(?=s?$)"), "or"),
)
_ABD = re.compile(r"^(abd)[aeiou]l(?=\w{3})")
_LONG_U = re.compile(r"(?<=[aeou])w(?![aeiouy])")
_FINAL_H = re.compile(r"(?<=[ae])h$")
_VOWELS = re.compile(r"(?<=.)[aeiouy]+|^[aeiou][aeiouy]*")
_DOUBLED = re.compile(r"(.)\1+")
_ENTRIES = 65_536


def american(word: str) -> str:
    """The word in American spelling: mobilization, defense, harbor."""
    for written, meant in _BRITISH:
        word = written.sub(meant, word)
    return word


@lru_cache(maxsize=_ENTRIES)
def keys(word: str) -> tuple[str, ...]:
    """The one or two keys of a folded Latin word.

    Two, where an e may stand for a (Ahmed, Ahmad) or for i (Qassem, Qasim).
    """
    key = _ABD.sub(r"\1ul", american(word))
    for written, sound in _DIGRAPHS:
        if written in key:
            key = key.replace(written, sound)
    key = _FINAL_H.sub("", _LONG_U.sub("u", key)).replace("w", "v")
    key = _VOWELS.sub(_vowel, key)
    key = _DOUBLED.sub(r"\1", key)
    if "e" not in key:
        return (key,)
    return (key.replace("e", "i"), key.replace("e", "a"))


def _vowel(match: re.Match[str]) -> str:
    """One letter for a run of vowels: u, i, a, or e where it may be i or a."""
    run = match.group()
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
