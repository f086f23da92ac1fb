"""The key numbers of an event as one story tells them: casualties, and what its rules count. Pure.

A casualty word and a number belong together where they stand nearest: “killed three and wounded
five others”. What is denied, threatened or possible has killed nobody.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from watcher.core.alerts.lists import casualty_words
from watcher.core.stories.summary import context
from watcher.core.text.amounts import amount
from watcher.core.text.dates import mentioned_dates
from watcher.core.text.fold import fold, prepare
from watcher.core.text.numbers import numbers
from watcher.core.text.tokens import words as words_of
from watcher.core.text.weekdays import told_day, told_until
from watcher.model import Evidence, Figure, Match, Span, Story, ToldAs

CASUALTIES = ("killed", "wounded")
_HAPPENED = frozenset({ToldAs.REPORTED, ToldAs.CLAIMED})
_NONE_REACHES = 4
"""Words before a casualty word in which “no” or “without” turns it around."""
_WORD = re.compile(r"[^\W_]+")
_PREFIXES = ("و", "ف", "ب", "ل", "ال", "وال")
"""What Arabic writes joined to a word: and, so, by, for, the."""
_FEWER = frozenset({"fewer", "less", "يقل"})
"""“no fewer than” is at least."""
_REMEMBERED = 16_384
"""Words whose kind is kept: those of some days of news."""
_INSERTED = re.compile(r"\s*(?:,[^,;.]{1,60},|\([^()]{1,60}\))")
"""“six men, including two guards, were killed”."""
_MEMBERS = re.compile(r"\s+(?:of|from|in)(?:\s+\w+){1,4}?(?=\s+(?:were|was|have|had)\b)")
"""“three fighters of the group were killed”."""
_NOUN = re.compile(r"(?:\s+[\w’'-]+){1,2}?(?=\s+(?:were|was|have|had)\b)")
"""“two Peshmerga were killed”: a noun that does not look like one that is counted."""
_TOLL = re.compile(
    r"[^.;:]{0,120}\s(?:rose|rises|risen|climbed|climbs|increased|stands|stood|reached)"
    r"(?:\s(?:to|at))?(?:\s(?:at least|more than))?\s$"
)
"""“the toll of the raid in the south rose to nine”."""
_PART = re.compile(r"(?:including|among them|of them|بينهم|منهم)\s(?:at least\s)?$")
"""What stands before a number that is a part of another."""
_BEFORE_CAUSE = re.compile(
    r"\b(?:(?:answer|response|retaliation|revenge|reprisals?)\s(?:to|for|against)|aveng\w+)"
    r"\s(?:the\s|its\s|a\s)?$|رد\S{0,2}\sعلى\s$|(?:انتقام|ثأر)\S{0,2}\s$",
    re.IGNORECASE,
)
"""What it answers happened before: “in revenge for the killing of a commander”."""
_LEAD = 60
"""Characters before a word or a number that are looked at."""
_ONE_WAS = re.compile(
    r"\b(?:a|an|one)\s(?:[\w-]+\s){1,3}(?:was|has been|had been)\s(?:also\s)?$", re.IGNORECASE
)
"""“a guard was killed”."""
_ONE = frozenset({"a", "an", "one", "another"})
_OBJECTS = _ONE | {"the", "his", "her", "its", "their", "two", "several", "many", "dozens"}
"""What follows “killed” where somebody killed somebody."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a sentence: where it stands, and what it says of casualties."""

    span: Span
    text: str
    kind: str


_END = _Word(Span(0, 0), "", "")


def figures(story: Story, matches: Sequence[Match]) -> tuple[Figure, ...]:
    """What `matches` tell in numbers: each kind of casualty once, then what their rules count.

    Casualties are sought in the evidence, and in the sentence after each, which goes on with it.
    """
    found: dict[str, Figure] = {}
    people: list[Span] = []
    evidence = [*_told(matches)]
    day = next(filter(None, (_day(story, one.sentence) for one in evidence)), None)
    for one in evidence:
        for span in filter(None, (_own(story, one), context(story, one))):
            if day and (_day(story, span) or day) < day:
                continue  # another attack is told of: “rockets wounded two there on Wednesday”
            for figure, number in _casualties(story, span, alone=span.covers(one.event)):
                people += [number] if number else []
                known = found.get(figure.of)
                if known is None or figure.count > known.count:
                    found[figure.of] = figure
    for span in sorted({span for match in matches for span in match.numbers}):
        if not any(span.overlaps(number) for number in people):
            for counted in _counted(story.document.text[span.start : span.end]):
                found.setdefault(counted.of, counted)
    return tuple(sorted(found.values(), key=lambda one: kind_rank(one.of)))


def kind_rank(of: str) -> int:
    """Where what is counted stands: the killed first, then the wounded, then the rest."""
    return CASUALTIES.index(of) if of in CASUALTIES else len(CASUALTIES)


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
    words = _words(text, sentence)
    free = [n for n, word in enumerate(words) if word.kind.rstrip("?") in CASUALTIES]
    free = [n for n in free if not _none(words, n) and not _is_cause(text, words[n].span)]
    if not free or _of_another_year(story, sentence):
        return
    told = {
        one: many
        for one in numbers(text, sentence)
        if not _is_part(text, one) and (many := amount(text[one.start : one.end]))
    }
    for number, index in _paired(text, [*told], words, free):
        free.remove(index)
        kind, many = words[index].kind.rstrip("?"), told[number]
        said = (
            text[number.start : number.start + many.end].lower()
            if many.vague
            else f"{many.least:,}"
        )
        yield Figure(kind, many.least, f"{said} {kind}"), number
    for index in free if alone else ():
        kind = words[index].kind
        if kind in CASUALTIES:
            one = _tells_of_one(text, words, index)
            yield Figure(kind, one, f"1 {kind}" if one else kind), None


