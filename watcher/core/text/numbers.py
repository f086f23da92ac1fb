"""Key numbers of a sentence, each with what it counts: “16 sites”, “$2.3 million”. Pure."""

import re

from watcher.core.text.dates import mentioned_dates
from watcher.model import Span


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_UNITS = "two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
_TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
_SPELT = rf"(?:{_TENS})(?:[\s-](?:one|{_UNITS}))?|{_TEENS}|{_UNITS}"
_SCALE = r"hundred|thousand|million|billion|trillion|bn|mn|ألف|آلاف|مليون|ملايين|مليار|مليارات"
_ARABIC = (
    "ثلاثة|ثلاث|أربعة|أربع|خمسة|خمس|ستة|ست|سبعة|سبع|ثمانية|ثماني|تسعة|تسع|عشرة|عشر|عشرات|مئات"
    "|عشرون|عشرين|ثلاثون|ثلاثين|أربعون|أربعين|خمسون|خمسين|ستون|ستين|سبعون|سبعين|ثمانون|ثمانين"
    "|تسعون|تسعين|مئة|مائة"
)
_NUMBER = re.compile(
    r"(?:(?<![\w.,:/$€£%+-])|(?<=(?<!\w)[وفبل])(?=\d))(?:"
    r"(?:(?:US|CA|AU)?\s?[$€£¥₪]\s?|(?:IQD|USD|EUR|GBP)\s)?"
    r"(?:\d{1,3}(?:[,٬]\d{3})+|\d+)(?:[.٫]\d+)?"
    rf"|(?:{_SPELT})|(?:half\sa\s|a\s)?dozen|dozens|scores|hundreds|thousands|{_ARABIC})"
    rf"(?:[\s-]?(?:{_SCALE})(?!\w)){{0,2}}(?![\w:/]|[.,]\d)(?:\s?(?:%|per\s?cent\b|٪))?",
    re.IGNORECASE,
)
"""A numeral in digits of any script or a word from two on: “one” seldom counts."""
_WORD = re.compile(r"(?:[\s-])((?:[A-Z]\.){2,}|[^\W\d_][\w’']*(?:-\w+)*)")
_SMALL_WORDS = _words(
    "a an and are as at be been but by can did for from had has have he her his in into is it its"
    " more less than near of on or other others over per said she since so that the their them"
    " then they this to under until was we were when where which while who will with would"
    " في من على إلى عن مع أو بعد قبل خلال منذ"
)
_PEOPLE = _words(
    "people men women children personnel staff troops police crew aircraft dead wounded injured"
    " percent kilometre kilometer mile km kg"
)
_TIMES = _words(
    "seconds minutes hours days weeks months years decades"
    " ثوان دقائق دقيقة ساعات ساعة يوما أيام أسبوعا أسابيع شهرا أشهر عاما أعوام سنوات سنة"
)
_LAST = re.compile(r"\w+$")
_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_])[\w’'-]*\s$")
_LONGEST_WORD = 30
_MANY = re.compile(r"(?:dozen|score|hundred|thousand|million|عشرات|مئات)s?$", re.IGNORECASE)
_OF = re.compile(r"\sof(?=\s)")
_OF_THEM = re.compile(r"\sof\s(?:its|the|their|his|her|our|these|those)(?=\s)")
_FARTHEST = 4
"""Words from a number to what it counts: “ten heavily armed faction fighters”."""


def numbers(text: str, span: Span) -> tuple[Span, ...]:
    """The numbers in `span` with what they count, in order; a number alone where that is unclear.

    Dates, list numbers and numbers that are part of a name (“Channel 14”) are left out.
    """
    dated = {
        at for one in mentioned_dates(text, span) for at in range(one.span.start, one.span.end)
    }
    found: list[Span] = []
    for number in _NUMBER.finditer(text, span.start, span.end):
        place = Span(*number.span())
        counted = bool(found) and place.start < found[-1].end
        if counted or place.start in dated or _numbers_an_item(text, span, place):
            continue
        end = _end_of_counted(text, place.end, span.end)
        if end > place.end or not _part_of_name(text, span, place):
            found.append(Span(place.start, end))
    return tuple(found)


def tells_how_long(number: str) -> bool:
    """Whether a number with what it counts is a stretch of time: “ten days”."""
    counted = _LAST.search(number)
    return counted is not None and counted[0].lower() in _TIMES


def _numbers_an_item(text: str, span: Span, place: Span) -> bool:
    before = text[max(span.start, place.start - 2) : place.start]
    opens = place.start - span.start <= len(before) and before.strip(" (") == ""
    return opens and text[place.end : place.end + 1] in (".", ")")


def _part_of_name(text: str, span: Span, place: Span) -> bool:
    """Whether a capitalised word that does not open the sentence stands right before."""
    before = _LAST_WORD.search(text, max(span.start, place.start - _LONGEST_WORD), place.start)
    return before is not None and before.start() > span.start and before[1].isupper()


def _end_of_counted(text: str, end: int, limit: int) -> int:
    """Where the words that are counted end; `end` itself where none follow."""
    of_them = _OF_THEM.match(text, end, limit)
    if of_them is None and _MANY.search(text, max(0, end - _LONGEST_WORD), end):
        of_them = _OF.match(text, end, limit)
    at = of_them.end() if of_them else end
    for _ in range(_FARTHEST):
        word = _WORD.match(text, at, limit)
        if word is None or word[1].lower() in _SMALL_WORDS:
            break
        at = word.end()
        if _can_be_counted(word[1]):
            return at
    return end


def _can_be_counted(word: str) -> bool:
    small = word.lower()
    if small[0] >= "\u0600" or small in _PEOPLE:
        return True
    return small.endswith("s") and not word.isupper() and not small.endswith(("'s", "’s", "ss"))
