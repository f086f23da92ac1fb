"""A year of events in the store: does deciding slow down? It must not: an index, never a scan."""

import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks import parts
from benchmarks.telling import telling_rule
from benchmarks.vocabulary import ADJECTIVES, DAYS, NOUNS, TOWNS, VERBS
from benchmarks.watchlists import Watchlist
from watcher.core.alerts.decide import MEMORY, begun, decide, gather
from watcher.core.alerts.happening import Happening
from watcher.core.stories.same import keys
from watcher.core.watchlist.language import Watchlist as Rules
from watcher.core.watchlist.matcher import Matcher
from watcher.model import (
    Action,
    Document,
    DocumentId,
    Reason,
    SourceName,
    Span,
    Story,
    StoryId,
    Verdict,
)
from watcher.ports import Cursor, Ingested, Outcome, Store
from watcher.store import open_store

_PRESS = SourceName("press")
_END = datetime(2025, 12, 31, 12, tzinfo=UTC)
_YEAR = timedelta(days=365)
_A_YEAR = 100_000
"""Events of a busy desk in a year."""
_NAMES = 10_000
_BATCH = 500
"""Events stored in one transaction."""
_PROBES = 200
"""Stories decided at each size."""
_ACTS = ("A drone attack hit", "A rocket strike hit", "An ambush near", "An explosion shook")
_WHERE = (
    "near",
    "outside",
    "north of",
    "south of",
    "beside",
    "between two roads in",
    "in",
    "above",
)
_HARM = (
    "damaging {n} {a} {noun}s",
    "and {n} {noun}s were {v}",
    "near the {a} {noun}",
    "it is said",
)


@dataclass(frozen=True, slots=True)
class Year:
    """Seconds per decision with so many events stored, and how many were near."""

    sizes: tuple[int, ...]
    seconds: tuple[float, ...]
    near: tuple[float, ...]


def measure(sizes: Sequence[int]) -> Year:
    """Fill a store up to each of `sizes`, and decide the same stories each time.

    It fills from the last day backwards, as many events a day as make 100,000 in a year: what
    grows is the past, not the week that is looked at.
    """
    newsroom = _Newsroom()
    probes = list(newsroom.happenings(_PROBES, seed=0))
    seconds, near = [], []
    with TemporaryDirectory() as folder, closing(open_store(Path(folder, "year.db"))) as store:
        for number, (before, size) in enumerate(pairwise((0, *sizes)), 1):
            _fill(store, newsroom, before, size, number)
            took, found = zip(*(_decided(store, newsroom, one) for one in probes), strict=True)
            seconds.append(statistics.median(took))
            near.append(statistics.mean(found))
    return Year(tuple(sizes), tuple(seconds), tuple(near))


def _decided(store: Store, newsroom: "_Newsroom", happening: Happening) -> tuple[float, int]:
    start = time.process_time()
    past = store.events_near(keys(happening.tellings), _END - MEMORY)
    decide(happening, newsroom.rules, past, _END, newsroom.names, dated=False)
    return time.process_time() - start, len(past)


def _fill(store: Store, newsroom: "_Newsroom", before: int, size: int, seed: int) -> None:
    """Store events until there are `size`, a batch for each moment, ever farther back."""
    heard = newsroom.happenings(size - before, seed)
    for first in range(before, size, _BATCH):
        outcomes = [_outcome(one) for one in islice(heard, min(_BATCH, size - first))]
        told = [one.story for one in outcomes]
        papers = [one.document for one in told]
        at = _END - _YEAR * first / _A_YEAR
        store.add(Ingested(_PRESS, Cursor(""), at, papers, told, outcomes))


def _outcome(happening: Happening) -> Outcome:
    event = replace(begun(happening), rung=_END)
    verdict = Verdict(Action.RING, Reason.NEW_EVENT, event)
    return Outcome(happening.story, happening.matches, verdict, "An attack.")


class _Newsroom:
    """Writes short reports of attacks and hears what they tell."""

    def __init__(self) -> None:
        rule = telling_rule()
        self._list = Watchlist(_NAMES)
        self._bases = [one.name for one in self._list.names if one.type == "base"]
        self._matcher = Matcher(Rules(names=self._list.names, rules=(rule,)))
        self.rules = {rule.id: rule}
        self.names = {one.id: one for one in self._list.names}

    def happenings(self, count: int, seed: int) -> Iterator[Happening]:
        """What `count` reports tell, one event each."""
        random = Random(f"year {seed}")
        made = 0
        while made < count:
            story = self._story(random, f"{seed}-{made}")
            reading = self._matcher.read(story)
            matches = self._matcher.match(reading)
            heard = gather(
                story, matches, self.rules, self.names, _END, dated=False, finds=reading.finds
            )
            yield from heard[:1]
            made += len(heard[:1])

    def _story(self, random: Random, id_: str) -> Story:
        base, town = random.choice(self._bases), random.choice(TOWNS)
        act, where = random.choice(_ACTS), random.choice(_WHERE)
        words = {"a": ADJECTIVES, "noun": NOUNS, "v": VERBS, "n": range(2, 90)}
        chosen = {slot: random.choice(list(listed)) for slot, listed in words.items()}
        harm = random.choice(_HARM).format_map(chosen)
        lines = [f"{act} {base} {where} {town} on {random.choice(DAYS)}, {harm}."]
        lines += [_by_the_way(random) for _ in range(2)]
        document = Document(DocumentId(id_), _PRESS, " ".join(lines), _END, origin=town)
        return Story(StoryId(f"{id_}/1"), document, Span(0, len(document.text)))


def _by_the_way(random: Random) -> str:
    one, other, third = random.sample(NOUNS, 3)
    who = f"{random.choice(parts.GIVEN)} {random.choice(parts.FAMILY)}"
    how, did = random.choice(ADJECTIVES), random.choice(VERBS)
    return f"The {how} {one} of {who} {did} the {other} before the {third}."
