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


_SAID = re.compile(
    r"\b(?:said|says|told|announced|reported|added|according)\b[^,;.]{0,40}$", re.IGNORECASE
)
"""What stands before a day on which somebody spoke: not the day of what he spoke about."""


def told_day(sentence: str, day: date, near: int = 0) -> date | None:
    """The day that `sentence` names, for a story of `day`; None where it names none.

    A weekday is the last such day up to `day`: news tells what was. Of several days the one
    nearest to the offset `near` counts, and one on which somebody spoke only where it is alone.
    “last Thursday”, “next Thursday” and “every Thursday” are too vague to count.
    """
    found = [one for one in _WORD.finditer(sentence) if not one["last"]]
    happened = [one for one in found if not _SAID.search(sentence, 0, one.start())]
    nearest = min(happened or found, key=lambda one: abs(one.start() - near), default=None)
    return _resolved(nearest["day"].lower(), day) if nearest else None


def _resolved(word: str, day: date) -> date:
    if word in _AGO:
        return day - timedelta(days=_AGO[word])
    return day - timedelta(days=(day.weekday() - _NUMBER[word]) % 7)
