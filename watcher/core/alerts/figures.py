"""The key numbers of an event as one story tells them: casualties, and what its rules count. Pure.

A casualty word and a number belong together where they stand nearest: “killed three and wounded
five others”. What is denied, threatened or possible has killed nobody.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from watcher.core.alerts.lists import casualty_words
from watcher.core.stories.summary import context
from watcher.core.text.amounts import amount
from watcher.core.text.dates import mentioned_dates
from watcher.core.text.fold import fold
from watcher.core.text.numbers import numbers
from watcher.model import Evidence, Figure, Match, Span, Story, ToldAs

CASUALTIES = ("killed", "wounded")
_HAPPENED = frozenset({ToldAs.REPORTED, ToldAs.CLAIMED})
_FARTHEST = 8
"""Words and marks between a number and its casualty word: “six men, including two guards, were”."""
_NONE_REACHES = 4
"""Words before a casualty word in which “no” or “without” turns it around."""
_WORD = re.compile(r"[^\W_]+")
_PREFIXES = ("", "و", "ف", "ب", "ل", "ال", "وال")
"""What Arabic writes joined to a word: and, so, by, for, the."""
_PART = re.compile(r"(?:including|among them|of them|بينهم|منهم)\s(?:at least\s)?$")
"""What stands before a number that is a part of another: “six men, including two guards”."""
_LONGEST_LEAD = 30
_NEAR = 5
"""Words before a casualty word in which “a guard” says that one person is meant."""
_ONE = frozenset({"a", "an", "one", "another"})


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a sentence: where it stands, and what it says of casualties."""

    span: Span
    text: str
    kind: str


def figures(story: Story, matches: Sequence[Match]) -> tuple[Figure, ...]:
    """What `matches` tell in numbers: each kind of casualty once, then what their rules count.

    Casualties are sought in the evidence, and in the sentence after each, which goes on with it.
    """
    found: dict[str, Figure] = {}
    people: list[Span] = []
    for one in _told(matches):
        for span in filter(None, (one.sentence, context(story, one))):
            for figure, number in _casualties(story, span, alone=span is one.sentence):
                people += [number] if number else []
                known = found.get(figure.of)
                if known is None or figure.count > known.count:
                    found[figure.of] = figure
    for span in sorted({span for match in matches for span in match.numbers}):
        if not any(span.overlaps(number) for number in people):
            for counted in _counted(story.document.text[span.start : span.end]):
                found.setdefault(counted.of, counted)
    return tuple(sorted(found.values(), key=_rank))


def _rank(figure: Figure) -> int:
    """The killed first, then the wounded, then the rest."""
    return CASUALTIES.index(figure.of) if figure.of in CASUALTIES else len(CASUALTIES)


def _told(matches: Iterable[Match]) -> Iterator[Evidence]:
    """The evidence, each sentence once, that tells what happened."""
    by_sentence = {one.sentence: one for match in matches for one in match.evidence}
    return (one for _, one in sorted(by_sentence.items()) if one.told_as in _HAPPENED)


def _casualties(
    story: Story, sentence: Span, *, alone: bool
) -> Iterator[tuple[Figure, Span | None]]:
    """The casualties of one sentence, and the number that tells them.

    With `alone` also those of whom no number is told.
    """
    text = story.document.text
    dated = (one.year for one in mentioned_dates(text, sentence))
    if story.date and any(year and year < story.date.year for year in dated):
        return  # told of another year
    words = tuple(_words(text, sentence))
    free = [n for n, word in enumerate(words) if word.kind in CASUALTIES and not _none(words, n)]
    whole = [one for one in numbers(text, sentence) if not _is_part(text, one)]
    for number, index in _paired(text, whole, words, free):
        free.remove(index)
        told = text[number.start : number.end]
        if many := amount(told):
            said = told[: many.end].lower() if many.vague else f"{many.least:,}"
            yield Figure(words[index].kind, many.least, f"{said} {words[index].kind}"), number
    for index in free if alone else ():
        kind = words[index].kind
        one = _tells_of_one(words, index)
        yield Figure(kind, one, f"1 {kind}" if one else kind), None


def _words(text: str, sentence: Span) -> Iterator[_Word]:
    known = casualty_words()
    for found in _WORD.finditer(text, sentence.start, sentence.end):
        word = fold(found[0])
        bare = (word.removeprefix(prefix) for prefix in _PREFIXES)
        kind = next((known[one] for one in bare if one in known), "")
        yield _Word(Span(*found.span()), word, kind)


def _is_part(text: str, number: Span) -> bool:
    return bool(_PART.search(text[max(0, number.start - _LONGEST_LEAD) : number.start]))


def _none(words: Sequence[_Word], index: int) -> bool:
    near = words[max(0, index - _NONE_REACHES) : index + 2]
    return any(word.kind == "none" for word in near)


def _paired(
    text: str, found: Sequence[Span], words: Sequence[_Word], free: Sequence[int]
) -> list[tuple[Span, int]]:
    """Each number with the casualty word nearest to it; neither belongs to two."""
    near = sorted(
        (distance, number, index)
        for number in found
        for index in free
        if (distance := _distance(text, words, number, words[index].span)) <= _FARTHEST
    )
    pairs: list[tuple[Span, int]] = []
    for _, number, index in near:
        if all(number != one and index != other for one, other in pairs):
            pairs.append((number, index))
    return pairs


def _distance(text: str, words: Sequence[_Word], number: Span, word: Span) -> float:
    """Words between the two; a mark between them parts as much as a word does."""
    if number.overlaps(word):
        return -1
    first, second = sorted((number, word))
    gap = Span(first.end, second.start)
    between = sum(1 for one in words if gap.covers(one.span))
    marks = sum(1 for letter in text[gap.start : gap.end] if letter in ",;:،؛–—")
    return between + marks


def _tells_of_one(words: Sequence[_Word], index: int) -> int:
    """1 where a single person is meant: “killed a guard”, “a guard was killed”; else 0."""
    after = words[index + 1 : index + 2]
    before = words[max(0, index - _NEAR) : index]
    return int(any(word.text in _ONE for word in (*after, *before)))


def _counted(told: str) -> Iterator[Figure]:
    """A number with its noun: “16 sites”; nothing where nothing is counted, or casualties are."""
    many = amount(told)
    nouns = fold(told[many.end :]).split() if many else []
    if many and nouns and nouns[-1] not in casualty_words():
        yield Figure(nouns[-1].removesuffix("s"), many.least, " ".join(told.lower().split()))
