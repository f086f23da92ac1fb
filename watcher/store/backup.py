"""Copies of the database: made while watcher runs, checked, and put back."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from watcher.errors import StoreError
from watcher.store.lock import only_one
from watcher.store.tables import MARK, VERSION


def back_up(database: Path, to: Path, *, force: bool = False) -> None:
    """Write what was committed last into `to`, whole, checked and on disk, or not at all.

    A file that is there is only replaced with `force`. Raises `StoreError`.
    """
    if not database.exists():
        raise StoreError(f"there is no database yet ({database}): nothing to back up")
    if to.exists() and (not force or to.samefile(database)):
        raise StoreError(f"{to} exists already: name another file, or replace it with --force")
    draft = _draft(database, to)
    _put(draft, to)


def restore(database: Path, backup: Path) -> Path | None:
    """Put `backup` in the place of `database`; give where the former database lies now, if any.

    `backup` stays where it is, and nothing is touched before its copy was checked. Raises
    `StoreError`, also while a watcher uses the database.
    """
    if not backup.is_file():
        raise StoreError(f"there is no file {backup}: name one that `watcher backup` wrote")
    with only_one(database):
        if database.exists() and backup.samefile(database):
            raise StoreError(f"{backup} is the database itself: name a backup of it")
        draft = _draft(backup, database)
        _forget_places(draft)
        aside = _set_aside(database) if database.exists() else None
        _put(draft, database)
        return aside


def _draft(source: Path, target: Path) -> Path:
    """A checked copy of `source` beside `target`."""
    draft = target.with_name(f"{target.name}.draft")
    try:
        draft.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as whole,
            closing(sqlite3.connect(draft)) as copy,
        ):
            whole.backup(copy)
            _check(copy, source)
    except (sqlite3.Error, OSError, StoreError) as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        if isinstance(error, StoreError):
            raise
        raise StoreError(
            f"{source} cannot be copied to {target} ({error}): nothing was changed; check that "
            "it is a database of watcher, that the folder exists, and the room on its disk"
        ) from error
    return draft


def _check(copy: sqlite3.Connection, source: Path) -> None:
    (mark,) = copy.execute("PRAGMA application_id").fetchone()
    (version,) = copy.execute("PRAGMA user_version").fetchone()
    if mark != MARK:
        raise StoreError(f"{source} is not a database of watcher: nothing was changed")
    if version > VERSION:
        raise StoreError(
            f"{source} was written by a newer watcher (version {version} of the tables, this one "
            f"knows {VERSION}): install that watcher; nothing was changed"
        )
    (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise StoreError(f"{source} is damaged ({found}): nothing was changed, use another backup")


def _forget_places(draft: Path) -> None:
    """Which message was the last in each chat: others stand behind it by now, unknown to us.

    Where the answer to a send is lost, they would be taken for the one in doubt, and changed.
    """
    with closing(sqlite3.connect(draft)) as copy, copy:
        copy.execute("UPDATE lane SET last_message_id = ''")
        (version,) = copy.execute("PRAGMA user_version").fetchone()
        if version == VERSION:  # before, none was kept
            copy.execute("UPDATE delivery SET after = ''")


def _set_aside(database: Path) -> Path:
    """Give the database a second name; what was not yet written into it goes along."""
    number = 1
    while (aside := database.with_name(f"{database.name}.replaced-{number}")).exists():
        number += 1
    log = database.with_name(f"{database.name}-wal")
    try:
        os.link(database, aside)
        if log.exists():
            log.replace(aside.with_name(f"{aside.name}-wal"))
        database.with_name(f"{database.name}-shm").unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{database} cannot be set aside as {aside} ({error.strerror})") from error
    return aside


def _put(draft: Path, target: Path) -> None:
    try:
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(target)
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise StoreError(f"{target} cannot be written ({error.strerror})") from error
