"""What rules would have sent: decided as `watcher run` decides, with nothing stored or sent."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby

from watcher.app.desk import Desk, decide_all
from watcher.app.memory import Memory
from watcher.app.readers import Heard
from watcher.model import Action, Reason, SourceName
from watcher.ports import Outcome

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Backtest:
    """What became of everything that some documents tell."""

    documents: int = 0
    stories: int = 0
    first: datetime | None = None
    """When the first document arrived; None if there is none."""
    last: datetime | None = None
    outcomes: tuple[Outcome, ...] = ()
    """In order of arrival; each at the moment when its document was seen."""
    unnamed: Counter[str] = field(default_factory=Counter)
    """In how many documents each spelling stands that may be a near miss of a name."""

    @property
    def rings(self) -> tuple[Outcome, ...]:
        """What people would have been told of."""
        return tuple(one for one in self.outcomes if one.verdict.action is Action.RING)

    @property
    def verdicts(self) -> Counter[tuple[Action, Reason]]:
        """How often each action was taken, by reason."""
        return Counter((one.verdict.action, one.verdict.reason) for one in self.outcomes)


def backtest(heard: Iterable[Heard], desk: Desk, since: datetime = _LONG_AGO) -> Backtest:
    """Decide what was heard in order of arrival, and count what arrived at `since` or later.

    What one source gave at one moment is one reading, as it is for `watcher run`. What is older
    than `since` only lets the desk know the events that were told already.
    """
    documents = stories = 0
    first = last = None
    telling: list[Heard] = []
    noted = Counter[str]()
    for one in heard:
        if one.happenings:
            telling.append(one)
        if one.at >= since:
            documents, stories = documents + 1, stories + one.stories
            first = min(first or one.at, one.at)
            last = max(last or one.at, one.at)
            noted.update(one.unnamed)
    outcomes = tuple(one for one in _decided(telling, desk) if one.story.document.seen >= since)
    return Backtest(documents, stories, first, last, outcomes, noted)


def _decided(telling: Iterable[Heard], desk: Desk) -> Iterator[Outcome]:
    memory = Memory()
    for (at, source), reading in groupby(sorted(telling, key=_arrival), key=_arrival):
        happenings = [one for document in reading for one in document.happenings]
        outcomes = decide_all(happenings, source, desk, memory, at)
        memory.remember(outcomes, at)
        yield from outcomes


def _arrival(heard: Heard) -> tuple[datetime, SourceName]:
    return heard.at, heard.source
