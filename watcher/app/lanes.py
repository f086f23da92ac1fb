"""Which lanes may go: those of one chat take turns, and wait while one of them is in doubt.

So no two messages of one chat are ever in doubt at once, and none is taken for another.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from watcher.app.outlet import Outlet
from watcher.model import ChannelName, ChatId, Delivery
from watcher.ports import Store


def heads(
    outlets: Mapping[ChannelName, Outlet],
    store: Store,
    now: datetime,
    busy: Collection[ChannelName],
) -> list[Delivery]:
    """The next delivery of each lane that may send now; `busy` are those that do."""
    due = [one for one in store.due(now) if one.channel not in busy]
    chats = Counter(one.chat for one in outlets.values())
    shared = {name: one.chat for name, one in outlets.items() if chats[one.chat] > 1}
    if not shared:
        return due
    return list(_by_turns(due, shared, store.in_doubt(), busy))


def _by_turns(
    due: Sequence[Delivery],
    shared: Mapping[ChannelName, ChatId],
    doubts: Sequence[Delivery],
    busy: Collection[ChannelName],
) -> Iterator[Delivery]:
    """The oldest doubt of a chat goes first, then whatever comes first there."""
    taken = {shared[name] for name in busy if name in shared}
    oldest = {shared[one.channel]: one.id for one in reversed(doubts) if one.channel in shared}
    for head in due:
        chat = shared.get(head.channel)
        if chat is None:
            yield head
        elif chat not in taken and oldest.get(chat, head.id) == head.id:
            taken.add(chat)
            yield head
