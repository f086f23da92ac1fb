"""What a story costs beside finding names: splitting, reading on, told_as, telling events apart.

Parts take turns on the same story, and the ratio is that of one story. Each story is read for the
first time, as `watcher run` does, after others that made the everyday words known. Stories are
those of the generator, in which strikes and raids on listed names happen; rules are a thousand
narrow ones and one of the kind that rings, with the cues that ship.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from benchmarks.experiments import Effort, narrow_rules
from benchmarks.generator import Newsroom
from benchmarks.watchlists import Watchlist
from watcher.core.alerts.decide import decide, gather
from watcher.core.stories.recent import Recent
from watcher.core.stories.same import keys
from watcher.core.stories.split import split
from watcher.core.watchlist.language import AnyOf, Name, Phrase, Ref, Rule, Together
from watcher.core.watchlist.language import Watchlist as Rules
from watcher.core.watchlist.matcher import Matcher
from watcher.core.watchlist.names import NameFinder
from watcher.model import Document, DocumentId, EntryId, Event, RuleId, SourceName
from watcher.rulefile import read_watchlist

_NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)
_ACTS = ("attack*", "strike", "strikes", "raid*", "ambush*", "explosion*", "shelled", "blast*")
_TARGETS = (EntryId("base"), EntryId("faction"))
PARTS = ("find", "split", "sentences and phrases", "told_as and rules", "events")
"""What is measured; `find` is finding names, against which the others stand."""


@dataclass(slots=True)
class Telling:
    """Seconds of each part, story by story, and what was found."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {one: [] for one in PARTS})
    matches: float = 0.0
    """Rules that hold, per story."""
    happenings: float = 0.0
    """Events told, per story."""

    def median(self, part: str) -> float:
        """Seconds per story."""
        return statistics.median(self.seconds[part])

    def times(self, *parts: str) -> tuple[float, float, float]:
        """How many times longer `parts` take than finding names: quartile, median, quartile."""
        rest = (sum(story) for story in zip(*(self.seconds[one] for one in parts), strict=True))
        pairs = [one / find for one, find in zip(rest, self.seconds["find"], strict=True)]
        low, middle, high = statistics.quantiles(pairs, n=4, method="inclusive")
        return low, middle, high


def telling_rule() -> Rule:
    """The rule of a desk: an attack and, in one sentence, somebody or something listed."""
    who = AnyOf(tuple(map(Ref, _TARGETS)))
    return Rule(RuleId("attack"), "Attack", (Together((AnyOf(tuple(map(Phrase, _ACTS))), who)),))


def measure(size: int, effort: Effort) -> Telling:
    """Each part on each story, which was never read before."""
    watchlist = Watchlist(size)
    rules = (*narrow_rules(watchlist.names), telling_rule())
    cues = read_watchlist([]).watchlist.cues
    desk = _Desk(Rules(names=watchlist.names, rules=rules, cues=cues))
    for document in _documents(Newsroom(watchlist, seed=1), effort.stories):
        desk.read(document, Telling())
    desk.recent = Recent[Event]()
    told = Telling()
    documents = _documents(Newsroom(watchlist, seed=2), effort.stories // 3)
    for document in documents:
        desk.read(document, told)
    told.matches /= len(documents)
    told.happenings /= len(documents)
    return told


def _documents(newsroom: Newsroom, number: int) -> list[Document]:
    return [
        Document(DocumentId(f"{n}"), SourceName("press"), one.text, _NOON)
        for n, one in enumerate(newsroom.stories(number))
    ]


class _Desk:
    """Does with a document what `watcher run` does, one part after the other, with a clock."""

    def __init__(self, watchlist: Rules) -> None:
        self._matcher = Matcher(watchlist)
        self._alone = NameFinder(watchlist.names, watchlist.context)
        """Reads the same stories, so that a story is as new to it as to the matcher."""
        self._rules = {one.id: one for one in watchlist.rules}
        self._names: dict[EntryId, Name] = {one.id: one for one in watchlist.names}
        self.recent = Recent[Event]()

    def read(self, document: Document, told: Telling) -> None:
        """Add what each part of it took."""
        took = dict.fromkeys(PARTS, 0.0)
        with _timed(took, "split"):
            stories = split(document).stories
        for story in stories:
            with _timed(took, "find"):
                self._alone.find(story.text)
            with _timed(took, "sentences and phrases"):
                reading = self._matcher.read(story)
            with _timed(took, "told_as and rules"):
                matches = self._matcher.match(reading)
            with _timed(took, "events"):
                heard = gather(
                    story,
                    matches,
                    self._rules,
                    self._names,
                    _NOON,
                    dated=False,
                    finds=reading.finds,
                )
                for one in heard:
                    past = self.recent.near(keys(one.tellings))
                    verdict = decide(one, self._rules, past, _NOON, self._names, dated=False)
                    self.recent.add(verdict.event)
            told.matches += len(matches)
            told.happenings += len(heard)
        took["sentences and phrases"] -= took["find"]  # reading finds the names as well
        for part, seconds in took.items():
            told.seconds[part].append(seconds)


@contextmanager
def _timed(
    took: dict[str, float], part: str, clock: Callable[[], float] = time.process_time
) -> Iterator[None]:
    start = clock()
    yield
    took[part] += clock() - start
