"""Statements about what came in: sources, documents, stories, matches, events, verdicts, alerts."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, Table, case, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from watcher.core.stories.same import NEAREST, keys
from watcher.model import (
    Action,
    ChannelName,
    Counted,
    DigestLine,
    DocumentId,
    EntryId,
    Event,
    EventId,
    Reason,
    RuleId,
    Severity,
    SourceName,
)
from watcher.ports import Cursor, Ingested, Outcome
from watcher.store.outbox import queue
from watcher.store.papers import document_row
from watcher.store.rows import (
    Row,
    event_of,
    event_row,
    match_row,
    names_of,
    skipped_text,
    story_row,
    verdict_row,
)
from watcher.store.tables import (
    alerts,
    documents,
    event_keys,
    events,
    matches,
    routes,
    seen_documents,
    sources,
    stories,
    verdicts,
)
from watcher.store.threads import keep

_BATCH = 500
"""Values in one statement: SQLite takes 999 at least, whatever it was built with."""


def bookmark(connection: Connection, source: SourceName) -> Cursor:
    """See `Store.bookmark`."""
    row = connection.execute(select(sources.c.cursor).where(sources.c.name == source)).scalar()
    return Cursor(row or "")


def unseen(connection: Connection, ids: Sequence[DocumentId]) -> frozenset[DocumentId]:
    """See `Store.unseen`."""
    seen = {
        row
        for batch in _batches(ids)
        for row in connection.scalars(
            select(seen_documents.c.id).where(seen_documents.c.id.in_(batch))
        )
    }
    return frozenset(ids) - seen


def events_near(connection: Connection, near: Collection[str], since: datetime) -> list[Event]:
    """See `Store.events_near`."""
    shared = Counter[str]()
    for batch in _batches(sorted(near)):
        touched = (
            select(event_keys.c.event, func.count())
            .where(event_keys.c.key.in_(batch), event_keys.c.seen > since)
            .group_by(event_keys.c.event)
        )
        for event, number in connection.execute(touched):
            shared[event] += number
    nearest = sorted(shared, key=lambda one: (-shared[one], one))[:NEAREST]
    if not nearest:
        return []
    chosen = select(events).where(events.c.id.in_(nearest)).order_by(events.c.begun, events.c.id)
    return [event_of(row) for row in connection.execute(chosen).mappings()]


def add(connection: Connection, ingested: Ingested) -> None:
    """See `Store.add`."""
    _succeeded(connection, ingested)
    seen = [{"id": one.id, "seen": ingested.at} for one in ingested.documents]
    _insert_new(connection, seen_documents, seen)
    _insert_new(connection, documents, list(map(document_row, ingested.documents)))
    _insert_new(connection, stories, list(map(story_row, ingested.stories)))
    for outcome in ingested.outcomes:
        _record(connection, outcome, ingested.at)
    queue(connection, ingested.deliveries)
    keep(connection, ingested.threads)


def _succeeded(connection: Connection, ingested: Ingested) -> None:
    state: Row = {
        "cursor": ingested.cursor,
        "last_success": ingested.at,
        "failures": 0,
        "note": "",
        "skipped": skipped_text(ingested.skipped),
        "next_try": None,
        "trouble": "",
    }
    if ingested.documents:
        state["last_news"] = ingested.at
    moved = {"moved_to": ingested.moved_to, "moved_since": ingested.at, "moved_answers": 1}
    row = insert(sources).values(name=ingested.source, **state, **moved)
    same = sources.c.moved_to == ingested.moved_to
    state |= moved | {
        "moved_since": case((same, sources.c.moved_since), else_=row.excluded.moved_since),
        "moved_answers": case((same, sources.c.moved_answers + 1), else_=1),
    }
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_=state))


def _record(connection: Connection, outcome: Outcome, at: datetime) -> None:
    """One outcome; recorded before, it changes nothing, for its event may have grown since."""
    _insert_new(connection, matches, list(map(match_row, outcome.matches)))
    event = event_row(outcome.verdict.event, at)
    _insert_new(connection, events, [event])
    number = connection.execute(
        insert(verdicts)
        .values(verdict_row(outcome, at))
        .on_conflict_do_nothing()
        .returning(verdicts.c.number)
    ).scalar()
    if number is None:
        return
    del event["begun"]
    connection.execute(update(events).where(events.c.id == event["id"]).values(event))
    connection.execute(delete(event_keys).where(event_keys.c.event == event["id"]))
    found = sorted(keys(outcome.verdict.event.tellings))
    marks = [{"key": key, "event": event["id"], "seen": at} for key in found]
    _insert_new(connection, event_keys, marks)
    routed = [{"channel": one, "verdict": number} for one in sorted(outcome.channels)]
    _insert_new(connection, routes, routed)
    if alert := outcome.alert:
        row = {
            "id": alert.id,
            "event": alert.event,
            "story": alert.story.id,
            "severity": alert.severity,
            "reason": alert.reason,
            "created": alert.created,
        }
        _insert_new(connection, alerts, [row])


def digest_lines(
    connection: Connection, channel: ChannelName, since: datetime, until: datetime
) -> list[DigestLine]:
    """See `Store.digest_lines`."""
    chosen = (
        select(verdicts, documents.c.url)
        .join(routes, routes.c.verdict == verdicts.c.number)
        .join(stories, stories.c.id == verdicts.c.story)
        .join(documents, documents.c.id == stories.c.document)
        .where(routes.c.channel == channel, verdicts.c.at >= since, verdicts.c.at < until)
        .where(verdicts.c.action != Action.SILENCE)
        .order_by(verdicts.c.at, verdicts.c.number)
    )
    return [
        DigestLine(
            at=row["at"],
            action=Action(row["action"]),
            reason=Reason(row["reason"]),
            severity=Severity(row["severity"]),
            headline=row["headline"],
            url=row["url"],
            detail=row["detail"],
            event=EventId(row["event"]),
        )
        for row in connection.execute(chosen).mappings()
    ]


def mentions(
    connection: Connection, channel: ChannelName, since: datetime, until: datetime
) -> list[tuple[datetime, frozenset[EntryId]]]:
    """See `Store.mentions`."""
    chosen = (
        select(verdicts.c.story, verdicts.c.at, matches.c.evidence)
        .join(routes, routes.c.verdict == verdicts.c.number)
        .join(matches, matches.c.story == verdicts.c.story)
        .where(routes.c.channel == channel, verdicts.c.at >= since, verdicts.c.at < until)
        .order_by(verdicts.c.at, verdicts.c.number)
    )
    told: dict[str, tuple[datetime, frozenset[EntryId]]] = {}
    for story, at, evidence in connection.execute(chosen):
        first, known = told.get(story, (at, frozenset[EntryId]()))
        told[story] = first, known | names_of(evidence)
    return list(told.values())


def counted(connection: Connection, rule: RuleId, since: datetime) -> list[Counted]:
    """See `Store.counted`."""
    who = func.coalesce(
        func.nullif(stories.c.source, ""), func.nullif(documents.c.origin, ""), documents.c.source
    )
    chosen = (
        select(verdicts.c.at, verdicts.c.event, who.label("source"), verdicts.c.reason)
        .join(stories, stories.c.id == verdicts.c.story)
        .join(documents, documents.c.id == stories.c.document)
        .where(verdicts.c.rule == rule, verdicts.c.at > since)
        .order_by(verdicts.c.at, verdicts.c.number)
    )
    return [
        Counted(at, EventId(event), source, Reason(reason))
        for at, event, source, reason in connection.execute(chosen)
    ]


def _insert_new(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Insert those of `rows` whose keys are new."""
    if rows:
        connection.execute(insert(table).on_conflict_do_nothing(), rows)


def _batches(values: Collection[str]) -> Iterator[list[str]]:
    rest = iter(values)
    while batch := list(islice(rest, _BATCH)):
        yield batch
