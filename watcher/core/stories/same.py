"""Recognise an event that was told before, in other words or by another outlet. Pure.

Two tellings are of one event when their texts are nearly alike (a wire copied by several), or when
they name the same place or group on the same day. When in doubt they are two: an event told twice
is a nuisance, a swallowed one is a failure. Every answer is a sentence, kept with the event.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

from watcher.core.text.fold import fold
from watcher.core.text.weekdays import told_day
from watcher.core.watchlist.language import ACTORS, PLACE, Name
from watcher.model import EntryId, Event, Match, RuleId, Story

_SKETCH = 48
"""Hashes kept of a story: the estimate of likeness errs by about 1/sqrt(48) = 0.14."""
_BANDS = 6
"""Hashes used as index keys: texts that are half alike share one of six with p = .98."""
_SHINGLE = 3
_ALIKE = 0.55
"""Rewritten wires share more than half of their word triples; other stories under a fifth."""
_NAMES_ALIKE = 0.5
_DAYS = timedelta(days=1)
"""Outlets print the same event on the day or the day after."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What identifies an event in one story: which rules, whose names, which day, which words."""

    rules: frozenset[RuleId]
    names: frozenset[EntryId]
    """The names in the leading evidence, but for weapons and forces."""
    day: date
    day_said: bool
    """Whether the evidence itself says the day, or it is only the story's date."""
    signature: tuple[int, ...]


def tell(story: Story, matches: tuple[Match, ...], names: frozenset[EntryId], day: date) -> Telling:
    """What `matches` tell, the loudest first; `day` is the story's own."""
    lead = matches[0].evidence[0]
    sentence = story.document.text[lead.sentence.start : lead.sentence.end]
    said = told_day(sentence, day, lead.event.start - lead.sentence.start)
    rules = frozenset(match.rule for match in matches)
    return Telling(rules, names, said or day, said is not None, signature(story.text))


def signature(text: str) -> tuple[int, ...]:
    """The smallest hashes of all word triples, sorted: a bottom-k MinHash sketch.

    Broder, “On the resemblance and containment of documents” (1997).
    """
    words = fold(text).split()
    last = max(1, len(words) - _SHINGLE + 1)
    triples = {" ".join(words[i : i + _SHINGLE]) for i in range(last)}
    return tuple(sorted(map(_hash, triples))[:_SKETCH])


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The estimated share of word triples that two texts have in common, 0 to 1."""
    union = sorted({*one, *other})[:_SKETCH]
    both = set(one) & set(other)
    return sum(1 for value in union if value in both) / max(1, len(union))


def family(rule: RuleId) -> str:
    """A rule's id up to the first `--`: variants of one intent tell the same events."""
    return rule.split("--")[0]


def keys(event: Event | Telling) -> frozenset[str]:
    """The index keys of an event: one of them is shared by whatever can be the same."""
    return frozenset(
        f"{family(rule)}{key}"
        for rule in event.rules
        for key in (
            *(f"/{name}" for name in event.names),
            *(f"~{value:x}" for value in event.signature[:_BANDS]),
        )
    )


def find_same(
    telling: Telling, past: Iterable[Event], entries: Mapping[EntryId, Name]
) -> tuple[Event, str] | None:
    """The event of `past` that `telling` is about, the latest first, and why; None if it is new.

    `entries` are the names of the watchlist; one that left it counts as a target.
    """
    for event in sorted(past, key=lambda one: one.last_day, reverse=True):
        if why := _why_same(telling, event, entries):
            return event, why
    return None


def _why_same(telling: Telling, event: Event, entries: Mapping[EntryId, Name]) -> str:
    if not {family(rule) for rule in telling.rules} & {family(rule) for rule in event.rules}:
        return ""
    if telling.day_said and event.day_said and telling.day != event.first_day:
        return ""  # daily communiqués repeat their words: the day tells them apart
    alike = likeness(telling.signature, event.signature)
    if alike >= _ALIKE:
        return f"{alike:.0%} of the text is the same"
    if abs(telling.day - event.first_day) > _DAYS:
        return ""  # seen from the first day, or daily attacks on one place would be one for ever
    shared = _shared(telling.names, event.names, entries)
    return f"{', '.join(sorted(shared))} on {event.first_day.isoformat()} again" if shared else ""


def _shared(
    one: frozenset[EntryId], other: frozenset[EntryId], entries: Mapping[EntryId, Name]
) -> frozenset[EntryId]:
    """The names by which two tellings of one day are one event; empty if they are two.

    What was hit decides, where it is named. Where only groups or people are, most of them must be
    the same, and the place too: one group does many things in a day. Where only places are named,
    all of them must be the same.
    """
    places, others = _parted(one, entries, {PLACE})
    other_places, other_others = _parted(other, entries, {PLACE})
    actors, targets = _parted(others, entries, ACTORS)
    other_actors, other_targets = _parted(other_others, entries, ACTORS)
    if targets or other_targets:
        return targets & other_targets
    if actors or other_actors:
        both = actors & other_actors
        there = bool(places & other_places) or not (places or other_places)
        alike = len(both) >= _NAMES_ALIKE * len(actors | other_actors)
        return both if there and alike else frozenset()
    return places if places == other_places else frozenset()


def _parted(
    names: frozenset[EntryId], entries: Mapping[EntryId, Name], wanted: Container[EntryId]
) -> tuple[frozenset[EntryId], frozenset[EntryId]]:
    """The names of the wanted types, and the others."""
    found = frozenset(name for name in names if name in entries and entries[name].type in wanted)
    return found, names - found


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "replace"), digest_size=8).digest())
