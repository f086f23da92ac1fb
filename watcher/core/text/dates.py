"""Dates as news writes them: headings that are a date, and dates inside a sentence.

English and Arabic month names, the latter of the Gulf and Egypt and of the Levant and Iraq; digits
of any script. Between numbers alone the day comes first, as papers of the region write, unless
it cannot. Pure.
"""

import re
from dataclasses import dataclass
from datetime import date

from watcher.model import Span

_ENGLISH = (
    "january|jan",
    "february|feb",
    "march|mar",
    "april|apr",
    "may",
    "june|jun",
    "july|jul",
    "august|aug",
    "september|sept|sep",
    "october|oct",
    "november|nov",
    "december|dec",
)
_ARABIC = (
    "كانون\\sالثاني|يناير",
    "شباط|فبراير",
    "[آأا]ذار|مارس",
    "نيسان|[أا]بريل",
    "[أا]يار|مايو",
    "حزيران|يونيو|يونيه",
    "تموز|يوليو|يوليه",
    "[آا]ب|[أا]غسطس",
    "[أا]يلول|سبتمبر",
    "تشرين\\sال[أا]ول|[أا]كتوبر",
    "تشرين\\sالثاني|نوفمبر",
    "كانون\\sال[أا]ول|ديسمبر",
)
_MONTHS = tuple(
    re.compile(f"(?:{names})", re.IGNORECASE)
    for names in map("|".join, zip(_ENGLISH, _ARABIC, strict=True))
)
_CAPITAL = "|".join(names.title() + "|" + names.upper() for names in _ENGLISH)
"""Only with a capital: “the 3 may leave” is no date."""
_MONTH = (
    rf"(?<!\w)(?:(?-i:{_CAPITAL})\b\.?"
    rf"|(?:{'|'.join(_ARABIC)})(?!\w)(?:\s?[/(]\s?(?:{'|'.join(_ARABIC)})\)?(?!\w))?)"
)
_YEAR = r"(?:19|20|١٩|٢٠|۱۹|۲۰)\d\d"
_YEAR_ENDS = r"(?!\w)(?![.,]\d)"
_NTH = r"(?:st|nd|rd|th)?"
_GAP = r"(?:\s{1,3}of\s|[,،]?\s{1,3}|-)"
_DATE = re.compile(
    rf"""
    (?<!\w)(?=\w)(?:  # whatever follows begins a word: most places fail here, at once
    (?<![\w./-])(?P<year1>{_YEAR})(?P<mark1>[-/.])(?P<month1>\d\d?)(?P=mark1)(?P<day1>\d\d?)(?!\d)
    | (?<![\w./-])(?P<day2>\d\d?)(?P<mark2>[-/.])(?P<month2>\d\d?)(?P=mark2)
      (?P<year2>{_YEAR}){_YEAR_ENDS}
    | (?<![\w.,:/-])(?P<day3>\d\d?){_NTH}{_GAP}(?P<month3>{_MONTH})
      (?:{_GAP}(?P<year3>{_YEAR}){_YEAR_ENDS})?
    | (?P<month4>{_MONTH})\s{{0,3}}(?P<day4>\d\d?){_NTH}(?![\w:%])(?![.,]\d)
      (?:{_GAP}(?P<year4>{_YEAR}){_YEAR_ENDS})?
    | (?P<month5>{_MONTH}){_GAP}(?P<year5>{_YEAR}){_YEAR_ENDS}
    | \b(?:in|since|of|until|till|by|from|to|during|late|early|mid|before|after|the|year
      |عام|سنة|منذ|في)[\s-](?P<year6>{_YEAR}){_YEAR_ENDS}
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
"""Every date has one: a search for it takes a fiftieth of the time of a search for dates."""
_WEEKDAYS = (
    "mon(?:day)?|(?:يوم\\s)?ال[إا]ثنين",
    "tue(?:s(?:day)?)?|(?:يوم\\s)?الثلاثاء",
    "wed(?:nesday)?|(?:يوم\\s)?ال[أا]ربعاء",
    "thu(?:rs(?:day)?)?|(?:يوم\\s)?الخميس",
    "fri(?:day)?|(?:يوم\\s)?الجمعة",
    "sat(?:urday)?|(?:يوم\\s)?السبت",
    "sun(?:day)?|(?:يوم\\s)?ال[أا]حد",
)
_WEEKDAY = "|".join(_WEEKDAYS)
_WEEKDAY_BEFORE = re.compile(
    rf"(?<!\w)(?:{'|'.join(f'({names})' for names in _WEEKDAYS)})[,،]?\s(?:the\s)?$", re.IGNORECASE
)
_LONGEST_WEEKDAY = 16
_OLDEST_GUESS = 1990
"""Years before the web are not guessed."""
_GUESSED_YEARS = 12
"""A day and its weekday agree every five, six or eleven years; further back it is a coin's toss."""
_BEFORE = re.compile(
    rf"[\s#*_=~>|:;–—-]{{0,8}}(?:(?:date|published|posted|updated|on|التاريخ)\b[\s:]{{0,3}})?"
    rf"(?:(?:{_WEEKDAY})\b[\s,،.:–—-]{{0,4}})?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?:[\s,،(–—-]{{0,4}}(?:{_WEEKDAY})\b\)?)?"
    r"(?:[T\s,،|–—-]{0,5}(?:at\s)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d{1,9})?"
    r"(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:Z|GMT|UTC|[A-Z]{2,4}T|[+-]\d\d:?\d\d))?)?[\s#*_=~|:;.,–—-]{0,8}",
    re.IGNORECASE,
)
_MOST_MONTHS, _MOST_DAYS = 12, 31
_BEHIND_DATE = re.compile(r"\s?(?:[:–—]|-(?=\s))\s*")
_LONGEST = 60
"""Characters of the longest heading that is only a date, with weekday, time and zone."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A date in a text, as exactly as it is written: None where the writer leaves it out."""

    span: Span
    year: int | None
    month: int | None = None
    day: int | None = None

    def on(self, year: int | None = None) -> date | None:
        """The day meant, with `year` where none is written; None if it names no single day."""
        year = self.year or year
        if year is None or self.month is None or self.day is None:
            return None
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def mentioned_dates(text: str, span: Span) -> tuple[Mentioned, ...]:
    """The explicit dates in `span`, in order: days, days without a year, months, years.

    A bare year counts only after a word such as “in” or “since”; a bare month does not count.
    """
    first = _DIGIT.search(text, span.start, span.end)
    if first is None:  # as in most sentences
        return ()
    start = max(span.start, first.start() - _LONGEST)
    found = (_mentioned(one) for one in _DATE.finditer(text, start, span.end))
    return tuple(one for one in found if one is not None)


def read_date(text: str, year: int | None = None) -> date | None:
    """The day of a heading that is a date and nothing else but a weekday, a time and marks.

    `year` completes a heading that leaves it out. None where the text is anything else.
    """
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return None
    before = _BEFORE.match(text)
    found = _DATE.match(text, before.end() if before else 0)
    said = _mentioned(found) if found else None
    if said is None or not _AFTER.fullmatch(text, said.span.end):
        return None
    return said.on(year)


def opening_date(text: str) -> Mentioned | None:
    """The date that `text` begins with, as the line above an agency's report does."""
    found = _DATE.match(text) if _DIGIT.search(text, 0, _LONGEST) else None
    return _mentioned(found) if found else None


def dated_opening(text: str) -> tuple[Mentioned, int] | None:
    """The day that opens a line of a diary, “4 May: …”, and where the words behind it begin."""
    said = opening_date(text)
    behind = _BEHIND_DATE.match(text, said.span.end) if said and said.day else None
    return (said, behind.end()) if said and behind and behind.end() < len(text) else None


def guessed_day(text: str, span: Span, today: date) -> date | None:
    """The first day in `span` that is said with its weekday and without a year.

    The year is the latest up to `today` in which both agree: who leaves it out means his own.
    """
    for said in mentioned_dates(text, span):
        start = max(span.start, said.span.start - _LONGEST_WEEKDAY)
        weekday = _WEEKDAY_BEFORE.search(text[start : said.span.start])
        if said.year is None and weekday and weekday.lastindex:
            years = range(today.year, max(today.year - _GUESSED_YEARS, _OLDEST_GUESS - 1), -1)
            days = (day for year in years if (day := said.on(year)) and day <= today)
            return next((day for day in days if day.weekday() == weekday.lastindex - 1), None)
    return None


def _mentioned(found: re.Match[str]) -> Mentioned | None:
    """A date as written; None where its numbers are no date (a score, a version)."""
    given = {name[:-1]: text for name, text in found.groupdict().items() if text is not None}
    year = int(given["year"]) if "year" in given else None
    if "month" not in given:
        return Mentioned(Span(*found.span("year6")), year)
    month = _month(given["month"])
    day = int(given["day"]) if "day" in given else None
    if found["day2"] and month > _MOST_MONTHS:
        month, day = int(found["day2"]), month
    if not 1 <= month <= _MOST_MONTHS or (day is not None and not 1 <= day <= _MOST_DAYS):
        return None
    return Mentioned(Span(*found.span()), year, month, day)


def _month(written: str) -> int:
    if written.isdecimal():
        return int(written)
    return next(n for n, names in enumerate(_MONTHS, 1) if names.match(written))
