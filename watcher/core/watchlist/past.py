"""Old dates: what puts an event into the past, seen from the story's day. Pure."""

import re
from collections.abc import Iterator
from datetime import date

from watcher.core.watchlist.clauses import among
from watcher.model import Span

_OLD_DAYS = 35
"""An event about a month old is still news; beyond, it is told as past."""

_MONTHS = (
    "January Jan|February Feb|March Mar|April Apr|May|June Jun|July Jul|August Aug"
    "|September Sept Sep|October Oct|November Nov|December Dec"
)
_ARABIC_MONTHS = (
    "يناير|فبراير شباط|مارس آذار|أبريل إبريل نيسان|مايو أيار|يونيو حزيران|يوليو تموز|أغسطس آب"
    "|سبتمبر أيلول|أكتوبر|نوفمبر|ديسمبر"
)
_MONTH = {
    name: number
    for months in (_MONTHS, _ARABIC_MONTHS)
    for number, names in enumerate(months.split("|"), 1)
    for name in names.split()
} | {"كانون الثاني": 1, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12}
_NAMES = "|".join(sorted(map(re.escape, _MONTH), key=len, reverse=True))
_DATE = re.compile(
    rf"(?<!\w)(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_NAMES})\b\.?"
    r"(?:\s+(?P<after>\d{1,2})(?:st|nd|rd|th)?\b(?!,\d{3}))?"
    r"(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b)?"
)
_YEAR = re.compile(r"(?<![\w,.-])(?P<year>(?:19|20)\d\d)(?P<decade>s?)\b(?![,.]\d|%)")
_LEADS = among(
    "in of the during early late mid year from between summer winter spring autumn fall his her its"
    " their في عام سنة العام خلال"
)
"""Words after which four digits are a year."""
_FROM_THERE_ON = among("since until by till before منذ حتى")
"""A date after these is a limit, not the day of the event."""
_MONTH_LEADS = among("in on of last early late mid since from during the في خلال")
_LAST_WORD = re.compile(r"([^\W_]+)\W*$")


def old_dates(text: str, day: date | None) -> Iterator[tuple[Span, bool]]:
    """The dates in `text` more than about a month before `day`, and whether each names its year.

    A month without a year is the last such month up to `day`. Without `day` nothing is old.
    """
    if day is None:
        return
    taken: list[Span] = []
    for found in _DATE.finditer(text):
        lead = _word_before(text, found.start())
        when = _resolved(found, day, lead)
        if when is not None:
            taken.append(Span(*found.span()))
            if lead not in _FROM_THERE_ON and (day - when).days > _OLD_DAYS:
                yield Span(*found.span()), found["year"] is not None
    for found in _YEAR.finditer(text):
        span = Span(*found.span())
        if any(span.overlaps(other) for other in taken):
            continue
        lead = _word_before(text, span.start)
        if (lead in _LEADS or not lead) and _is_past_year(int(found["year"]), day):
            yield span, True


def _is_past_year(year: int, day: date) -> bool:
    """Any day of the year lies more than a month back."""
    return (day - date(year, 12, 31)).days > _OLD_DAYS or (year < day.year and day.month > 1)


def _resolved(found: re.Match[str], day: date, lead: str) -> date | None:
    """The last day that the words may mean; None where they are no date."""
    number = found["before"] or found["after"]
    if not number and not found["year"] and lead not in _MONTH_LEADS | _FROM_THERE_ON:
        return None
    month = _MONTH[found["month"]]
    year = int(found["year"] or day.year)
    when = _last_day(year, month, int(number or 0))
    if not found["year"] and when > _last_day(day.year, day.month, 0):
        when = _last_day(year - 1, month, int(number or 0))
    return when


def _last_day(year: int, month: int, number: int) -> date:
    """The day of that number, or the last of the month where it is missing or there is none."""
    for last in (number, 31, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError  # every month has 28 days


def _word_before(text: str, place: int) -> str:
    found = _LAST_WORD.search(text[max(0, place - 24) : place])
    return found.group(1).casefold() if found else ""
