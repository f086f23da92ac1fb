"""What people do about deliveries: delete a message in the chat, retry or drop a letter."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from watcher.model import Delivery, State
from watcher.ports import Tried
from watcher.store.coalesce import GIVEN_UP, SETTLED, coalesce
from watcher.store.rows import clean, delivery_of
from watcher.store.tables import attempts, deliveries

_OPEN = [one for one in State if one not in SETTLED or one in GIVEN_UP]
_RETRIED = "a person put it back into the queue"
_DROPPED = "a person dropped it"


def letters(connection: Connection) -> list[Delivery]:
    """See `Store.letters`."""
    chosen = select(deliveries).where(deliveries.c.state.in_(_OPEN))
    ordered = chosen.order_by(deliveries.c.created, deliveries.c.number)
    return [delivery_of(row) for row in connection.execute(ordered).mappings()]


def tried(connection: Connection, key: str) -> list[Tried]:
    """See `Store.tried`."""
    chosen = select(attempts).where(attempts.c.delivery == key).order_by(attempts.c.number)
    rows = connection.execute(chosen).mappings()
    return [Tried(row["started"], row["ended"], row["outcome"]) for row in rows]


def retry(connection: Connection, key: str, at: datetime, until: datetime) -> bool:
    """See `Store.retry`. What has a newer revision by now is merged at once."""
    again = {"state": State.QUEUED, "note": _RETRIED, "created": at, "not_before": at}
    given_up = (deliveries.c.id == key) & deliveries.c.state.in_(GIVEN_UP)
    anew = update(deliveries).where(given_up).values(again | {"expires_at": until})
    found = connection.execute(anew).rowcount
    target = select(deliveries.c.target).where(deliveries.c.id == key)
    coalesce(connection, {connection.execute(target).scalar() or key})
    return bool(found)


def drop(connection: Connection, key: str) -> bool:
    """See `Store.drop`."""
    left = [State.QUEUED, State.UNCERTAIN, *GIVEN_UP]
    mine = (deliveries.c.id == key) & deliveries.c.state.in_(left)
    dropped = update(deliveries).where(mine).values(state=State.DROPPED, note=_DROPPED)
    return bool(connection.execute(dropped).rowcount)


def gone(connection: Connection, key: str, why: str) -> None:
    """See `Store.gone`."""
    stood = (deliveries.c.id == key) & (deliveries.c.state == State.SENT)
    lost = update(deliveries).where(stood).values(state=State.GONE, note=clean(why))
    connection.execute(lost)
