"""What a person must look at. Pure in what it is given."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from watcher.app.standing import proposal, sentence, standing
from watcher.core.text.plural import many
from watcher.model import ChannelName, State
from watcher.ports import SourceState, Standing, Status

_PATIENCE = timedelta(minutes=15)
"""A message older than this is late: DELIVERY waits at most so long for one answer."""

_READING = timedelta(hours=2)
"""A source that is quiet is asked once an hour at least, unless `every` says otherwise."""


def troubles(status: Status, unready: Mapping[ChannelName, str], now: datetime) -> tuple[str, ...]:
    """One sentence for each thing that needs a person; empty when all is well."""
    return tuple(_troubles(status, unready, now))


def unread(status: Status, every: timedelta, now: datetime) -> tuple[str, ...]:
    """A sentence if nobody reads any more, though every source is asked at least `every` so often.

    What fails has a sentence of its own.
    """
    read = [one.last_success for one in status.sources if one.last_success and not one.failures]
    last = max(read, default=now)
    if now - last <= max(_READING, 2 * every):
        return ()
    return (f"nothing was read since {last:%d %b %H:%M} UTC; is watcher running?",)


def _troubles(status: Status, unready: Mapping[ChannelName, str], now: datetime) -> Iterator[str]:
    for problem in status.rules.problems if status.rules else ():
        yield f"rules: {problem}"
    for one in status.sources:
        yield from _of_source(one, now)
    for channel, why in sorted(unready.items()):
        waiting = status.deliveries.get((channel, State.QUEUED), 0)
        yield f"channel {channel} is not ready ({why}); {many(waiting, 'message')} waiting"
    for channel, why in sorted(status.closed.items()):
        if channel in unready:
            continue
        yield f"channel {channel} takes no messages: {why}"
    if status.unread:
        yield f"{many(status.unread, 'update')} from chats could not be read; see the log"
    dead = sum(n for (_, state), n in status.deliveries.items() if state is State.DEAD)
    if dead:
        yield f"{many(dead, 'message')} given up; the last: {status.dead[0].note}"
    expired = sum(n for (_, state), n in status.deliveries.items() if state is State.EXPIRED)
    if expired:
        yield f"{many(expired, 'message')} not sent in time; the last {status.expired[0].note}"
    explained = unready.keys() | status.closed.keys()
    late = min((at for one, at in status.waiting.items() if one not in explained), default=now)
    if now - late > _PATIENCE:
        yield f"messages wait since {late:%d %b %H:%M} UTC; is watcher running?"


def _of_source(source: SourceState, now: datetime) -> Iterator[str]:
    found = standing(source, now)
    if found is Standing.WELL and source.failures:
        found = Standing.FAILING
    if found is not Standing.WELL:
        yield sentence(found, source, now)
    if moved := proposal(source):
        yield moved
    for what in source.skipped:
        yield f"source {source.name}: {what.origin}: {what.why}"
