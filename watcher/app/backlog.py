"""Tell a backlog together: what would take too long to be sent one by one.

Critical alerts are never merged; they go out first, alone. Whatever is merged keeps its row and
says where it was told.
"""

import logging
from datetime import datetime, timedelta
from hashlib import blake2b

from watcher.app.owed import write
from watcher.core.alerts.digest import compose_backlog
from watcher.model import ChannelName, Severity
from watcher.ports import Channel, Store

log = logging.getLogger(__name__)


def merge_backlog(
    name: ChannelName,
    channel: Channel,
    store: Store,
    gap: timedelta,
    longest: timedelta,
    now: datetime,
) -> bool:
    """Whether what waits would take `longest`, one each `gap`, and was merged into one message."""
    owed = store.backlog(name, now)
    waiting = {key: one for key, one in owed.items() if one.severity < Severity.CRITICAL}
    if not waiting or len(waiting) * gap <= longest:
        return False
    lines = {(line.event, line.headline): line for line in waiting.values()}
    key = blake2b("\n".join(sorted(waiting)).encode(), digest_size=8).hexdigest()
    told = write(f"backlog/{key}", (name, channel), compose_backlog(list(lines.values())), now)
    store.merge(waiting, told, f"told together with others in {told[0].id}")
    log.info("channel %s: %d alerts are told together", name, len(lines))
    return True
