"""Lines of a text, and which line breaks only wrap a paragraph.

The only room that judges line breaks. Pure, and linear in the length of the text.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from watcher.core.text.dates import dated_opening, read_date
from watcher.model import Span

_WIDEST_WRAP = 130
"""No printed column or plain mail is wrapped wider; a longer line is a whole paragraph."""
_NARROWEST_WRAP = 35
"""No printed column is narrower; shorter lines have another reason to end."""
_ANY_LEAP_YEAR = 2024
_NEARLY = 0.9
"""A line this full may have been wrapped: long words leave room, Arabic lines are stretched."""

_HYPHEN = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_GOES_ON = re.compile(
    r"(?:[,،;؛(\[«“‘/&]|\b(?:a|an|the|of|in|on|at|to|by|for|from|with|and|or|but|near|as|that|than"
    r"|their|his|its|who|which|was|were|is|are|has|have|had|will|would))$",
    re.IGNORECASE,
)
_COMPLETE = re.compile(r"[.!?؟۔…:][\"'”’»)\]]*$")
ITEM = re.compile(
    r"(?:[(\[]?(?P<n>\d{1,3})(?:[.)\]](?![\d.,;)])|\s?[-–](?=\s))|[•●▪◦‣·■]|[-–—*](?=\s))\s*"
)
"""What opens an item of a list: “1.”, “2)”, “(3)”, “4-”, a bullet, a dash before a space."""
RULE = re.compile(r"[-=_~#*•](?:\s?[-=_~#*•]){2,}")
"""A line drawn with marks: “-----”, “* * *”."""
_OPENER = re.compile(
    r"[\"'“‘«(\[]*(?:The|A|An|It|He|She|They|We|In|On|At|After|Before|As|But|And|While|When|If|This"
    r"|That|These|Those|There|For|From|With|Since|According|Meanwhile|However)\b"
)


_BLANK_LINE = "\n\n"
_USUAL_GAPS = ("\n", _BLANK_LINE)


def lines(text: str, span: Span) -> list[Span]:
    """The lines in `span` that hold more than white space, trimmed of it.

    Cut by `splitlines`, which takes a third of the time of a regular expression.
    """
    found: list[Span] = []
    at = span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = at + line.index(bare)
            found.append(Span(start, start + len(bare)))
        at += len(line)
    return found


def blocks(text: str, span: Span) -> list[list[Span]]:
    """The lines of `span`, grouped between blank lines."""
    groups: list[list[Span]] = []
    for line in lines(text, span):
        if groups and not _blank_between(text, groups[-1][-1].end, line.start):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def paragraphs(text: str, span: Span | None = None) -> tuple[Span, ...]:
    """The paragraphs in `span`, or in the whole text, in order and trimmed of white space.

    A blank line always parts. A single line break parts unless it wraps: after a hyphen, before
    a small letter, inside a phrase, or where the next word had no more room. A heading on its own
    line and each item of a list are paragraphs. Every non-white character is in exactly one.
    """
    found: list[Span] = []
    for block in blocks(text, span or Span(0, len(text))):
        found += _paragraphs_of_block(text, block)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Column:
    """How the lines of a block are set."""

    width: int
    """Characters of the longest line."""
    full: int
    """How many lines nearly reach it."""
    wraps: bool
    """Whether a break inside it stands inside a word or phrase."""


def _paragraphs_of_block(text: str, block: list[Span]) -> list[Span]:
    if len(block) == 1:  # most blocks of a web page
        return block
    shown = [text[line.start : line.end] for line in block]
    width = max(map(len, shown))
    full = sum(len(line) >= width * _NEARLY for line in shown)
    column = _Column(width, full, wraps=any(map(_surely_wraps, shown, shown[1:])))
    found = [block[0]]
    for line, (before, after) in zip(block[1:], pairwise(shown), strict=True):
        if _wraps(before, after, column):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def _blank_between(text: str, start: int, end: int) -> bool:
    gap = text[start:end]
    if gap in _USUAL_GAPS:  # no need to count: a seventh of the time of `paragraphs`
        return gap == _BLANK_LINE
    gap = gap.replace("\r\n", "\n")
    return sum(gap.count(mark) for mark in "\n\r\x85\u2028") > 1 or "\u2029" in gap or "\x0c" in gap


def _surely_wraps(before: str, after: str) -> bool:
    """Whether the break between two lines stands inside a word or phrase."""
    if ITEM.match(after):
        return False
    return (
        after[0].islower()
        or bool(_HYPHEN.search(before[-2:]) and after[0].isalpha())
        or bool(_GOES_ON.search(before[-20:]))
    )


def _wraps(before: str, after: str, column: _Column) -> bool:
    """Whether the break between two lines only wraps a paragraph."""
    complete = bool(_COMPLETE.search(before[-8:]))
    wide = column.width > _WIDEST_WRAP
    if _opens_line(after) or before == after or (wide and complete) or _stands_alone(before):
        return False
    sure = _surely_wraps(before, after)
    if sure or wide:
        return sure
    room = max(_NARROWEST_WRAP, column.width if after[0].isupper() else column.width * _NEARLY)
    if len(before) + 1 + len(after.split(maxsplit=1)[0]) > room:
        return not complete or column.full > 1
    return not complete and _looks_unfinished(before, after, column)


def _looks_unfinished(before: str, after: str, column: _Column) -> bool:
    """Whether a line with room to spare is no heading, by how both lines are written."""
    if not after[0].isupper():
        return column.wraps
    return not _OPENER.match(after) and (column.wraps or not _in_title_case(before))


def _opens_line(line: str) -> bool:
    """Whether a line opens an item of a list or of a diary, wherever the one before ends."""
    opens = ITEM.match(line) or RULE.fullmatch(line)
    return bool(opens) or dated_opening(line) is not None


def _stands_alone(line: str) -> bool:
    """Whether a line is a date or a rule, which no text goes on with."""
    dated = line[-1].isalnum() and read_date(line, _ANY_LEAP_YEAR) is not None
    return dated or bool(RULE.fullmatch(line))


def _in_title_case(line: str) -> bool:
    """Whether a line is written as headings are: its longer words all begin with a capital."""
    longer = [word for word in line.split() if len(word) > 3]  # noqa: PLR2004 - of, the, and
    return len(line.split()) > 1 and all(not word[0].islower() for word in longer)
