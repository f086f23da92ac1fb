"""Statements about what is owed: deliveries, attempts, lanes, chats.

A lane is a channel's queue. It is strictly serial: while one of its deliveries is being sent,
while it is paused or closed, nothing of it is due. What aims at another delivery waits for it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    Connection,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from watcher.errors import StoreError
from watcher.model import ChannelName, ChatId, Delivery, DeliveryId, Kind, State
from watcher.store.coalesce import SETTLED, coalesce, waiting
from watcher.store.people_tables import taken
from watcher.store.rows import clean, delivery_of, delivery_row
from watcher.store.tables import IS_EDIT, attempts, deliveries, lanes, moved_chats

_LOUDEST_FIRST = (
    deliveries.c.severity.desc(),
    IS_EDIT,
    deliveries.c.created,
    deliveries.c.number,
)


def queue(connection: Connection, owed: Sequence[Delivery]) -> None:
    """See `Store.queue`."""
    if owed:
        names = [{"channel": name} for name in sorted({one.channel for one in owed})]
        connection.execute(insert(lanes).on_conflict_do_nothing(), names)
        rows = list(map(delivery_row, owed))
        connection.execute(insert(deliveries).on_conflict_do_nothing(), rows)
        coalesce(connection, {one.target for one in owed if one.target})


def due(connection: Connection, now: datetime) -> list[Delivery]:
    """See `Store.due`."""
    target = deliveries.alias("target")
    unsettled = target.c.state.not_in(SETTLED)
    fresh = (deliveries.c.kind == Kind.EDIT) & (target.c.not_before > now)
    aimed = target.c.id == deliveries.c.target
    held = exists().where(aimed, unsettled | fresh).correlate(deliveries)
    ready = (
        select(deliveries.c.number)
        .where(deliveries.c.channel == lanes.c.channel)
        .where(deliveries.c.not_before <= now, ~held)
        .order_by(*_LOUDEST_FIRST)
        .limit(1)
        .correlate(lanes)
    )
    doubtful = ready.where(deliveries.c.state == State.UNCERTAIN).scalar_subquery()
    head = func.coalesce(doubtful, ready.where(waiting()).scalar_subquery())
    sending = select(deliveries.c.channel).where(deliveries.c.state == State.SENDING)
    heads = (
        select(deliveries)
        .select_from(deliveries.join(lanes, deliveries.c.number == head))
        .where(lanes.c.closed == "", lanes.c.channel.not_in(sending))
        .where(lanes.c.not_before.is_(None) | (lanes.c.not_before <= now))
        .order_by(*_LOUDEST_FIRST)
    )
    return [delivery_of(row) for row in connection.execute(heads).mappings()]


def delivery(connection: Connection, key: DeliveryId) -> Delivery | None:
    """See `Store.delivery`."""
    chosen = select(deliveries).where(deliveries.c.id == key)
    row = connection.execute(chosen).mappings().first()
    return delivery_of(row) if row else None


def begin(connection: Connection, trying: Delivery, at: datetime) -> Delivery | None:
    """See `Store.begin`. Raises `StoreError` for a delivery that does not wait to be sent."""
    found = delivery(connection, trying.id)
    if found and found.state is State.MERGED:
        return None
    if found is None or found.state in {State.SENDING, *SETTLED}:
        raise StoreError(
            f"delivery {trying.id} is being sent already or was settled: "
            "stop any other watcher that uses this database"
        )
    after = found.after if found.chat == trying.chat else ""
    if found.state is State.QUEUED:
        after = _last_message(connection, trying.channel, trying.chat)
    begun = replace(trying, state=State.SENDING, text=found.text, after=after)
    intent = {"state": begun.state, "attempts": begun.attempts, "chat": begun.chat, "after": after}
    connection.execute(update(deliveries).where(deliveries.c.id == begun.id).values(intent))
    row = {"delivery": begun.id, "number": begun.attempts, "started": at}
    connection.execute(insert(attempts).values(row).on_conflict_do_nothing())
    return begun


def settle(connection: Connection, delivery: Delivery, at: datetime) -> None:
    """See `Store.settle`."""
    outcome = {
        "not_before": delivery.not_before,
        "attempts": delivery.attempts,
        "state": delivery.state,
        "note": clean(delivery.note),
        "message_id": clean(delivery.message_id),
        "chat": delivery.chat,
    }
    connection.execute(update(deliveries).where(deliveries.c.id == delivery.id).values(outcome))
    this = (attempts.c.delivery == delivery.id) & (attempts.c.number == delivery.attempts)
    told = clean(delivery.note) or delivery.state
    connection.execute(update(attempts).where(this).values(ended=at, outcome=told))
    if delivery.state is State.SENT:
        _lane(connection, delivery.channel, trouble="", trouble_since=None)
    elif delivery.state in {State.QUEUED, State.UNCERTAIN}:
        _trouble(connection, delivery.channel, delivery.note, at)
    if delivery.message_id and delivery.state is State.SENT:
        stands = {"message_id": clean(delivery.message_id), "chat": delivery.chat}
        _lane(connection, delivery.channel, **{f"last_{name}": one for name, one in stands.items()})
        if delivery.kind is Kind.EDIT:
            message = update(deliveries).where(deliveries.c.id == delivery.target)
            connection.execute(message.values(stands))
    _rest(connection, delivery)
    coalesce(connection, {delivery.target or delivery.id})


def _rest(connection: Connection, delivery: Delivery) -> None:
    """The message of an edit is not changed again before the edit says."""
    if delivery.kind is Kind.EDIT:
        message = update(deliveries).where(deliveries.c.id == delivery.target)
        connection.execute(message.values(not_before=delivery.not_before))


def sent(connection: Connection) -> list[tuple[ChatId, str]]:
    """See `Store.sent`."""
    in_doubt = deliveries.c.state.in_([State.SENDING, State.UNCERTAIN])
    known = deliveries.c.chat.is_not(None), (deliveries.c.message_id != "") | in_doubt
    chosen = select(deliveries.c.chat, deliveries.c.message_id).where(*known)
    told = chosen.union_all(select(taken.c.chat, taken.c.message_id))
    return [(ChatId(chat), id_) for chat, id_ in connection.execute(told)]


def in_doubt(connection: Connection) -> list[Delivery]:
    """See `Store.in_doubt`."""
    chosen = (
        select(deliveries)
        .join(lanes, lanes.c.channel == deliveries.c.channel)
        .where(deliveries.c.state == State.UNCERTAIN, deliveries.c.kind != Kind.EDIT)
        .where(lanes.c.closed == "")
        .order_by(deliveries.c.created, deliveries.c.number)
    )
    return [delivery_of(row) for row in connection.execute(chosen).mappings()]


def recover(connection: Connection, until: datetime) -> int:
    """See `Store.recover`."""
    chosen = select(deliveries).where(deliveries.c.state == State.SENDING)
    left = [delivery_of(row) for row in connection.execute(chosen).mappings()]
    note = "watcher stopped before the answer came"
    for one in left:
        doubt = {"state": State.UNCERTAIN, "note": note, "not_before": until}
        connection.execute(update(deliveries).where(deliveries.c.id == one.id).values(doubt))
        if one.kind is not Kind.EDIT:
            pause(connection, one.channel, until)
        _rest(connection, replace(one, not_before=until))
        coalesce(connection, {one.target or one.id})
    return len(left)


def _last_message(connection: Connection, channel: ChannelName, chat: ChatId | None) -> str:
    """The last message that a channel sent into `chat`; empty where that was elsewhere."""
    there = select(lanes.c.last_message_id).where(lanes.c.channel == channel)
    return connection.execute(there.where(lanes.c.last_chat == chat)).scalar() or ""


def speak(
    connection: Connection,
    channel: ChannelName,
    markup: str,
    rewritten: Callable[[str, str, str], str],
) -> None:
    """See `Store.speak`."""
    lane = select(lanes.c.markup).where(lanes.c.channel == channel)
    before = connection.execute(lane).scalar() or markup
    if before != markup:
        owed = select(deliveries.c.id, deliveries.c.text).where(deliveries.c.channel == channel)
        for id_, text in connection.execute(owed.where(waiting())).all():
            words = clean(rewritten(text, before, markup))
            this = update(deliveries).where(deliveries.c.id == id_)
            connection.execute(this.values(text=words))
    _lane(connection, channel, markup=markup)


def pause(connection: Connection, channel: ChannelName, until: datetime) -> None:
    """See `Store.pause`."""
    _lane(connection, channel, not_before=until)


def close_channel(connection: Connection, channel: ChannelName, why: str, at: datetime) -> None:
    """See `Store.close_channel`."""
    _lane(connection, channel, closed=clean(why) or "closed")
    _trouble(connection, channel, f"it was closed: {why}", at)


def reopen(connection: Connection) -> None:
    """See `Store.reopen`."""
    connection.execute(update(lanes).values(closed=""))


def chat(connection: Connection, configured: ChatId) -> ChatId:
    """See `Store.chat`."""
    now = select(moved_chats.c.after).where(moved_chats.c.before == configured)
    return ChatId(connection.execute(now).scalar() or configured)


def moved(connection: Connection, before: ChatId, after: ChatId) -> None:
    """See `Store.moved`. Whoever moved to `before` has moved on with it."""
    connection.execute(update(moved_chats).where(moved_chats.c.after == before).values(after=after))
    row = insert(moved_chats).values(before=before, after=after)
    connection.execute(row.on_conflict_do_update(index_elements=["before"], set_={"after": after}))


def _trouble(connection: Connection, channel: ChannelName, why: str, at: datetime) -> None:
    """What keeps messages from `channel`, until one arrives; since the first of these troubles."""
    _lane(connection, channel, trouble=clean(why))
    fresh = (lanes.c.channel == channel) & lanes.c.trouble_since.is_(None)
    connection.execute(update(lanes).where(fresh).values(trouble_since=at))


def _lane(connection: Connection, channel: ChannelName, **state: object) -> None:
    row = insert(lanes).values(channel=channel, **state)
    connection.execute(row.on_conflict_do_update(index_elements=["channel"], set_=state))
