"""Judge whether two tellings are of one event, with the reason. Pure.

Record linkage in the manner of Fellegi and Sunter (1969): every mark that two tellings share
speaks for one event with as many bits as it is rare in the news; what one event cannot have in
two ways (a day, a target, a count, a speaker) speaks against it and ends the matter. What remains
must outweigh the odds that two reports of that distance in time tell the same.

The weights are set by knowledge, not trained: about the binary logarithm of how seldom a report
of this trade has such a mark. docs/decisions says why each is as it is.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from watcher.core.stories.wording import NEWS, VICTIMS
from watcher.model import Part, Telling

_BITS = {
    "target": 4.0,
    "who": 3.0,
    "place": 2.0,
    "force": 2.0,
    "weapon": 2.0,
    "name": 2.5,
    "site": 2.5,
    "arm": 1.5,
    "act": 1.0,
    "verb": 0.5,
    "nation": 1.25,
    "weekday": 2.0,
    "word": 1.25,
    "pair": 1.0,
    "time": 0.0,
}
_NEWS_WORD, _NEWS_PAIR = 0.5, 0.25
_COUNTS = {1: 3.0, 2: 4.0, 3: 4.0}
_LARGE = 6.0
"""Bits of a count by its digits: a sum of money or 16,399 arrests are hardly met twice."""
_EVERYDAY = {
    "nation:irak": 0.25,
    "nation:america": 0.75,
    "nation:israel": 0.75,
    "nation:iran": 0.75,
    "place:baghdad": 0.5,
}
"""What half of the news of the region names."""

_ENOUGH = 6.0
"""Bits that must agree: of about sixty events a day one tells what a report tells (2^6)."""
_A_DAY = 0.5
"""More for each day between, and twice that for words spoken: the same man speaks every day."""
_NO_ACT = 1.0
_BACKGROUND = 2.0
"""More where neither tells it as its news: what all reports repeat is no event of theirs."""
_UNDATED = 2.0
_ELSEWHERE = 2.0
"""More for each of place, kind of place and country that both name and do not share; but for the
countries of an attack, whose author one report in two leaves out."""
_COMMENTED = 2.0
"""Less between a comment and the news of its day, which it is written about."""
_LEAST = _ENOUGH - _COMMENTED
"""Bits below which no two tellings are one event, whatever they are."""
_CONTENT = 2.5
"""Bits of words, sites or numbers that say what was done, beside who and where."""
_LATEST = 7
"""Days after which the same words are another event."""
_SOON = 1
"""Days by which outlets differ about what took a moment: an attack, an arrest."""
_COPY = 0.6
"""Share of all bits in which a copied or shortened wire agrees with its source."""
_LONG_ENOUGH = 40.0
"""Bits of a text long enough to be known as a copy: every flash of an attack reads alike."""
_ATTACK, _AHEAD = "act:attack", "act:attack ahead"
_PAST = "time:past"
_MOMENTS = frozenset({"act:attack", "act:capture"})
_PLACED = _MOMENTS | {"act:leave"}
"""It is of one place."""
_SPOKEN = frozenset({"act:threat", "act:call"})
_BY_SOMEBODY = frozenset({"act:attack", "act:attack ahead", "act:threat"})
"""Two groups that do the same have done two things."""
_PERSONAL = _SPOKEN | {"act:talks"}
"""It is somebody's: who spoke, who came."""
_WHERE = ("target", "site", "place", "name")
_WHO = ("who", "name")
_WHAT = ("word", "pair", "site", "target", "number")
_WORDS = ("word", "pair", "number")
_NONE = frozenset[str]()
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


def judge(one: Telling, other: Telling) -> Opinion:
    """Whether the two tell the same event. The order of the two does not matter."""
    shared = one.marks & other.marks
    bits = _weigh(shared)
    if bits < _LEAST:
        return Opinion(bits - _ENOUGH, "little in common")
    if why := _contradiction(one, other, shared):
        return Opinion(bits, f"refused: {why}", refused=True)
    lacking = _lacks(one, other, shared)
    margin = -1.0 if lacking else bits - _odds(one, other, shared)
    return Opinion(margin, lacking or _agreement(one, other, shared))


