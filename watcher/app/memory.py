"""What a trial on the past remembers: the events it has met, in memory alone. Pure.

It answers as a `Store` would that heard the same, and forgets what no decision asks for any more.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import takewhile

from watcher.core.alerts.decide import MEMORY
from watcher.core.alerts.voices import origin
from watcher.core.stories.same import NEAREST, keys
from watcher.model import Counted, Event, EventId, Mute, RuleId
from watcher.ports import Outcome


class Memory:
    """Satisfies `watcher.app.desk.Past`."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._events: dict[EventId, tuple[int, Event]] = {}
        """With a number that tells in which order they began."""
        self._begun = 0
        self._seen: dict[EventId, datetime] = {}
        """When each was told last, the longest ago first."""
        self._by_key: defaultdict[str, set[EventId]] = defaultdict(set)
        self._counted: defaultdict[RuleId, list[Counted]] = defaultdict(list)

    def remember(self, outcomes: Iterable[Outcome], at: datetime) -> None:
        """Keep what was decided at `at`, which is no earlier than what was remembered before."""
        for one in outcomes:
            event = one.verdict.event
            self._unindex(event.id)
            self._begun += 1
            number, _ = self._events.get(event.id, (self._begun, event))
            self._events[event.id] = number, event
            self._seen.pop(event.id, None)
            self._seen[event.id] = at
            for key in keys(event.tellings):
                self._by_key[key].add(event.id)
            told = Counted(at, event.id, origin(one.story), one.verdict.reason)
            self._counted[one.matches[0].rule].append(told)
        self._forget(at - MEMORY)

    def events_near(self, keys: Collection[str], since: datetime) -> Sequence[Event]:
        """See `Store.events_near`."""
        shared = Counter(
            id_ for key in keys for id_ in self._by_key.get(key, ()) if self._seen[id_] > since
        )
        nearest = sorted(shared, key=lambda id_: (-shared[id_], id_))[:NEAREST]
        return [event for _, event in sorted(map(self._events.__getitem__, nearest), key=_number)]

    def counted(self, rule: RuleId, since: datetime) -> Sequence[Counted]:
        """See `Store.counted`."""
        told = takewhile(lambda one: one.at > since, reversed(self._counted[rule]))
        return [*told][::-1]

    def mutes(self, now: datetime) -> Sequence[Mute]:
        """None: what people muted is not the past's."""
        return ()

    def _forget(self, before: datetime) -> None:
        while (oldest := next(iter(self._seen), None)) and self._seen[oldest] <= before:
            self._unindex(oldest)
            del self._seen[oldest], self._events[oldest]

    def _unindex(self, id_: EventId) -> None:
        if id_ in self._events:
            for key in keys(self._events[id_][1].tellings):
                self._by_key[key].discard(id_)
                if not self._by_key[key]:
                    del self._by_key[key]


def _number(one: tuple[int, Event]) -> int:
    return one[0]
