"""Forget what is older, or takes more room, than the settings keep."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from watcher.core.alerts.decide import MEMORY
from watcher.core.alerts.mentions import DAYS
from watcher.ports import Store

log = logging.getLogger(__name__)

_OPEN = max(MEMORY, timedelta(days=DAYS))
"""An event may grow for so long after its last story, and a digest counts so far back."""


def retain(
    keep: timedelta, size: int | None, tell: Callable[[str], None], store: Store, now: datetime
) -> int:
    """Forget the documents seen longer than `keep` ago; then the oldest until `size` suffices.

    Gives how many. What an open event or an unsettled delivery needs stays: where this is too much
    for `size`, a person is told.
    """
    open_since = now - _OPEN
    old = store.prune(now - keep, open_since)
    more = store.shrink(size, open_since) if size else 0
    for number, why in ((old, "keep"), (more, "keep_size")):
        if number:
            log.info("%d documents forgotten, as %s asks", number, why)
    if size and (used := store.archive().size) > size:
        tell(
            f"the database takes {in_bytes(used)}, more than keep_size, and what is left is still "
            "needed: raise keep_size"
        )
    return old + more


def in_bytes(number: int) -> str:
    """“512 KB”, “1.5 MB”, “23.4 GB”."""
    for power, unit in ((3, "GB"), (2, "MB")):
        if number >= 1_000**power:
            return f"{number / 1_000**power:.1f} {unit}"
    return f"{number // 1_000} KB"
