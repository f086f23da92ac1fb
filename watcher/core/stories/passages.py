"""Cut a story into passages, each of which may tell an event, and say what marks each. Pure.

A mark is `kind:what`: `target:ain-al-asad`, `act:attack`, `number:2 drone`, `word:warrant`. The
kinds are those of `wording.mark`; names of the watchlist by their type (target, place, who,
force); numbers with what they count; pairs of words that stand side by side; days of the week.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from watcher.core.stories.wording import AHEAD, ARMS, PEOPLE, SITES, VICTIMS, mark, stem
from watcher.core.text.amounts import amount
from watcher.core.text.dates import mentioned_dates
from watcher.core.text.fold import fold
from watcher.core.text.numbers import numbers
from watcher.core.text.sentences import sentences
from watcher.core.text.weekdays import told_day
from watcher.core.watchlist.language import ACTORS, MEANS, PLACE, Name
from watcher.core.watchlist.past import old_dates
from watcher.model import EntryId, Find, Part, Span, Story, Telling

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
_COMMENT = re.compile(
    r"\W*(?:expert\s|news\s)?(?:analysis|comment|commentary|opinion|editorial|تحليل|رأي|تعليق)"
    r"\s?[:–—|-]",
    re.IGNORECASE,
)
"""How a comment on the news of the day opens."""
_WHOLE = 1_200
"""Characters of a story that tells one event and no more: an item of a digest, a wire flash."""
_AHEAD = 5
"""Words between “fears of” or “may” and the act that has not happened."""
_CAPITALISED = 0.75
_LONG_WORD = 4
_NOT_THE_DAY = re.compile(
    r"(?:since|until|till|by|from|after|before|to|updated\son|scheduled\sfor|منذ|حتى)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""Before a date: not the day on which it happened."""
