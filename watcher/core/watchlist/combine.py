"""Combine resolved words into names. Pure.

Each form of a name waits at two words that follow each other in it. Where two words of the text
may be these, the rest of the form is looked for to the left and right; nothing else is tried, so
the cost of a story hardly grows with the list.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from watcher.core.watchlist import grammar
from watcher.core.watchlist.forms import Form
from watcher.core.watchlist.likeness import COST, Reading, Resolution
from watcher.core.watchlist.stream import Stream

_MOST_BETWEEN = 2
"""Articles and connectors between two words of a name: Front for the Resistance."""


_BETWEEN_LINKED = grammar.BETWEEN | grammar.CONNECTORS
_Waiting = tuple[Form, int, int]
"""A form, and the two of its words by which it is met."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form found in a stream, before it is weighed against others."""

    form: Form
    first: int
    last: int
    """Words of the stream, both included, with article and generic nouns."""
    core: tuple[int, ...]
    """The words that are the core of the form, in text order."""
    readings: tuple[Reading, ...]
    has_noun: bool

    @property
    def is_part(self) -> bool:
        """Whether only the distinctive part of the name stands here."""
        return not self.has_noun and (self.form.is_part or self.form.has_noun)

    @property
    def cost(self) -> float:
        """How unlike the spelling is, 0 for the same letters."""
        return sum(COST[reading.likeness] for reading in self.readings) / len(self.readings)


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
        self._pairs: defaultdict[tuple[str, str], list[_Waiting]] = defaultdict(list)
        for form in forms:
            if len(form.words) == 1:
                self._single[form.words[0]].append(form)
            for at, after in _meetings(form, counts):
                self._pairs[form.words[at], form.words[after]].append((form, at, after))

    def candidates(self, made: Stream) -> Iterator[Candidate]:
        """Every place where all words of a form stand in order."""
        for index in made.hits():
            found = made.found[index]
            readings = found.readings if found is not None else ()
            for reading in readings:
                for form in self._single.get(reading.word, ()):
                    if candidate := _complete(made, form, [(index, reading)]):
                        yield candidate
            if readings:
                yield from self._from_pairs(made, index, readings)

    def _from_pairs(
        self, made: Stream, index: int, readings: Sequence[Reading]
    ) -> Iterator[Candidate]:
        for other in _following(made, index):
            found = made.found[other]
            for after in found.readings if found is not None else ():
                for reading in readings:
                    for waiting in self._pairs.get((reading.word, after.word), ()):
                        pair = [(index, reading), (other, after)]
                        if candidate := _around(made, waiting, pair):
                            yield candidate


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


def _following(made: Stream, index: int) -> Iterator[int]:
    """The words that may be the next of a name: past articles and connectors, if need be."""
    for other in range(index + 1, min(index + _MOST_BETWEEN + 2, len(made.texts))):
        if made.found[other] is not None:
            yield other
        if made.texts[other] not in _BETWEEN_LINKED:
            return


def _around(made: Stream, waiting: _Waiting, pair: list[tuple[int, Reading]]) -> Candidate | None:
    """The whole form, of which a pair of words stands here."""
    form, at, after = waiting
    (first, _), (last, _) = pair
    if not _is_joined(made, first, last, is_linked=form.linked[after]):
        return None
    left = _walk(made, form, at, first, -1)
    right = _walk(made, form, after, last, 1) if left is not None else None
    if left is None or right is None:
        return None
    return _complete(made, form, [*reversed(left), *pair, *right])


def _is_joined(made: Stream, first: int, last: int, *, is_linked: bool) -> bool:
    """Whether only what may stand between two words of a name stands between these."""
    passed = _BETWEEN_LINKED if is_linked else grammar.BETWEEN
    return all(made.texts[index] in passed for index in range(first + 1, last)) and all(
        made.bridges(index) for index in range(first, last)
    )


def _complete(made: Stream, form: Form, pairs: Sequence[tuple[int, Reading]]) -> Candidate | None:
    """The candidate with its nouns and article, if it has the noun it needs."""
    core = tuple(index for index, _ in pairs)
    first, last, has_noun = _with_nouns(made, form, core[0], core[-1])
    if form.needs_noun and not has_noun:
        return None
    first = _with_article(made, first)
    return Candidate(form, first, last, core, tuple(reading for _, reading in pairs), has_noun)


def _walk(
    made: Stream, form: Form, at: int, index: int, step: int
) -> list[tuple[int, Reading]] | None:
    """The words of the form on one side of a slot, nearest first; None if one is missing."""
    pairs: list[tuple[int, Reading]] = []
    slot = at + step
    while 0 <= slot < len(form.words):
        is_linked = form.linked[max(slot, slot - step)]
        found = _next(made, form.words[slot], index, step, is_linked=is_linked)
        if found is not None:
            index = found[0]
            pairs.append(found)
        elif not (form.is_person and 0 < slot < len(form.words) - 1):
            return None
        slot += step
    return pairs


def _next(
    made: Stream, word: str, index: int, step: int, *, is_linked: bool
) -> tuple[int, Reading] | None:
    """The place of `word` on that side, and how it is read there."""
    passed = _BETWEEN_LINKED if is_linked else grammar.BETWEEN
    for _ in range(_MOST_BETWEEN + 1):
        gap = min(index, index + step)
        index += step
        if not 0 <= index < len(made.texts):
            return None
        found = made.found[index]
        reading = found.reading(word) if found is not None else None
        if reading is None and made.texts[index] not in passed:
            return None
        if not made.bridges(gap):
            return None
        if reading is not None:
            return index, reading
    return None


def _with_nouns(made: Stream, form: Form, first: int, last: int) -> tuple[int, int, bool]:
    """The range widened by generic nouns of the name's kinds, and whether there was one."""
    if not form.kinds:
        return first, last, False
    end = _nouns(made, form, last, 1)
    start = _nouns(made, form, first, -1)
    return start, end, (start, end) != (first, last)


def _nouns(made: Stream, form: Form, index: int, step: int) -> int:
    """The number of the last generic noun that belongs to the name on this side."""
    reached = index
    while made.bridges(min(index, index + step)):
        index += step
        found = made.found[index]
        text = made.texts[index]
        if found is not None and found.kinds & form.kinds:
            reached = index
        elif _is_passed(text, found):
            continue
        else:
            break
    return reached


def _is_passed(text: str, found: Resolution | None) -> bool:
    """Whether the word may stand between a name and its noun: air base, port of."""
    if text in grammar.MODIFIERS or text in grammar.NOUN_LINKS or text in grammar.ARTICLES:
        return True
    return found is not None and any(one.word in grammar.MODIFIERS for one in found.readings)


def _with_article(made: Stream, first: int) -> int:
    """One word further to the left if the Arabic article stands there."""
    before = first - 1
    if before < 0 or not made.bridges(before):
        return first
    article = made.texts[before]
    if article not in grammar.ARTICLES or article == "the":
        return first
    letter = grammar.SUN_ARTICLES.get(article)
    is_hyphenated = "-" in made.gap(before)
    if letter is None or is_hyphenated:
        return before
    is_capital = made.surface(before)[:1].isupper() and before > 0 and made.bridges(before - 1)
    return before if is_capital and made.texts[first].startswith(letter) else first
