"""What is forgotten: the oldest documents first, and never what is still needed."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select

from watcher.ports import Archive
from watcher.store.coalesce import SETTLED
from watcher.store.database import Database
from watcher.store.search import merge
from watcher.store.tables import (
    alerts,
    deliveries,
    documents,
    events,
    seen_documents,
    stories,
    verdicts,
)

_BATCH = 500
"""Documents forgotten in one transaction: about a second, so that alerts need not wait."""
_PAGES = 500
"""Pages of the index merged in one transaction, for the same reason."""
_SHARE = 10
"""One part of so many is freed at once: to merge the index for each day of news costs too much."""


def prune(connection: Connection, before: datetime, open_since: datetime | None) -> int:
    """See `Store.prune`. What hangs on a document goes with it: the tables cascade."""
    old = documents.c.seen < before
    gone = connection.execute(delete(documents).where(old, ~_needed(open_since)))
    _forget_events(connection, before)
    settled = deliveries.c.state.in_(SETTLED)
    spent = deliveries.c.alert.is_(None) | deliveries.c.alert.not_in(select(alerts.c.id))
    connection.execute(delete(deliveries).where(settled, deliveries.c.created < before, spent))
    return gone.rowcount


def shrink(database: Database, size: int, open_since: datetime) -> int:
    """See `Store.shrink`. Deliveries are few and small: they stay until their time.

    How many documents make up what is too much is guessed by what one takes on average, and
    measured again when they are forgotten.
    """
    forgotten = 0
    goal = size
    while (excess := _excess(database, goal)) > 0:
        goal = size - size // _SHARE
        step = _forget(database, excess, open_since)
        if not step:
            break
        forgotten += step
    return forgotten


def archive(connection: Connection) -> Archive:
    """See `Store.archive`."""
    kept, oldest = connection.execute(
        select(func.count(), func.min(documents.c.seen)).select_from(documents)
    ).one()
    known = connection.execute(select(func.count()).select_from(seen_documents)).scalar_one()
    return Archive(_in_use(connection), oldest, known - kept)


def _needed(open_since: datetime | None) -> ColumnElement[bool]:
    """What a delivery that is not settled, or an event that is open, needs."""
    owing = (
        select(stories.c.document)
        .join(alerts, alerts.c.story == stories.c.id)
        .join(deliveries, deliveries.c.alert == alerts.c.id)
        .where(deliveries.c.state.not_in(SETTLED))
    )
    if open_since is None:
        return documents.c.id.in_(owing)
    telling = (
        select(stories.c.document)
        .join(verdicts, verdicts.c.story == stories.c.id)
        .join(events, events.c.id == verdicts.c.event)
        .where(events.c.seen >= open_since)
    )
    return or_(documents.c.id.in_(owing), documents.c.id.in_(telling))


def _forget_events(connection: Connection, before: datetime) -> None:
    """Those without a story."""
    untold = events.c.id.not_in(select(verdicts.c.event))
    connection.execute(delete(events).where(events.c.seen < before, untold))


def _excess(database: Database, goal: int) -> float:
    """By what share more is in use than `goal`; 0 or less if it is not."""
    with database.reading() as connection:
        used = _in_use(connection)
    return (used - goal) / used


def _in_use(connection: Connection) -> int:
    pages, free, size = (
        connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _forget(database: Database, share: float, open_since: datetime) -> int:
    """Forget this share of the documents, the oldest; how many were there to forget."""
    with database.reading() as connection:
        kept = connection.execute(select(func.count()).select_from(documents)).scalar_one()
    left = wanted = int(kept * share) + 1
    while left > 0 and (gone := _forget_some(database, min(left, _BATCH), open_since)):
        left -= gone
    pages = -_PAGES
    while wanted > left and _merge(database, pages):
        pages = _PAGES
    return wanted - left


def _forget_some(database: Database, number: int, open_since: datetime) -> int:
    oldest = (
        select(documents.c.id).where(~_needed(open_since)).order_by(documents.c.seen).limit(number)
    )
    with database.writing() as connection:
        gone = connection.execute(delete(documents).where(documents.c.id.in_(oldest)))
        _forget_events(connection, open_since)
        return gone.rowcount


def _merge(database: Database, pages: int) -> bool:
    with database.writing() as connection:
        return merge(connection, pages)
