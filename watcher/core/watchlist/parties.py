"""Who does what to whom in a sentence of evidence, and who says so. Pure.

Scopes and word order, no parser: the subject and object of the event word where the sentence
shows them, else nothing. A party that only speaks of a deed is never taken for the one who did it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from watcher.core.watchlist.deeds import deed
from watcher.core.watchlist.deeds_arabic import arabic_deed, is_arabic
from watcher.core.watchlist.following import Deed
from watcher.core.watchlist.language import Name
from watcher.core.watchlist.mentions import Mention, Mentions
from watcher.model import EntryId, Evidence, Find, Span

_LONG_SENTENCE = 2_000
_AROUND = 400
"""Characters read on both sides of the event word of a “sentence” that lost its punctuation."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something that takes part; where it stands in the document."""

    span: Span
    find: Find | None = None
    """The name of the list, if it is one."""
    state: str = ""
    """The name of the state, if it is one."""
    pair: "tuple[str, Party] | None" = None
    """The word that joins it to another, and the other: “or”, the United States."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Each is None where the sentence does not show it."""

    actor: Party | None = None
    """Who does it, did it, or is said to."""
    target: Party | None = None
    """Whom or what it hits."""
    place: Party | None = None
    """Where, if the sentence says so beside the event."""
    speaker: Party | None = None
    """Who says so, inside the sentence."""


def parties(text: str, evidence: Evidence, names: Mapping[EntryId, Name]) -> Parties:
    """The parties of the event that `evidence` tells; `text` is the document's."""
    near = _near(evidence)
    finds = [
        Find(find.span.shifted(-near.start), find.name, find.how, find.score, find.why)
        for find in evidence.finds
        if near.covers(find.span)
    ]
    mentions = Mentions(text[near.start : near.end], finds, names)
    if not len(mentions.words):
        return Parties()
    first, last = mentions.numbers(evidence.event.shifted(-near.start))
    read = arabic_deed if is_arabic(mentions.words.texts[first]) else deed
    found: Deed = read(mentions, first, last, evidence.told_as)

    def party(one: Mention | None) -> Party | None:
        if one is None:
            return None
        span = mentions.words.span(one.first, one.last).shifted(near.start)
        find = one.find and next(f for f in evidence.finds if f.name == one.find.name)
        pair = one.pair and party(one.pair[1])
        return Party(span, find, one.state, (one.pair[0], pair) if one.pair and pair else None)

    return Parties(*map(party, (found.actor, found.target, found.place, found.speaker)))


def _near(evidence: Evidence) -> Span:
    sentence = evidence.sentence
    if sentence.end - sentence.start <= _LONG_SENTENCE:
        return sentence
    start, end = evidence.event.start - _AROUND, evidence.event.end + _AROUND
    return Span(max(sentence.start, start), min(sentence.end, end))
