"""Combine resolved words into names. Pure.

Each form of a name waits at its rarest word. Where a word of the text may be that word, the rest
of the form is looked for to its left and right; nothing else is tried, so the cost of a story
does not grow with the list.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watcher.core.text.english import ordinary_words
from watcher.core.watchlist import grammar
from watcher.core.watchlist.forms import Form
from watcher.core.watchlist.likeness import COST, Reading, Resolution
from watcher.core.watchlist.stream import Stream

_MOST_BETWEEN = 2
"""Articles and connectors between two words of a name: Front for the Resistance."""


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
    """All forms of a list, each at its rarest word."""

    def __init__(self, forms: Sequence[Form]) -> None:
        """Index `forms`."""
        counts = Counter(word for form in forms for word in form.words)
        self._waiting: defaultdict[str, list[tuple[Form, int]]] = defaultdict(list)
        for form in forms:
            ends = {0, len(form.words) - 1} if form.is_person else range(len(form.words))
            at = min(
                ends,
                key=lambda index: (
                    form.words[index] in ordinary_words(),
                    counts[form.words[index]],
                    -len(form.words[index]),
                ),
            )
            self._waiting[form.words[at]].append((form, at))

    def candidates(self, made: Stream) -> Iterator[Candidate]:
        """Every place where all words of a form stand in order."""
        for index in made.hits():
            found = made.found[index]
            for reading in found.readings if found is not None else ():
                for form, at in self._waiting.get(reading.word, ()):
                    if candidate := _align(made, form, at, index, reading):
                        yield candidate


def _align(made: Stream, form: Form, at: int, index: int, reading: Reading) -> Candidate | None:
    left = _walk(made, form, at, index, -1)
    if left is None:
        return None
    right = _walk(made, form, at, index, 1)
    if right is None:
        return None
    pairs = [*reversed(left), (index, reading), *right]
    core = tuple(pair[0] for pair in pairs)
    first, last, has_noun = _with_nouns(made, form, core[0], core[-1])
    if form.needs_noun and not has_noun:
        return None
    first = _with_article(made, first)
    return Candidate(form, first, last, core, tuple(pair[1] for pair in pairs), has_noun)


def _walk(
    made: Stream, form: Form, at: int, index: int, step: int
) -> list[tuple[int, Reading]] | None:
    """The words of the form on one side of the anchor, nearest first; None if one is missing."""
    pairs: list[tuple[int, Reading]] = []
    slot = at + step
    while 0 <= slot < len(form.words):
        is_linked = form.linked[max(slot, slot - step)]
        found = _next(made, form.words[slot], index, step, is_linked)
        if found is None:
            is_middle = 0 < slot < len(form.words) - 1
            if not (form.is_person and is_middle):
                return None
        else:
            index = found[0]
            pairs.append(found)
        slot += step
    return pairs


def _next(
    made: Stream, word: str, index: int, step: int, is_linked: bool
) -> tuple[int, Reading] | None:
    for _ in range(_MOST_BETWEEN + 1):
        gap = min(index, index + step)
        index += step
        if not 0 <= index < len(made.texts):
            return None
        found, text = made.found[index], made.texts[index]
        reading = found.reading(word) if found is not None else None
        is_passed = text in grammar.BETWEEN or (is_linked and text in grammar.CONNECTORS)
        # Most tries end here: the place between two words is looked at last, it costs most.
        if not (reading or is_passed) or not made.bridges(gap):
            return None
        if reading:
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