def _words(text: str, sentence: Span) -> tuple[_Word, ...]:
    """The words of a sentence; none where no word tells of casualties, as in most."""
    read = words_of(prepare(text[sentence.start : sentence.end]))
    kinds = [_kind(word) for word in read.texts]
    if not any(kind.rstrip("?") in CASUALTIES for kind in kinds):
        return ()
    return tuple(
        _Word(read.span(n, n).shifted(sentence.start), word, kind)
        for n, (word, kind) in enumerate(zip(read.texts, kinds, strict=True))
    )


@lru_cache(maxsize=_REMEMBERED)
def _kind(word: str) -> str:
    """What a folded word does, see `casualty_words`; in Arabic also behind a joined word."""
    known = casualty_words()
    if word in known or word.isascii():
        return known.get(word, "")
    bare = (word.removeprefix(prefix) for prefix in _PREFIXES)
    return next((known[one] for one in bare if one in known), "")


def _own(story: Story, evidence: Evidence) -> Span:
    """The sentence, but for what it tells of an attack before: “a day after three were killed”."""
    sentence, text = evidence.sentence, story.document.text
    start = sentence.start
    length = told_until(text[start : sentence.end], evidence.event.start - start)
    return Span(start, start + length)


def _day(story: Story, sentence: Span) -> date | None:
    """On which day of the week it happened, as the sentence says it."""
    text = story.document.text[sentence.start : sentence.end]
    return told_day(text, story.date, spoken=False) if story.date else None


def _of_another_year(story: Story, sentence: Span) -> bool:
    dated = (one.year for one in mentioned_dates(story.document.text, sentence))
    return story.date is not None and any(year and year < story.date.year for year in dated)


def _is_part(text: str, number: Span) -> bool:
    return bool(_PART.search(text[max(0, number.start - _LEAD) : number.start]))


def _is_cause(text: str, word: Span) -> bool:
    return bool(_BEFORE_CAUSE.search(text[max(0, word.start - _LEAD) : word.start]))


def _none(words: Sequence[_Word], index: int) -> bool:
    near = words[max(0, index - _NONE_REACHES) : index + 2]
    return any(
        "none" in word.kind and after.text not in _FEWER for word, after in pairwise((*near, _END))
    )


def _paired(
    text: str, found: Sequence[Span], words: Sequence[_Word], free: Sequence[int]
) -> list[tuple[Span, int]]:
    """Each number with its casualty word; neither belongs to two.

    A number behind its word comes first: in “three boats wounded two men” two were wounded.
    """
    pairs: list[tuple[Span, int]] = []
    for fits in (_leads, _is_told):
        for number in found:
            for index in free:
                taken = any(number == one or index == other for one, other in pairs)
                if not taken and fits(text, words, number, index):
                    pairs.append((number, index))
    return pairs


def _leads(text: str, words: Sequence[_Word], number: Span, index: int) -> bool:
    """Whether the word stands before the number or in it: “killed at least three”, “three dead”."""
    word, gap = words[index], text[words[index].span.end : number.start]
    if number.overlaps(word.span):
        return True
    if word.span.end > number.start:
        return False
    return _bridges(gap, "then") or (word.text == "toll" and bool(_TOLL.fullmatch(gap)))


def _is_told(text: str, words: Sequence[_Word], number: Span, index: int) -> bool:
    """Whether the word stands behind the number: “three men were killed”, “three killed in …”."""
    word = words[index]
    if number.end > word.span.start or word.text.endswith("ing"):
        return False
    gap = text[number.end : word.span.start]
    if (after := words[index + 1 : index + 2]) and not gap.strip():
        written = text[after[0].span.start : after[0].span.end]
        if after[0].text in _OBJECTS or written[:1].isupper():
            return False  # three boats killed a man
    gap = _INSERTED.sub("", gap, count=1)
    many = amount(text[number.start : number.end])
    if many and many.end == number.end - number.start:
        gap = _NOUN.sub("", gap, count=1)
    return _bridges(_MEMBERS.sub("", gap, count=1), "before")


def _bridges(gap: str, kind: str) -> bool:
    """Whether nothing stands between that would part a number and its word."""
    if re.search(r"[,;:.،؛–—]", gap):
        return False
    known = casualty_words()
    return all(kind in known.get(fold(word), "") for word in _WORD.findall(gap))


def _tells_of_one(text: str, words: Sequence[_Word], index: int) -> int:
    """1 where a single person is meant: “killed a guard”, “a guard was killed”; else 0."""
    start = words[index].span.start
    before = text[max(0, start - _LEAD) : start]
    after = words[index + 1 : index + 2]
    return int(bool(_ONE_WAS.search(before)) or any(word.text in _ONE for word in after))


def _counted(told: str) -> Iterator[Figure]:
    """A number with its noun: “16 sites”; nothing where nothing is counted, or casualties are."""
    many = amount(told)
    nouns = fold(told[many.end :]).split() if many else []
    if many and nouns and nouns[-1] not in casualty_words():
        yield Figure(nouns[-1].removesuffix("s"), many.least, " ".join(told.lower().split()))
