"""News in JSON: one object, a list of them, a JSON Feed, or an object a line. Pure."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from watcher.core.text.plural import many
from watcher.sources.entry import Entry
from watcher.sources.plain_text import plain_text
from watcher.sources.unfit import UnfitError

_MOST = 10_000
"""Objects of one file that are read, as of one feed."""
_SHOWN = 5
"""Numbers of bad lines that are told; the rest is counted."""
_TEXTS = ("text", "content_text", "content", "body", "summary", "description")
_MARKUP = "content_html"
_LINKS = ("url", "link", "external_url")
_DATES = ("published", "date_published", "date", "created_at", "timestamp")
_LISTS = ("items", "entries", "articles", "documents")


def read_json(text: str) -> tuple[Sequence[Entry], Sequence[str]]:
    """The objects in `text` that hold news, and what of it is not read.

    Raises `UnfitError` where it is no JSON.
    """
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnfitError(f"is not valid JSON: {_why(error)}") from error
    if isinstance(held, dict):
        lists = (held[key] for key in _LISTS if isinstance(held.get(key), list))
        held = next(lists, [held])
    if not isinstance(held, list):
        raise UnfitError("holds no objects with a text: name it text")
    return _entries(enumerate(held, 1), "object")


def read_lines(text: str) -> tuple[Sequence[Entry], Sequence[str]]:
    """The objects on the lines of `text` that hold news, and which lines are not read."""
    lines = enumerate(text.split("\n"), 1)
    return _entries(((n, _parsed(line)) for n, line in lines if line.strip()), "line")


def _parsed(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _entries(held: Iterator[tuple[int, object]], what: str) -> tuple[list[Entry], list[str]]:
    entries: list[Entry] = []
    bad: list[int] = []
    over = 0
    for number, one in held:
        entry = _entry(one) if isinstance(one, dict) else None
        if entry is None:
            bad.append(number)
        elif len(entries) < _MOST:
            entries.append(entry)
        else:
            over += 1
    notes = [_told(bad, what)] if bad else []
    if over:
        notes.append(f"only its first {_MOST} texts are read, not {over} more")
    return entries, notes


def _told(bad: Sequence[int], what: str) -> str:
    shown = ", ".join(map(str, bad[:_SHOWN]))
    more = f" and {many(len(bad) - _SHOWN, 'other')}" if len(bad) > _SHOWN else ""
    return f"not {what} {shown}{more}: no JSON object with a text"


def _entry(held: Mapping[str, object]) -> Entry | None:
    """The news in one object; None if it holds neither text nor title."""
    text = _first(held, _TEXTS)
    if not text:
        text = plain_text(_first(held, (_MARKUP,)))
    title = " ".join(_first(held, ("title", "headline")).split())
    if not text and not title:
        return None
    dates = (moment(held[key]) for key in _DATES if key in held)
    return Entry(
        link=_first(held, _LINKS),
        title=title,
        text=text,
        published=next(filter(None, dates), None),
    )


def _first(held: Mapping[str, object], keys: Sequence[str]) -> str:
    for key in keys:
        value = held.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def moment(value: object) -> datetime | None:
    """A moment as ISO 8601, as e-mails write it, or in seconds since 1970."""
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC)
        written = _written(str(value).strip())
        return written.astimezone(UTC) if written.tzinfo else written.replace(tzinfo=UTC)
    except (IndexError, OSError, OverflowError, TypeError, ValueError):
        return None


def _written(date: str) -> datetime:
    try:
        return datetime.fromisoformat(date)
    except ValueError:
        return parsedate_to_datetime(date)


def _why(error: Exception) -> str:
    return "it is nested too deep" if isinstance(error, RecursionError) else str(error)
