"""Articles: where one ends and the next begins on a page, and what each says of itself. Pure.

A page holds several articles where a headline is repeated above its text, where a line says when
and by whom, where a date stands below a headline, or where a headline follows an unusual gap.
Sub-heads do none of this and stay inside.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from watcher.core.stories.boilerplate import kind_of
from watcher.core.stories.header import (
    Header,
    closing_outlet,
    opening_day,
    opening_outlet,
    read_header,
)
from watcher.core.stories.piece import Piece, Reading, Setting
from watcher.core.stories.units import Unit, first_sentence, is_body, is_day, is_heading
from watcher.core.text.dates import guessed_day
from watcher.core.text.lines import ITEM, RULE
from watcher.model import Span

_REPEATED_WITHIN = 6
"""Units: a page repeats a headline behind a caption or two and the buttons for sharing."""
_HEAD = 6
"""Units above the text: headline, standfirst, byline, date, caption and its credit."""
_WIDE_GAP = 3
"""Blank lines; texts part paragraphs with one, rarely two."""
_LEAST_WORDS = 3
_LONGEST_HEADLINE = 170
_BYLINE = re.compile(r"(?:By|BY) [^\W\d_a-z]|بقلم")


def unglued(page: Sequence[Unit]) -> list[Unit]:
    """The units of a page, cut where a repeated headline was glued to the text before it."""
    found: list[Unit] = []
    texts = tuple(unit.text for unit in page)
    for n, unit in enumerate(page):
        heads = texts[n + 1 : n + 1 + _REPEATED_WITHIN]
        cut = _glued_head(unit.text, heads) if unit.text.endswith(heads) else 0
        found += [unit.part(0, cut), unit.part(cut, len(unit.text))] if cut else [unit]
    return found


def _glued_head(text: str, heads: Iterable[str]) -> int:
    """Where the first of `heads` begins that was glued to the end of `text`; 0 for none."""
    cuts = (
        len(text) - len(head)
        for head in heads
        if len(head) < len(text) and text.endswith(head) and _is_headline(head)
    )
    return next((at for at in cuts if text[at - 1] in ".!?”\"'’)"), 0)


def parts(page: Sequence[Unit]) -> list[Sequence[Unit]]:
    """The page, cut before each article but the first."""
    usual = Counter(unit.gap for unit in page).most_common(1)[0][0] if page else 0
    starts = [0]
    has_body = False
    for n in range(1, len(page)):
        has_body = has_body or is_body(page[n - 1])
        if has_body and _starts_article(page, n, usual):
            starts.append(n)
            has_body = False
    return [page[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def read_article(page: Sequence[Unit], left_out: dict[int, str], setting: Setting) -> Reading:
    """The article of a page, or none where nothing is left of it.

    Boilerplate, dates and headers above and below it are left out; what stands between its
    paragraphs stays, for a story is one stretch.
    """
    first, last = 0, len(page)
    above: dict[int, str] = {}
    while first < last and (why := left_out.get(first) or _says_only_when(page[first])):
        above[first] = why
        first += 1
    while last > first and (last - 1 in left_out or is_day(page[last - 1])):
        last -= 1
    outside = above | {n: why for n, why in left_out.items() if n >= last}
    outside = {n: why for n, why in outside.items() if not is_day(page[n])}
    if first == last:
        return Reading([], outside)
    return Reading([_piece(page[:last], first, setting)], outside)


def _says_only_when(unit: Unit) -> str:
    """What a line above an article is that belongs to no story; empty for other lines.

    A line that also names somebody without calling it the source stays: it may be a signature.
    """
    told = read_header(unit.text)
    alone = is_day(unit) or (told and (told.source_sure or not told.source))
    return "header" if alone else ""


def _piece(page: Sequence[Unit], first: int, setting: Setting) -> Piece:
    """What the article that begins at the unit `first` says of itself."""
    story = page[first:]
    head = page[: first + _HEAD]
    header = next((told for unit in head if (told := read_header(unit.text))), None)
    body = next((unit for unit in story if is_body(unit)), story[0])
    day, day_inferred = _day(head, header, body, setting)
    source, source_inferred = _source(header, body, story[-1])
    return Piece(
        Span(story[0].span.start, story[-1].span.end),
        _title(story),
        day=day,
        day_inferred=day_inferred,
        source=source,
        source_inferred=source_inferred,
    )


def _day(
    head: Sequence[Unit], header: Header | None, body: Unit, setting: Setting
) -> tuple[date | None, bool]:
    """The day of an article, and whether it is inferred."""
    if header:
        return header.day, False
    said = next((found for unit in head if (found := setting.day_of(unit.text))[0]), None)
    if said:
        return said
    if day := opening_day(body.text):
        return day, False
    if not setting.undated or setting.today is None:
        return None, False
    opening = first_sentence(body)
    guess = guessed_day(opening.text, Span(0, len(opening.text)), setting.today)
    return guess, guess is not None


def _source(header: Header | None, body: Unit, last: Unit) -> tuple[str, bool]:
    """Who tells an article, and whether that is inferred."""
    if header and header.source:
        return header.source, not header.source_sure
    if opening := opening_outlet(body.text):
        return opening, False
    closing = closing_outlet(last.text)
    return closing, bool(closing)


def _title(story: Sequence[Unit]) -> str:
    """The headline above an article's text; empty where the text begins at once."""
    heads: list[str] = []
    for unit in story[:_HEAD]:
        if is_body(unit) or not is_heading(unit):
            break
        if not _BYLINE.match(unit.text) and not read_header(unit.text) and not is_day(unit):
            heads.append(unit.text)
    if not heads or not any(map(is_body, story)):
        return ""
    return next(filter(_is_headline, heads), heads[0])


def _starts_article(page: Sequence[Unit], n: int, usual: int) -> bool:
    """Whether a unit behind the text of one article opens another."""
    unit, below = page[n], page[n + 1 :]
    if _is_header(unit):
        return any(map(is_body, below[:_HEAD]))
    if not is_heading(unit) or not _is_headline(unit.text) or is_day(unit) or kind_of(unit):
        return False
    repeated = any(unit.text == other.text for other in below[:_REPEATED_WITHIN])
    dated = len(below) > 1 and is_body(below[1]) and not ITEM.match(below[1].text)
    dated = dated and (is_day(below[0]) or read_header(below[0].text) is not None)
    followed = any(map(is_body, below[:2]))
    ruled = bool(RULE.fullmatch(page[n - 1].text)) and " " not in page[n - 1].text
    apart = unit.gap >= _WIDE_GAP and unit.gap > usual + 1
    return (
        repeated
        or dated
        or (bool(below) and _is_header(below[0]) and any(map(is_body, below[:_HEAD])))
        or (followed and (ruled or apart))
    )


def _is_header(unit: Unit) -> bool:
    """Whether a unit says when and by whom; a date alone may head a day of a digest."""
    told = read_header(unit.text)
    return told is not None and bool(told.source)


def _is_headline(text: str) -> bool:
    return (
        len(text) <= _LONGEST_HEADLINE
        and len(text.split()) >= _LEAST_WORDS
        and not text.endswith((":", ")", "]"))
        and not ITEM.match(text)
    )
