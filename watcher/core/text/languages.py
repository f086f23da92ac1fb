"""In which language a text is written, by its letters and its smallest words. Pure.

Made for texts of a sentence or more. The words of each table are those that grammars and lists of
frequent words begin with, but for those that another table of the same script has too.
"""

import re
from functools import lru_cache
from typing import Final

_LOOKED_AT = 2_000
"""Characters: some 300 words, of which a third are small ones."""
_ENOUGH = 2
"""Small words; one may stand in the name of a film or a newspaper."""
_KEPT = 256
"""Texts remembered: many rules ask about one story."""

_LATIN = {
    "en": "the and of to that was for with is are said by from has had were it its be been will"
    " they this which would after his who",
    "fr": "le les du et est dans qui pour sur au aux par avec ont été une cette ses selon plus"
    " pas sont avait il elle",
    "de": "der das und den dem nicht ist mit von für auf eine einen sich zu im bei nach sie wurde"
    " wird auch aus haben hat",
    "es": "el los las que y por del fue según su sus más han pero como este para con",
    "tr": "ve bir bu için ile olarak daha çok gibi sonra olan ancak dedi göre kadar olduğu edildi"
    " tarafından değil",
    "ku": "û ji bi xwe ku ew kir got jî yên ev dike bûn wan",
}
_ARABIC = {
    "ar": "في من على إلى أن التي الذي عن هذا هذه قال بعد وقال وفي ومن كما قد لم بين",
    "fa": "است را که این از در به با شد های می برای بود خود شده گفت نیز هم",
    "ku": "لە بە بۆ کە ئەو ئەم دەکات لەگەڵ هەر لەسەر دوای ئەوەی",
    "ur": "کے میں ہے کی سے نے اور کو کہ ہیں",
}
_OWN_LETTERS = {
    "tr": "ğşı", "de": "ß", "es": "ñ", "ar": "ةأإ", "ku": "ەێۆڕڵ", "ur": "ٹڈڑںےہ",
}  # fmt: skip
"""Of no other language of the same script here: a word with one counts as a small word."""
_ALONE = {"he": "\u0590-\u05ff", "ru": "\u0400-\u04ff"}
"""Scripts that are read as one language."""
_SCRIPTS = {
    "latin": re.compile("[A-Za-zÀ-ɏ]"),
    "arabic": re.compile("[\u0620-\u064a\u066e-\u06d5]"),
    **{language: re.compile(f"[{letters}]") for language, letters in _ALONE.items()},
}
_KEYBOARDS = str.maketrans("كيى", "کیی")
"""Letters that keyboards of two languages type differently."""


def _small(words: str, letters: str) -> re.Pattern[str]:
    """Finds the small words of a language and those with a letter of its own."""
    own = rf"|\w*[{letters}]\w*" if letters else ""
    return re.compile(rf"\b(?:{'|'.join(words.split())}{own})\b")


_TABLES = {
    script: {
        one: _small(words.translate(_KEYBOARDS), _OWN_LETTERS.get(one, ""))
        for one, words in tables.items()
    }
    for script, tables in {"latin": _LATIN, "arabic": _ARABIC}.items()
}
LANGUAGES: Final = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "ku": "Kurdish",
    "ru": "Russian",
    "tr": "Turkish",
    "ur": "Urdu",
}
"""Those that are told apart, by ISO 639-1: `ku` is Sorani in its script and Kurmanji in its own."""


@lru_cache(maxsize=_KEPT)
def language(text: str) -> str:
    """One of `LANGUAGES`; empty where the beginning of `text` does not show which."""
    start = text[:_LOOKED_AT].lower().translate(_KEYBOARDS)
    letters = {script: len(found.findall(start)) for script, found in _SCRIPTS.items()}
    script = max(letters, key=letters.__getitem__)
    if script not in _TABLES:
        return script if letters[script] else ""
    tables = _TABLES[script]
    counts = sorted((len(found.findall(start)), one) for one, found in tables.items())
    (next_most, _), (most, best) = counts[-2:]
    return best if most >= _ENOUGH and most > next_most else ""