_REACH = 16
_FUTURE = re.compile(
    r"\b(?:will|due|planned|plans|scheduled|expected|set\sto)\b|(?<!\w)سي", re.IGNORECASE
)
"""With these a weekday is the next one, or not: it says nothing certain."""
_LOOKS_BACK = re.compile(
    r"\b(?:years?\sago|anniversary|decades?\sago|months\sago)\b|ذكرى|قبل\s(?:أعوام|سنوات)",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:an?|one)\s(?:[“\"”\w-]+\s){0,2}?(\w+)(?=\s(?:of|from|in|was|were|who|with|at|near)\b)",
    re.IGNORECASE,
)
"""“a wanted member of”: one of them."""

_TWO_DAYS = (date(2024, 1, 1), date(2024, 1, 2))
"""Seen from either, “Friday” is a Friday, and “yesterday” is not the same day."""


def passages(story: Story) -> tuple[tuple[Span, Part], ...]:
    """The sentences of a story, a headline together with the sentence behind it.

    The first of them is the lead. A short story is once more a passage as a whole, a comment on
    the news never is: each of its sentences may tell another event.
    """
    text = story.document.text
    found = list(sentences(text, story.span))
    if len(found) > 1 and _is_headline(text[found[0].start : found[0].end]):
        found[:2] = [Span(found[0].start, found[1].end)]
    if _COMMENT.match(text, story.span.start, story.span.end):
        return tuple((span, Part.COMMENT) for span in found)
    parts = [(span, Part.BODY if number else Part.LEAD) for number, span in enumerate(found)]
    if len(found) > 1 and story.span.end - story.span.start <= _WHOLE:
        parts.append((story.span, Part.WHOLE))
    return tuple(parts)


def tellings(
    story: Story, finds: Sequence[Find], names: Mapping[EntryId, Name], day: date | None
) -> tuple[Telling, ...]:
    """What each passage tells; `day` is the story's own, None where it is not known."""
    return tuple(telling(story, *one, finds, names, day) for one in passages(story))


def tellings_at(
    place: Span,
    story: Story,
    finds: Sequence[Find],
    names: Mapping[EntryId, Name],
    day: date | None,
) -> tuple[Telling, ...]:
    """What the passage with `place` tells; with a lead, also the whole of a short story."""
    parts = passages(story)
    mine = [one for one in parts if one[1] is not Part.WHOLE and one[0].overlaps(place)]
    if any(part is Part.LEAD for _, part in mine):
        mine += [one for one in parts if one[1] is Part.WHOLE]
    return tuple(telling(story, *one, finds, names, day) for one in mine)


def telling(
    story: Story,
    span: Span,
    part: Part,
    finds: Iterable[Find],
    names: Mapping[EntryId, Name],
    day: date | None,
) -> Telling:
    """What the passage in `span` tells. Of `finds` those in it count."""
    text = story.document.text
    sentence = text[span.start : span.end]
    inside = [find for find in finds if span.covers(find.span)]
    said = frozenset(_days(text, span, day))
    named = [(find.span, _named(find, names)) for find in inside]
    found = {one for _, one in named}
    found.update(_worded(text, span, named))
    found.update(_counted(text, span))
    if _LOOKS_BACK.search(text, span.start, span.end) or any(old_dates(sentence, day)):
        found.add("time:past")
    if not any(one.startswith("act:") for one in found) and _armed(found):
        found.add("act:attack")
    found.update(f"weekday:{on}" for on in _weekdays(text, span, day, said))
    return Telling(frozenset(found), day, said, part)


def _is_headline(sentence: str) -> bool:
    """Whether nearly all longer words are capitalised."""
    long = [word for word in _WORD.findall(sentence) if len(word) >= _LONG_WORD]
    return len(long) > 1 and sum(w[0].isupper() for w in long) >= _CAPITALISED * len(long)


def _named(find: Find, names: Mapping[EntryId, Name]) -> str:
    kind = names[find.name].type if find.name in names else None
    if kind == PLACE or kind in MEANS:
        return f"{kind}:{find.name}"
    return f"who:{find.name}" if kind in ACTORS else f"target:{find.name}"


def _worded(text: str, span: Span, named: Sequence[tuple[Span, str]]) -> Iterator[str]:
    """Marks of the words; those of a name of the list count with it, but for sites and the like."""
    before, ahead = "", 0
    for word in _WORD.finditer(text, span.start, span.end):
        root = stem(fold(word[0]))
        ahead = _AHEAD if root in AHEAD else ahead - 1
        one = mark(word[0])
        name = next((what for place, what in named if place.start <= word.start() < place.end), "")
        if not one or (name and one.partition(":")[0] not in ("site", "arm", "nation")):
            before = name if name.startswith("place:") else before
            continue
        kind = one.partition(":")[0]
        if kind == "act":
            yield f"verb:{root}"
            one = "act:attack ahead" if one == "act:attack" and ahead > 0 else one
        yield one
        if _belong(before, one):
            yield f"pair:{' '.join(sorted((before.partition(':')[2], one.partition(':')[2])))}"
        before = one


def _belong(before: str, one: str) -> bool:
    """Whether two marks side by side say more than each: a term, or which hospital."""
    kinds = {before.partition(":")[0], one.partition(":")[0]}
    return kinds <= {"word", "site"} or kinds == {"site", "place"}


def _counted(text: str, span: Span) -> Iterator[str]:
    """Numbers with what they count: `number:5 person`, `number:2 drone`."""
    for one in numbers(text, span):
        told = text[one.start : one.end]
        if (many := amount(told)) and not many.vague:
            yield f"number:{many.least} {_noun(told[many.end :])}".rstrip()
    for found in _ONE.finditer(text, span.start, span.end):
        if stem(fold(found[1])) in PEOPLE:
            yield "number:1 person"


def _noun(counted: str) -> str:
    """What is counted, by its kind where it has one."""
    roots = [stem(word) for word in fold(counted).split()]
    if any(root in VICTIMS or root in PEOPLE for root in roots):
        return "person"
    last = roots[-1] if roots else ""
    return ARMS.get(last) or SITES.get(last) or last


def _days(text: str, span: Span, day: date | None) -> Iterator[date]:
    """The days on which the passage says that it happened."""
    found = []
    for said in mentioned_dates(text, span):
        before = text[max(span.start, said.span.start - _REACH) : said.span.start]
        on = said.on(day.year if day else None)
        if on and not _NOT_THE_DAY.search(before) and (said.year or not day or on <= day):
            found.append(on)
    if not found and day and not _FUTURE.search(text, span.start, span.end):
        told = told_day(text[span.start : span.end], day)
        found = [told] if told else []
    yield from found


def _armed(marks: set[str]) -> bool:
    """Whether a weapon is told of at some place: “rockets landed inside the base”."""
    kinds = {one.partition(":")[0] for one in marks}
    return bool(kinds & {"arm", "weapon"} and kinds & {"target", "site"})


def _weekdays(text: str, span: Span, day: date | None, said: frozenset[date]) -> set[int]:
    """The days of the week that are said, also where it is not known of which week."""
    if day or said:
        return {one.weekday() for one in said}
    sentence = text[span.start : span.end]
    days = {on.weekday() for today in _TWO_DAYS if (on := told_day(sentence, today))}
    return days if len(days) == 1 else set()
