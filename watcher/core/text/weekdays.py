"""The day that a sentence says: “on Thursday”, “yesterday”, «يوم الخميس». Pure."""

import re
from datetime import date, timedelta

_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ARABIC = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_NUMBER = {word: n for days in (_ENGLISH, _ARABIC) for n, word in enumerate(days)}
_AGO = {
    "today": 0,
    "tonight": 0,
    "yesterday": 1,
    "اليوم": 0,
    "أمس": 1,
}
_WORD = re.compile(
    r"(?<!\w)(?:(?P<last>last|next|every|each)\s+)?(?P<day>"
    + "|".join((*_NUMBER, *_AGO))
    + r")(?!\w)",
    re.IGNORECASE,
)


def told_day(sentence: str, day: date) -> date | None:
    """The day that `sentence` names, for a story of `day`; None where it names none, or two.

    A weekday is the last such day up to `day`: news tells what was. “last Thursday”, “next
    Thursday” and “every Thursday” are too vague to count.
    """
    days = {_resolved(found, day) for found in _WORD.finditer(sentence)}
    return days.pop() if len(days) == 1 else None


def _resolved(found: re.Match[str], day: date) -> date | None:
    if found["last"]:
        return None
    word = found["day"].lower()
    if word in _AGO:
        return day - timedelta(days=_AGO[word])
    return day - timedelta(days=(day.weekday() - _NUMBER[word]) % 7)
