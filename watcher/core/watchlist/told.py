"""How an event is told: denied, past, threatened, possible, claimed or reported. Pure.

Judged at the event word. Cues (see the shipped `cues.yaml`) are found in its sentence; each
reaches so many words to its side, and not across a border of clauses. A longer cue hides the
shorter ones inside it, so “not only” is no denial. Cues labelled `reported` are facts, such as
“killed”: an act with known consequences took place, whatever threat stands near it.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from watcher.core.text.fold import prepare
from watcher.core.text.tokens import Words, words
from watcher.core.watchlist.clauses import RELATIVES, Sentence, among
from watcher.core.watchlist.language import Cue, CueSide
from watcher.core.watchlist.mend import Mender
from watcher.core.watchlist.past import OldDate, old_dates
from watcher.core.watchlist.phrases import PhraseFinder, is_pattern
from watcher.model import Span, ToldAs

_NOT_YET = frozenset({ToldAs.THREATENED, ToldAs.POSSIBLE})
_NOT_REPORTED = _NOT_YET | {ToldAs.DENIED, ToldAs.CLAIMED}
_CONDITIONS = among("if unless whether should in اذا لو ان في")
"""First words of cues that also reach a past form: “if the base is attacked”."""
_NEGATIONS = frozenset({ToldAs.DENIED, ToldAs.REPORTED})
_NEGATION_REACH = 4
"""Words between a negation and the claim it takes back: “no group has so far claimed”."""
_DATE_REACH = 14
"""Words between an event and its date."""
_SHORT = 5
"""Cues that reach no farther, such as “not”, do not reach over a comma."""
_TOUCHING = 1
"""A cue this near decides, whatever facts stand by: “a possible strike”."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """A cue in a sentence, with the numbers of its first and last word."""

    cue: Cue
    first: int
    last: int


class Listener:
    """Knows the cues of a watchlist."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        """`cues` of all languages together; the words show which apply."""
        self._cues: defaultdict[str, list[Cue]] = defaultdict(list)
        for cue in cues:
            self._cues[cue.phrase].append(cue)
        self._finder = PhraseFinder(self._cues)
        self._mender = Mender(cue for cue in self._cues if not is_pattern(cue))

    def hear(self, text: str, day: date | None) -> "Heard":
        """Listen to one sentence; ask the result about each event word in it.

        `day` is the story's day; without it no date is old.
        """
        found_words = words(prepare(text))
        if mended := self._mender.mended(found_words):
            found_words = mended.words
        spans = found_words.spans()
        heard: list[_Heard] = []
        for phrase, first, last in self._finder.runs(found_words):
            heard += (_Heard(cue, first, last) for cue in self._cues[phrase])
        for pattern, place in self._finder.matches(text):
            first, last = _numbers(spans, place)
            heard += (_Heard(cue, first, last) for cue in self._cues[pattern])
        return Heard(found_words, spans, _outermost(heard), tuple(old_dates(text, day)))


class Heard:
    """A sentence in which cues were found."""

    def __init__(
        self,
        found_words: Words,
        spans: Sequence[Span],
        cues: list[_Heard],
        dates: tuple[OldDate, ...],
    ) -> None:
        """Made by `Listener.hear`; `spans` are the places of the words in the sentence."""
        self._words = found_words
        self._spans = spans
        self._dates = dates
        self._sentence = Sentence.of(found_words, spans)
        self._cues = [one for one in cues if not self._is_negated(one, cues)]

    def told_as(self, event: Span) -> tuple[ToldAs, Span | None]:
        """How the event word at `event` is told, and the words that say so.

        Spans count in the sentence.
        """
        if not self._spans:
            return ToldAs.REPORTED, None
        first, last = _numbers(self._spans, event)
        nearest: dict[ToldAs, tuple[int, Span]] = {}
        for heard in self._cues:
            distance = self._reaches(heard, first, last)
            if distance is not None:
                found = (distance, self._words.span(heard.first, heard.last))
                label = heard.cue.told_as
                nearest[label] = min(nearest.get(label, found), found)
        if self._is_fact(nearest, first, last):
            for label in _NOT_YET:
                nearest.pop(label, None)
        if ToldAs.PAST not in nearest:
            dated = self._dated(first, last, is_open=bool(_NOT_YET & nearest.keys()))
            if dated is not None:
                nearest[ToldAs.PAST] = (0, dated)
        for label in ToldAs:
            if label in nearest and label is not ToldAs.REPORTED:
                return label, nearest[label][1]
        return ToldAs.REPORTED, None

    def _reaches(self, heard: _Heard, first: int, last: int) -> int | None:
        """The distance in words between a cue and the event; None where it does not reach."""
        cue, sentence = heard.cue, self._sentence
        if heard.first <= last and first <= heard.last:
            # Whoever lists “will not go unanswered” does not mean a denial.
            return None if cue.told_as is ToldAs.DENIED else 0
        before = heard.last < first
        if cue.side is (CueSide.AFTER if before else CueSide.BEFORE):
            return None
        left, right = (heard.last, first) if before else (last, heard.first)
        opens = heard.first == 0 and cue.told_as is ToldAs.PAST
        distance = sentence.distance(left, right, fronted=opens)
        if distance > cue.reach or (cue.reach <= _SHORT and sentence.has_comma(left, right)):
            return None
        return None if self._is_settled(heard, first, last) else distance

    def _is_settled(self, heard: _Heard, first: int, last: int) -> bool:
        """Whether the grammar says that the event took place, so that the cue means another."""
        label, sentence = heard.cue.told_as, self._sentence
        if label in _NOT_YET and self._has_happened(first, last, heard):
            return True
        if last < heard.first:
            return label in _NOT_YET and sentence.has_finite_past(last, heard.first)
        if label not in _NOT_REPORTED or sentence.is_past_verb(first):
            return False
        governor = sentence.past_governor(first)
        return governor is not None and governor > heard.last

    def _is_negated(self, one: _Heard, cues: list[_Heard]) -> bool:
        """Whether a claim is none: “no group has claimed”."""
        return one.cue.told_as is ToldAs.CLAIMED and any(
            other.cue.told_as in _NEGATIONS
            and other.cue.side is CueSide.BEFORE
            and other.last < one.first
            and self._sentence.distance(other.last, one.first) <= _NEGATION_REACH
            for other in cues
        )

    def _has_happened(self, first: int, last: int, heard: _Heard) -> bool:
        """The event word, or the verb that carries it, is a finite past form."""
        if self._sentence.words[heard.first] in _CONDITIONS:
            return False
        numbers = range(first, last + 1)
        if any(self._sentence.is_finite_past(n) for n in numbers):
            return True
        light = self._sentence.light_verb(first)
        return light is not None and not any(
            other.first <= light <= other.last for other in self._cues
        )

    def _is_fact(self, nearest: dict[ToldAs, tuple[int, Span]], first: int, last: int) -> bool:
        """Whether a consequence is told that makes the event a fact."""
        if ToldAs.REPORTED not in nearest:
            return False
        span = nearest[ToldAs.REPORTED][1]
        number = _numbers(self._spans, span)[0]
        if self._sentence.is_past_verb(number) and not self._sentence.is_finite_past(number):
            return False
        touching = (nearest[label][0] for label in _NOT_YET if label in nearest)
        return min(touching, default=0) > _TOUCHING

    def _dated(self, first: int, last: int, *, is_open: bool) -> Span | None:
        """The old date that the event bears, if it bears one."""
        for old in self._dates:
            start, end = _numbers(self._spans, old.span)
            if (old.has_year or not is_open) and self._bears(start, end, first, last):
                return old.span
        return None

    def _bears(self, start: int, end: int, first: int, last: int) -> bool:
        """Whether the date in the words `start` to `end` is the event's."""
        sentence = self._sentence
        if start <= last and first <= end:
            return True
        if first < start:
            near = sentence.distance(last, start) <= _DATE_REACH
            return near and not sentence.has_comma(last, start)
        if end + 1 < first and sentence.words[end + 1] in RELATIVES:
            end += 1  # “in 2017, when they were held”
        opens = start <= _TOUCHING
        near = sentence.distance(end, first, fronted=opens) <= _DATE_REACH
        return near and (opens or not sentence.has_comma(end, first))


def _numbers(spans: Sequence[Span], place: Span) -> tuple[int, int]:
    """The numbers of the first and last word in `place`; `spans` are those of all words."""
    first = max(0, bisect_right(spans, place.start, key=_start) - 1)
    return first, max(first, bisect_left(spans, place.end, key=_start) - 1)


def _start(span: Span) -> int:
    return span.start


def _outermost(heard: list[_Heard]) -> list[_Heard]:
    """Without the cues that a longer one hides: “not” in “not only”."""
    return [one for one in heard if not any(_hides(other, one) for other in heard)]


def _hides(other: _Heard, one: _Heard) -> bool:
    """Whether `other` has `one` inside it, and says what it means."""
    covers = other.first <= one.first and one.last <= other.last
    longer = other.last - other.first > one.last - one.first
    alike = other.cue.side is one.cue.side or other.cue.told_as is ToldAs.REPORTED
    return covers and longer and alike
