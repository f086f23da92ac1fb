"""Combine resolved words into names. Pure.

Each form of a name waits at two words that follow each other in it. Where two words of the text
may be these, the rest of the form is looked for to the left and right; nothing else is tried, so
the cost of a story hardly grows with the list.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from watcher.core.watchlist import grammar
from watcher.core.watchlist.forms import Form
from watcher.core.watchlist.likeness import Reading
from watcher.core.watchlist.passage import STOP, Passage, Word

_MOST_BETWEEN = 2
"""Articles and connectors between two words of a name: Front for the Resistance."""


_BESIDE_NOUNS = grammar.MODIFIERS | grammar.NOUN_LINKS | grammar.ARTICLES
_BETWEEN_LINKED = grammar.BETWEEN | grammar.CONNECTORS
Followers = KeysView[str]
_Step = tuple[int, Reading]
"""A word of a passage, and how it is read."""
_Waiting = tuple[Form, int, int]
"""A form, and the two of its words by which it is met."""


@dataclass(slots=True)
class Candidate:
    """A form found in a passage, before it is weighed against others.

    Nobody changes one; it is not frozen because that would take eight times as long to make.
    """

    passage: Passage
    form: Form
    first: int
    last: int
    """Words of the passage, both included, with article and generic nouns."""
    core: tuple[int, ...]
    """The words that are the core of the form, in text order."""
    readings: tuple[Reading, ...]
    """How they are read."""
    has_noun: bool
    cost: float
    """How unlike the spelling is, 0 for the same letters."""

    start: int
    end: int
    """Where it stands in the story."""

    def between(self, first: int, last: int) -> "Candidate":
        """The same, from one word to another."""
        start, end = self.passage.start(first), self.passage.end(last)
        return replace(self, first=first, last=last, start=start, end=end)

    @property
    def score(self) -> float:
        """How sure the spelling is, 1 for the same letters."""
        return round(1 - self.cost, 3)

    @property
    def is_part(self) -> bool:
        """Whether only the distinctive part of the name stands here."""
        return not self.has_noun and (self.form.is_part or self.form.has_noun)


class Combiner:
    """All forms of a list, each where the search meets it.

    A form of one word waits at that word, a longer one at two words that follow each other in
    it: the pair that fewest forms share. Pairs of listed words are rare in a text, so hardly a
    form is tried in vain.
    """

    def __init__(self, forms: Sequence[Form]) -> None:
        """Index `forms`."""
        counts = Counter(pair for form in forms for pair in pairwise(form.words))
        self._single: defaultdict[str, list[Form]] = defaultdict(list)
        self._pairs: defaultdict[str, defaultdict[str, list[_Waiting]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for form in forms:
            if len(form.words) == 1:
                self._single[form.words[0]].append(form)
            for at, after in _meetings(form, counts):
                self._pairs[form.words[at]][form.words[after]].append((form, at, after))

    def stands_alone(self, word: str) -> bool:
        """Whether a form waits at this word alone."""
        return any(not form.needs_noun for form in self._single.get(word, ()))

    def wants_noun(self, word: str) -> bool:
        """Whether a form waits at this word with a generic noun beside it."""
        return any(form.needs_noun for form in self._single.get(word, ()))

    def followers(self, word: str) -> Followers | None:
        """The words that wait to follow this one, if any do."""
        pairs = self._pairs.get(word)
        return None if pairs is None else pairs.keys()

    def candidates(self, passage: Passage) -> Iterator[Candidate]:
        """Every place where all words of a form stand in order."""
        for index, word in enumerate(passage.words):
            for reading in word.found.readings if word.found is not None else ():
                for form in self._single.get(reading.word, ()):
                    if candidate := _complete(passage, form, [(index, reading)]):
                        yield candidate
                followers = self._pairs.get(reading.word)
                if followers is not None:
                    yield from _from_pairs(passage, (index, reading), followers)


def _from_pairs(
    passage: Passage, step: _Step, followers: Mapping[str, Sequence[_Waiting]]
) -> Iterator[Candidate]:
    """What begins with a word and one of its `followers`: past articles and connectors, if any."""
    for other in range(step[0] + 1, step[0] + _MOST_BETWEEN + 2):
        word = passage.words[other]
        for after in word.found.readings if word.found is not None else ():
            for waiting in followers.get(after.word, ()):
                if candidate := _around(passage, waiting, [step, (other, after)]):
                    yield candidate
        if word.text not in _BETWEEN_LINKED:
            return


def _meetings(form: Form, counts: Counter[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """At which pairs of its words a form waits.

    The middle words of a person may be left out, so the first waits with each of the others.
    """
    if form.is_person:
        yield from ((0, after) for after in range(1, len(form.words)))
    elif len(form.words) > 1:
        pairs = list(pairwise(form.words))
        at = min(range(len(pairs)), key=lambda number: (counts[pairs[number]], number))
        yield at, at + 1


def _around(passage: Passage, waiting: _Waiting, pair: list[_Step]) -> Candidate | None:
    """The whole form, of which a pair of words stands here."""
    form, at, after = waiting
    (first, _), (last, _) = pair
    if last - first > 1:
        passed = _BETWEEN_LINKED if form.linked[after] else grammar.BETWEEN
        if any(word.text not in passed for word in passage.words[first + 1 : last]):
            return None
    if len(form.words) == len(pair):
        return _complete(passage, form, pair)
    left = _walk(passage, form, at, first, -1)
    right = _walk(passage, form, after, last, 1) if left is not None else None
    if left is None or right is None:
        return None
    return _complete(passage, form, [*reversed(left), *pair, *right])


def _complete(passage: Passage, form: Form, steps: Sequence[_Step]) -> Candidate | None:
    """The candidate with its nouns and article, if it has the noun it needs."""
    first, last = steps[0][0], steps[-1][0]
    has_noun = False
    if form.kinds:
        start, end = _nouns(passage, form, first, -1), _nouns(passage, form, last, 1)
        has_noun = start < first or end > last
        first, last = start, end
    if form.needs_noun and not has_noun:
        return None
    core, readings = zip(*steps, strict=True)
    first = _with_article(passage, first)
    cost = sum([reading.cost for reading in readings]) / len(readings)
    clitic = readings[0].clitic if first == core[0] else 0
    start, end = passage.start(first, clitic), passage.end(last)
    return Candidate(passage, form, first, last, core, readings, has_noun, cost, start, end)


def _walk(passage: Passage, form: Form, at: int, index: int, step: int) -> list[_Step] | None:
    """The words of the form on one side of a slot, nearest first; None if one is missing."""
    steps: list[_Step] = []
    slot = at + step
    while 0 <= slot < len(form.words):
        is_linked = form.linked[max(slot, slot - step)]
        found = _next(passage, form.words[slot], index, step, is_linked=is_linked)
        if found is not None:
            index = found[0]
            steps.append(found)
        elif not (form.is_person and 0 < slot < len(form.words) - 1):
            return None
        slot += step
    return steps


def _next(passage: Passage, text: str, index: int, step: int, *, is_linked: bool) -> _Step | None:
    """The place of the word `text` on that side, and how it is read there."""
    passed = _BETWEEN_LINKED if is_linked else grammar.BETWEEN
    for _ in range(_MOST_BETWEEN + 1):
        index += step
        word = passage.words[index]
        reading = word.found.reading(text) if word.found is not None else None
        if reading is not None:
            return index, reading
        if word.text not in passed:
            return None
    return None


def _nouns(passage: Passage, form: Form, index: int, step: int) -> int:
    """The number of the last generic noun that belongs to the name on this side."""
    reached = index
    while True:
        index += step
        word = passage.words[index]
        if word.found is not None and not word.found.kinds.isdisjoint(form.kinds):
            reached = index
        elif word.text not in _BESIDE_NOUNS and not _is_modifier(word):
            return reached


def _is_modifier(word: Word) -> bool:
    """Whether the word, in any spelling, may stand between a name and its noun: air base."""
    found = word.found
    return found is not None and any(one.word in grammar.MODIFIERS for one in found.readings)


def _with_article(passage: Passage, first: int) -> int:
    """One word further to the left if the Arabic article stands there."""
    before = first - 1
    article = passage.words[before].text
    if article not in grammar.ARTICLES or article == "the":
        return first
    letter = grammar.SUN_ARTICLES.get(article)
    if letter is None or "-" in passage.gap(before):
        return before
    is_capital = passage.surface(before)[:1].isupper() and passage.words[before - 1] is not STOP
    return before if is_capital and passage.words[first].text.startswith(letter) else first
