"""The documents that rules are tried on: the archive, or files that somebody names."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import typer

from watcher.build import kept, now
from watcher.cli.terminal import say
from watcher.core.alerts.decide import MEMORY
from watcher.model import Document, DocumentId, SourceName
from watcher.ports import Cursor, Skipped
from watcher.settings import Settings
from watcher.sources.decode import decode
from watcher.sources.folder import Folder
from watcher.store.archive import how_many
from watcher.store.sql_store import open_store

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_INTERVAL = re.compile(r"(\d{1,5})([hdw])", re.ASCII)
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def ago(since: str) -> datetime:
    """The moment that `--since` means; what is no interval ends the command with exit code 2."""
    if not (found := _INTERVAL.fullmatch(since.strip())):
        say(f"--since {since}: a number and h, d or w, such as 12h, 30d or 8w")
        raise typer.Exit(2)
    return now() - timedelta(**{_UNITS[found[2]]: int(found[1])})


@dataclass(frozen=True, slots=True)
class Papers:
    """Documents, which may be asked for again and again."""

    documents: Callable[[], Iterator[Document]]
    count: int
    since: datetime
    """From when on it counts what would have been told."""
    by_own_date: bool = False
    skipped: tuple[Skipped, ...] = ()


def archive(settings: Settings, since: datetime, before: timedelta = MEMORY) -> Papers:
    """What the database keeps, from so long `before` `since` on: a week, as events are remembered.

    Raises `StoreError` if the database cannot be used.
    """
    early = since - before
    with closing(open_store(settings.database, ours=False)) as store:
        count = how_many(store.database, early)
    return Papers(lambda: kept(settings, early), count, since)


def files(places: Sequence[Path], settings: Settings, now: datetime) -> Papers:
    """The texts in files and below folders, each text once, as found at `now`.

    A file that lies in the folder of a source is that source's. Raises `SourceError` if a folder
    cannot be read.
    """
    found: list[Document] = []
    skipped: list[Skipped] = []
    for place in places:
        if place.is_dir():
            poll = Folder(_source(place, settings), place, timedelta()).poll(Cursor(""), now)
            found += poll.documents
            skipped += poll.skipped
        else:
            found.append(paper(place, settings, now))
    each = {document.text: document for document in found}
    return Papers(
        lambda: iter(each.values()), len(each), _LONG_AGO, by_own_date=True, skipped=tuple(skipped)
    )


def _source(place: Path, settings: Settings | None) -> SourceName:
    sources = settings.sources if settings else ()
    folders = (one for one in sources if one.kind == "folder")
    holding = (one.name for one in folders if place.resolve().is_relative_to(one.path.resolve()))
    return next(holding, SourceName(""))


def paper(file: Path, settings: Settings | None, now: datetime) -> Document:
    """The text of one file, as the source whose folder holds it would give it at `now`.

    A file that cannot be read ends the command with a sentence and exit code 2.
    """
    try:
        decoded = decode(file.read_bytes())
    except OSError as error:
        say(f"{file}: cannot be read: {error.strerror or error}")
        raise typer.Exit(2) from error
    if decoded is None:
        say(f"{file}: not a text file")
        raise typer.Exit(2)
    source, id_ = _source(file, settings), DocumentId(str(file.resolve()))
    return Document(id_, source, decoded.text, now, origin=file.name)
