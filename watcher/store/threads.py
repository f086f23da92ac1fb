"""The message of each event that edits and replies aim at, as it stands now."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from watcher.model import (
    Block,
    ChannelName,
    DeliveryId,
    EventId,
    Line,
    Message,
    Run,
    Severity,
    State,
    Style,
    Thread,
)
from watcher.store.tables import deliveries, threads

_LOST = [State.MERGED, State.DROPPED, State.GONE]
"""A delivery in one of these states has no message of its own, or no more."""


def thread(connection: Connection, event: EventId) -> Thread | None:
    """See `Store.thread`."""
    row = connection.execute(select(threads).where(threads.c.event == event)).mappings().first()
    if row is None:
        return None
    told: dict[str, str] = json.loads(row["deliveries"])
    lost = select(deliveries.c.id).where(
        deliveries.c.id.in_(told.values()), deliveries.c.state.in_(_LOST)
    )
    gone = set(connection.execute(lost).scalars())
    stands = {name: one for name, one in told.items() if one not in gone}
    return Thread(
        event=event,
        message=_message_of(row["message"]),
        deliveries={ChannelName(name): DeliveryId(one) for name, one in stands.items()},
    )


def keep(connection: Connection, changed: Sequence[Thread]) -> None:
    """Those of a poll, each in place of its event's former one."""
    for one in changed:
        row = {
            "message": _message_text(one.message),
            "deliveries": json.dumps(dict(one.deliveries)),
        }
        fresh = insert(threads).values(event=one.event, **row)
        connection.execute(fresh.on_conflict_do_update(index_elements=["event"], set_=row))


def _message_text(message: Message) -> str:
    """Lines as `[block, rank, [[text, style, url], …]]`; escaped, so that it holds any text."""
    lines = [
        [line.block, line.rank, [[run.text, run.style, run.url] for run in line.runs]]
        for line in message.lines
    ]
    return json.dumps([message.severity, lines, message.source, message.event, message.link])


def _message_of(text: str) -> Message:
    severity, lines, source, *about = json.loads(text)  # before buttons there were three
    return Message(tuple(map(_line_of, lines)), Severity(severity), source, *about)


def _line_of(line: list[Any]) -> Line:
    block, rank, runs = line
    told = (Run(text, Style(style), url) for text, style, url in runs)
    return Line(tuple(told), Block(block), rank)
