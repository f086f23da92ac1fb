"""Tell which stories are of one event, without a database; for `watcher events`."""

from collections.abc import Sequence

from watcher.core.alerts.decide import begun, gather, grown
from watcher.core.stories.recent import Recent
from watcher.core.stories.same import find_same, keys
from watcher.core.watchlist.language import Watchlist
from watcher.model import EventId, Match, Story


class Teller:
    """Remembers the events of the stories it was given, in their order."""

    def __init__(self, watchlist: Watchlist) -> None:
        """Nothing told yet."""
        self._names = {one.id: one for one in watchlist.names}
        self._rules = {one.id: one for one in watchlist.rules}
        self._recent = Recent()

    def events(self, story: Story, matches: Sequence[Match]) -> tuple[EventId, ...]:
        """The events that `matches` tell, one for each happening of the story."""
        told = []
        seen = story.document.seen  # nothing is too old here
        for one in gather(story, matches, self._rules, self._names, seen, dated=False):
            past = self._recent.near(keys(one.telling))
            known = find_same(one.telling, past, self._names)
            event = grown(known[0], one) if known else begun(one)
            self._recent.add(event)
            told.append(event.id)
        return tuple(told)
