"""The daily digest of a channel: once per local date, whatever happens to the process."""

from datetime import UTC, datetime, time, timedelta, tzinfo

from watcher.app.owed import write
from watcher.core.alerts.digest import compose_digest
from watcher.model import ChannelName
from watcher.ports import Channel, Store


def queue_digest(
    name: ChannelName, channel: Channel, store: Store, at: time, zone: tzinfo, now: datetime
) -> None:
    """Owe `channel` the digest that was due last, at local time `at`, if it is not owed already.

    It tells what was decided in the day before. The local date is its key, so that a restart, a
    clock step or the hour that comes twice in autumn makes no second one.
    """
    until = last_due(at, zone, now)
    lines = store.digest_lines(name, _day_before(until), until.astimezone(UTC))
    owed = [
        delivery
        for number, message in enumerate(compose_digest(lines, until.date()))
        for delivery in write(
            f"digest/{until.date().isoformat()}/{number}", (name, channel), message, now
        )
    ]
    store.queue(owed)


def last_due(at: time, zone: tzinfo, now: datetime) -> datetime:
    """The latest local moment `at` that is not after `now`."""
    local = now.astimezone(zone)
    today = datetime.combine(local.date(), at, zone)
    return today if today <= local else datetime.combine(local.date() - timedelta(days=1), at, zone)


def _day_before(until: datetime) -> datetime:
    yesterday = datetime.combine(until.date() - timedelta(days=1), until.time(), until.tzinfo)
    return yesterday.astimezone(UTC)
