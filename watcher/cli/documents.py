"""Commands that read documents from a pipe or from files: match, events, stories."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from watcher.app.teller import Teller
from watcher.cli.terminal import result_json, say
from watcher.core.stories.split import split
from watcher.core.watchlist.language import Watchlist
from watcher.core.watchlist.matcher import Matcher
from watcher.model import Document, DocumentId, Find, Match, SourceName, Span, Story
from watcher.rulefile import read_watchlist
from watcher.sources.decode import decode

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Documents from a pipe were seen at no moment; stories without any date share this day."""

Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", help="A rule file or folder; may be repeated. Default: ./rules"),
]


def match(rules: Rules = None) -> None:
    """Find names and rules in documents: JSON Lines in, JSON Lines out, one for one.

    Each line in: {"doc_id": "1", "text": "…", "title"?: "…", "published"?: "2024-10-04"}.
    Needs no configuration and no database. A bad line is answered on stderr; the rest go on.
    """
    matcher = Matcher(_watchlist(rules))
    _answer_lines(lambda document: _answer(_found(document, matcher), document))


def events(rules: Rules = None) -> None:
    """Like match, and say which documents tell the same event: equal ids, one event.

    The order of the lines is the order of arrival.
    """
    watchlist = _watchlist(rules)
    matcher, teller = Matcher(watchlist), Teller(watchlist.names)

    def answer(document: Document) -> dict[str, Any]:
        found = _found(document, matcher)
        told = [teller.events(story, finds) for story, finds, _ in found]
        ids = sorted({id_ for one in told for id_ in one})
        return _answer(found, document) | {"events": ids}

    _answer_lines(answer)


def _watchlist(rules: list[Path] | None) -> Watchlist:
    return read_watchlist(rules or [Path("rules")]).watchlist


def _answer_lines(answer: Callable[[Document], dict[str, Any]]) -> None:
    bad = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            document = _document(line)
        except ValueError as error:
            bad += 1
            say(json.dumps({"line": number, "error": str(error)}, ensure_ascii=False))
            continue
        result_json(answer(document))
    if bad:
        raise typer.Exit(1)


def stories(files: Annotated[list[Path], typer.Argument(help="Text files.")]) -> None:
    """Show how documents are split into stories: JSON Lines, offsets into the decoded text."""
    bad = 0
    for file in files:
        try:
            decoded = decode(file.read_bytes())
        except OSError as error:
            bad += 1
            say(f"{file}: cannot be read: {error.strerror or error}")
            continue
        if decoded is None:
            bad += 1
            say(f"{file}: not a text file")
            continue
        document = Document(
            DocumentId(str(file)), SourceName(""), decoded.text, _EPOCH, origin=file.name
        )
        for row in _rows(document, file):
            result_json(row)
    if bad:
        raise typer.Exit(1)


def _rows(document: Document, file: Path) -> Iterator[dict[str, Any]]:
    parts = split(document)
    rows: list[dict[str, Any]] = [
        {
            "file": str(file),
            "start": story.span.start,
            "end": story.span.end,
            "title": story.title or None,
            "date": story.date.isoformat() if story.date else None,
            "source": story.source or None,
            "kind": "story",
        }
        for story in parts.stories
    ]
    rows += [
        {
            "file": str(file),
            "start": one.span.start,
            "end": one.span.end,
            "title": None,
            "date": None,
            "source": None,
            "kind": "boilerplate",
            "why": one.why,
        }
        for one in parts.boilerplate
    ]
    yield from sorted(rows, key=lambda row: int(row["start"]))


def _document(line: bytes) -> Document:
    """One line of input. Raises `ValueError` with a sentence for the person who wrote it."""
    try:
        given = json.loads(line)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"not JSON: {error}") from error
    except RecursionError as error:
        raise ValueError("not JSON that anybody wrote: too deeply nested") from error
    if not isinstance(given, dict):
        raise ValueError('expected an object: {"doc_id": "…", "text": "…"}')  # noqa: TRY004 - data
    return Document(
        id=DocumentId(_text(given, "doc_id")),
        source=SourceName(""),
        text=_text(given, "text"),
        seen=_EPOCH,
        title=_text(given, "title", needed=False),
        published=_published(_text(given, "published", needed=False)),
    )


def _text(given: Mapping[str, object], key: str, *, needed: bool = True) -> str:
    value = given.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        raise ValueError(f'"{key}" must be a text')  # noqa: TRY004 - a bad line, not a bug
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f'"{key}" holds half a character at {error.start}') from error
    return value


def _published(text: str) -> datetime | None:
    if not text:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f'"published" must be a date such as 2024-10-04, not {text!r}') from error
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _found(
    document: Document, matcher: Matcher
) -> list[tuple[Story, tuple[Find, ...], tuple[Match, ...]]]:
    """What each story of the document holds."""
    day = document.published.date() if document.published else None
    readings = [matcher.read(story) for story in split(document).stories]
    return [(one.story, one.finds, matcher.match(one, day)) for one in readings]


def _answer(
    found: list[tuple[Story, tuple[Find, ...], tuple[Match, ...]]], document: Document
) -> dict[str, Any]:
    return {
        "doc_id": document.id,
        "mentions": [_mention(find, document.text) for _, finds, _ in found for find in finds],
        "matches": [
            {
                "rule": one.rule,
                "told_as": one.told_as,
                "severity": one.severity.word,
                "evidence": [_pair(evidence.sentence) for evidence in one.evidence],
            }
            for _, _, matches in found
            for one in matches
        ],
    }


def _mention(find: Find, text: str) -> dict[str, Any]:
    return {
        "start": find.span.start,
        "end": find.span.end,
        "surface": text[find.span.start : find.span.end],
        "name": find.name,
        "how": find.how,
        "score": round(find.score, 3),
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
