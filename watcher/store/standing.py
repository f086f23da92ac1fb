"""How everything is doing: the statements behind `watcher status`."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import Connection, RowMapping, Table, case, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from watcher.model import Action, ChannelName, Delivery, Reason, SourceName, State, Trouble
from watcher.ports import RulesState, SourceState, Standing, Status
from watcher.store.coalesce import SETTLED
from watcher.store.people import passed_over, unread
from watcher.store.retention import archive
from watcher.store.rows import clean, delivery_of, source_of
from watcher.store.tables import (
    deliveries,
    documents,
    events,
    lanes,
    rulebook,
    sources,
    stories,
    verdicts,
)

_ONLY = 1
"""The number of the one row about the rules."""
_SHOWN = 20
"""`Status` promises no more letters: a screenful."""
_MOMENTS = 200
"""So many of its latest news tell the pace of a source, weekends and holidays among them."""
_FEWEST = 5
"""Gaps without which there is no pace to speak of."""


def status(connection: Connection) -> Status:
    """See `Store.status`."""
    by_source = select(documents.c.source, func.count()).group_by(documents.c.source)
    kept = {SourceName(name): count for name, count in connection.execute(by_source)}
    known = connection.execute(select(sources).order_by(sources.c.name)).mappings()
    unsettled = deliveries.c.state.in_([one for one in State if one not in SETTLED])
    owed_since = case(
        (deliveries.c.attempts == 0, deliveries.c.not_before), else_=deliveries.c.created
    )
    waiting = select(deliveries.c.channel, func.min(owed_since)).where(unsettled)
    waiting = waiting.group_by(deliveries.c.channel).order_by(deliveries.c.channel)
    shut = select(lanes.c.channel, lanes.c.closed).where(lanes.c.closed != "")
    return Status(
        sources=tuple(_source(connection, row, kept.get(row["name"], 0)) for row in known),
        documents=_count(connection, documents),
        stories=_count(connection, stories),
        events=_count(connection, events),
        verdicts=_verdicts(connection),
        deliveries=_deliveries(connection),
        held=_held(connection),
        waiting={ChannelName(name): since for name, since in connection.execute(waiting)},
        dead=_newest(connection, State.DEAD),
        expired=_newest(connection, State.EXPIRED),
        closed={ChannelName(name): why for name, why in connection.execute(shut)},
        rules=_rules(connection),
        unread=unread(connection),
        archive=archive(connection),
        passed_over=passed_over(connection),
    )


def source(connection: Connection, name: SourceName) -> SourceState | None:
    """See `Store.source`."""
    found = connection.execute(select(sources).where(sources.c.name == name))
    row = found.mappings().one_or_none()
    if row is None:
        return None
    kept = select(func.count()).select_from(documents).where(documents.c.source == name)
    return _source(connection, row, connection.execute(kept).scalar_one())


def _source(connection: Connection, row: RowMapping, kept: int) -> SourceState:
    seen = select(documents.c.seen).where(documents.c.source == row["name"]).distinct()
    latest = connection.scalars(seen.order_by(documents.c.seen.desc()).limit(_MOMENTS))
    gaps: list[timedelta] = [later - earlier for later, earlier in pairwise(latest)]
    return source_of(row, kept, gaps if len(gaps) >= _FEWEST else ())


def failed(
    connection: Connection,
    source: SourceName,
    at: datetime,
    why: str,
    next_try: datetime | None,
    trouble: Trouble,
    url: str,
) -> None:
    """See `Store.failed`."""
    state = {
        "last_failure": at,
        "note": clean(why),
        "next_try": next_try,
        "trouble": trouble,
        "url": url,
    }
    row = insert(sources).values(name=source, failures=1, **state)
    failures = case((sources.c.url == url, sources.c.failures + 1), else_=1)
    again = state | {"failures": failures}
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_=again))


def leave(connection: Connection, asked: Collection[SourceName]) -> None:
    """See `Store.leave`."""
    connection.execute(delete(sources).where(sources.c.name.not_in(asked)))


def told_of(connection: Connection, source: SourceName, standing: Standing) -> None:
    """See `Store.told_of`."""
    row = update(sources).where(sources.c.name == source)
    connection.execute(row.values(told=standing))


def told_move(connection: Connection, source: SourceName) -> None:
    """See `Store.told_move`."""
    row = update(sources).where(sources.c.name == source)
    connection.execute(row.values(moved_told=sources.c.moved_to))


def rules_read(
    connection: Connection, at: datetime, problems: Sequence[str], *, taken: bool
) -> None:
    """See `Store.rules_read`."""
    told = {"problems": json.dumps([clean(one) for one in problems])}
    row = insert(rulebook).values(number=_ONLY, since=at, **told)
    again = told | {"since": at} if taken else told
    connection.execute(row.on_conflict_do_update(index_elements=["number"], set_=again))


def _rules(connection: Connection) -> RulesState | None:
    row = connection.execute(select(rulebook)).mappings().one_or_none()
    return None if row is None else RulesState(row["since"], tuple(json.loads(row["problems"])))


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _verdicts(connection: Connection) -> dict[tuple[Action, Reason], int]:
    key = verdicts.c.action, verdicts.c.reason
    counts = connection.execute(select(*key, func.count()).group_by(*key).order_by(*key))
    return {(Action(action), Reason(reason)): count for action, reason, count in counts}


def _newest(connection: Connection, state: State) -> tuple[Delivery, ...]:
    found = select(deliveries).where(deliveries.c.state == state)
    newest = found.order_by(deliveries.c.created.desc(), deliveries.c.number.desc())
    rows = connection.execute(newest.limit(_SHOWN)).mappings()
    return tuple(delivery_of(row) for row in rows)


def _held(connection: Connection) -> dict[ChannelName, tuple[int, datetime]]:
    held = (
        select(deliveries.c.channel, func.count(), func.min(deliveries.c.not_before))
        .where(deliveries.c.state == State.QUEUED, deliveries.c.attempts == 0)
        .where(deliveries.c.not_before > deliveries.c.created)
        .group_by(deliveries.c.channel)
        .order_by(deliveries.c.channel)
    )
    return {ChannelName(name): (n, until) for name, n, until in connection.execute(held)}


def _deliveries(connection: Connection) -> dict[tuple[ChannelName, State], int]:
    key = deliveries.c.channel, deliveries.c.state
    counts = connection.execute(select(*key, func.count()).group_by(*key).order_by(*key))
    return {(ChannelName(channel), State(state)): count for channel, state, count in counts}
