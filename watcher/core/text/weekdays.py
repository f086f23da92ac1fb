"""The day that a sentence says: “on Thursday”, “two days ago”, «يوم الخميس». Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from watcher.core.text.amounts import amount

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


_UNITS = {
    "day": 1,
    "days": 1,
    "week": 7,
    "weeks": 7,
    "يوم": 1,
    "يومين": 2,
    "أيام": 1,
    "أسبوع": 7,
    "أسبوعين": 14,
    "أسابيع": 7,
}
_MANY = frozenset({"days", "weeks", "أيام", "أسابيع"})
"""They say nothing without a number."""
_HOURS = "hours"
_SINCE = re.compile(
    r"(?<!\w)(?P<unit>hours|days?|weeks?)\s(?:(?P<after>after)|ago)(?!\w)"
    r"|(?<!\w)(?:(?P<arabic_after>بعد)|قبل)\s(?:(?P<number>\w+)\s)?"
    r"(?P<arabic_unit>يومين|يوم|أيام|أسبوعين|أسبوع|أسابيع)(?!\w)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"قبل\s(?:\w+\s){1,2}من(?!\w)")
"""So long before something else."""
_LAST_WORD = re.compile(r"(\w+)\s$")
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


@dataclass(frozen=True, slots=True)
class Since:
    """How long ago something was: “two days after”, “a week ago”, «قبل يومين»."""

    start: int
    """Where in the sentence this stands, in characters; the word before it counts with it."""
    days: int
    after: bool
    """Whether what follows in the sentence is what was, and it counts from what stands before."""

    def days_before(self, day: date) -> frozenset[date]:
        """The day and the one before it: who counts from a report counts one less."""
        return frozenset(day - timedelta(days=self.days + more) for more in (0, 1))


def since(sentence: str) -> Since | None:
    """What the first words of `sentence` say that tell how long ago something was."""
    for found in _SINCE.finditer(sentence):
        if found["arabic_unit"] and _BEFORE.match(sentence, found.start()):
            continue
        unit = (found["unit"] or found["arabic_unit"]).lower()
        before = _LAST_WORD.search(sentence, 0, found.start())
        days = _number_of_days(unit, found["number"] or (before[1] if before else ""))
        if days is not None:
            start = before.start() if before and not found["arabic_unit"] else found.start()
            return Since(start, days, bool(found["after"] or found["arabic_after"]))
    return None


def _number_of_days(unit: str, number: str) -> int | None:
    many = amount(number)
    if many and many.vague:
        return None
    if unit == _HOURS:
        return many.least // 24 if many else 0
    if unit in _MANY:
        return many.least * _UNITS[unit] if many else None
    return _UNITS[unit]


def _resolved(word: str, day: date) -> date:
    if word in _AGO:
        return day - timedelta(days=_AGO[word])
    return day - timedelta(days=(day.weekday() - _NUMBER[word]) % 7)
