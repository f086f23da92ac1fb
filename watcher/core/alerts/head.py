"""The first line of an alert: what happened, to whom, who did it, how that is told. Pure.

Every fact in it stands in the leading sentence or on the list. Who is only named beside the event
is left out: a first line must not accuse by the way.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from watcher.core.watchlist.clauses import among
from watcher.core.watchlist.language import PLACE, Name
from watcher.core.watchlist.parties import Parties, Party, parties
from watcher.model import EntryId, Match, Severity, Span, ToldAs

LONGEST = 80
"""Characters of a first line; what is longer is cut by every lock screen."""
WISHED = 60
"""Characters that the lock screens of common phones show of a first line."""
MARKS = {
    Severity.INFO: "⚪",
    Severity.LOW: "🔵",
    Severity.MEDIUM: "🟡",
    Severity.HIGH: "🟠",
    Severity.CRITICAL: "🔴",
}
_LONGEST_WORDS = 36
"""Characters of a party that has no name: “two security officials”."""
_BESIDE = 2
"""Words quoted before the event word, where nobody and nothing is named."""
_LAST_LATIN = "\u024f"
_LONG_NAME = 14
"""Characters of a name that need not be shortened."""
_MEASURES = among(
    "minute minutes hour hours day days night nights week weeks month months year years decade"
    " decades times time kilometre kilometres kilometer kilometers km mile miles metres meters m"
    " official officials source sources witness witnesses diplomats"
)
"""What is counted by the way: when, how far, and how many say so."""
_CASUALTIES = {
    "killed": "killed", "killing": "killed", "kills": "killed", "kill": "killed",
    "wounded": "wounded", "wounding": "wounded", "wounds": "wounded",
    "injured": "injured", "injuring": "injured", "injures": "injured",
    "arrested": "arrested", "captured": "captured", "seized": "seized",
}  # fmt: skip
_WAS = frozenset({"was", "were", "been", "are", "is"})
_VERB_REACH = 4
"""Words between a number and its verb: “killed at least four dock workers”."""
_AROUND = 80
"""Characters around a number that hold as many words."""
_FEWEST = 16
_MORE = 24
"""Characters below which a cutting says nothing, and nothing beside who does it."""
_FUTURES = frozenset({"will", "shall", "to", "is to", "are to", "going to", "set to"})


@dataclass(frozen=True, slots=True)
class _Form:
    """How much a first line says."""

    short: bool = False
    where: bool = True
    count: bool = True
    speaker: bool = True
    words: bool = True
    """Also who and what has no name."""


_FORMS = (
    _Form(),
    _Form(short=True),
    _Form(short=True, speaker=False),
    _Form(short=True, words=False),
    _Form(short=True, where=False),
    _Form(short=True, where=False, speaker=False),
    _Form(short=True, where=False, speaker=False, count=False),
    _Form(short=True, where=False, speaker=False, count=False, words=False),
)


def first_line(match: Match, title: str, names: Mapping[EntryId, Name]) -> str:
    """Severity, act, whom and where, how many, by whom and how it is told; `LONGEST` at most.

    In full where a lock screen shows that whole; else with short names, and with less where that
    is too long. Cut, where a title is endless, between words.
    """
    found = parties(match.story.document.text, match.evidence[0], names)
    return written(match, title, names, found)


def written(match: Match, title: str, names: Mapping[EntryId, Name], found: Parties) -> str:
    """The same, where the parties of the leading evidence are known already."""
    line = _Line(match, title, names, found)
    full = line.write(_FORMS[0])
    if len(full) <= WISHED:
        return full
    others = map(line.write, _FORMS[1:])
    return next((one for one in others if len(one) <= LONGEST), "") or line.cut()


class _Line:
    def __init__(
        self, match: Match, title: str, names: Mapping[EntryId, Name], found: Parties
    ) -> None:
        self._text = match.story.document.text
        self._match = match
        self._lead = match.evidence[0]
        self._title = title
        self._names = names
        self._parties = found

    def write(self, form: _Form) -> str:
        parts = [self._opening(self._title), *self._facts(form)]
        line = " · ".join(parts)
        if len(parts) > 2:  # noqa: PLR2004 - opening and how it is told
            return line
        return self._with_cutting(line, _FEWEST if parts[1] == self._match.told_as else _MORE)

    def cut(self) -> str:
        """Severity, as much of the title as there is room for, and how it is told."""
        told = f" · {self._match.told_as}"
        room = LONGEST - len(self._opening("")) - len(told)
        return self._opening(beginning(self._title, room)).rstrip(" ·") + told

    def _opening(self, title: str) -> str:
        severity = self._match.severity
        return f"{MARKS[severity]} {severity.name} · {title}"

    def _facts(self, form: _Form) -> Iterator[str]:
        told, found = self._match.told_as, self._parties
        owner = found.actor if told in {ToldAs.CLAIMED, ToldAs.THREATENED} else None
        if told is ToldAs.DENIED or (told is ToldAs.REPORTED and form.speaker):
            owner = found.speaker
        if told is ToldAs.REPORTED and owner == found.actor:
            owner = None
        actor = None if found.actor == owner else found.actor
        count = self._count() if form.count else ""
        if whom := self._whom(actor, form, count):
            yield whom
        if count and count.lower() not in whom.lower():
            yield count
        by = self._called(owner, form)
        word = "announced" if told is ToldAs.THREATENED and self._is_plain_future() else str(told)
        yield f"{word} by {by}" if by else word

    def _is_plain_future(self) -> bool:
        """Whether only “will” says that it is yet to come: a visit is announced, no threat."""
        cue = self._lead.cue
        return cue is not None and self._text[cue.start : cue.end].lower() in _FUTURES

    def _whom(self, actor: Party | None, form: _Form, count: str) -> str:
        found = self._parties
        by, target = self._called(actor, form), self._called(found.target, form)
        if count.lower().startswith(f"{target} ".lower()):  # “two guards killed” says it
            target = ""
        place = self._called(found.place, form)
        if target and place and form.where and ", " not in target and place not in target:
            target = f"{target}, {place}"
        if by and target:
            return f"{by} → {target}"
        if by:
            return f"{place} · by {by}" if place else f"by {by}"
        if target and self._may_act(found.target):
            return f"→ {target}"
        return target or place

    def _called(self, party: Party | None, form: _Form) -> str:
        """What the list calls a party, else the state, else the writer's words if they are few."""
        if party is None:
            return ""
        if party.pair:
            one = self._called(replace(party, pair=None), form)
            other = self._called(party.pair[1], form)
            return f"{one} {party.pair[0]} {other}" if one and other else ""
        words = flat(self._text[party.span.start : party.span.end])
        if party.find is None:
            return party.state or (words if form.words and self._reads(words) else "")
        name = self._names[party.find.name]
        called = name.name
        if form.short and len(called) > _LONG_NAME:
            called = min((called, *_shorter(name), *_latin(words)), key=len)
        places = form.where and name.where and name.where not in called
        return f"{called}, {name.where}" if places else called

    def _may_act(self, party: Party | None) -> bool:
        """Whether a reader could take the one who is hit for the one who hits."""
        if party is None or party.find is None:
            return bool(party and party.state)
        return self._names[party.find.name].type in {None, "faction", "person", "force"}

    def _reads(self, words: str) -> bool:
        """Whether the writer's words fit in: few, and in letters that the title is written in."""
        return len(words) <= _LONGEST_WORDS and self._is_legible(words)

    def _is_legible(self, words: str) -> bool:
        """Whether they are in the letters that the title is written in."""
        return _is_latin(words) or not _is_latin(self._title)

    def _count(self) -> str:
        """The first number that the rule counts in the leading sentence: “16 sites”."""
        sentence = self._lead.sentence
        for one in sorted(self._match.numbers):
            words = counted(self._text, one, sentence) if sentence.covers(one) else ""
            if words and self._reads(words):
                return words
        return ""

    def _with_cutting(self, line: str, fewest: int) -> str:
        """The words around the event, as many as have room; the event word is among them."""
        sentence = self._lead.sentence
        before = flat(self._text[sentence.start : self._lead.event.start]).split()
        start = self._lead.event.start
        for word in reversed(before[-_BESIDE:]):
            start = self._text.rindex(word, sentence.start, start)
        opens = "" if start == sentence.start else "…"
        words = re.split(r'["“”]', flat(self._text[start : sentence.end]).rstrip("."))[0].strip()
        for limit in (WISHED, LONGEST):
            cut = beginning(words, limit - len(line) - len(" · “…”") - 1)
            if len(cut) >= max(fewest, self._lead.event.end - start) and self._is_legible(cut):
                return f"{line} · “{opens}{cut}”"
        return line


