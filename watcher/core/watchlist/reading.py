"""A story as the rules see it: its sentences, and what was found where. Pure."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from watcher.core.watchlist.vocabulary import Entry
from watcher.model import EntryId, Find, Span, Story


@dataclass(frozen=True, slots=True)
class Found:
    """Names and phrases with their places in one text."""

    names: Mapping[EntryId, tuple[Span, ...]] = field(default_factory=dict)
    phrases: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    def spans(self, entry: Entry) -> tuple[Span, ...]:
        """Where `entry` is found, in text order, each place once."""
        # a type has hundreds of names, a story few: `intersection` walks what was found
        found = [self.names[name] for name in entry.names.intersection(self.names)]
        found += [self.phrases[one] for one in entry.phrases.intersection(self.phrases)]
        if len(found) > 1:
            return tuple(sorted(set().union(*found)))
        return found[0] if found else ()

    @property
    def keys(self) -> frozenset[str]:
        """All that was found, places aside."""
        return frozenset((*self.names, *self.phrases))


@dataclass(frozen=True, slots=True)
class Reading:
    """A story with everything that was found in it. All spans count in the document's text."""

    story: Story
    sentences: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    finds: tuple[Find, ...]
    """Names, in text order."""
    found: Found
    """The same names by id, and the phrases that rules ask for."""
    glued: frozenset[Span] = frozenset()
    """The places of phrases that were found only by mending a glued or torn word."""
    title: Span | None = None
    """Where the title stands in the story; None where it stands elsewhere or is missing."""
    title_apart: "Reading | None" = None
    """The title as a story of its own, where it stands outside this one."""

    @property
    def phrases(self) -> Mapping[str, tuple[Span, ...]]:
        """The phrases found, with their places."""
        return self.found.phrases

    @property
    def whole(self) -> Span:
        """The whole story."""
        return self.story.span

    def sentence(self, place: Span) -> Span:
        """The sentence in which `place` begins."""
        return _unit(self.sentences, place, self.whole)

    def paragraph(self, place: Span) -> Span:
        """The paragraph in which `place` begins."""
        return _unit(self.paragraphs, place, self.whole)

    def neighbours(self, sentence: Span) -> Span:
        """From the sentence before `sentence` to the one after it."""
        here = bisect_right(self.sentences, sentence.start, key=_start) - 1
        near = self.sentences[max(0, here - 1) : here + 2] or (sentence,)
        return Span(min(near[0].start, sentence.start), max(near[-1].end, sentence.end))


def by_name(finds: Iterable[Find]) -> Mapping[EntryId, tuple[Span, ...]]:
    """The places of each name."""
    places: defaultdict[EntryId, list[Span]] = defaultdict(list)
    for find in finds:
        places[find.name].append(find.span)
    return {name: tuple(spans) for name, spans in places.items()}


def inside(spans: Sequence[Span], window: Span) -> Sequence[Span]:
    """Those of the sorted `spans` that begin in `window`: a find belongs to where it begins."""
    if not spans or (window.start <= spans[0].start and spans[-1].start < window.end):
        return spans  # of the whole story, as most ask
    first = bisect_left(spans, window.start, key=_start)
    return spans[first : bisect_left(spans, window.end, first, key=_start)]


def _start(span: Span) -> int:
    return span.start


def _unit(units: tuple[Span, ...], place: Span, whole: Span) -> Span:
    here = bisect_right(units, place.start, key=_start) - 1
    return units[here] if here >= 0 else whole
