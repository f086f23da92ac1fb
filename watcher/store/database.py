"""One SQLite file, opened so that nothing that was committed is lost.

Write-ahead log, every commit on disk before it counts, one writer at a time. Translates the errors
of SQLAlchemy and SQLite, in one place, into sentences that say what to do.
"""

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from watcher.errors import StoreError
from watcher.store.door import Door
from watcher.store.search import create_index, teach
from watcher.store.tables import MARK, VERSION, metadata

log = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=10)
"""How long to wait for another process that writes (a backup, a shell) before giving up."""

_READING = "watcher_reading"
"""The execution option of connections that only read: they need not wait for the writer."""

_FULL = "has no room left on its disk: free some space, then start watcher again"
_DAMAGED = (
    "is damaged: put a backup in its place with `watcher restore FILE` "
    "(`watcher backup` makes them), or move it away to start afresh"
)
_ADVICE = {
    "SQLITE_BUSY": "is in use by another program: close that program, then start watcher again",
    "SQLITE_LOCKED": "is in use by another program: close that program, then start watcher again",
    "SQLITE_NOTADB": "is not a database: move it away, or name another file in config.toml",
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_READONLY": "cannot be written: check who owns the file and its folder",
    "SQLITE_CANTOPEN": "cannot be opened: check the path in config.toml and who owns the folder",
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR_SHMSIZE": _FULL,
    "SQLITE_IOERR": "cannot be read or written: the disk reports an error, check it",
}
_UNREADABLE = "Could not decode to UTF-8"
"""How sqlite3 begins to say that a text is none; SQLite itself does not look."""


class Database:
    """The file, its pooled connections, and the one transaction that each thread may have open."""

    def __init__(self, path: Path, patience: timedelta = PATIENCE, *, ours: bool = True) -> None:
        """Open `path`, creating it and its folder where they are missing.

        A file of an older watcher is brought up to date, if it is `ours` alone.
        """
        self.path = path
        self._door = Door()
        self._open = threading.local()
        _make_folder(path)
        self._engine = _engine(path, patience)
        with self._translated():
            self._prepare(ours=ours)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction; inside another one of this thread, a part of it that can fail alone."""
        outer: Connection | None = getattr(self._open, "connection", None)
        if outer is not None:
            with self._translated(), outer.begin_nested():
                yield outer
            return
        with self._door.inside(), self._translated(), self._engine.begin() as connection:
            self._open.connection = connection
            try:
                yield connection
            finally:
                self._open.connection = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view, which does not wait for a writer; inside a transaction, its own."""
        outer: Connection | None = getattr(self._open, "connection", None)
        with self._translated():
            if outer is not None:
                yield outer
                return
            with self._engine.connect() as connection:
                yield connection.execution_options(**{_READING: True})

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _prepare(self, *, ours: bool) -> None:
        """Create the tables in an empty file; refuse a file that is not ours to write.

        A file that has its tables is only read, so that `watcher status` never waits for a writer.
        """
        with self.reading() as connection:
            version, mark, tables = (
                connection.exec_driver_sql(question).scalar_one()
                for question in (
                    "PRAGMA user_version",
                    "PRAGMA application_id",
                    "SELECT count(*) FROM sqlite_master",
                )
            )
        if tables and mark != MARK:
            raise StoreError(
                f"{self.path} is another program's database: name another file in config.toml"
            )
        if version > VERSION:
            raise StoreError(
                f"{self.path} was written by a newer watcher (version {version} of the tables, "
                f"this one knows {VERSION}): install that watcher, the file is left as it is"
            )
        if not tables:
            self._use_write_ahead_log()
            with self.writing() as connection:
                metadata.create_all(connection)
                create_index(connection)
                connection.exec_driver_sql(f"PRAGMA application_id = {MARK}")
                connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
        elif version < VERSION and ours:
            self._migrate()
        elif version < VERSION:
            raise StoreError(
                f"{self.path} was written by an older watcher (version {version} of the tables, "
                f"this one has {VERSION}): `watcher run` brings it up to date; stop the older one, "
                "if it still runs, and start this one"
            )

    def _migrate(self) -> None:
        """Bring the tables up to date, or leave the file as it is; a copy of it is kept.

        The version is read again, now that no other writer can come between.
        """
        # Alembic takes a tenth of a second to import, and is needed once for each version
        from watcher.store.migrations import migrate  # noqa: PLC0415

        with self.writing() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if version == VERSION:
                return
            try:
                copy = self._back_up(version)
                migrate(connection, version)
            except (SQLAlchemyError, OSError, LookupError, TypeError, ValueError) as error:
                raise StoreError(
                    f"{self.path} could not be brought up to date "
                    f"({getattr(error, 'orig', error)}): it is as it was; "
                    "go on with the older watcher, and report this"
                ) from error
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
        log.warning("%s was brought up to date; as it was before: %s", self.path, copy)

    def _back_up(self, version: int) -> Path:
        """Copy the file as it was committed last; whole or not at all."""
        copy = self.path.with_name(f"{self.path.name}.version-{version}")
        draft = copy.with_name(f"{copy.name}.draft")
        draft.unlink(missing_ok=True)
        with closing(sqlite3.connect(self.path)) as whole, closing(sqlite3.connect(draft)) as file:
            whole.backup(file)
        draft.replace(copy)
        return copy

    def _use_write_ahead_log(self) -> None:
        """Lasts for the file's life; cannot be set inside a transaction."""
        connection = self._engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """The only place that knows the exceptions of SQLAlchemy and SQLite."""
        try:
            yield
        except (DBAPIError, sqlite3.Error, UnicodeDecodeError) as error:
            raise StoreError(f"{self.path} {_advice(error)}") from error


def _advice(error: Exception) -> str:
    cause = getattr(error, "orig", error)
    if isinstance(cause, UnicodeDecodeError) or str(cause).startswith(_UNREADABLE):
        return _DAMAGED
    name = str(getattr(cause, "sqlite_errorname", ""))
    for prefix, advice in _ADVICE.items():
        if name.startswith(prefix):
            return advice
    return f"refused what watcher recorded, which is a mistake in watcher: {cause}"


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{path.parent} cannot be created for the database ({error.strerror}): "
            "check the path in config.toml and who owns the folder above"
        ) from error


def _engine(path: Path, patience: timedelta) -> Engine:
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        """Settings that hold for one connection only."""
        connection.isolation_level = None  # the driver must not begin transactions by itself
        connection.execute(f"PRAGMA busy_timeout = {patience // timedelta(milliseconds=1)}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        teach(connection)

    # as many connections as threads that ask at once, never a thread that waits for one
    engine = create_engine(URL.create("sqlite", database=str(path)), max_overflow=-1)
    event.listen(engine, "connect", configure)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Ask for the right to write at once, so that no one comes between reading and writing."""
    reads = connection.get_execution_options().get(_READING)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
