"""Articles: where one ends and the next begins on a page, and what each says of itself. Pure.

A page holds several articles where a headline is repeated above its text, where a line says when
and by whom, where a date stands below a headline, or where a headline follows an unusual gap.
Sub-heads do none of this and stay inside.
"""

import re
from collections import Counter
from collections.abc import Sequence

from watcher.core.stories.boilerplate import kind_of
from watcher.core.stories.header import Header, closing_outlet, opening_outlet, read_header
from watcher.core.stories.piece import Piece, Reading, Setting
from watcher.core.stories.units import Unit, first_sentence, is_body, is_day, is_heading
from watcher.core.text.dates import guessed_day, read_date
from watcher.core.text.lines import ITEM
from watcher.model import Span

_REPEATED_WITHIN = 6
"""Units: a page repeats a headline behind a caption or two and the buttons for sharing."""
_HEAD = 6
"""Units above the text: headline, standfirst, byline, date, caption and its credit."""
_WIDE_GAP = 3
"""Blank lines; texts part paragraphs with one, rarely two."""
_LEAST_WORDS = 3
_LONGEST_HEADLINE = 170
_BYLINE = re.compile(r"by [^\W\d_a-z]|بقلم", re.IGNORECASE)
_RULE = re.compile(r"[-=_~#]{3,}$")


def unglued(page: Sequence[Unit]) -> list[Unit]:
    """The units of a page, cut where a repeated headline was glued to the text before it."""
    found: list[Unit] = []
    for n, unit in enumerate(page):
        heads = (other.text for other in page[n + 1 : n + 1 + _REPEATED_WITHIN])
        cuts = (
            len(unit.text) - len(head)
            for head in heads
            if len(head) < len(unit.text) and unit.text.endswith(head) and _is_headline_text(head)
        )
        cut = next((at for at in cuts if unit.text[at - 1] in ".!?”\"'’)"), 0)
        found += [unit.part(0, cut), unit.part(cut, len(unit.text))] if cut else [unit]
    return found


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
    while first < last and (
        first in left_out or is_day(page[first]) or read_header(page[first].text)
    ):
        if not is_day(page[first]):
            above[first] = left_out.get(first, "header")
        first += 1
    while last > first and (last - 1 in left_out or is_day(page[last - 1])):
        last -= 1
    outside = above | {n: why for n, why in left_out.items() if n >= last}
    if first == last:
        return Reading([], outside)
    return Reading([_piece(page[:last], first, setting)], outside)


def _piece(page: Sequence[Unit], first: int, setting: Setting) -> Piece:
    """What the article that begins at the unit `first` says of itself."""
    story = page[first:]
    head = page[: first + _HEAD]
    header = next((told for unit in head if (told := read_header(unit.text))), None)
    days = (day for unit in head if (day := read_date(unit.text, setting.year)))
    day = header.day if header else next(days, None)
    body = next((unit for unit in story if is_body(unit)), story[0])
    guess = None
    if day is None and setting.today:
        guess = guessed_day(body.text, _span_of(first_sentence(body), body), setting.today)
    source, inferred = _source(header, body, story[-1])
    return Piece(
        Span(story[0].span.start, story[-1].span.end),
        _title(story),
        day=day or guess,
        day_inferred=guess is not None,
        source=source,
        source_inferred=inferred,
    )


def _span_of(sentence: Unit, unit: Unit) -> Span:
    return sentence.span.shifted(-unit.span.start)


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
        if is_body(unit) or not _is_headline_text(unit.text):
            break
        if is_heading(unit) and not _BYLINE.match(unit.text):
            heads.append(unit.text)
    if not heads or not any(map(is_body, story)):
        return ""
    return next((text for text in heads if len(text.split()) >= _LEAST_WORDS), heads[0])


def _starts_article(page: Sequence[Unit], n: int, usual: int) -> bool:
    """Whether a unit behind the text of one article opens another."""
    unit, below = page[n], page[n + 1 :]
    if _is_header(unit):
        return True
    if not is_heading(unit) or not _is_headline_text(unit.text) or is_day(unit) or kind_of(unit):
        return False
    repeated = any(unit.text == other.text for other in below[:_REPEATED_WITHIN])
    dated = (
        len(below) > 1 and is_day(below[0]) and is_body(below[1]) and not ITEM.match(below[1].text)
    )
    followed = any(map(is_body, below[:2]))
    ruled = bool(_RULE.match(page[n - 1].text))
    apart = unit.gap >= _WIDE_GAP and unit.gap > usual + 1
    return (
        repeated
        or dated
        or (bool(below) and _is_header(below[0]))
        or (followed and (ruled or apart))
    )


def _is_header(unit: Unit) -> bool:
    """Whether a unit says when and by whom; a date alone may head a day of a digest."""
    told = read_header(unit.text)
    return told is not None and bool(told.source)


def _is_headline_text(text: str) -> bool:
    return (
        len(text) <= _LONGEST_HEADLINE
        and len(text.split()) >= _LEAST_WORDS
        and not text.endswith((":", ")", "]"))
        and not ITEM.match(text)
    )
