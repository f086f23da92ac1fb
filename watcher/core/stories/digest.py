"""Digests: pages of short items under dates, with numbers or without. Pure.

An item starts at its number, at a headline, at a label such as “Analysis:”, or behind an item that
has named its outlet.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from watcher.core.stories.header import closing_outlet
from watcher.core.stories.item import LABEL, read_item
from watcher.core.stories.piece import Piece, Reading, Setting
from watcher.core.stories.units import (
    Unit,
    first_sentence,
    in_title_case,
    is_body,
    is_day,
    is_heading,
    is_label,
)
from watcher.core.text.dates import Mentioned, dated_opening
from watcher.core.text.lines import ITEM
from watcher.model import Span

_NEXT_NUMBER = re.compile(r"(?<=[.!?)\]”\"])\s{1,5}\(?(?P<n>\d{1,3})[.)]\s+(?=[^\W\d_a-z])")
_BULLETS = "•●▪◦‣·■-–—*"
"""They also mark the key points that an article has below its date."""
_MOST = 0.6
"""Items are a digest where they hold this much of its text, else a list inside an article."""
_SHORTEST_ITEM = 5
"""Words: shorter numbered lines are the sub-heads of an article."""
_SHORTEST_HEADLINE = 3
_LONGEST_SECTION = 3
"""Words of a section's heading: “Politics and Security”; what is longer may tell something."""
_LONGEST_WITH_COLON = 6


def unglued(page: Sequence[Unit]) -> list[Unit]:
    """The units of a page, cut where the next number of a list stands inside an item."""
    found: list[Unit] = []
    for unit in page:
        opening = ITEM.match(unit.text)
        found += _cut_at_numbers(unit, int(opening["n"])) if opening and opening["n"] else [unit]
    return found


def _cut_at_numbers(unit: Unit, number: int) -> Iterator[Unit]:
    """The pieces of an item, cut where the number after its own stands, and the next after that."""
    start = 0
    for inside in _NEXT_NUMBER.finditer(unit.text):
        if int(inside["n"]) == number + 1:
            yield unit.part(start, inside.start())
            start, number = inside.start(), number + 1
    yield unit.part(start, len(unit.text))


def is_digest(page: Sequence[Unit], left_out: dict[int, str]) -> bool:
    """Whether a page is made of items and is no article."""
    body = [unit for n, unit in enumerate(page) if n not in left_out and not is_day(unit)]
    items = [unit for unit in body if _is_listed(unit) or _names_outlet(unit)]
    if items or any(map(is_day, page)):
        items = [unit for unit in body if _is_item(unit)]
    most = sum(len(unit.text) for unit in items) >= _MOST * sum(len(unit.text) for unit in body)
    dated = sum(_opening_day(unit) is not None for unit in body)
    return (
        (len(items) > 1 and most) or _has_days(page, left_out) or dated * 2 > max(2, len(body) - 1)
    )


def first_of_digest(page: Sequence[Unit]) -> int:
    """The unit that opens the digest on its page; before it stand headings or an article."""
    first = next(n for n, unit in enumerate(page) if _is_marked(unit) or _names_outlet(unit))
    headed = first > 0 and is_heading(page[first - 1]) and not is_label(page[first - 1])
    return first - 1 if headed and not _is_marked(page[first]) else first


def read_digest(
    text: str, page: Sequence[Unit], left_out: dict[int, str], setting: Setting
) -> Reading:
    """The items of a digest, in order, and what it holds besides, section headings included."""
    reader = _Reader(text, setting)
    sections: dict[int, str] = {}
    for n, unit in enumerate(page):
        if n in left_out:
            reader.close()
        elif is_day(unit):
            reader.turn_to(unit.text)
        elif _is_section(page, n):
            reader.close()
            sections[n] = "section heading"
        else:
            reader.take(unit)
    reader.close()
    return Reading(reader.pieces, left_out | sections)


