"""Decide which rules hold on a story, with evidence. Pure.

The order is that of docs/rules.md: look_for, ignore, told_as, severity. A rule's match depends
on the story, the rule and the rules it refers to; never on what other rules say.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from watcher.core.text.numbers import numbers, tells_how_long
from watcher.core.text.weekdays import told_until
from watcher.core.watchlist.holding import MOST_EVENTS, Holding
from watcher.core.watchlist.language import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    InTitle,
    Phrase,
    Rule,
    Together,
)
from watcher.core.watchlist.reading import Reading, inside
from watcher.core.watchlist.told import Heard, Listener
from watcher.core.watchlist.vocabulary import Vocabulary, leaves
from watcher.model import Evidence, Match, RuleId, Severity, Span, ToldAs

_NUMBER_REACH = 12
"""A number counts if at most so many characters part it from its word: “sites: 16”."""
_MOST_JUDGED = 50
"""Event words of one sentence at which told_as is judged; prose has two or three."""
_LONG_SENTENCE = 2_000
"""Characters; a longer “sentence” is a table or lost punctuation."""
_AROUND_EVENT = 400
"""Characters around the event word that are read of a very long sentence; cues reach 14 words."""


class Evaluation:
    """Evaluates rules on one story; remembers what several rules ask."""

    def __init__(
        self,
        reading: Reading,
        rules: Mapping[RuleId, Rule],
        vocabulary: Vocabulary,
        listener: Listener,
        day: date | None,
    ) -> None:
        """`day` is the story's day, against which the past is judged; None if unknown."""
        self._reading = reading
        self._rules = rules
        self._vocabulary = vocabulary
        self._listener = listener
        self._day = day
        self.holding = Holding(reading, vocabulary, self._events)
        self._heard: dict[Span, Heard] = {}
        self._told: dict[Span, tuple[ToldAs, Span | None]] = {}
        self._words: dict[RuleId, list[Sequence[Span]]] = {}
        self._matches: dict[RuleId, Match | None] = {}

    def match(self, rule_id: RuleId) -> Match | None:
        """The match of one rule; None where it does not hold."""
        if rule_id not in self._matches:
            self._matches[rule_id] = None  # a rule that refers to itself does not hold by that
            rule = self._rules.get(rule_id)
            self._matches[rule_id] = None if rule is None else self._evaluated(rule)
        return self._matches[rule_id]

    def _events(self, rule_id: RuleId) -> tuple[Span, ...]:
        match = self.match(rule_id)
        return () if match is None else tuple(one.event for one in match.evidence)

    def _evaluated(self, rule: Rule) -> Match | None:
        holding, whole = self.holding, self._reading.whole
        event = event_item(rule.look_for)
        others = (item for item in rule.look_for if item is not event)
        if not all(holding.is_true((item,), whole) for item in others):
            return None
        if holding.is_true(rule.ignore_story_if, whole):
            return None
        evidence = tuple(self._evidence(rule))
        if not evidence:
            return None
        severity = self.severity(rule, evidence)
        return Match(
            rule.id, self._reading.story, severity, evidence, self._numbers(rule, evidence)
        )

    def _evidence(self, rule: Rule) -> Iterator[Evidence]:
        """One for each sentence that tells the event in one of the ways the rule wants."""
        for sentence, places in self.event_words(rule).items():
            if self.holding.is_true(rule.ignore_if, sentence):
                continue
            for place in places[:_MOST_JUDGED]:
                told_as, cue = self.told_as(sentence, place)
                if told_as in rule.told_as:
                    yield self._quoted(rule, sentence, place, told_as, cue)
                    break

    def event_words(self, rule: Rule) -> Mapping[Span, list[Span]]:
        """The words at which `rule` sees its event, by sentence, in text order.

        An event without a place is a title outside the story: its first sentence speaks for it.
        """
        event = event_item(rule.look_for)
        holds = list(islice(self.holding.anywhere(event), MOST_EVENTS))
        places: defaultdict[Span, list[Span]] = defaultdict(list)
        for place in sorted({hold[0] for hold in holds if hold}):
            places[self._reading.sentence(place)].append(place)
        if holds and not places:
            first = next(iter(self._reading.sentences), self._reading.whole)
            places[first].append(Span(first.start, first.start))
        return places

    def told_as(self, sentence: Span, place: Span) -> tuple[ToldAs, Span | None]:
        """How the event at `place` is told; several rules ask the same."""
        if place not in self._told:
            near = _clipped(sentence, place)
            if near not in self._heard:
                text = self._reading.story.document.text[near.start : near.end]
                self._heard[near] = self._listener.hear(text, self._day)
            told_as, cue = self._heard[near].told_as(place.shifted(-near.start))
            self._told[place] = told_as, cue and cue.shifted(near.start)
        return self._told[place]

    def _quoted(
        self, rule: Rule, sentence: Span, place: Span, told_as: ToldAs, cue: Span | None
    ) -> Evidence:
        places = self._words_of(rule)
        named = {find.span for find in self._reading.finds}
        words = {span for one in places for span in inside(one, sentence) if span not in named}
        finds = (one for one in self._reading.finds if inside([one.span], sentence))
        glued = (span for span in {place, *words} if span in self._reading.glued)
        return Evidence(
            sentence, told_as, place, cue, tuple(finds), tuple(sorted(words)), tuple(sorted(glued))
        )

    def _words_of(self, rule: Rule) -> list[Sequence[Span]]:
        """The places of the words and names that a rule looks for, of those that are there."""
        if rule.id not in self._words:
            places = map(self.holding.places, leaves(rule.look_for))
            self._words[rule.id] = list(filter(None, places))
        return self._words[rule.id]

    def severity(self, rule: Rule, evidence: Iterable[Evidence]) -> Severity:
        """The rule's own, or the loudest that `raise_to` finds in or beside the evidence."""
        near = {self._reading.neighbours(one.sentence) for one in evidence}
        is_true = self.holding.is_true
        raised = (
            line.severity
            for line in rule.raise_to
            for window in near
            if is_true(line.any, window) and not is_true(line.unless, window)
        )
        return max(rule.severity, max(raised, default=rule.severity))

    def _numbers(self, rule: Rule, evidence: Iterable[Evidence]) -> tuple[Span, ...]:
        """Numbers beside the words the rule counts, in the evidence sentences.

        “Two days” is no number of drones: how long something took counts where the rule counts it.
        """
        text = self._reading.story.document.text
        counted: set[Span] = set()
        for one in evidence:
            near = [
                place
                for phrase in rule.numbers_near
                for place in inside(self.holding.places(Phrase(phrase)), one.sentence)
            ]
            start = one.sentence.start
            sentence = text[start : one.sentence.end]
            until = start + told_until(sentence, one.event.start - start) if near else start
            counted.update(
                number
                for number in (numbers(text, Span(start, until)) if near else ())
                if any(_distance(number, place) <= _NUMBER_REACH for place in near)
                and (
                    not tells_how_long(text[number.start : number.end])
                    or any(number.overlaps(place) for place in near)
                )
            )
        return tuple(sorted(counted))


def event_item(items: tuple[Condition, ...]) -> Condition:
    """The first `together`, for it names an event word; else the first item."""
    return next((item for item in items if _has_together(item)), items[0])


def _has_together(item: Condition) -> bool:
    match item:
        case Together():
            return True
        case AnyOf() | AllOf() | AtLeast() | InTitle():
            return any(_has_together(one) for one in item.items)
        case _:
            return False


def _clipped(sentence: Span, place: Span) -> Span:
    """The sentence, or what of a very long one stands around the event word."""
    if sentence.end - sentence.start <= _LONG_SENTENCE:
        return sentence
    start, end = place.start - _AROUND_EVENT, place.end + _AROUND_EVENT
    return Span(max(sentence.start, start), min(sentence.end, end))


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)
