"""Old dates: what puts an event into the past, seen from the story's day. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from watcher.core.text.dates import Mentioned, mentioned_dates, read_date
from watcher.core.watchlist.clauses import among
from watcher.model import Span

_OLD_DAYS = 35
"""An event about a month old is still news; beyond, it is told as past."""
_DECEMBER = 12

_LIMITS = among("since until till by before after to منذ حتى قبل بعد")
"""A date after these is a limit, not the day of the event."""
_WORD_BEFORE = re.compile(r"([^\W_]+)\W*$")
_LONGEST_WORD = 20
_DECADE = re.compile(r"\b(?:19|20)\d0s\b")
_MONTH = re.compile(
    r"(?<!\w)(?i:in|early|late|mid|last|during|في|خلال)[\s-]+"
    r"(?P<month>[A-Z][a-z]{2,8}\b(?!\s\d)|[ء-ي]{2,8}(?:\s[ء-ي]{5,6})?)"
)
"""A month without day and year, after a word that shows it is one: “in March”."""


@dataclass(frozen=True, slots=True)
class OldDate:
    """A date more than about a month before the story's day."""

    span: Span
    has_year: bool
    """Without one it may as well lie ahead: “will begin in March”."""


def old_dates(text: str, day: date | None) -> Iterator[OldDate]:
    """The old dates in `text`, in no order.

    A date without a year is the last such date up to `day`. Without `day` nothing is old.
    """
    if day is None:
        return
    for said in mentioned_dates(text, Span(0, len(text))):
        if _lead(text, said.span.start) not in _LIMITS and _is_old(_last_day(said, day), day):
            yield OldDate(said.span, said.year is not None)
    for found in _DECADE.finditer(text):
        yield OldDate(Span(*found.span()), has_year=True)
    for found in _MONTH.finditer(text):
        month = _month(found["month"], day)
        if month is not None and _is_old(month, day):
            yield OldDate(Span(*found.span("month")), has_year=False)


def _is_old(when: date | None, day: date) -> bool:
    return when is not None and day - when > timedelta(days=_OLD_DAYS)


def _last_day(said: Mentioned, day: date) -> date | None:
    """The last day that the words may mean; None where there is no such day."""
    year = said.year or day.year
    if said.month is None:
        return date(year, _DECEMBER, 31)
    if said.day is None:
        return _month_end(year, said.month)
    when = said.on(year)
    return said.on(year - 1) if when and said.year is None and when > day else when


def _month(written: str, day: date) -> date | None:
    """The end of the last such month up to `day`; None where the word is no month."""
    for name in (written, written.split(maxsplit=1)[0]):
        first = read_date(f"1 {name}", day.year)
        if first is not None:
            year = day.year if first <= day else day.year - 1
            return _month_end(year, first.month)
    return None


def _month_end(year: int, month: int) -> date:
    return date(year + month // _DECEMBER, month % _DECEMBER + 1, 1) - timedelta(days=1)


def _lead(text: str, place: int) -> str:
    found = _WORD_BEFORE.search(text[max(0, place - _LONGEST_WORD) : place])
    return found[1].casefold() if found else ""
