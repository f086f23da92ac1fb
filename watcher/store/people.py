"""What people did in chats, and what they asked for: updates, acks, mutes and the audit."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from watcher.model import (
    Ack,
    Action,
    ChatId,
    Deed,
    EventId,
    Mute,
    Muted,
    Reason,
    RuleId,
    Severity,
)
from watcher.ports import Rung, Update
from watcher.store.coalesce import stand_down
from watcher.store.papers import text_of
from watcher.store.people_tables import acks, audits, inboxes, mutes, taken, updates
from watcher.store.rows import clean, sentences_of
from watcher.store.tables import (
    alerts,
    deliveries,
    documents,
    matches,
    moved_chats,
    stories,
    verdicts,
)

_PASSED_OVER = "passed over"
_KEPT = timedelta(days=7)
"""A server keeps updates for a day: none comes again after a week."""


def hear(connection: Connection, bot: str, new: Sequence[Update], at: datetime) -> None:
    """See `Hearing.hear`."""
    for one in new:
        row = insert(updates).values(bot=bot, number=one.number, raw=clean(one.raw), at=at)
        connection.execute(row.on_conflict_do_nothing())
    if placed := [one.message for one in new if one.message]:
        _take(connection, placed, at)
    if new:
        old = updates.c.state != "waiting", updates.c.at < at - _KEPT
        connection.execute(delete(updates).where(*old))
        last = max(one.number for one in new)
        row = insert(inboxes).values(bot=bot, heard=last)
        again = row.on_conflict_do_update(index_elements=["bot"], set_={"heard": last})
        connection.execute(again)


def heard(connection: Connection, bot: str) -> int:
    """See `Hearing.heard`."""
    asked = select(inboxes.c.heard).where(inboxes.c.bot == bot)
    return connection.execute(asked).scalar_one_or_none() or 0


def unhandled(connection: Connection, bot: str) -> Sequence[Update]:
    """See `Hearing.unhandled`."""
    asked = select(updates.c.number, updates.c.raw).where(
        updates.c.bot == bot, updates.c.state == "waiting"
    )
    rows = connection.execute(asked.order_by(updates.c.number))
    return [Update(number, raw) for number, raw in rows]


def handled(connection: Connection, bot: str, number: int, unread: str) -> None:
    """See `Hearing.handled`. What people wrote is not kept longer than it is needed."""
    mine = updates.c.bot == bot, updates.c.number == number
    if unread:
        bad = {"state": "bad", "note": clean(unread)}
        connection.execute(update(updates).where(*mine).values(bad))
    else:
        connection.execute(update(updates).where(*mine).values(state="done", raw=""))


def pass_over(connection: Connection, bot: str, number: int) -> None:
    """See `Hearing.pass_over`."""
    mine = updates.c.bot == bot, updates.c.number == number
    connection.execute(update(updates).where(*mine).values(state=_PASSED_OVER, raw=""))


def unread(connection: Connection) -> int:
    """See `Status.unread`."""
    return _in_state(connection, "bad")


def passed_over(connection: Connection) -> int:
    """See `Status.passed_over`."""
    return _in_state(connection, _PASSED_OVER)


def _in_state(connection: Connection, state: str) -> int:
    asked = select(func.count()).select_from(updates).where(updates.c.state == state)
    return connection.execute(asked).scalar_one()


def answered(
    connection: Connection, chats: Collection[ChatId], message_id: str, at: datetime
) -> None:
    """See `Hearing.answered`."""
    _take(connection, [(chat, message_id) for chat in chats], at)


def _take(connection: Connection, found: Collection[tuple[ChatId, str]], at: datetime) -> None:
    """What is owed expires long before a week."""
    connection.execute(delete(taken).where(taken.c.at < at - _KEPT))
    rows = [{"chat": chat, "message_id": clean(id_), "at": at} for chat, id_ in found]
    connection.execute(insert(taken).on_conflict_do_nothing(), rows)


def ack(connection: Connection, event: EventId, who: str, at: datetime) -> bool:
    """See `Hearing.ack`."""
    row = insert(acks).values(event=event, who=clean(who), at=at).on_conflict_do_nothing()
    first = connection.execute(row).rowcount > 0
    if first:
        stand_down(connection, f"escalate/{event}/", f"acknowledged by {clean(who)}")
    return first


def acked(connection: Connection, event: EventId) -> Ack | None:
    """See `Hearing.acked`."""
    row = connection.execute(select(acks.c.who, acks.c.at).where(acks.c.event == event)).first()
    return None if row is None else Ack(row.who, row.at)


def mute(connection: Connection, one: Mute) -> None:
    """See `Hearing.mute`."""
    row = {"until": one.until, "who": clean(one.who)}
    fresh = insert(mutes).values(of=one.of, what=clean(one.what), **row)
    connection.execute(fresh.on_conflict_do_update(index_elements=["of", "what"], set_=row))
    if one.of is Muted.EVENT:
        stand_down(connection, f"escalate/{one.what}/", f"muted by {clean(one.who)}")


def unmute(connection: Connection, of: Muted, what: str) -> bool:
    """See `Hearing.unmute`."""
    gone = delete(mutes).where(mutes.c.of == of, mutes.c.what == what)
    return connection.execute(gone).rowcount > 0


def muted(connection: Connection, now: datetime) -> Sequence[Mute]:
    """See `Hearing.mutes`."""
    asked = select(mutes).where(mutes.c.until > now).order_by(mutes.c.until, mutes.c.what)
    return [Mute(Muted(one.of), one.what, one.until, one.who) for one in connection.execute(asked)]


def audit(connection: Connection, deed: Deed) -> None:
    """See `Hearing.audit`."""
    connection.execute(
        insert(audits).values(at=deed.at, who=clean(deed.who), what=clean(deed.what))
    )


def audited(connection: Connection, most: int) -> Sequence[Deed]:
    """See `Hearing.audited`."""
    asked = select(audits).order_by(audits.c.number.desc()).limit(most)
    return [Deed(one.at, one.who, one.what) for one in connection.execute(asked)]


def rung(connection: Connection, event: EventId | None) -> Rung | None:
    """See `Hearing.rung`."""
    span = stories.c.start, stories.c.end, stories.c.title
    found = documents.c.text, documents.c.url, documents.c.origin
    held = (matches.c.story == verdicts.c.story) & (matches.c.rule == verdicts.c.rule)
    asked = (
        select(verdicts, *span, *found, matches.c.evidence)
        .join(stories, stories.c.id == verdicts.c.story)
        .join(documents, documents.c.id == stories.c.document)
        .join(matches, held)
        .where(verdicts.c.action == Action.RING)
        .order_by(verdicts.c.number.desc())
    )
    if event is not None:
        asked = asked.where(verdicts.c.event == event)
    row = connection.execute(asked.limit(1)).first()
    if row is None:
        return None
    whole = text_of(row.text)
    return Rung(
        event=EventId(row.event),
        rule=RuleId(row.rule),
        at=row.at,
        reason=Reason(row.reason),
        detail=row.detail,
        severity=Severity(row.severity),
        headline=row.headline,
        source=row.url or row.origin,
        title=row.title,
        text=whole[row.start : row.end],
        evidence=tuple(whole[one.start : one.end] for one in sentences_of(row.evidence)),
    )


def event_of(connection: Connection, chat: ChatId, message_id: str) -> EventId | None:
    """See `Hearing.event_of`."""
    asked = (
        select(alerts.c.event)
        .join(deliveries, deliveries.c.alert == alerts.c.id)
        .where(deliveries.c.chat == chat, deliveries.c.message_id == message_id)
    )
    found = connection.execute(asked).scalars().first()
    return None if found is None else EventId(found)


def went(connection: Connection, event: EventId, chats: Collection[ChatId]) -> bool:
    """See `Hearing.went`. What was sent to a chat goes with it when that moves."""
    before = select(moved_chats.c.before).where(moved_chats.c.after.in_(chats))
    asked = (
        select(deliveries.c.id)
        .join(alerts, alerts.c.id == deliveries.c.alert)
        .where(alerts.c.event == event)
        .where(deliveries.c.chat.in_(chats) | deliveries.c.chat.in_(before))
    )
    return connection.execute(asked.limit(1)).first() is not None
