"""Judge whether two tellings are of one event, with the reason. Pure.

Record linkage in the manner of Fellegi and Sunter (1969): every mark that two tellings share
speaks for one event with as many bits as it is rare in the news; what one event cannot have in
two ways (a day, a target, a count, a speaker) speaks against it and ends the matter. What remains
must outweigh the odds that two reports of that distance in time tell the same.

docs/decisions/0002 says why each number is as it is.
"""

from dataclasses import dataclass

from watcher.core.stories.contradictions import (
    MOMENTS,
    WHERE,
    WHO,
    apart,
    contradiction,
    day_told,
    days_apart,
    is_copy,
    plain,
)
from watcher.core.stories.weights import of_kinds, weigh, weight
from watcher.core.stories.wording import CAPITALS
from watcher.core.text.plural import many
from watcher.model import Part, Telling

_ENOUGH = 6.0
"""Bits that must agree: of about sixty events a day one tells what a report tells (2^6)."""
_A_DAY = 0.5
"""More for each day between, and twice that for words spoken: the same man speaks every day."""
_NO_ACT = 1.0
_BACKGROUND = 2.0
"""More where neither tells it as its news: what all reports repeat is no event of theirs."""
_UNDATED = 2.0
_UNSAID = 4.0
"""More where an attack is told a day later without saying that it was yesterday: it may be the
next one on the same target."""
_ELSEWHERE = 2.0
"""More for each of place, kind of place and country that both name and do not share; but for the
countries of an attack, whose author one report in two leaves out."""
_ANYWHERE = CAPITALS | {"nation:irak"}
"""They do not tell where: half of this news is of Iraq."""
_COMMENTED = 2.0
"""Less between a comment and the news of its day, which it is written about."""
_SAME_MOUTH = 1.0
"""Less where one party says on one day what it will do: it says so once, and all print it."""
_LEAST = _ENOUGH - _COMMENTED
"""Bits below which no two tellings are one event, whatever they are."""
_CONTENT = 2.5
"""Bits of words, sites or numbers that say what was done, beside who and where."""
_SPOKEN = frozenset({"act:threat", "act:call"})
_THREATENED = _SPOKEN | {"act:attack ahead"}
_STATES = ("nation", "act")
"""What a threat or an appeal is about, beside words: against whom, if who does what."""
_PERSONAL = _SPOKEN | {"act:talks"}
"""It is somebody's: who spoke, who came."""
_WHAT = ("word", "pair", "site", "target", "number")
_WORDS = ("word", "pair", "number")
_SHOWN = ("target", "who", "place", "number", "name", "force", "weapon", "site", "arm", "act")
_MOST = 4


@dataclass(frozen=True, slots=True)
class Opinion:
    """What speaks for and against one event."""

    bits: float
    """By how much the agreement outweighs the odds; below 0: not the same."""
    why: str
    """One clause for a person."""
    refused: bool = False
    """Whether something contradicts: no agreement elsewhere can mend that."""

    @property
    def same(self) -> bool:
        """Whether it is one event."""
        return self.bits >= 0 and not self.refused


def judge(one: Telling, other: Telling, agreed: frozenset[str] = frozenset()) -> Opinion:
    """Whether the two tell the same event. The order of the two does not matter.

    How many there are of what is `agreed` on with others contradicts nothing.
    """
    shared = one.marks & other.marks
    bits = weigh(shared)
    if bits < _LEAST:
        return Opinion(bits - _ENOUGH, "little in common")
    if why := contradiction(one, other, shared, agreed):
        return Opinion(bits, f"refused: {why}", refused=True)
    lacking = _lacks(one, other, shared)
    margin = -1.0 if lacking else bits - _odds(one, other, shared)
    return Opinion(margin, lacking or _agreement(one, other, shared))


def speaks(telling: Telling) -> bool:
    """Whether a telling says enough for any other to agree with it."""
    return weigh(telling.marks) >= _LEAST


