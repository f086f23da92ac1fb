"""One thread writes at a time, and whoever waits comes before whoever has just written.

A plain lock goes to the thread that runs: one that keeps very much, part by part, would hold up all
others, and alerts with them, until it is done.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Door:
    """Lets one thread in, while the next one holds the handle."""

    def __init__(self) -> None:
        """Nobody is inside."""
        self._inside = Lock()
        self._handle = Lock()

    @property
    def is_waited_at(self) -> bool:
        """Whether somebody wants to come in who is not."""
        return self._handle.locked()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Alone; a thread that is inside must not ask again."""
        with self._handle:
            self._inside.acquire()
        try:
            yield
        finally:
            self._inside.release()
