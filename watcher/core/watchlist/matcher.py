"""The door of the room: read a story with a watchlist, and say which rules hold. Pure."""

from dataclasses import replace
from datetime import date

from watcher.core.text.sentences import cut_whole
from watcher.core.watchlist.anchors import Anchors
from watcher.core.watchlist.evaluate import Evaluation
from watcher.core.watchlist.language import Name, Watchlist
from watcher.core.watchlist.names import NameFinder
from watcher.core.watchlist.phrases import PhraseFinder
from watcher.core.watchlist.reading import Found, Reading, by_name
from watcher.core.watchlist.told import Listener
from watcher.core.watchlist.vocabulary import Vocabulary
from watcher.model import Document, Find, Match, Span, Story

__all__ = ["Matcher", "Reading"]


class Matcher:
    """Applies one watchlist to stories.

    Costly to make, cheap to use: make one for each version of the rules.
    """

    def __init__(self, watchlist: Watchlist, before: "Matcher | None" = None) -> None:
        """Rules that are off are left out: they neither match nor hold for other rules.

        `before` is a matcher for other rules, perhaps over the same names: then their index and
        all it has learned serve on.
        """
        rules = [rule for rule in watchlist.rules if not rule.off]
        self._rules = {rule.id: rule for rule in rules}
        self._vocabulary = Vocabulary(watchlist)
        self.watchlist = watchlist
        if before and _listed(before.watchlist) == _listed(watchlist):
            self.names: NameFinder = before.names
        else:
            self.names = NameFinder(*_listed(watchlist))
        self._phrases = PhraseFinder(self._vocabulary.phrases(rules), self.names.words)
        self._anchors = Anchors(rules, self._vocabulary)
        self._listener = Listener(watchlist.cues)

    def read(self, story: Story) -> Reading:
        """What the story says: its sentences, and the names and phrases of the watchlist."""
        text, span = story.document.text, story.span
        finds = self.names.find(story.text)
        if span.start:
            finds = tuple(_moved(find, span.start) for find in finds)
        read = self._phrases.read(story.text)
        phrases = read.places
        if span.start:
            phrases = {
                phrase: tuple(place.shifted(span.start) for place in spans)
                for phrase, spans in read.places.items()
            }
        title = _title(story)
        cut, told = cut_whole(text, span)
        return Reading(
            story=story,
            sentences=told,
            paragraphs=cut,
            finds=finds,
            found=Found(by_name(finds), phrases),
            glued=frozenset(place.shifted(span.start) for place in read.glued),
            title=title,
            title_apart=self._read_title(story) if story.title and title is None else None,
        )

    def match(self, reading: Reading, day: date | None = None) -> tuple[Match, ...]:
        """The rules that hold on the story, in watchlist order.

        `day` is the day against which `past` is judged; without it the story's own date, else
        when the document was published, else none. Age, sources and dates of the rules are
        not looked at.
        """
        evaluation = self.evaluation(reading, day)
        found = reading.found.keys
        if reading.title_apart is not None:
            found |= reading.title_apart.found.keys
        matches = (evaluation.match(rule) for rule in self._anchors.candidates(found))
        return tuple(match for match in matches if match is not None)

    def evaluation(self, reading: Reading, day: date | None = None) -> Evaluation:
        """Answers, rule by rule, what holds on the story; `day` as in `match`."""
        day = day or _day(reading.story)
        return Evaluation(reading, self._rules, self._vocabulary, self._listener, day)

    def _read_title(self, story: Story) -> Reading:
        document: Document = replace(story.document, text=story.title)
        whole = Span(0, len(story.title))
        return self.read(replace(story, document=document, span=whole, title=""))


def _listed(watchlist: Watchlist) -> tuple[tuple[Name, ...], tuple[str, ...]]:
    """What names are found by."""
    return watchlist.names, watchlist.context


def _moved(find: Find, by: int) -> Find:
    return replace(find, span=find.span.shifted(by))


def _title(story: Story) -> Span | None:
    """Where the story's title stands in the story."""
    if not story.title:
        return None
    start = story.document.text.find(story.title, story.span.start, story.span.end)
    return None if start < 0 else Span(start, start + len(story.title))


def _day(story: Story) -> date | None:
    published = story.document.published
    return story.date or (published and published.date())
