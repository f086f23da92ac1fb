"""Tell elsewhere what is critical, where its own channel cannot be reached.

Once for each alert. It stays owed to its own channel too, and says there that it was passed on.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from watcher.app.attempt import beneath
from watcher.app.outlet import Outlet
from watcher.app.owed import TERM
from watcher.model import ChannelName, Delivery, DeliveryId
from watcher.ports import Store

log = logging.getLogger(__name__)

_PATIENCE = timedelta(minutes=15)
"""What is critical waits no longer for its own channel (DELIVERY)."""

Rewritten = Callable[[str, str, str], str]
"""A text, the markup that it is in, and another: as it reads in that one."""


def pass_on(
    outlets: Mapping[ChannelName, Outlet], store: Store, now: datetime, rewritten: Rewritten
) -> list[str]:
    """Owe the fallback of each channel what is stranded there; a sentence for each of these."""
    notes = []
    for name, outlet in outlets.items():
        if (to := outlet.fallback) is None or to not in outlets:
            continue
        if stranded := store.stranded(name, to, now, _PATIENCE):
            with store.transaction():
                for one in stranded:
                    _pass(one, outlet, (to, outlets[to]), store, now, rewritten)
            notes.append(f"channel {name}: what is critical goes to channel {to} meanwhile")
    return notes


def _pass(
    one: Delivery,
    outlet: Outlet,
    to: tuple[ChannelName, Outlet],
    store: Store,
    now: datetime,
    rewritten: Rewritten,
) -> None:
    """Both say so, each in its own markup."""
    name, there = to
    before, after = outlet.channel.markup, there.channel.markup
    text = one.text if before == after else rewritten(one.text, before, after)
    passed = Delivery(
        id=DeliveryId(f"fallback/{one.id}"),
        channel=name,
        text=beneath(text, f"For channel {one.channel}, which cannot be reached.", there.channel),
        severity=one.severity,
        created=now,
        not_before=now,
        expires_at=now + TERM,
        alert=one.alert,
    )
    store.queue([passed])
    told = f"Passed on to channel {name} before: this one could not be reached."
    store.reword(one.id, beneath(one.text, told, outlet.channel))
    log.info("%s: passed on to channel %s", one.id, name)
