"""What a number in a text is worth: “16”, “sixteen”, “2.3 million”, “dozens”. Pure."""

import re
from dataclasses import dataclass

from watcher.core.text.fold import fold

_UNITS = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen",
)
_TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
_ARABIC = (
    ("ثلاثه", 3),
    ("اربعه", 4),
    ("خمسه", 5),
    ("سته", 6),
    ("سبعه", 7),
    ("ثمانيه", 8),
    ("تسعه", 9),
    ("عشره", 10),
)
_ARABIC_TENS = ("عشر", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_SMALL = (
    {word: n for n, word in enumerate(_UNITS)}
    | {word: 10 * n for n, word in enumerate(_TENS, 2)}
    | dict(_ARABIC)
    | {word.removesuffix("ه"): n for word, n in _ARABIC}
    | {stem + end: 10 * n for n, stem in enumerate(_ARABIC_TENS, 2) for end in ("ون", "ين")}
    | {"ثماني": 8, "ثمانون": 80, "ثمانين": 80}
)
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "ميه": 100,
    "مايه": 100,
    "thousand": 1_000,
    "الف": 1_000,
    "الاف": 1_000,
    "million": 1_000_000,
    "mn": 1_000_000,
    "مليون": 1_000_000,
    "ملايين": 1_000_000,
    "billion": 10**9,
    "bn": 10**9,
    "مليار": 10**9,
    "مليارات": 10**9,
    "trillion": 10**12,
}
_GROUP = 1_000
"""From here on a scale closes its group of digits: three hundred thousand and two."""
_MANY = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "عشرات": 20,
    "ميات": 200,
}
"""Two of a kind at least."""
_TOKEN = re.compile(r"(?P<digits>\d[\d,٬]*(?:[.٫]\d+)?)|[^\W\d_]+")
_MARKS = str.maketrans({",": None, "٬": None, "٫": "."})


@dataclass(frozen=True, slots=True)
class Amount:
    """What a number is worth, and where in the text its words end."""

    least: int
    """Fractions are cut off once the scale is counted in: 2.3 million is 2,300,000."""
    end: int
    vague: bool
    """Whether it may be more: “dozens”."""


def amount(text: str) -> Amount | None:
    """The number that `text` begins with; None if it begins with none."""
    vague = False
    total, part, end = 0.0, None, 0
    for token in _TOKEN.finditer(text):
        word = fold(token[0])
        if word in {"a", "us", "half", "iqd", "usd", "eur", "gbp"} and end == 0:
            part = 0.5 if word == "half" else part
            continue
        digits = token["digits"]
        value = float(digits.translate(_MARKS)) if digits else _SMALL.get(word, _MANY.get(word))
        if value is None and word not in _SCALES:
            break
        if value is not None and part and not _continues(part, value):
            break
        if word in _SCALES:
            part = (1 if part is None else part) * _SCALES[word]
            if _SCALES[word] >= _GROUP:
                total, part = total + part, None
        else:
            part = (part or 0) + (value or 0)
        vague |= word in _MANY
        end = token.end()
    return Amount(int(total + (part or 0)), end, vague) if end else None


def _continues(part: float, value: float) -> bool:
    """Whether `value` goes on with `part`: twenty-one, Arabic five-ten; but not “three one-way”."""
    room = 10 if value < 10 else 100 if value < 100 else 1_000  # noqa: PLR2004 - digits
    return part % room == 0 or (part < 10 and value == 10)  # noqa: PLR2004 - Arabic 13 to 19
