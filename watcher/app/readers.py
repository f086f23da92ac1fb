"""Read many documents on all cores, each process with a matcher of its own.

Finding what a document tells needs no memory, so documents are read side by side; what is made of
it is decided by one process, in order (`watcher.app.backtest`).
"""

import gc
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, tzinfo
from itertools import chain, islice
from multiprocessing import get_context

from watcher.app.desk import Desk, happenings
from watcher.core.alerts.compose import Lexicon
from watcher.core.alerts.happening import Happening
from watcher.core.stories.split import split
from watcher.core.watchlist.language import Watchlist
from watcher.core.watchlist.matcher import Matcher
from watcher.core.watchlist.near_misses import unnamed
from watcher.errors import WatcherError
from watcher.model import Document, SourceName, Story

_FEW = 64
"""Documents that one process reads sooner than others are started."""
_BATCH = 16
"""Documents handed over at once: enough that handing over costs nothing beside reading."""
_AHEAD = 4
"""Batches that wait for each process: all are busy, and a long archive is never in memory."""
_OBJECTS = 100_000
"""New objects between two searches for circular garbage (`watcher.cli.app.OBJECTS`)."""


@dataclass(frozen=True, slots=True)
class Task:
    """All that a process needs to know; it can be handed to another one."""

    watchlist: Watchlist
    zone: tzinfo
    dated: frozenset[SourceName] = frozenset()
    """See `Desk.dated`."""
    by_own_date: bool = False
    """Whether a document arrived on the day it bears, rather than when it was seen: of old files
    nobody knows when they came."""
    near_misses: bool = False
    """Whether to note what is written like a name and is none that was found; takes longer."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What one document tells, under the rules of the task."""

    at: datetime
    """When it arrived."""
    source: SourceName
    stories: int
    happenings: tuple[Happening, ...] = ()
    unnamed: frozenset[str] = frozenset()
    """See `watcher.core.watchlist.near_misses.unnamed`; empty where the task does not ask."""


class Reader:
    """Reads documents one by one."""

    def __init__(self, task: Task, matcher: Matcher | None = None) -> None:
        """Make the matcher, which takes a while; `matcher` is one made for the same watchlist."""
        self._task = task
        names = {one.id: one for one in task.watchlist.names}
        rules = {one.id: one for one in task.watchlist.rules}
        lexicon = Lexicon(names, rules, task.zone)
        self._desk = Desk(matcher or Matcher(task.watchlist), lexicon, {}, task.dated)

    def read(self, document: Document) -> Heard:
        """What `document` tells."""
        stories = split(document).stories
        if self._task.by_own_date:
            document = replace(document, seen=_arrival(document, stories, self._task.zone))
            stories = tuple(replace(story, document=document) for story in stories)
        source, now = document.source, document.seen
        told = (happenings(story, source, self._desk, now) for story in stories)
        noted = map(self._unnamed, stories if self._task.near_misses else ())
        return Heard(
            now, source, len(stories), tuple(chain.from_iterable(told)), frozenset().union(*noted)
        )

    def _unnamed(self, story: Story) -> frozenset[str]:
        finder = self._desk.matcher.names
        return unnamed(story.text, finder.find(story.text), finder.resolver)


def _arrival(document: Document, stories: Sequence[Story], zone: tzinfo) -> datetime:
    """Noon of the latest day that it bears; when it was seen, if it bears none or a later one."""
    days = [story.date for story in stories if story.date]
    if not days:
        return document.seen
    noon = datetime.combine(max(days), time(12), zone)  # no quiet hours
    return min(document.seen, noon.astimezone(UTC))


def read_all(documents: Iterable[Document], task: Task, cores: int = 1) -> Iterator[Heard]:
    """What each of the documents tells, in their order, read on so many `cores`.

    The documents are asked for as they are needed. Raises `WatcherError` if a process is lost.
    """
    rest = iter(documents)
    first = [*islice(rest, _FEW)]
    if cores == 1 or len(first) < _FEW:
        yield from map(Reader(task).read, chain(first, rest))
        return
    # new processes, not forked ones: what a fork copies of our threads and connections is broken
    pool = ProcessPoolExecutor(cores, get_context("spawn"), _begin, (task,))
    try:
        yield from _side_by_side(pool, chain(first, rest), cores * _AHEAD)
    except BrokenProcessPool as error:
        raise WatcherError(
            "a process that reads documents was stopped, perhaps for want of memory: "
            "try again with --cores 1"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _side_by_side(
    pool: ProcessPoolExecutor, documents: Iterator[Document], ahead: int
) -> Iterator[Heard]:
    waiting: deque[Future[list[Heard]]] = deque()
    while batch := [*islice(documents, _BATCH)]:
        waiting.append(_submit(pool, batch))
        if len(waiting) > ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _submit(pool: ProcessPoolExecutor, batch: Sequence[Document]) -> Future[list[Heard]]:
    """Hand over a batch. A process that is started for it does not hear Ctrl-C from the first."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_read, batch)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_reader: list[Reader] = []
"""Of a process that was started to read: its one reader."""


def _begin(task: Task) -> None:
    """Make a process ready to read."""
    gc.set_threshold(_OBJECTS)
    _reader[:] = [Reader(task)]


def _read(batch: Sequence[Document]) -> list[Heard]:
    return [_reader[0].read(document) for document in batch]
