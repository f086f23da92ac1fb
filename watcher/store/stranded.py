"""Statements about what is critical and cannot be sent where it is owed."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, case, exists, func, literal, or_, select, update

from watcher.model import ChannelName, Delivery, Kind, Severity, State
from watcher.store.coalesce import waiting
from watcher.store.rows import clean, delivery_of
from watcher.store.tables import Moment, deliveries, lanes


def stranded(
    connection: Connection,
    channel: ChannelName,
    fallback: ChannelName,
    now: datetime,
    patience: timedelta,
) -> list[Delivery]:
    """See `Store.stranded`. A pause that was asked for is known to last until its end."""
    since = case((deliveries.c.attempts == 0, deliveries.c.not_before), else_=deliveries.c.created)
    this = literal(now, Moment)
    opens = func.max(func.coalesce(lanes.c.not_before, this), this)
    late = since < opens - literal(patience // timedelta(microseconds=1))
    other = deliveries.alias("other")
    there = deliveries.c.alert + f"/{fallback}/0", "fallback/" + deliveries.c.id
    known = exists().where(other.c.id.in_(there)).correlate(deliveries)
    chosen = (
        select(deliveries)
        .join(lanes, lanes.c.channel == deliveries.c.channel)
        .where(deliveries.c.channel == channel, deliveries.c.severity == Severity.CRITICAL)
        .where(waiting(), deliveries.c.kind != Kind.EDIT, deliveries.c.alert.is_not(None))
        .where(since <= this, or_(lanes.c.closed != "", late), ~known)
        .order_by(deliveries.c.created, deliveries.c.number)
    )
    return [delivery_of(row) for row in connection.execute(chosen).mappings()]


def reword(connection: Connection, key: str, text: str) -> None:
    """See `Store.reword`."""
    queued = (deliveries.c.id == key) & (deliveries.c.state == State.QUEUED)
    connection.execute(update(deliveries).where(queued).values(text=clean(text)))
