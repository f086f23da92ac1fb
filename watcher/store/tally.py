"""Statements that count what came within a time, and what became of it."""

from collections import Counter
from datetime import datetime

from sqlalchemy import Connection, case, func, select

from watcher.core.alerts.tally import Fate, Tally, fate
from watcher.model import Action, ChannelName, Kind, State
from watcher.store.tables import deliveries, seen_documents, stories, verdicts


def tally(connection: Connection, channel: ChannelName, since: datetime, until: datetime) -> Tally:
    """See `Store.tally`."""
    came = (seen_documents.c.seen >= since) & (seen_documents.c.seen < until)
    read = select(func.count()).select_from(seen_documents).where(came)
    told = func.max(case((verdicts.c.action == Action.SILENCE, 0), else_=1))
    matched = (
        select(told.label("told"))
        .join(stories, stories.c.id == verdicts.c.story)
        .where(verdicts.c.at >= since, verdicts.c.at < until)
        .group_by(stories.c.document)
    )
    found = list(connection.scalars(matched))
    return Tally(
        read=connection.execute(read).scalar_one(),
        matched=len(found),
        silenced=found.count(0),
        messages=_messages(connection, channel, since, until),
    )


def _messages(
    connection: Connection, channel: ChannelName, since: datetime, until: datetime
) -> Counter[Fate]:
    held = (deliveries.c.attempts == 0) & (deliveries.c.not_before > deliveries.c.created)
    key = deliveries.c.state, deliveries.c.kind, held
    owed = (
        select(*key, func.count())
        .where(deliveries.c.channel == channel)
        .where(deliveries.c.created >= since, deliveries.c.created < until)
        .group_by(*key)
    )
    counts = Counter[Fate]()
    for state, kind, was_held, number in connection.execute(owed):
        counts[fate(State(state), Kind(kind), held=was_held)] += number
    return counts
