"""The day that a sentence says: “on Thursday”, “two days ago”, «يوم الخميس». Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from watcher.core.text.amounts import amount
from watcher.model import Span

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
_MANY = frozenset({"weeks", "أسابيع", "أيام"})
"""They say nothing without a number."""
_VAGUE = {
    "days": range(2, 8),
    "hours": range(2),
    "last week": range(2, 14),
    "الأسبوع الماضي": range(2, 14),
    "this week": range(7),
    "earlier this week": range(1, 7),
    "الأسبوع الجاري": range(7),
}
"""Days ago that they may mean, without a number. Weeks begin on different days."""
_SINCE = re.compile(
    r"(?<!\w)(?:(?P<unit>hours|days?|weeks?)\s(?:(?P<after>after)|ago|(?P<earlier>earlier))"
    r"|(?P<week>(?:last|(?:earlier\s)?this)\sweek|الأسبوع\s(?:الماضي|الجاري)))(?!\w)"
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


def told_day(sentence: str, day: date, near: int = 0, *, spoken: bool = True) -> date | None:
    """The day that `sentence` names, for a story of `day`; None where it names none.

    A weekday is the last such day up to `day`: news tells what was. Of several days the one
    nearest to the offset `near` counts, and one on which somebody spoke only where it is alone.
    Without `spoken` such a day never counts.
    “last Thursday”, “next Thursday” and “every Thursday” are too vague to count.
    """
    found = [one for one in _WORD.finditer(sentence) if not one["last"]]
    happened = [one for one in found if not _SAID.search(sentence, 0, one.start())]
    told = happened or (found if spoken else ())
    nearest = min(told, key=lambda one: abs(one.start() - near), default=None)
    return _resolved(nearest["day"].lower(), day) if nearest else None


@dataclass(frozen=True, slots=True)
class Since:
    """How long ago something was: “two days after”, “last week”, «قبل يومين»."""

    span: Span
    """Where in the sentence this stands; the word before “days” counts with it."""
    days: range
    """How many days ago it may have been: who counts from a report counts one less."""
    after: bool
    """Whether what follows in the sentence is what was, and it counts from what stands before."""
    earlier: bool = False
    """Whether it counts from a day that the sentence says: “he said on Friday … a day earlier”."""

    def days_before(self, day: date) -> frozenset[date]:
        """The days that it may have been, seen from `day`."""
        return frozenset(day - timedelta(days=one) for one in self.days)


def since(sentence: str) -> Since | None:
    """What the first words of `sentence` say that tell how long ago something was."""
    for found in _SINCE.finditer(sentence):
        if found["arabic_unit"] and _BEFORE.match(sentence, found.start()):
            continue
        before = None if found["week"] else _LAST_WORD.search(sentence, 0, found.start())
        days = _days_ago(found, found["number"] or (before[1] if before else ""))
        if days is not None:
            start = before.start() if before and found["unit"] else found.start()
            span = Span(start, found.end())
            after = bool(found["after"] or found["arabic_after"])
            return Since(span, days, after, bool(found["earlier"]))
    return None


def told_until(sentence: str, at: int) -> int:
    """Where the words end that tell of what stands `at` a place: “… a day after others fell”."""
    back = since(sentence)
    return back.span.start if back and back.after and at < back.span.start else len(sentence)


def _days_ago(found: re.Match[str], number: str) -> range | None:
    unit = (found["week"] or found["unit"] or found["arabic_unit"]).lower()
    many = amount(number)
    if many is None and (unit in _VAGUE or unit in _MANY):
        return _VAGUE.get(" ".join(unit.split()))
    if unit == "hours":
        days = many.least // 24 if many else 0
    else:
        days = _UNITS[unit] * (many.least if many else 1)
    return range(days, days + 2)


def days_of_the_week(sentence: str) -> list[tuple[int, bool]]:
    """Where each day that `sentence` names ends, and whether somebody spoke on it."""
    return [
        (one.end(), bool(_SAID.search(sentence, 0, one.start())))
        for one in _WORD.finditer(sentence)
    ]


def _resolved(word: str, day: date) -> date:
    if word in _AGO:
        return day - timedelta(days=_AGO[word])
    return day - timedelta(days=(day.weekday() - _NUMBER[word]) % 7)
