"""Tell which stories are of one event, without a database; for `watcher events`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from watcher.core.stories.judge import speaks
from watcher.core.stories.passages import tellings
from watcher.core.stories.recent import Recent
from watcher.core.stories.same import find_all, joined, keys
from watcher.core.watchlist.language import Name
from watcher.model import EntryId, EventId, Find, Part, Story, Telling


@dataclass(frozen=True, slots=True)
class _Account:
    """What was told of one event."""

    id: EventId
    tellings: tuple[Telling, ...]


class Teller:
    """Remembers what the stories told that it was given, in their order.

    Rules play no part: every passage of a story may tell an event, and an analysis tells many.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        """Nothing told yet. `names` are those of the watchlist."""
        self._names: Mapping[EntryId, Name] = {one.id: one for one in names}
        self._recent = Recent[_Account]()

    def events(self, story: Story, finds: Sequence[Find]) -> tuple[EventId, ...]:
        """The events that `story` tells, in the order of its passages; `finds` are its names.

        A story without any date is not taken to be of the day on which it was read.
        """
        published = story.document.published
        day = story.date or (published and published.date())
        told = tellings(story, finds, self._names, day)
        lead = tuple(one for one in told if one.part in (Part.LEAD, Part.WHOLE))
        rest = [(one,) for one in told if one not in lead]
        passages = [one for one in (lead, *rest) if one and any(map(speaks, one))]
        found = [id_ for n, one in enumerate(passages) for id_ in self._events(story, n, one)]
        return tuple(dict.fromkeys(found))

    def _events(self, story: Story, number: int, told: tuple[Telling, ...]) -> list[EventId]:
        """All events that a passage tells; the one it tells most surely grows by it."""
        agreed = find_all(told, self._recent.near(keys(told)))
        known = agreed[0] if agreed else _Account(_id(story, number), ())
        self._recent.add(_Account(known.id, joined(known.tellings, told)))
        return [known.id, *(one.id for one in agreed[1:])]


def _id(story: Story, number: int) -> EventId:
    return EventId(blake2b(f"{story.id}\n{number}".encode(), digest_size=8).hexdigest())
