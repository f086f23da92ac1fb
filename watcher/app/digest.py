"""The daily digest of a channel: once per local date, whatever happens to the process."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from watcher.app.owed import write
from watcher.app.standing import standing
from watcher.core.alerts.compose import Lexicon
from watcher.core.alerts.digest import compose_digest, suggestions
from watcher.core.alerts.mentions import DAYS, compose_mentions, mentions
from watcher.core.alerts.tally import compose_tally
from watcher.model import ChannelName, DeliveryId
from watcher.ports import Channel, Standing, Store

_TERM = timedelta(hours=12)
"""By then the next one is nearer (DELIVERY)."""
_FURTHEST = 30
"""Days: what was decided before is no news any more."""


def queue_digest(
    name: ChannelName,
    channel: Channel,
    store: Store,
    at: time,
    lexicon: Lexicon,
    now: datetime,
) -> None:
    """Owe `channel` the digest that was due last, at local time `at`, if it is not owed already.

    It tells what was decided since the one before (in the day before, where there is none), how
    much was read and sent, which sources are not well, which spellings were suggested since, and
    how often names were told lately. The local date is its key, so that a restart, a clock step or
    the hour that comes twice in autumn makes no second one.
    """
    until = last_due(at, lexicon.zone, now)
    since = _since(name, store, until)
    lines = store.digest_lines(name, since, until.astimezone(UTC))
    new = [one for one in store.suggestions() if since <= one.found < until]
    told = store.mentions(name, _days_before(DAYS, until), until.astimezone(UTC))
    longer = since < _days_before(1, until)
    begun = since.astimezone(lexicon.zone).date() if longer else None
    messages = [*compose_digest(lines, until.date(), begun)]
    tally = store.tally(name, since, until.astimezone(UTC))
    (title, *rest) = messages[0].lines
    counted = compose_tally(tally, _unwell(store, now))
    messages[0] = replace(messages[0], lines=(title, *counted, *rest))
    if asked := suggestions([(one.number, one.miss) for one in new], lexicon.names):
        messages[-1] = replace(messages[-1], lines=(*messages[-1].lines, *asked))
    if rows := mentions(told, lexicon.names, until):
        messages.append(compose_mentions(rows))
    owed = [
        delivery
        for number, message in enumerate(messages)
        for delivery in write(_key(until.date(), number), (name, channel), message, now, term=_TERM)
    ]
    store.queue(owed)


def _unwell(store: Store, now: datetime) -> dict[str, list[str]]:
    """The sources that a person should look at, by what they are."""
    found = [(one.name, standing(one, now)) for one in store.status().sources]
    kinds = (one for one in Standing if one is not Standing.WELL)
    return {kind: [name for name, one in found if one is kind] for kind in kinds}


def _since(name: ChannelName, store: Store, until: datetime) -> datetime:
    """Where the digest before ended; days ago where watcher did not run, or at another hour."""
    for days in range(1, _FURTHEST + 1):
        ended = _days_before(days, until)
        key = _key(until.date() - timedelta(days=days), 0)
        if before := store.delivery(DeliveryId(f"{key}/{name}/0")):
            return min(ended, before.created)
    return _days_before(1, until)


def _key(day: date, number: int) -> str:
    return f"digest/{day.isoformat()}/{number}"


def last_due(at: time, zone: tzinfo, now: datetime) -> datetime:
    """The latest local moment `at` that is not after `now`."""
    local = now.astimezone(zone)
    today = datetime.combine(local.date(), at, zone)
    return today if today <= local else datetime.combine(local.date() - timedelta(days=1), at, zone)


def _days_before(days: int, until: datetime) -> datetime:
    """The same time of day so many days before."""
    day = until.date() - timedelta(days=days)
    return datetime.combine(day, until.time(), until.tzinfo).astimezone(UTC)
