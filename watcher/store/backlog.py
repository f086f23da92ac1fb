"""Statements about what waits in one channel, to be told together."""

import re
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from watcher.model import (
    Action,
    ChannelName,
    DeliveryId,
    DigestLine,
    EventId,
    Kind,
    Reason,
    Severity,
    State,
)
from watcher.store.tables import alerts, deliveries, documents, stories, verdicts

_BURST = re.compile(r"\+(\d+)/")
"""In the id of a message of a burst: how many alerts it tells beside its own."""


def backlog(
    connection: Connection, channel: ChannelName, now: datetime
) -> dict[DeliveryId, DigestLine]:
    """See `Store.backlog`. An alert of several rules is one; its parts are lines alike."""
    told = (verdicts.c.story == alerts.c.story) & (verdicts.c.event == alerts.c.event)
    chosen = (
        select(
            deliveries.c.id,
            deliveries.c.created,
            deliveries.c.severity,
            alerts.c.reason,
            alerts.c.event,
            func.min(verdicts.c.headline).label("headline"),
            documents.c.url,
        )
        .join(alerts, alerts.c.id == deliveries.c.alert)
        .join(verdicts, told)
        .join(stories, stories.c.id == alerts.c.story)
        .join(documents, documents.c.id == stories.c.document)
        .where(deliveries.c.channel == channel, deliveries.c.state == State.QUEUED)
        .where(deliveries.c.kind != Kind.EDIT)
        .where(deliveries.c.not_before <= now)
        .group_by(deliveries.c.id)
    )
    return {
        DeliveryId(row["id"]): DigestLine(
            at=row["created"],
            action=Action.RING,
            reason=Reason(row["reason"]),
            severity=Severity(row["severity"]),
            headline=row["headline"],
            url=row["url"],
            event=EventId(row["event"]),
            alerts=1 + int(more[1] if (more := _BURST.search(row["id"])) else 0),
        )
        for row in connection.execute(chosen).mappings()
    }


def merge(connection: Connection, keys: Collection[DeliveryId], why: str) -> int:
    """See `Store.merge`; how many still waited."""
    waiting = deliveries.c.id.in_(keys) & (deliveries.c.state == State.QUEUED)
    merged = update(deliveries).where(waiting).values(state=State.MERGED, note=why)
    return connection.execute(merged).rowcount
