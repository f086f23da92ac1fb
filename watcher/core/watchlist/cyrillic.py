"""Cyrillic words as Latin letters, with the endings of Russian and Ukrainian cases off. Pure."""

import re

_SCRIPT = re.compile("[\u0400-\u04ff]")
_LETTERS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "j",
        "з": "z", "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
        "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "ц": "ts", "ч": "ch", "ш": "sh",
        "щ": "sh", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip
_KHA = ("h", "kh")
"""Both ه ح and خ are written х."""
_THA = ("s", "th")
"""Both س and ث are written с: Хасан, Харис."""
_ENDINGS = ("ами", "ями", "ого", "ому", "ым", "ов", "ев", "ом", "ем", "ой", "ей", "ах", "ам",
            "ы", "и", "а", "у", "е", "я", "ю")  # fmt: skip
_ITES = re.compile(r"ит(ы|ов|ам|ами|ах|а|у|ом|е)?$")
"""Followers, the Russian -ites, become the adjective in -i again."""
_SHORTEST = 3


def is_cyrillic(word: str) -> bool:
    """Whether the word is written in Cyrillic letters."""
    return _SCRIPT.search(word) is not None


def romanised(word: str) -> list[str]:
    """The Latin spellings a folded Cyrillic word may stand for, as written first."""
    bare = [word, *([_ITES.sub("и", word)] if _ITES.search(word) else [])] + [
        word[: -len(ending)]
        for ending in _ENDINGS
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST
    ]
    return list(
        dict.fromkeys(
            stem.replace("х", kha).replace("с", tha).translate(_LETTERS)
            for stem in bare
            for kha in _KHA
            for tha in _THA
        )
    )
