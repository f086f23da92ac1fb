"""What is remembered of a source that was asked, and what the admin channel hears of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from watcher.app.standing import notice, pause, proposal
from watcher.errors import SourceError
from watcher.model import SourceName
from watcher.ports import Store


def record_failure(
    error: SourceError,
    url: str,
    every: timedelta | None,
    store: Store,
    now: datetime,
    jitter: float,
) -> None:
    """Remember that a source, asked at `url`, failed, and leave it alone for a while.

    `every` is the usual time between its polls; None where asking costs nothing.
    """
    state = store.source(error.source)
    failures = state.failures + 1 if state and state.url == url else 1
    wait = pause(failures, every, error.retry_after, jitter) if every else None
    again = now + wait if wait else None
    store.failed(error.source, now, error.what, again, error.trouble, url)


def tell_of(source: SourceName, tell: Callable[[str], None], store: Store, now: datetime) -> None:
    """Tell once that a source fails, is closed, is silent, is back, or has moved for good."""
    with store.transaction():
        state = store.source(source)
        if state and (told := notice(state, now)):
            tell(told[1])
            store.told_of(source, told[0])
        if state and state.move and not state.move.told and (moved := proposal(state)):
            tell(moved)
            store.told_move(source)
