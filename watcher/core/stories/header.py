"""Who tells a story, and when: the line above it, its first words, a name in brackets. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from watcher.core.text.dates import mentioned_dates
from watcher.core.text.tokens import folded_words
from watcher.core.watchlist.grammar import folded_set
from watcher.core.watchlist.states import PLAIN
from watcher.core.watchlist.world import PLACES
from watcher.model import Span

_PLACES = (
    PLACES
    | {word for form in PLAIN for word in form}
    | folded_set(
        "amman jerusalem aden أربيل السليمانية دهوك البصرة النجف كربلاء الأنبار الرمادي ديالى"
        " بعقوبة نينوى بابل الحلة واسط الكوت ميسان العمارة ذي قار الناصرية الديوانية المثنى السماوة"
        " سامراء حلب حمص القامشلي عمان القدس صنعاء عدن أبوظبي دبي إسطنبول"
    )
)
"""Before a date these say where a story was written."""
_LONGEST = 140
"""Characters of the longest line that only says when and by whom."""
_SAYS = re.compile(
    r"(?<!\w)(?:(?:last )?(?:published|updated|posted|modified)|date|time|on|at|by|from|source|via"
    r"|issued|in|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?-i:GMT|UTC|[A-Z]{1,3}ST|Z)"
    r"|\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?(?:\s?[ap]\.?m\.?)?|[+]\d{1,2}(?::?\d\d)?"
    r"|المصدر|التاريخ|بقلم|نشر|تحديث|من|في|الساعة)(?!\w)|[\s|:;,،.()\[\]/–—_-]+",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:\b(?:from|source|via|by)|المصدر|من)\s?:\s*(?P<name>[^|:;\n]{2,50}?)\s*(?:$|[|;]|\s-\s)",
    re.IGNORECASE,
)
_NAME_WORD = r"(?:(?:al|el|as|ash|an|ad|ar|at|az)-)?[^\W\d_a-z][\w.&'’-]*"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s(?:{_NAME_WORD}|of|the|and|for|\d{{1,3}}))*")
_MOST_WORDS = 5
"""Words of an outlet's name: the longest in use, without its city, have five."""
_LONGEST_WORD = 40
_BRACKETED = re.compile(r"[(\[]\s*([^()\[\]]{2,45}?)\s*[)\]]\s*[.،,。]?\s*$")
_LONGEST_CREDIT = len("source ")
_CREDITED = re.compile(r"(?:source|via|المصدر)\s?:\s*([^.:\n]{2,45}?)\s*[.]?\s*$", re.IGNORECASE)
_DATELINE = re.compile(r"[^()\n/:.!?]{0,60}?[(](?P<name>[^()\n]{2,40})[)]\s*[-–—]{1,2}")
"""“BASRA, May 6 (Port News) - …”, “(Port News) — …”."""
_DATED = re.compile(r"(?P<head>[^\n]{6,80}?)\s[-–—]{1,2}\s")
_SLASHED = re.compile(
    r"(?:[^/\n.:!?]{2,30}/\s?(?P<second>[^/\n.:!?]{1,39}[^/\n.:!?\s])\s?/"
    r"|(?P<name>[^/\n.:!?]{1,39}[^/\n.:!?\s])/)\s+(?=\S)"
)
"""“Port News/ …”, “Basra / Port News / …”."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a line above a story says of it."""

    day: date
    source: str
    source_sure: bool
    """Whether the line calls it the source, and does not only name it."""


def read_header(line: str) -> Header | None:
    """What a line says that holds a full date and at most an outlet's name; None for other lines.

    “2031-05-06 07:08 - From: Port Radio”, “Port Radio | 6 May 2031”, “Basra, 6 May 2031”.
    """
    if len(line) > _LONGEST or "\n" in line:
        return None
    dates = mentioned_dates(line, Span(0, len(line)))
    days = [day for one in dates if (day := one.on())]
    if not days:
        return None
    rest = list(line)
    for one in dates:
        rest[one.span.start : one.span.end] = " " * (one.span.end - one.span.start)
    named = _NAMED.search("".join(rest))
    name = named["name"] if named else _SAYS.sub(" ", "".join(rest)).strip()
    if name and not is_outlet(name):
        return None
    outlet = closing_outlet(line)
    place = name.removesuffix(outlet)
    if not named and place != name and _PLACES.issuperset(folded_words(place)):
        name = outlet  # “Baghdad, 7 March 2031 (Port Radio)”
    if not named and _PLACES.issuperset(folded_words(name)):
        name = ""  # “Baghdad – 7 March 2031” says where it was written, not by whom
    return Header(days[0], name, source_sure=bool(named))


def is_outlet(name: str) -> bool:
    """Whether a text could be the name of an outlet: a few words with capitals, or Arabic."""
    words = name.split()
    return len(words) <= _MOST_WORDS and bool(_NAME.fullmatch(" ".join(words)))


def opening_outlet(text: str) -> str:
    """The agency that a story's first words name: “BASRA (Port News) - …”, “Port News/ …”."""
    dateline, slashed = _DATELINE.match(text), _SLASHED.match(text)
    named = [dateline["name"]] if dateline else []
    named += [slashed["second"] or slashed["name"]] if slashed else []
    return next(filter(is_outlet, named), "")


def opening_day(text: str) -> date | None:
    """The full date in a story's dateline: “BASRA, 6 May 2031 - …”."""
    told = read_header(dateline(text))
    return told.day if told else None


def dateline(text: str) -> str:
    """What stands before the dash where a text opens with a place and a full date; else empty."""
    found = _DATED.match(text)
    return found["head"] if found and read_header(found["head"]) else ""


def closing_outlet(text: str) -> str:
    """The outlet in brackets at the end of a text, or behind “Source:”; empty where none is.

    An abbreviation is none: “… of the Port Workers' Union (PWU).”
    """
    found = _closing(text)
    return " ".join(found[1].split()) if found else ""


def without_outlet(title: str) -> str:
    """A title without the outlet in brackets behind it and without a full stop."""
    found = _closing(title)
    return (title[: found.start()] if found else title).strip().removesuffix(".").rstrip()


def _closing(text: str) -> re.Match[str] | None:
    found = _named_last(text)
    if found is None or not is_outlet(found[1]):
        return None
    before = text[max(0, found.start() - _LONGEST_WORD) : found.start()].split()[-1:]
    spelt_out = found[1].isupper() and before and before[0][:1].isupper()
    return None if spelt_out and before[0][-1].isalnum() else found


def _named_last(text: str) -> re.Match[str] | None:
    """A name in brackets or behind “Source:” that ends a text.

    The one holds no bracket and the other no colon, so that only the last can open it: to look
    there alone takes a twentieth of the time.
    """
    bracket = max(text.rfind("("), text.rfind("["))
    found = _BRACKETED.match(text, bracket) if bracket >= 0 else None
    colon = text.rfind(":")
    if found is None and colon >= 0:
        found = _CREDITED.search(text, max(0, colon - _LONGEST_CREDIT))
    return found
