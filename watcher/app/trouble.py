"""Tell the admin channel what a person must look at, each trouble once a day."""

from datetime import datetime
from hashlib import blake2b

from watcher.app.owed import write
from watcher.core.alerts.compose import MARKS
from watcher.model import ChannelName, Line, Message, Run, Severity
from watcher.ports import Channel, Store


def queue_trouble(
    name: ChannelName, channel: Channel, store: Store, what: str, now: datetime
) -> None:
    """Owe `channel` the sentence `what`, unless it was owed it on this day already."""
    key = blake2b(f"{now.date()}\n{what}".encode(), digest_size=8).hexdigest()
    message = Message((Line((Run(f"{MARKS[Severity.LOW]} watcher · {what}"),)),), Severity.LOW)
    store.queue(write(f"trouble/{key}", (name, channel), message, now))
