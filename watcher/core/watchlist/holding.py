"""Where the conditions of a rule hold in a story. Pure.

A hold is the places that made a condition true, the event word first; `()` where it holds
without a place, as a title that stands outside the story does. Work is bounded: a story of
nothing but event words, or a rule of a hundred items, must not stop the news.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, combinations, islice, takewhile

from watcher.core.watchlist.language import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    InTitle,
    Phrase,
    Ref,
    RuleRef,
    Together,
    Within,
)
from watcher.core.watchlist.reading import Reading, inside
from watcher.core.watchlist.vocabulary import Vocabulary
from watcher.model import EntryId, RuleId, Span

Hold = tuple[Span, ...]

MOST_EVENTS = 2_000
"""Event words looked at in one story; a monthly digest of an agency has two hundred."""
_CHOICES = 64
"""Holds of one item that are tried around one event word; prose has a handful."""
_STEPS = 2_000
"""Choices tried around one event word before it is taken not to hold."""
_WORD = re.compile(r"\w+")


class Holding:
    """Answers, for one story, where a condition holds."""

    def __init__(
        self,
        reading: Reading,
        vocabulary: Vocabulary,
        events_of: Callable[[RuleId], Sequence[Span]],
    ) -> None:
        """`events_of` gives the event words at which another rule holds on the story."""
        self._reading = reading
        self._vocabulary = vocabulary
        self._events_of = events_of
        self._word_starts: list[int] | None = None
        self._places: dict[EntryId, tuple[Span, ...]] = {}
        self._items: dict[int, list[Condition]] = {}
        self._known: dict[tuple[int, Span], list[Hold]] = {}

    def anywhere(self, condition: Condition) -> Iterator[Hold]:
        """The holds of `condition` in the whole story, in no order."""
        possible = self._can_hold(condition)
        return self.within(condition, self._reading.whole) if possible else iter(())

    def is_true(self, conditions: Iterable[Condition], window: Span) -> bool:
        """Whether any of the conditions holds inside `window`."""
        return any(next(self.within(one, window), None) is not None for one in conditions)

    def places(self, item: Phrase | Ref) -> tuple[Span, ...]:
        """Where a text or reference is found in the story, in text order."""
        if isinstance(item, Phrase):  # nine in ten of what rules look for
            return self._reading.phrases.get(item.text, ())
        if item.id not in self._places:
            self._places[item.id] = self._reading.found.spans(self._vocabulary.entry(item))
        return self._places[item.id]

    def within(self, condition: Condition, window: Span) -> Iterator[Hold]:
        """The holds of `condition` whose places begin inside `window`."""
        match condition:
            case Phrase() | Ref():
                yield from ((span,) for span in inside(self.places(condition), window))
            case AnyOf():
                for item in self._present(condition):
                    yield from self.within(item, window)
            case AllOf():
                yield from self._every(condition.items, window)
            case AtLeast():
                yield from self._at_least(condition, window)
            case InTitle():
                yield from self._in_title(condition, window)
            case RuleRef():
                events = self._events_of(condition.id)
                yield from ((span,) for span in inside(events, window))
            case _:
                yield from self._together(condition, window)

    def _present(self, condition: AnyOf) -> list[Condition]:
        """The items that can hold at all, asked again for each sentence and each event word."""
        known = self._items.get(id(condition))
        if known is None:
            known = list(filter(self._can_hold, condition.items))
            self._items[id(condition)] = known
        return known

    def _can_hold(self, condition: Condition) -> bool:
        """Whether the story has the words and names without which `condition` cannot hold.

        A rule lists dozens of words, of which a story has one or two: to pass over the others
        halves the time that rules take on dense news.
        """
        match condition:
            case Phrase() | Ref():
                return bool(self.places(condition))
            case AnyOf():
                return bool(self._present(condition))
            case AllOf() | Together():
                return all(map(self._can_hold, condition.items))
            case _:
                return True

    def _every(self, items: Iterable[Condition], window: Span) -> Iterator[Hold]:
        """All items hold; one hold for each hold of the first, the rest as first found."""
        first, *rest = items
        found = [next(self.within(item, window), None) for item in rest]
        others = [hold for hold in found if hold is not None]
        if len(others) == len(rest):
            for hold in self.within(first, window):
                yield (*hold, *chain.from_iterable(others))

    def _at_least(self, condition: AtLeast, window: Span) -> Iterator[Hold]:
        """Enough items hold; holds for some of the ways to choose them."""
        count = max(1, condition.count)
        holding = [item for item in condition.items if self.is_true((item,), window)]
        for chosen in islice(combinations(holding, count), _CHOICES):
            yield from self._every(chosen, window)

    def _in_title(self, condition: InTitle, window: Span) -> Iterator[Hold]:
        reading = self._reading
        if reading.title is not None and window.overlaps(reading.title):
            for item in condition.items:
                yield from self.within(item, reading.title)
        if reading.title_apart is not None:
            title = Holding(reading.title_apart, self._vocabulary, lambda _: ())
            if title.is_true(condition.items, reading.title_apart.whole):
                yield ()

    def _together(self, condition: Together, window: Span) -> Iterator[Hold]:
        first, *rest = _flat(condition.items)
        for event in islice(self.within(first, window), MOST_EVENTS):
            if not event:
                continue
            near = self._near(condition.within, event[0], window)
            others = list(takewhile(bool, (self._choices(item, near, event[0]) for item in rest)))
            if len(others) < len(rest):
                continue
            hold = _Search(condition, others, self._words_between).complete(event)
            if hold is not None:
                yield hold

    def _near(self, within: Within, event: Span, window: Span) -> Span:
        match within:
            case Within.SENTENCE:
                unit = self._reading.sentence(event)
            case Within.PARAGRAPH:
                unit = self._reading.paragraph(event)
            case _:  # the story; words are counted later
                unit = window
        return Span(max(unit.start, window.start), min(unit.end, window.end))

    def _choices(self, item: Condition, near: Span, event: Span) -> list[Hold]:
        """The holds of one item, the nearest to the event first."""
        known = self._known.get((id(item), near))
        if known is None:
            known = sorted({hold for hold in self.within(item, near) if hold})
            self._known[id(item), near] = known
        if len(known) <= 1:
            return known
        here = bisect_left(known, (event,))
        nearest = known[max(0, here - _CHOICES) : here + _CHOICES]
        return sorted(nearest, key=lambda hold: abs(hold[0].start - event.start))[:_CHOICES]

    def _words_between(self, start: int, end: int) -> int:
        """How many words begin between two places of the document."""
        if self._word_starts is None:
            whole, text = self._reading.whole, self._reading.story.document.text
            found = _WORD.finditer(text, whole.start, whole.end)
            self._word_starts = [one.start() for one in found]
        return bisect_left(self._word_starts, end) - bisect_left(self._word_starts, start)


class _Search:
    """Chooses one hold for each item of a `together`, so that they go together."""

    def __init__(
        self,
        condition: Together,
        others: list[list[Hold]],
        words_between: Callable[[int, int], int],
    ) -> None:
        self._condition = condition
        self._others = others
        self._words_between = words_between
        self._steps = _STEPS

    def complete(self, chosen: Hold, number: int = 0) -> Hold | None:
        """`chosen` and holds for the items from `number` on; None if there is no way."""
        if number == len(self._others):
            return chosen
        for hold in self._others[number]:
            self._steps -= 1
            if self._steps < 0:
                return None
            if self._fits(chosen, hold):
                done = self.complete(chosen + hold, number + 1)
                if done is not None:
                    return done
        return None

    def _fits(self, chosen: Hold, hold: Hold) -> bool:
        if any(one.overlaps(other) for one in chosen for other in hold):
            return False
        if self._condition.as_written and min(hold).start < max(one.end for one in chosen):
            return False
        if self._condition.within is not Within.WORDS:
            return True
        spans = sorted(chosen + hold)
        return self._words_between(spans[0].end, spans[-1].start) <= self._condition.words


def _flat(items: Iterable[Condition]) -> Iterator[Condition]:
    """`all` inside `together` says no more than its items."""
    for item in items:
        if isinstance(item, AllOf):
            yield from _flat(item.items)
        else:
            yield item
