"""The experiments: each gives plain figures, which `page` writes down."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.generator import GeneratedStory, Newsroom
from benchmarks.measure import Run, interleaved
from benchmarks.peers import OURS, PEERS, Find, Hit, Peer
from benchmarks.vocabulary import ADJECTIVES, NOUNS
from benchmarks.watchlists import Watchlist
from watcher.core.stories.split import split
from watcher.core.watchlist.language import AnyOf, Name, Phrase, Ref, Rule, Together
from watcher.core.watchlist.language import Watchlist as Rules
from watcher.core.watchlist.matcher import Matcher
from watcher.core.watchlist.names import NameFinder
from watcher.model import Document, DocumentId, EntryId, RuleId, SourceName, Span, Story, StoryId

_ROOT = Path(__file__).parent.parent
_NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)
_RULES = 1_000
_TYPES = (EntryId("base"), EntryId("faction"))
_REPEATS = 5


@dataclass(frozen=True, slots=True)
class Effort:
    """How many stories: enough for steady medians, or few for a look."""

    warm: int = 600
    """Stories read beforehand: what the desk has read until now."""
    stories: int = 300
    slow: int = 40
    articles: int = 600


FULL = Effort()
QUICK = Effort(warm=150, stories=60, slow=5, articles=100)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All methods at one list length."""

    size: int
    unseen: dict[str, Run]
    """On stories of outlets never read before."""
    known: dict[str, Run]
    """The fast ones again on the same stories: every word has been seen."""
    cold: float
    """Seconds of ours on the very first story."""
    loading: dict[str, float]
    """Seconds to make each method."""
    new_words: float
    """Words resolved per unseen story."""
    vocabulary: float
    """Words per story."""


def compare(size: int, effort: Effort, only: Sequence[str] = ()) -> Comparison:
    """Every peer that is installed and bears a list of `size`, in one run."""
    watchlist = Watchlist(size)
    peers = [one for one in PEERS if not one.missing and size <= one.most_names]
    peers = [one for one in peers if not only or one.name == OURS or one.name in only]
    finder = NameFinder(watchlist.names)
    methods: dict[str, Find] = {OURS: partial(_ours, finder)}
    loading = {}
    for peer in peers:
        start = time.process_time()
        made = peer.make(watchlist.names)
        loading[peer.name] = time.process_time() - start
        methods.setdefault(peer.name, made)
    unseen = list(Newsroom(watchlist, seed=2).stories(effort.stories))
    warm = list(Newsroom(watchlist, seed=1, is_known=True).stories(effort.warm))
    start = time.process_time()
    finder.find(warm[0].text)
    cold = time.process_time() - start
    for story in warm:
        finder.find(story.text)
    before = words_resolved(finder)
    fewer = {one.name: effort.slow for one in peers if one.slow}
    runs = interleaved(methods, unseen, fewer)
    new = (words_resolved(finder) - before) / len(unseen)
    fast = {name: find for name, find in methods.items() if name not in fewer}
    again = interleaved(fast, unseen)
    words = statistics.mean(len(story.text.split()) for story in unseen)
    return Comparison(size, runs, again, cold, loading, new, words)


def words_resolved(finder: NameFinder) -> int:
    """How many distinct words the finder has had to think about: a counter, unlike seconds."""
    return len(finder.resolver)


def _ours(finder: NameFinder, text: str) -> list[Hit]:
    return [(one.span.start, one.span.end, one.name) for one in finder.find(text)]


def missing() -> tuple[Peer, ...]:
    """Peers that are left out because a package is not installed."""
    return tuple(peer for peer in PEERS if peer.missing)


def false_alarms(size: int, effort: Effort) -> float:
    """Finds per 100 ordinary articles, in which strangers have names of the same parts."""
    watchlist = Watchlist(size)
    finder = NameFinder(watchlist.names)
    articles = Newsroom(watchlist, seed=3).ordinary_articles(effort.articles)
    return 100 * statistics.mean(len(finder.find(text)) for text in articles)


@dataclass(frozen=True, slots=True)
class WholePath:
    """Seconds per story, known vocabulary."""

    find: float
    """Finding names."""
    read: float
    """The matcher's whole reading: names, phrases, sentences."""
    judge: float
    """Evaluating 1,000 rules on top."""
    split: float
    """Splitting the document into stories before."""
    matches: float
    """Rules that hold, per story."""


def whole_path(size: int, effort: Effort) -> WholePath:
    """What a story costs from text to matches, part by part."""
    watchlist = Watchlist(size)
    rules = Rules(names=watchlist.names, rules=narrow_rules(watchlist.names))
    finder, matcher = NameFinder(watchlist.names), Matcher(rules)
    stories = [_story(one) for one in Newsroom(watchlist, seed=2).stories(effort.stories // 3)]
    for story in stories:
        finder.find(story.text)
        matcher.match(matcher.read(story))
    parts: dict[str, list[float]] = {"find": [], "read": [], "judge": [], "split": []}
    matches = 0
    for story in stories * _REPEATS:
        clock = [time.process_time()]
        finder.find(story.text)
        clock.append(time.process_time())
        reading = matcher.read(story)
        clock.append(time.process_time())
        matches += len(matcher.match(reading))
        clock.append(time.process_time())
        split(story.document)
        clock.append(time.process_time())
        for number, times in enumerate(parts.values()):
            times.append(clock[number + 1] - clock[number])
    medians = {name: statistics.median(times) for name, times in parts.items()}
    return WholePath(**medians, matches=matches / len(stories) / _REPEATS)


def _story(story: GeneratedStory) -> Story:
    document = Document(DocumentId("1"), SourceName("press"), story.text, _NOON)
    return Story(StoryId("1/0"), document, Span(0, len(story.text)))


def narrow_rules(names: Sequence[Name]) -> tuple[Rule, ...]:
    """Rules as desks write them: a few phrases near one of a few names, or any of a type."""
    rules = []
    for number in range(_RULES):
        event = AnyOf(
            tuple(
                Phrase(f"{ADJECTIVES[(number * 7 + step) % len(ADJECTIVES)]} {noun}")
                for step, noun in enumerate(NOUNS[number % 90 : number % 90 + 4])
            )
        )
        ids = [names[(number * 9 + step) % len(names)].id for step in range(3)]
        who = AnyOf(tuple(map(Ref, ids if number % 2 else (_TYPES[number % 4 // 2],))))
        title = f"Rule {number}"
        rules.append(Rule(RuleId(f"rule-{number}"), title, (Together((event, who)),)))
    return tuple(rules)


def alone(what: str, size: int) -> dict[str, float]:
    """An experiment of `benchmarks.alone`, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.alone", what, str(size)],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures
