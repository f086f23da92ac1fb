"""What many servers answer at once is read in turn, so that alerts need not wait for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore
from typing import TypeVar

from watcher.model import SourceName
from watcher.ports import Cursor, Poll, Source

_MOST = 2
"""So many polls are read at once, of all that were answered: reading takes a processor and the
database, and every thread that wants them too makes a delivery wait longer."""

R = TypeVar("R")


class Turns:
    """Who reads now."""

    def __init__(self, most: int = _MOST) -> None:
        """`most` read at once."""
        self._free = BoundedSemaphore(most)

    def read(self, source: Source, read: Callable[[Source], R]) -> R:
        """What `read` gives of `source`, which has its turn once its poll was answered."""
        waiting = _Waiting(source, self._free)
        try:
            return read(waiting)
        finally:
            if waiting.is_on:
                self._free.release()


@dataclass(slots=True)
class _Waiting:
    """Satisfies `watcher.ports.Source`."""

    source: Source
    free: BoundedSemaphore
    is_on: bool = False

    @property
    def name(self) -> SourceName:
        """See `Source.name`."""
        return self.source.name

    def poll(self, cursor: Cursor, now: datetime) -> Poll:
        """See `Source.poll`."""
        poll = self.source.poll(cursor, now)
        self.is_on = self.free.acquire()
        return poll