class _Reader:
    """Goes down a digest: the day it has reached, and the item that is open."""

    def __init__(self, text: str, setting: Setting) -> None:
        self.pieces: list[Piece] = []
        self._text = text
        self._setting = setting
        self._day: date | None = None
        self._inferred = False
        self._item: list[Unit] = []
        self._listed = False
        self._number = 0

    def turn_to(self, heading: str) -> None:
        """Go on to the next day."""
        self.close()
        self._day, self._inferred = self._setting.day_of(heading)
        if self._day:
            self._setting = replace(self._setting, year=self._day.year, today=None)

    def take(self, unit: Unit) -> None:
        """Open an item with a unit, or add the unit to the open one."""
        mark = ITEM.match(unit.text)
        said = _opening_day(unit)
        if mark and not self._is_inside(int(mark["n"] or 1)):
            self._number = int(mark["n"] or 1)
            self._open(unit.part(mark.end(), len(unit.text)), listed=True)
        elif said:
            self.turn_to(unit.text[: said[0].span.end])
            self._open(unit.part(said[1], len(unit.text)), listed=False)
        elif not self._item or self._starts_another(unit):
            self._open(unit, listed=self._listed and not self._item)
        else:
            self._item.append(unit)

    def _is_inside(self, number: int) -> bool:
        """Whether a number at the start of a line only goes on with the open sentence."""
        follows = number in (1, self._number + 1)
        return bool(self._item) and not follows and is_heading(self._item[-1])

    def close(self) -> None:
        """Finish the open item, if there is one."""
        if self._item:
            whole = Span(self._item[0].span.start, self._item[-1].span.end)
            item = Unit(whole, self._text[whole.start : whole.end])
            self.pieces += [
                replace(piece, day=self._day, day_inferred=self._inferred)
                for piece in read_item(item, self._setting.publisher, listed=self._listed)
            ]
        self._item, self._listed = [], False

    def _open(self, unit: Unit, *, listed: bool) -> None:
        self.close()
        self._item, self._listed = [unit] if unit.text else [], listed

    def _starts_another(self, unit: Unit) -> bool:
        """Whether a unit without a number tells something else than the open item."""
        has_body = any(map(is_body, self._item))
        if LABEL.match(unit.text):
            return True
        if is_heading(unit):
            new = unit.words >= _SHORTEST_HEADLINE and unit.text[0] not in "(["
            return new and (has_body or (unit.gap > 0 and not self._listed))
        if LABEL.match(self._item[0].text) and closing_outlet(unit.text):
            return True
        return has_body and (
            bool(closing_outlet(self._item[-1].text)) or in_title_case(first_sentence(unit).text)
        )


def _has_days(page: Sequence[Unit], left_out: dict[int, str]) -> bool:
    """Whether dates head the parts of a page, and do not stand below the headlines of articles."""
    days = [n for n, unit in enumerate(page[:-1]) if is_day(unit)]
    below = sum(n - 1 not in left_out and is_heading(page[n - 1]) for n in days[1:])
    numbered = any(_is_listed(page[n + 1]) and page[n + 1].text[0] not in _BULLETS for n in days)
    return numbered or (len(days) > 1 and below * 2 < len(days))


def _is_listed(unit: Unit) -> bool:
    return bool(ITEM.match(unit.text)) and unit.words > _SHORTEST_ITEM


def _names_outlet(unit: Unit) -> bool:
    return is_body(unit) and bool(closing_outlet(unit.text))


def _opens_with_headline(unit: Unit) -> bool:
    return is_body(unit) and in_title_case(first_sentence(unit).text)


def _is_marked(unit: Unit) -> bool:
    return is_day(unit) or bool(ITEM.match(unit.text)) or _opening_day(unit) is not None


def _is_item(unit: Unit) -> bool:
    return _is_listed(unit) or _names_outlet(unit) or _opens_with_headline(unit)


def _opening_day(unit: Unit) -> tuple[Mentioned, int] | None:
    """The date that an item opens with, as in “3 May: …”, and where its words begin."""
    said = dated_opening(unit.text)
    return said if unit.words > _SHORTEST_ITEM else None


def _is_section(page: Sequence[Unit], n: int) -> bool:
    """Whether a unit only heads the items below it."""
    unit, below = page[n], page[n + 1] if n + 1 < len(page) else None
    if below is None or not is_heading(unit) or LABEL.match(unit.text):
        return False
    if ITEM.match(unit.text) or unit.text[0] in "([":
        return False
    if unit.text.endswith(":"):
        return unit.words <= _LONGEST_WITH_COLON
    heads = ITEM.match(below.text) or (is_body(below) and in_title_case(first_sentence(below).text))
    return bool(heads) and unit.words <= _LONGEST_SECTION and unit.gap > 0
