"""The documents that rules are tried on: the archive, or files that somebody names."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

import typer

from watcher.build import kept, now
from watcher.cli.terminal import say
from watcher.core.alerts.decide import MEMORY
from watcher.model import Document, SourceName
from watcher.ports import Cursor, Skipped
from watcher.settings import Settings, SourceSettings
from watcher.sources.folder import Folder, one_file
from watcher.sources.tree import shown
from watcher.sources.unfit import UnfitError
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
            poll = Folder(_name(_source(place, settings)), place, timedelta()).poll(Cursor(""), now)
            found += poll.documents
            skipped += poll.skipped
        else:
            found += paper(place, settings, now)
    each = {document.text: document for document in found}
    return Papers(
        lambda: iter(each.values()), len(each), _LONG_AGO, by_own_date=True, skipped=tuple(skipped)
    )


def _source(place: Path, settings: Settings | None) -> SourceSettings | None:
    """The source in whose folder a file or folder lies."""
    sources = settings.sources if settings else ()
    folders = (one for one in sources if one.kind == "folder")
    holding = (one for one in folders if place.resolve().is_relative_to(one.path.resolve()))
    return next(holding, None)


def _name(source: SourceSettings | None) -> SourceName:
    return source.name if source else SourceName("")


def paper(file: Path, settings: Settings | None, now: datetime) -> tuple[Document, ...]:
    """What one file holds, as the source whose folder holds it would give it at `now`.

    A file that cannot be read ends the command with a sentence and exit code 2.
    """
    source = _source(file, settings)
    inside = file.resolve().relative_to(source.path.resolve()) if source else file.name
    try:
        found, notes = one_file(file, _name(source), shown(PurePosixPath(inside)), now)
    except UnfitError as unfit:
        say(f"{file}: {unfit}")
        raise typer.Exit(2) from unfit
    for note in notes:
        say(f"{file}: is read, but {note}")
    return tuple(found)
