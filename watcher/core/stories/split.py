"""Split a document into the stories it tells. Pure.

Every character but white space, date headings and list numbers lies in exactly one story or in
one named stretch of boilerplate: nothing is lost, nothing is told twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from watcher.core.stories import article, digest
from watcher.core.stories.boilerplate import Boilerplate, boilerplate, joined
from watcher.core.stories.header import is_outlet
from watcher.core.stories.piece import Piece, Reading, Setting
from watcher.core.stories.units import Unit, is_heading, is_label, sentences_of, units
from watcher.core.text.dates import mentioned_dates
from watcher.model import Document, Span, Story, StoryId

__all__ = ["Boilerplate", "Split", "split"]

_AGE_OF_THE_WEB = 1990
"""Years before: a clock that was never set, which says nothing about a page."""


_LONGEST_HEADER = 12
"""Words of a line above a digest: its name, its subject, its period."""


@dataclass(frozen=True, slots=True)
class Split:
    """What a document is made of, each in text order."""

    stories: tuple[Story, ...]
    boilerplate: tuple[Boilerplate, ...]


def split(document: Document) -> Split:
    """The stories of a document and what it holds besides.

    A story's span holds its headline, where it has one. Dates and outlets that the text does not
    give in so many words are marked inferred. A title that the source set is kept where the
    document tells one story. A blank document tells none.
    """
    page = article.unglued(digest.unglued(units(document.text)))
    pieces: list[Piece] = []
    besides: list[Boilerplate] = []
    for part in article.parts(page):
        reading = _read(document.text, part, _setting(document))
        pieces += reading.pieces
        besides += joined(part, reading.left_out)
    if document.title and len(pieces) == 1:
        pieces = [replace(pieces[0], title=document.title)]
    return Split(
        tuple(_story(document, number, piece) for number, piece in enumerate(pieces, 1)),
        tuple(besides),
    )


def _setting(document: Document) -> Setting:
    known = document.published or document.seen
    if known.year < _AGE_OF_THE_WEB:
        return Setting()
    return Setting(known.year, today=known.date(), undated=document.published is None)


def _read(text: str, page: Sequence[Unit], setting: Setting) -> Reading:
    left_out = boilerplate(page)
    if not digest.is_digest(page, left_out):
        return article.read_article(page, left_out, setting)
    first = digest.first_of_digest(page)
    title = first
    while title > 0 and _heads_page(page[title - 1]):
        title -= 1
    above = article.read_article(page[:title], _between(left_out, 0, title), setting)
    header = {n: left_out.get(n, "page header") for n in range(title, first)}
    setting = _said_above(text, page, title, first, setting)
    below = digest.read_digest(text, page[first:], _between(left_out, first, len(page)), setting)
    return Reading(
        [*above.pieces, *below.pieces],
        above.left_out | header | {n + first: why for n, why in below.left_out.items()},
    )


def _heads_page(unit: Unit) -> bool:
    short = is_heading(unit) and unit.words <= _LONGEST_HEADER
    return short and len(sentences_of(unit)) == 1


def _between(kinds: dict[int, str], start: int, end: int) -> dict[int, str]:
    return {n - start: why for n, why in kinds.items() if start <= n < end}


def _said_above(
    text: str, page: Sequence[Unit], title: int, first: int, setting: Setting
) -> Setting:
    """What a digest's page header says: its year, and its publisher where it opens with a name."""
    header = page[title:first]
    if not header:
        return setting
    said = mentioned_dates(text, Span(header[0].span.start, header[-1].span.end))
    years = [one.year for one in said if one.year]
    named = is_label(header[0]) and is_outlet(header[0].text)
    return replace(
        setting,
        year=years[0] if years else setting.year,
        today=None if years else setting.today,
        publisher=header[0].text if named else "",
    )


def _story(document: Document, number: int, piece: Piece) -> Story:
    return Story(
        StoryId(f"{document.id}/{number}"),
        document,
        piece.span,
        title=piece.title,
        date=piece.day,
        date_inferred=piece.day_inferred,
        source=piece.source,
        source_inferred=piece.source_inferred,
    )
