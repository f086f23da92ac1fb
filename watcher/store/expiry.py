"""Statements about what is owed for too long: it expires, with the reason."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from watcher.model import ChannelName, Delivery, State
from watcher.store.coalesce import coalesce, waiting
from watcher.store.rows import delivery_of
from watcher.store.tables import deliveries, lanes

_NOT_RUNNING = "watcher was not running"


def over(connection: Connection, now: datetime) -> list[Delivery]:
    """What waits and should have been sent before `now`, in the order of its last moments.

    `likely` leads SQLite to the index `delivery_expiring`, however much waits.
    """
    chosen = select(deliveries).where(func.likely(waiting()), deliveries.c.expires_at < now)
    ordered = chosen.order_by(deliveries.c.expires_at, deliveries.c.number)
    return [delivery_of(row) for row in connection.execute(ordered).mappings()]


def expire(connection: Connection, now: datetime) -> list[Delivery]:
    """See `Store.expire`. Whatever aims at these, or is aimed at, is told in the usual ways."""
    expired = []
    for one in over(connection, now):
        note = f"expired: {_trouble(connection, one.channel) or one.note or _NOT_RUNNING}"
        expired.append(replace(one, state=State.EXPIRED, note=note))
        settled = update(deliveries).where(deliveries.c.id == one.id)
        connection.execute(settled.values(state=State.EXPIRED, note=note))
        coalesce(connection, {one.target or one.id})
    return expired


def _trouble(connection: Connection, channel: ChannelName) -> str:
    """Why nothing arrives at `channel`, since when, and what to do; empty where something does."""
    chosen = select(lanes.c.trouble, lanes.c.trouble_since).where(lanes.c.channel == channel)
    why, since = connection.execute(chosen).one()
    if since is None:
        return ""
    told = f"nothing has arrived at channel {channel} since {since:%d %b %H:%M} UTC ({why})"
    return f"{told}; mend that, then `watcher outbox retry`"
