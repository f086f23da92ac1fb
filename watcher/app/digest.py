"""The daily digest of a channel: once per local date, whatever happens to the process."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, tzinfo

from watcher.app.owed import write
from watcher.core.alerts.compose import Lexicon
from watcher.core.alerts.digest import compose_digest, suggestions
from watcher.core.alerts.mentions import DAYS, compose_mentions, mentions
from watcher.model import ChannelName
from watcher.ports import Channel, Store

_TERM = timedelta(hours=12)
"""By then the next one is nearer (DELIVERY)."""


def queue_digest(
    name: ChannelName,
    channel: Channel,
    store: Store,
    at: time,
    lexicon: Lexicon,
    now: datetime,
) -> None:
    """Owe `channel` the digest that was due last, at local time `at`, if it is not owed already.

    It tells what was decided in the day before, which spellings were suggested since, and how often
    names were told lately. The local date is its key, so that a restart, a clock step or the hour
    that comes twice in autumn makes no second one.
    """
    until = last_due(at, lexicon.zone, now)
    since = _days_before(1, until)
    lines = store.digest_lines(name, since, until.astimezone(UTC))
    new = [one for one in store.suggestions() if since <= one.found < until]
    told = store.mentions(name, _days_before(DAYS, until), until.astimezone(UTC))
    messages = [*compose_digest(lines, until.date())]
    if asked := suggestions([(one.number, one.miss) for one in new], lexicon.names):
        messages[-1] = replace(messages[-1], lines=(*messages[-1].lines, *asked))
    if rows := mentions(told, lexicon.names, until):
        messages.append(compose_mentions(rows))
    owed = [
        delivery
        for number, message in enumerate(messages)
        for delivery in write(
            f"digest/{until.date().isoformat()}/{number}", (name, channel), message, now, term=_TERM
        )
    ]
    store.queue(owed)


def last_due(at: time, zone: tzinfo, now: datetime) -> datetime:
    """The latest local moment `at` that is not after `now`."""
    local = now.astimezone(zone)
    today = datetime.combine(local.date(), at, zone)
    return today if today <= local else datetime.combine(local.date() - timedelta(days=1), at, zone)


def _days_before(days: int, until: datetime) -> datetime:
    """The same time of day so many days before."""
    day = until.date() - timedelta(days=days)
    return datetime.combine(day, until.time(), until.tzinfo).astimezone(UTC)
