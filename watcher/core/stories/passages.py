"""Cut a story into passages, each of which may tell an event, and say what marks each. Pure.

A mark is `kind:what`: `target:ain-al-asad`, `act:attack`, `number:2 drone`, `word:warrant`. The
kinds are those of `wording.read`; names of the watchlist by their type (target, place, who,
force); numbers with what they count; pairs of words that stand side by side; days of the week.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from watcher.core.stories.contradictions import MOMENTS
from watcher.core.stories.when import days_looked_back, days_said, timed
from watcher.core.stories.wording import ARMS, PEOPLE, SITES, VICTIMS, Word, inflected, read, stem
from watcher.core.text.amounts import amount
from watcher.core.text.fold import fold
from watcher.core.text.numbers import numbers
from watcher.core.text.sentences import cut_whole
from watcher.core.watchlist.language import ACTORS, MEANS, PERSON, PLACE, Name
from watcher.model import EntryId, Find, Part, Span, Story, Telling

_WORD = re.compile(r"United\s(?:States|Kingdom)|الولايات\sالمتحدة|(?:[^\W\d_]\.){2,}|[^\W_]+")
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
_LOOKS_BACK = re.compile(
    r"\b(?:years?\sago|anniversary|decades?\sago|months\sago)\b|ذكرى|قبل\s(?:أعوام|سنوات)",
    re.IGNORECASE,
)
_PLAYED = re.compile(
    r"\b(?:drills?|exercises?|simulat\w+|rehears\w+|man(?:oeuv|euv)\w+)\b|مناورات|مناورة|تمرين",
    re.IGNORECASE,
)
"""What is practised does not happen."""
_ALSO_IN_NAMES = frozenset({"site", "arm", "nation", "place"})
_TERMS = frozenset(
    {
        ("word:", "word:"),
        ("word:", "site:"),
        ("site:", "word:"),
        ("site:", "site:"),
        ("site:", "place"),
        ("place", "site:"),
    }
)
"""Kinds of marks that say more side by side: a term, or which hospital."""
_SPEAK = re.compile(
    r"(?:,[^,]{0,80},|\s(?:with|familiar|briefed|close)\s[^,]{0,60})?"
    r"\s(?:have\s|had\s)?(?:said|say|told|confirmed|added|reported)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:an?|one)\s(?:[“\"”\w-]+\s){0,2}?(\w+)(?=\s(?:of|from|in|was|were|who|with|at|near)\b)",
    re.IGNORECASE,
)
"""“a wanted member of”: one of them."""

_HARM = frozenset(f"word:{root}" for root in VICTIMS)


@lru_cache(maxsize=1)
def passages(story: Story) -> tuple[tuple[Span, Part], ...]:
    """The sentences of a story, a headline together with the sentence behind it; in text order.

    The first of them is the lead, but in a comment on the news. Asked three times for each event
    of a story, so that the last answer is kept.
    """
    text = story.document.text
    found = list(cut_whole(text, story.span)[1])
    first = text[found[0].start : found[0].end] if found else ""
    if len(found) > 1 and (_is_headline(first) or first == story.title):
        found[:2] = [Span(found[0].start, found[1].end)]
    if is_comment(story):
        return tuple((span, Part.COMMENT) for span in found)
    return tuple((span, Part.BODY if n else Part.LEAD) for n, span in enumerate(found))


def is_comment(story: Story) -> bool:
    """Whether a story comments on the news of its day: each of its sentences on another event."""
    return bool(_COMMENT.match(story.document.text, story.span.start, story.span.end))


def is_short(story: Story) -> bool:
    """Whether a story tells one event and no more."""
    return story.span.end - story.span.start <= _WHOLE and not is_comment(story)


def tellings(
    story: Story, finds: Sequence[Find], names: Mapping[EntryId, Name], day: date | None
) -> tuple[Telling, ...]:
    """What each passage tells, and a short story as a whole; `finds` are its names in text order.

    `day` is the story's own, None where it is not known.
    """
    told = [telling(story, *one, finds, names, day) for one in passages(story)]
    return (*told, _whole(told)) if len(told) > 1 and is_short(story) else tuple(told)


def tellings_at(
    place: Span,
    story: Story,
    finds: Sequence[Find],
    names: Mapping[EntryId, Name],
    day: date | None,
) -> tuple[Telling, ...]:
    """What the passage with `place` tells; with a lead, also the whole of a short story."""
    parts = passages(story)
    at = next((n for n, (span, _) in enumerate(parts) if span.overlaps(place)), 0)
    if len(parts) > 1 and parts[at][1] is Part.LEAD and is_short(story):
        told = tellings(story, finds, names, day)
        return told[0], told[-1]
    return (telling(story, *parts[at], finds, names, day),)


def telling(
    story: Story,
    span: Span,
    part: Part,
    finds: Sequence[Find],
    names: Mapping[EntryId, Name],
    day: date | None,
) -> Telling:
    """What the passage in `span` tells. Of `finds` those in it count."""
    text = story.document.text
    named = [(find.span, _named(find, names)) for find in finds if span.covers(find.span)]
    words = [(word.start(), read(word[0])) for word in _WORD.finditer(text, span.start, span.end)]
    found = {one for _, one in named}
    found.update(f"person:{find.name}" for find in finds if _is_person(find, span, names))
    found.update(_worded(words, named), _single(text, span))
    if any(word.counts for _, word in words):
        found.update(_counted(text, span))
    dated = any(word.dates for _, word in words)
    said = frozenset(days_said(text, span, day)) if dated else frozenset[date]()
    struck = [at - span.start for at, one in words if one.mark in MOMENTS or one.kind == "arm"]
    back = days_looked_back(text[span.start : span.end], struck, said, day)
    if dated:
        found.update(timed(text[span.start : span.end], day, frozenset() if back else said))
    said = back or said
    if _LOOKS_BACK.search(text, span.start, span.end):
        found.add("time:past")
    if _PLAYED.search(text, span.start, span.end):
        found.add("time:played")
    if not any(one.startswith("act:") for one in found) and _armed(found):
        found.add("act:attack")
    return Telling(frozenset(found), day, said, part)


def _whole(told: Sequence[Telling]) -> Telling:
    marks = frozenset[str]().union(*(one.marks for one in told))
    said = frozenset[date]().union(*(one.said for one in told))
    return Telling(marks, told[0].day, said, Part.WHOLE)


def _is_headline(sentence: str) -> bool:
    """Whether nearly all longer words are capitalised."""
    long = [word for word in _WORD.findall(sentence) if len(word) >= _LONG_WORD]
    return len(long) > 1 and sum(w[0].isupper() for w in long) >= _CAPITALISED * len(long)


def _named(find: Find, names: Mapping[EntryId, Name]) -> str:
    kind = names[find.name].type if find.name in names else None
    if kind == PLACE or kind in MEANS:
        return f"{kind}:{find.name}"
    return f"who:{find.name}" if kind in ACTORS else f"target:{find.name}"


def _is_person(find: Find, span: Span, names: Mapping[EntryId, Name]) -> bool:
    return span.covers(find.span) and find.name in names and names[find.name].type == PERSON


def _worded(words: Sequence[tuple[int, Word]], named: Sequence[tuple[Span, str]]) -> Iterator[str]:
    """Marks of the words; those of a name of the list count with it, but for sites and the like."""
    before, ahead, hidden = "", 0, 0
    for start, said in words:
        while hidden < len(named) and named[hidden][0].end <= start:
            hidden += 1
        name = named[hidden][1] if hidden < len(named) and named[hidden][0].start <= start else ""
        ahead = _AHEAD if said.ahead else ahead - 1
        if said.nation:
            yield said.nation
        hides = name and (said.kind not in _ALSO_IN_NAMES or _not_where(name, said.kind))
        if not said.mark or hides:
            before = name if name.startswith("place:") else before
            continue
        one = said.mark
        if said.kind == "act":
            yield f"verb:{said.root}"
            one = "act:attack ahead" if one == "act:attack" and ahead > 0 else one
        yield one
        if (before[:5], one[:5]) in _TERMS:
            yield f"pair:{' '.join(sorted((before.partition(':')[2], one.partition(':')[2])))}"
        before = one


def _not_where(name: str, kind: str) -> bool:
    """Whether a city in a name says nothing of the place: only an embassy is where it says."""
    return kind == "place" and not name.startswith(("place:", "target:"))


def _counted(text: str, span: Span) -> Iterator[str]:
    """Numbers with what they count: `number:5 person`, `number:2 drone`."""
    for one in numbers(text, span):
        told = text[one.start : one.end]
        if _SPEAK.match(text, one.end, span.end):
            continue  # so many say it: another outlet found others
        if (many := amount(told)) and not many.vague:
            yield f"number:{many.least} {_noun(told[many.end :])}".rstrip()


def _single(text: str, span: Span) -> Iterator[str]:
    for found in _ONE.finditer(text, span.start, span.end):
        if stem(fold(found[1])) in PEOPLE:
            yield "number:1 person"


def _noun(counted: str) -> str:
    """What is counted, by its kind where it has one."""
    roots = [stem(word) for word in fold(counted).split()]
    if any(root in VICTIMS or root in PEOPLE for root in roots):
        return "person"
    last = inflected(fold(counted).split()[-1]) if roots else ""
    return ARMS.get(last) or SITES.get(last) or (roots[-1] if roots else "")


def _armed(marks: set[str]) -> bool:
    """Whether a weapon is told of at some place: “rockets landed inside the base”.

    In a town it is, where it killed or wounded: “drones killed two fighters in Sinjar”.
    """
    kinds = {one.partition(":")[0] for one in marks}
    placed = kinds & {"target", "site"} or ("place" in kinds and marks & _HARM)
    return bool(kinds & {"arm", "weapon"} and placed)
