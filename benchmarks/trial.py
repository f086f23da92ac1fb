"""How fast `watcher backtest` tries rules on the past, beside the bare matcher on the same stories."""

import gc
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from benchmarks.experiments import Effort, narrow_rules
from benchmarks.generator import Newsroom
from benchmarks.watchlists import Watchlist
from watcher.app.backtest import backtest
from watcher.app.desk import Desk
from watcher.app.readers import Task, read_all
from watcher.cli.app import OBJECTS
from watcher.core.alerts.compose import Lexicon
from watcher.core.stories.split import split
from watcher.core.watchlist.language import Watchlist as Rules
from watcher.core.watchlist.matcher import Matcher
from watcher.model import Document, DocumentId, SourceName

_CORES = 2
_ROUNDS = 4
"""The stories are read so often before it counts, so that each process knows their words."""
_TURNS = 3
_NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Tried:
    """Stories per second of processor time; vocabulary known, start-up left out."""

    stories: int
    matcher: float
    """The matcher alone, in one process: split, read, rules."""
    backtest: float
    """The whole trial, the time of its processes together."""
    rings: int


def measure(size: int, effort: Effort) -> Tried:
    """Twice as many rounds, less as many: what stays is what a story costs."""
    watchlist = Watchlist(size)
    rules = Rules(names=watchlist.names, rules=narrow_rules(watchlist.names))
    matcher = Matcher(rules)
    texts = [one.text for one in Newsroom(watchlist, seed=2).stories(effort.stories)]
    gc.set_threshold(OBJECTS)
    _match(matcher, _papers(texts, 1))
    count = len(texts) * _ROUNDS
    short, bare, long, rings = 0.0, 0.0, 0.0, 0
    for _ in range(_TURNS):  # both meet the same machine
        short += _seconds(matcher, _papers(texts, _ROUNDS))[0]
        bare += _match(matcher, _papers(texts, _ROUNDS))
        seconds, rings = _seconds(matcher, _papers(texts, 2 * _ROUNDS))
        long += seconds
    return Tried(count, _TURNS * count / bare, _TURNS * count / (long - short), rings)


def _papers(texts: Sequence[str], rounds: int) -> Iterator[Document]:
    for number, text in enumerate(texts * rounds):
        seen = _NOON + number * _MINUTE
        yield Document(DocumentId(str(number)), SourceName("press"), text, seen)


def _match(matcher: Matcher, papers: Iterator[Document]) -> float:
    """Processor seconds of the bare matcher."""
    start = time.process_time()
    for paper in papers:
        for story in split(paper).stories:
            matcher.match(matcher.read(story))
    return time.process_time() - start


def _seconds(matcher: Matcher, papers: Iterator[Document]) -> tuple[float, int]:
    """Processor seconds of a trial, and how often it rang."""
    rules = matcher.watchlist
    names = {one.id: one for one in rules.names}
    desk = Desk(matcher, Lexicon(names, {one.id: one for one in rules.rules}, UTC), {})
    start = _clock()
    told = backtest(read_all(papers, Task(rules, UTC), _CORES), desk)
    return _clock() - start, len(told.rings)


def _clock() -> float:
    """Processor seconds of this process and of those it has ended."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)
