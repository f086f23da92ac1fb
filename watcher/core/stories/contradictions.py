"""What speaks against two tellings being of one event, and ends the matter. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from watcher.core.stories.weights import of_kinds, weigh
from watcher.core.stories.wording import ARMS, VICTIMS, stem
from watcher.model import Telling

MOMENTS = frozenset({"act:attack", "act:capture"})
"""They take a moment, and are of one place."""
WHERE = ("target", "site", "place", "name")
WHO = ("who", "name")
_LATEST = 7
"""Days after which the same words are another event."""
_SOON = 1
"""Days by which outlets differ about what took a moment: an attack, an arrest."""
_COPY = 0.6
"""Share of all bits in which a copied or shortened wire agrees with its source."""
_LONG_ENOUGH = 40.0
"""Bits of a text long enough to be known as a copy: every flash of an attack reads alike."""
_TIMES = frozenset(
    stem(word)
    for word in re.findall(
        r"\w+",
        "minutes hours days weeks months years ساعه ساعات يوم ايام اسبوع اسابيع شهر اشهر عام سنوات",
    )
)
"""“Three days after” and “the second in four days” are counted from anywhere."""
_ATTACK, _AHEAD = "act:attack", "act:attack ahead"
_PAST = "time:past"
_PLAYED = "time:played"
_PLACED = MOMENTS | {"act:leave"}
_THREAT = "act:threat"
_BY_SOMEBODY = frozenset({_ATTACK, _AHEAD, _THREAT})
"""Two groups that do the same have done two things."""


def apart(one: frozenset[str], other: frozenset[str], *kinds: str) -> str:
    """What both have of these kinds and do not share, for a person; empty where they may agree."""
    mine, theirs = of_kinds(one, *kinds), of_kinds(other, *kinds)
    if not mine or not theirs or mine & theirs:
        return ""
    return f"{_told(mine)} / {_told(theirs)}"


def contradiction(
    one: Telling,
    other: Telling,
    shared: frozenset[str],
    agreed: frozenset[str] = frozenset(),
) -> str:
    """What one event cannot have in two ways; empty where nothing stands against it.

    Numbers of what is `agreed` on may differ.
    """
    if why := _other_day(one, other, shared):
        return why
    if found := apart(one.marks, other.marks, "target"):
        return f"other target ({found})"
    if found := _other_count(one, other, shared, agreed):
        return f"other number ({found})"
    if is_copy(one.marks, other.marks, shared):
        return ""
    return (
        _other_time(one, other, shared)
        or _other_act(one.marks, other.marks, shared)
        or _other_name(one.marks, other.marks, shared)
    )


def _other_day(one: Telling, other: Telling, shared: frozenset[str]) -> str:
    """The days that the two say, where they differ."""
    if one.said and other.said and not one.said & other.said:
        return f"other day ({day_told(min(one.said))} / {day_told(min(other.said))})"
    if apart(one.marks, other.marks, "weekday"):
        return "other day of the week"
    when = one.said & other.said or of_kinds(shared, "weekday")
    return "one looks back" if _PAST in one.marks ^ other.marks and not when else ""


def _other_time(one: Telling, other: Telling, shared: frozenset[str]) -> str:
    moment = shared & MOMENTS
    if moment and (_told_too_early(one, other) or _told_too_early(other, one)):
        return "told before it happened"
    days = days_apart(one, other)
    most = _SOON if moment else _LATEST
    return f"{days} days apart" if days is not None and days > most else ""


def _told_too_early(one: Telling, other: Telling) -> bool:
    """Whether the story of `one` is older than the day that `other` says."""
    return bool(other.said and one.day and one.day < min(other.said))


def _other_act(one: frozenset[str], other: frozenset[str], shared: frozenset[str]) -> str:
    if _PLAYED in one ^ other and _ATTACK in shared:
        return "one is a drill"
    if _AHEAD in one ^ other and _ATTACK in one ^ other and not shared & {_AHEAD, _ATTACK}:
        return "one is ahead, the other happened"
    if shared & _PLACED and (found := apart(one, other, "place", "target")):
        return f"other place ({found})"
    if "act:talks" in shared and len(of_kinds(shared, *WHO)) == 1 and _others(one, other):
        return f"others met ({_others(one, other)})"
    if shared & _BY_SOMEBODY and (found := _others_named(one, other, shared)):
        return f"others named ({found})"
    return ""


def _others_named(one: frozenset[str], other: frozenset[str], shared: frozenset[str]) -> str:
    """Other groups; of a threat other people too: who speaks of an attack has not made it."""
    if _THREAT in shared:
        return apart(one, other, "who")
    return apart(_groups(one), _groups(other), "who")


def _groups(marks: frozenset[str]) -> frozenset[str]:
    return marks - {f"who:{plain(person)}" for person in of_kinds(marks, "person")}


def _other_name(one: frozenset[str], other: frozenset[str], shared: frozenset[str]) -> str:
    found = _unlisted(one, other) or _unlisted(other, one)
    return f"other name ({found})" if shared & MOMENTS and found else ""


def _unlisted(one: frozenset[str], other: frozenset[str]) -> str:
    """What is named where `one` names a listed target: another site, not on the list."""
    named = of_kinds(other - one, "name")
    if not of_kinds(one, "target") or of_kinds(other, "target", "place") or not named:
        return ""
    return _told(named)


def _others(one: frozenset[str], other: frozenset[str]) -> str:
    """Whom either names beside the one they share."""
    return apart(one - other, other - one, "who")


def agreed_on(one: Telling, others: Iterable[Telling]) -> frozenset[str]:
    """What `one` counts as some of the others do: outlets differ, and each has somebody with it."""
    mine = _counts(one.marks)
    return frozenset(
        noun
        for other in others
        for noun, found in _counts(other.marks).items()
        if found & mine.get(noun, set())
    )


def _other_count(
    one: Telling, other: Telling, shared: frozenset[str], agreed: frozenset[str]
) -> str:
    """Numbers of the same thing that differ.

    The casualties of one place may grow, and outlets differ about the weapons that came to one
    target on a day that both say.
    """
    mine, theirs = _counts(one.marks), _counts(other.marks)
    open_ = set(agreed)
    if _hurt(one.marks) and _hurt(other.marks) and of_kinds(shared, *WHERE):
        open_.add("person")
    if one.said & other.said and _ATTACK in shared and of_kinds(shared, "target"):
        open_.update(ARMS.values())
    for noun in sorted(mine.keys() & theirs.keys() - open_):
        if not mine[noun] & theirs[noun]:
            return f"{min(mine[noun])} / {min(theirs[noun])} {noun}"
    return ""


def _counts(marks: frozenset[str]) -> dict[str, set[int]]:
    """The numbers of each thing that is counted."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for mark in of_kinds(marks, "number"):
        number, _, noun = mark.removeprefix("number:").partition(" ")
        if noun and noun not in _TIMES:
            found[noun].add(int(number))
    return found


def _hurt(marks: frozenset[str]) -> bool:
    return any(mark.removeprefix("word:") in VICTIMS for mark in of_kinds(marks, "word"))


def is_copy(one: frozenset[str], other: frozenset[str], shared: frozenset[str]) -> bool:
    """Whether two long texts agree in most of what they tell."""
    whole = min(weigh(one), weigh(other))
    return whole >= _LONG_ENOUGH and 2 * weigh(shared) >= _COPY * (weigh(one) + weigh(other))


def days_apart(one: Telling, other: Telling) -> int | None:
    """Days between the two; None where one of them has no day."""
    mine, theirs = one.said or {one.day}, other.said or {other.day}
    between = [abs((a - b).days) for a in mine for b in theirs if a and b]
    return min(between, default=None)


def _told(marks: frozenset[str]) -> str:
    return ", ".join(sorted(map(plain, marks)))


def plain(mark: str) -> str:
    """A mark without its kind, for a person."""
    return mark.partition(":")[2]


def day_told(day: date) -> str:
    """A day, for a person."""
    return f"{day.day} {day:%b %Y}"