def counted(text: str, number: Span, sentence: Span) -> str:
    """A number as a fact: “16 sites”, “four workers killed”; empty for spans of time and distance.

    A number alone counts only with the verb that says of what.
    """
    words = flat(text[number.start : number.end])
    if words[1:2].islower():  # it opens a sentence: “Two rockets”
        words = words[:1].lower() + words[1:]
    if not _MEASURES.isdisjoint(words.lower().split()[-1:]):
        return ""
    start, end = max(sentence.start, number.start - _AROUND), number.end + _AROUND
    left = text[start : number.start].rpartition(";")[2]
    right = text[number.end : min(end, sentence.end)].partition(";")[0]
    before, after = left.lower().split()[-_VERB_REACH:], right.lower().split()[:_VERB_REACH]
    for word in (*reversed(before), *(after if _WAS.intersection(after) else ())):
        if verb := _CASUALTIES.get(word.strip(",.;")):
            return words if verb in words else f"{words} {verb}"
    return words if len(words.split()) > 1 or not words.isalnum() else ""


def beginning(text: str, room: int) -> str:
    """As many whole words of `text` as `room` characters hold, with “…” where it goes on."""
    if len(text) <= room:
        return text
    cut = text[: max(room, 0)].rfind(" ")
    return f"{text[:cut].rstrip(' ,;:')}…" if cut > 0 else ""


def flat(text: str) -> str:
    """A wrapped line reads on: breaks inside a quoted sentence become spaces."""
    return text.replace("\r\n", " ").replace("\n", " ")


def _shorter(name: Name) -> tuple[str, ...]:
    """What the list itself offers: the short name, of people their other names."""
    if name.type == PLACE:
        return ()
    family = name.aliases if name.type == "person" else ()
    return (*name.short_names[:1], *(one for one in family if _is_latin(one)))


def _latin(words: str) -> tuple[str, ...]:
    """The writer's own shorter name, unless the reader could not read it."""
    return (words,) if _is_latin(words) and re.search(r"\w", words) else ()


def _is_latin(words: str) -> bool:
    return all(letter <= _LAST_LATIN for letter in words if letter.isalpha())
