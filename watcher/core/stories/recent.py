"""The events of the last moments, found by what they share. In memory, and pure."""

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Generic

from watcher.core.stories.same import NEAREST, Known, keys
from watcher.model import EventId


class Recent(Generic[Known]):
    """Events by index key, each as it was added last."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._events: dict[EventId, Known] = {}
        self._by_key: defaultdict[str, list[EventId]] = defaultdict(list)
        self._keys: dict[EventId, frozenset[str]] = {}

    def add(self, event: Known) -> None:
        """Remember `event`, in place of an earlier version of it."""
        self._events[event.id] = event
        known = self._keys.get(event.id, frozenset())
        found = keys(event.tellings)
        for key in found - known:
            self._by_key[key].append(event.id)
        self._keys[event.id] = known | found

    def near(self, wanted: Collection[str]) -> tuple[Known, ...]:
        """The `NEAREST` events that share most index keys with `wanted`, in order of their ids."""
        shared = Counter(id_ for key in wanted for id_ in self._by_key.get(key, ()))
        nearest = sorted(shared, key=lambda one: (-shared[one], one))[:NEAREST]
        return tuple(self._events[id_] for id_ in sorted(nearest))