def _lacks(one: Telling, other: Telling, shared: frozenset[str]) -> str:
    """What any report of the event would name, and the two do not share; empty where nothing."""
    parts = {one.part, other.part}
    copied = parts == {Part.WHOLE} and is_copy(one.marks, other.marks, shared)
    if Part.WHOLE in parts and Part.COMMENT not in parts and not copied:
        return "read passage by passage"
    acts = of_kinds(shared, "act")
    eased = Part.COMMENT in parts and not acts & MOMENTS
    enough = _CONTENT / 2 if eased else _CONTENT
    threatened = acts & _THREATENED and (of_kinds(shared, *WHO) or _same_states(one, other))
    kinds = (*_WHAT, *_STATES) if threatened else _WHAT
    content = weigh(shared, *(kinds if acts else _WORDS)) >= enough
    background = _in_background(one, other)
    if acts & MOMENTS:
        placed = bool(of_kinds(shared, *WHERE, "number"))
        return "" if placed or (content and not background) else "no place in both"
    if acts & _PERSONAL:
        told = content or not acts & _SPOKEN
        return "" if told and of_kinds(shared, *WHO) else "not the same person and matter in both"
    if not acts and background and not of_kinds(shared, "number"):
        return "no act in both"
    return "" if content else "too little in both"


def _same_states(one: Telling, other: Telling) -> bool:
    """Whether both tell of the same states and no others, two at least: who may strike whom."""
    told = of_kinds(one.marks, "nation")
    return len(told) > 1 and told == of_kinds(other.marks, "nation")


def _in_background(one: Telling, other: Telling) -> bool:
    return not {one.part, other.part} & {Part.LEAD, Part.WHOLE}


def _odds(one: Telling, other: Telling, shared: frozenset[str]) -> float:
    """Bits that the agreement must outweigh."""
    days, acts = days_apart(one, other), of_kinds(shared, "act")
    bits = _ENOUGH
    if days is None:
        bits += _UNDATED
    else:
        bits += days * _A_DAY * (2 if acts and acts <= _SPOKEN else 1)
        bits += _UNSAID if days and acts & MOMENTS and _unsaid(one, other) else 0
    if not acts:
        bits += _NO_ACT
    if _in_background(one, other):
        bits += _BACKGROUND
    if acts & MOMENTS:
        bits += _ELSEWHERE * _differ(one.marks, other.marks, "place", "site")
    else:  # a capital may be its government, wherever that is
        mine, theirs = one.marks - _ANYWHERE, other.marks - _ANYWHERE
        bits += _ELSEWHERE * _differ(mine, theirs, "place", "site", "nation")
    if not days and acts & _THREATENED and of_kinds(shared, "who"):
        bits -= _SAME_MOUTH
    if Part.COMMENT in {one.part, other.part} and one.day and one.day == other.day:
        bits -= _COMMENTED
    return bits


def _differ(one: frozenset[str], other: frozenset[str], *kinds: str) -> int:
    """In how many of the kinds both have something and share nothing."""
    return sum(bool(apart(one, other, kind)) for kind in kinds)


def _unsaid(one: Telling, other: Telling) -> bool:
    """Whether the later of two stories does not say on which day it happened."""
    if not one.day or not other.day or one.day == other.day:
        return False
    return not (one if one.day > other.day else other).said


def _agreement(one: Telling, other: Telling, shared: frozenset[str]) -> str:
    """What both tell, the rarest first, for a person."""
    told = [mark for mark in shared if mark.partition(":")[0] in _SHOWN]
    told.sort(key=lambda mark: (-weight(mark), mark))
    words = len(of_kinds(shared, "word"))
    named = ", ".join(plain(mark) for mark in told[:_MOST]) or many(words, "word")
    on = min(one.said & other.said, default=None)
    return f"{named} in both" + (f", on {day_told(on)}" if on else "")
