"""When a passage says that it happened: on a day, a week ago, “a day after rockets fell”. Pure."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from watcher.core.stories.header import dateline
from watcher.core.text.dates import mentioned_dates
from watcher.core.text.weekdays import Since, days_of_the_week, since, told_day
from watcher.core.watchlist.past import old_dates
from watcher.model import Span

_NOT_THE_DAY = re.compile(
    r"(?:since|until|till|by|from|after|before|to|updated\son|scheduled\sfor|منذ|حتى)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""Before a date: not the day on which it happened."""
_REACH = 16
_FUTURE = re.compile(
    r"\b(?:will|due|planned|plans|scheduled|expected|set\sto)\b|(?<!\w)سي", re.IGNORECASE
)
"""With these a weekday is the next one, or not: it says nothing certain."""
_CLAUSE = re.compile(r"[,;:،؛]\s|\s[-–—]\s")
_OTHER_CLAUSE = re.compile(
    r"[,;:،؛]\s|\b(?:after|before|since|th(?:at|ose)|wh(?:ich|o|om|ose|ere|en|ile))\b"
    r"|(?<!\w)(?:الذي|التي|الذين|حيث|بعد|قبل|منذ)(?!\w)",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\b(?:accus|blam|condemn|denounc|deplor|den(?:y|ie))\w*|(?<!\w)(?:أدان|استنكر|اتهم|نف)ت?(?!\w)",
    re.IGNORECASE,
)
"""What is judged happened a short while ago."""
_JUDGED_WITHIN = range(4)
"""Days."""
_OF_THAT = re.compile(r"\b(?:of|for|over|that|to)\b", re.IGNORECASE)
_OPENING = re.compile(r"\b(?:that|to|who\w*|its|their)\b|(?<!\w)[أإ]نها?(?!\w)", re.IGNORECASE)
"""Behind these stands what was said, or meant to be done."""
_TWO_DAYS = (date(2024, 1, 1), date(2024, 1, 2))
"""Seen from either, “Friday” is a Friday, and “yesterday” is not the same day."""


def days_said(text: str, span: Span, day: date | None) -> Iterator[date]:
    """The days on which the passage says that it happened."""
    found = []
    for said in mentioned_dates(text, span):
        line = text.rfind("\n", span.start, said.span.start) + 1 or span.start
        if said.span.end <= line + len(dateline(text[line : span.end])):
            continue  # when it was written
        before = text[max(span.start, said.span.start - _REACH) : said.span.start]
        on = said.on(day.year if day else None)
        if on and not _NOT_THE_DAY.search(before) and (said.year or not day or on <= day):
            found.append(on)
    if not found and day and not _FUTURE.search(text, span.start, span.end):
        told = told_day(text[span.start : span.end], day)
        found = [told] if told else []
    yield from found


def days_looked_back(
    sentence: str, struck: Sequence[int], said: frozenset[date], day: date | None
) -> frozenset[date]:
    """When what is told happened: “two days ago”, or “the visit came a day after rockets fell”.

    “Rockets fell a day after others did” is told of its own day, and so is “rockets fell on a camp
    that was hit a week ago”. `struck` is where the sentence tells of attacks, arrests and weapons.
    """
    back = since(sentence)
    if back is None:
        found = _days_judged(sentence, struck, said, day)
    else:
        found = _days_since(sentence, back, struck, said, day)
    old = bool(found) and any(old_dates(sentence, day))  # what is told may be that
    return frozenset() if old else found


def _days_since(
    sentence: str, back: Since, struck: Sequence[int], said: frozenset[date], day: date | None
) -> frozenset[date]:
    if _FUTURE.search(sentence):
        return frozenset()
    line = sentence.rfind("\n\n", 0, back.span.start)  # a headline above tells the same
    struck = [at for at in struck if at > line]
    if not struck:
        return frozenset()
    counted_from = max(said, default=day) if back.after or back.earlier else day
    if counted_from is None:
        return frozenset()
    if back.after:
        close = _CLAUSE.search(sentence, back.span.end)
        fronted = not sentence[: back.span.start].split()
        end = close.start() if close else 0 if fronted else len(sentence)
        its_own = all(back.span.end < at < end for at in struck)
    else:
        first, last = sorted((Span(struck[0], struck[0]), back.span))
        between = sentence[first.end : last.start].lstrip(", ،")
        its_own = not _OTHER_CLAUSE.search(between)
        its_own &= not said or _is_of_another(sentence, struck[0])
    return back.days_before(counted_from) if its_own else frozenset()


def _days_judged(
    sentence: str, struck: Sequence[int], said: frozenset[date], day: date | None
) -> frozenset[date]:
    """When it was that somebody condemns or denies: on the day that stands beside it, or lately.

    “They were accused on Friday of firing rockets” tells the day on which they were accused.
    """
    judged = _JUDGED.search(sentence, sentence.rfind("\n\n") + 1)  # not in a headline above
    after = [at for at in struck if judged and at > judged.end()]
    if day is None or judged is None or not after:
        return frozenset()
    days = days_of_the_week(sentence)
    beside = [
        end for end, _ in days if end > after[0] or not _OF_THAT.search(sentence, end, after[0])
    ]
    if said and (beside or not days):
        return frozenset()
    return frozenset(day - timedelta(days=one) for one in _JUDGED_WITHIN)


def _is_of_another(sentence: str, struck: int) -> bool:
    """Whether the days of the week in a sentence are not that of the attack.

    “He promised on Friday to find whoever fired two days ago”, “it fired two days ago, he said on
    Friday”.
    """
    days = days_of_the_week(sentence)
    return bool(days) and all(
        spoken or (end < struck and _OPENING.search(sentence, end, struck)) for end, spoken in days
    )


def timed(sentence: str, day: date | None, said: frozenset[date]) -> Iterator[str]:
    """The days of the week that are said, even if of a week not known; and whether it is past."""
    days = {one.weekday() for one in said}
    if not day and not said:
        days = {on.weekday() for today in _TWO_DAYS if (on := told_day(sentence, today))}
    if day or said or len(days) == 1:
        yield from (f"weekday:{one}" for one in days)
    if any(old_dates(sentence, day)) and not _FUTURE.search(sentence):
        yield "time:past"