def speaks(telling: Telling) -> bool:
    """Whether a telling says enough for any other to agree with it."""
    return _weigh(telling.marks) >= _LEAST


@lru_cache(maxsize=65_536)
def weight(mark: str) -> float:
    """How many bits it says that two tellings share `mark`."""
    kind, _, what = mark.partition(":")
    if kind == "word" and what in NEWS:
        return _NEWS_WORD
    if kind == "pair" and all(word in NEWS for word in what.split()):
        return _NEWS_PAIR
    if kind == "number":
        count = what.split()[0]
        return _COUNTS.get(len(count), _LARGE) if count != "1" else 1.0
    return _EVERYDAY.get(mark, _BITS[kind])


def _weigh(marks: frozenset[str], *kinds: str) -> float:
    return sum(map(weight, _of(marks, *kinds) if kinds else marks))


def _of(marks: frozenset[str], *kinds: str) -> frozenset[str]:
    found = [by_kind(marks).get(kind, _NONE) for kind in kinds]
    return found[0] if len(found) == 1 else _NONE.union(*found)


@lru_cache(maxsize=4_096)
def by_kind(marks: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """The marks of each kind."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for mark in marks:
        found[mark.partition(":")[0]].add(mark)
    return {kind: frozenset(of_kind) for kind, of_kind in found.items()}


def _apart(one: frozenset[str], other: frozenset[str], *kinds: str) -> str:
    """What both have of these kinds and do not share, for a person; empty where they may agree."""
    mine, theirs = _of(one, *kinds), _of(other, *kinds)
    if not mine or not theirs or mine & theirs:
        return ""
    return f"{_told(mine)} / {_told(theirs)}"


def _contradiction(one: Telling, other: Telling, shared: frozenset[str]) -> str:
    """What one event cannot have in two ways; empty where nothing stands against it."""
    if why := _other_day(one, other, shared):
        return why
    if apart := _apart(one.marks, other.marks, "target"):
        return f"other target ({apart})"
    if apart := _other_count(one.marks, other.marks, shared):
        return f"other number ({apart})"
    if _is_copy(one.marks, other.marks, shared):
        return ""
    return _other_time(one, other, shared) or _other_act(one.marks, other.marks, shared)


def _other_day(one: Telling, other: Telling, shared: frozenset[str]) -> str:
    """The days that the two say, where they differ."""
    if one.said and other.said and not one.said & other.said:
        return f"other day ({_day(min(one.said))} / {_day(min(other.said))})"
    if _apart(one.marks, other.marks, "weekday"):
        return "other day of the week"
    when = one.said & other.said or _of(shared, "weekday")
    return "one looks back" if _PAST in one.marks ^ other.marks and not when else ""


def _other_time(one: Telling, other: Telling, shared: frozenset[str]) -> str:
    moment = shared & _MOMENTS
    if moment and (_told_too_early(one, other) or _told_too_early(other, one)):
        return "told before it happened"
    days = _days_apart(one, other)
    most = _SOON if moment else _LATEST
    return f"{days} days apart" if days is not None and days > most else ""


def _told_too_early(one: Telling, other: Telling) -> bool:
    """Whether the story of `one` is older than the day that `other` says."""
    return bool(other.said and one.day and one.day < min(other.said))


def _other_act(one: frozenset[str], other: frozenset[str], shared: frozenset[str]) -> str:
    if _AHEAD in one ^ other and _ATTACK in one ^ other and not shared & {_AHEAD, _ATTACK}:
        return "one is ahead, the other happened"
    if shared & _PLACED and (apart := _apart(one, other, "place", "target")):
        return f"other place ({apart})"
    if "act:talks" in shared and len(_of(shared, *_WHO)) == 1 and _others(one, other):
        return f"others met ({_others(one, other)})"
    if shared & _BY_SOMEBODY and (apart := _apart(one, other, "who")):
        return f"others named ({apart})"
    return ""


def _others(one: frozenset[str], other: frozenset[str]) -> str:
    """Whom either names beside the one they share."""
    return _apart(one - other, other - one, "who")


def _other_count(one: frozenset[str], other: frozenset[str], shared: frozenset[str]) -> str:
    """Numbers of the same thing that differ; the casualties of one place may grow."""
    mine, theirs = _counts(one), _counts(other)
    grows = _hurt(one) and _hurt(other) and _of(shared, *_WHERE)
    for noun in sorted(mine.keys() & theirs.keys() - ({"person"} if grows else set())):
        if not mine[noun] & theirs[noun]:
            return f"{min(mine[noun])} / {min(theirs[noun])} {noun}"
    return ""


def _counts(marks: frozenset[str]) -> dict[str, set[int]]:
    """The numbers of each thing that is counted."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for mark in _of(marks, "number"):
        number, _, noun = mark.removeprefix("number:").partition(" ")
        if noun:
            found[noun].add(int(number))
    return found


def _hurt(marks: frozenset[str]) -> bool:
    return any(mark.removeprefix("word:") in VICTIMS for mark in _of(marks, "word"))


def _is_copy(one: frozenset[str], other: frozenset[str], shared: frozenset[str]) -> bool:
    whole = min(_weigh(one), _weigh(other))
    return whole >= _LONG_ENOUGH and 2 * _weigh(shared) >= _COPY * (_weigh(one) + _weigh(other))


def _lacks(one: Telling, other: Telling, shared: frozenset[str]) -> str:
    """What any report of the event would name, and the two do not share; empty where nothing."""
    parts = {one.part, other.part}
    if Part.WHOLE in parts and Part.COMMENT not in parts:
        return "read passage by passage"
    acts = _of(shared, "act")
    eased = Part.COMMENT in parts and not acts & _MOMENTS
    enough = _CONTENT / 2 if eased else _CONTENT
    content = _weigh(shared, *(_WHAT if acts else _WORDS)) >= enough
    background = _in_background(one, other)
    if acts & _MOMENTS:
        placed = bool(_of(shared, *_WHERE, "number"))
        return "" if placed or (content and not background) else "no place in both"
    if acts & _PERSONAL:
        told = content or not acts & _SPOKEN
        return "" if told and _of(shared, *_WHO) else "not the same person and matter in both"
    if not acts and background and not _of(shared, "number"):
        return "no act in both"
    return "" if content else "too little in both"


def _in_background(one: Telling, other: Telling) -> bool:
    return not {one.part, other.part} & {Part.LEAD, Part.WHOLE}


def _odds(one: Telling, other: Telling, shared: frozenset[str]) -> float:
    """Bits that the agreement must outweigh."""
    days, acts = _days_apart(one, other), _of(shared, "act")
    bits = _ENOUGH
    if days is None:
        bits += _UNDATED
    else:
        bits += days * _A_DAY * (2 if acts and acts <= _SPOKEN else 1)
    if not acts:
        bits += _NO_ACT
    if _in_background(one, other):
        bits += _BACKGROUND
    where = ("place", "site") if acts & _MOMENTS else ("place", "site", "nation")
    bits += _ELSEWHERE * sum(bool(_apart(one.marks, other.marks, kind)) for kind in where)
    if Part.COMMENT in {one.part, other.part} and one.day and one.day == other.day:
        bits -= _COMMENTED
    return bits


def _days_apart(one: Telling, other: Telling) -> int | None:
    """Days between the two; None where one of them has no day."""
    mine, theirs = one.said or {one.day}, other.said or {other.day}
    apart = [abs((a - b).days) for a in mine for b in theirs if a and b]
    return min(apart, default=None)


def _agreement(one: Telling, other: Telling, shared: frozenset[str]) -> str:
    """What both tell, the rarest first, for a person."""
    told = [mark for mark in shared if mark.partition(":")[0] in _SHOWN]
    told.sort(key=lambda mark: (-weight(mark), mark))
    words = len(_of(shared, "word"))
    named = ", ".join(_plain(mark) for mark in told[:_MOST]) or f"{words} words"
    on = min(one.said & other.said, default=None)
    return f"{named} in both" + (f", on {_day(on)}" if on else "")


def _told(marks: frozenset[str]) -> str:
    return ", ".join(sorted(map(_plain, marks)))


def _plain(mark: str) -> str:
    return mark.partition(":")[2]


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
