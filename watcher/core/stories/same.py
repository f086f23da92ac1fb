"""Find the event that a telling is about among those told before. Pure.

A telling joins an event when it agrees with one of the event's tellings and none contradicts it
(`judge`). When in doubt they are two: an event told twice is a nuisance, a swallowed one is a
failure. Every answer has its reason, which goes with the verdict.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product
from typing import Protocol, TypeVar
from zlib import crc32

from watcher.core.stories.contradictions import agreed_on
from watcher.core.stories.judge import Opinion, judge
from watcher.core.stories.weights import weight
from watcher.model import EventId, Part, RuleId, Telling

_THINGS = 8
"""Marks of a telling, the rarest first, that its keys are made of, two by two."""
_SPEAKS = 1.25
"""Bits of a mark that finds anything: the everyday words find everything."""
_NO_THINGS = ("act", "verb", "arm", "weekday", "time", "pair")
"""An act makes a key with each thing, two words side by side are one; the others come with them."""
_OPEN = ("name", "nation", "word")
"""Kinds without a list: what the watchlist and the tables know comes first."""
_ASKED = 1_024
"""Tellings of which the keys are at hand: an event is looked for, then added, then grows."""
_MOST = 8
"""Tellings kept of an event: the first, and the latest."""
NEAREST = 32
"""Events that are judged, those that share most keys: what is the same shares many of them, and a
week may hold hundreds that share an everyday one."""
_NEAR = 5.0
"""Bits from which a refusal is worth telling: the two had much in common."""


class Told(Protocol):
    """Whatever keeps the tellings of one event."""

    @property
    def id(self) -> EventId:
        """Which event."""

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """The first, then the latest."""


Known = TypeVar("Known", bound=Told)


def family(rule: RuleId) -> str:
    """A rule's id up to the first `--`: variants of one intent tell the same events."""
    return rule.split("--")[0]


def keys(tellings: Iterable[Telling]) -> frozenset[str]:
    """The index keys of an event: what can be the same shares an act and a thing, or two things.

    Of equally rare things those with the smallest hash count, so that two tellings choose alike.
    """
    return frozenset[str]().union(*map(_keys, tellings))


@lru_cache(maxsize=_ASKED)
def _keys(telling: Telling) -> frozenset[str]:
    return frozenset(f"{_hash(key):x}" for key in _shared_by(telling))


def _shared_by(telling: Telling) -> Iterator[str]:
    kinds = {mark: mark.partition(":")[0] for mark in telling.marks}
    speaking = (one for one, kind in kinds.items() if kind not in _NO_THINGS)
    things = sorted((one for one in speaking if weight(one) >= _SPEAKS), key=_rarest)[:_THINGS]
    acts = [one for one, kind in kinds.items() if kind == "act"]
    yield from (one for one, kind in kinds.items() if kind == "pair" and weight(one) >= 1)
    yield from map("+".join, product(acts, things))
    yield from map("+".join, combinations(sorted(things), 2))
    if len(things) == 1:
        yield things[0]


@lru_cache(maxsize=65_536)
def _rarest(mark: str) -> tuple[bool, float, int]:
    """What is listed first, then the rarest, and of equals those with the smallest hash."""
    open_ = mark.partition(":")[0] in _OPEN
    return open_, -weight(mark), _hash(mark)


def _hash(text: str) -> int:
    """Short, as millions of keys are kept; two that meet by chance are told apart by `judge`."""
    return crc32(text.encode("utf-8", "replace"))


def find_same(tellings: Sequence[Telling], past: Iterable[Known]) -> tuple[Known | None, str]:
    """The event of `past` that `tellings` of one story are about, and why.

    None if it is new; why is then what spoke against the nearest one, or empty. Of several the one
    that agrees most is taken, and of equals the last.
    """
    opinions = [(_opinion(tellings, event.tellings), event) for event in past]
    if agreed := _agreed(opinions):
        return agreed[0][1], agreed[0][0].why
    refused = [one for one, _ in opinions if one.refused and one.bits >= _NEAR]
    return None, max(refused, key=lambda one: one.bits).why if refused else ""


def find_all(tellings: Sequence[Telling], past: Iterable[Known]) -> tuple[Known, ...]:
    """All events of `past` with which `tellings` agree, that of `find_same` first."""
    opinions = [(_opinion(tellings, event.tellings), event) for event in past]
    return tuple(event for _, event in _agreed(opinions))


def _agreed(opinions: Sequence[tuple[Opinion, Known]]) -> list[tuple[Opinion, Known]]:
    """Those that say it is the same, the best first, and of equals the last."""
    same = [one for one in reversed(opinions) if one[0].same]
    return sorted(same, key=lambda one: -one[0].bits)


def _opinion(tellings: Sequence[Telling], others: Sequence[Telling]) -> Opinion:
    """That of the telling that agrees best; a refusal where another of the event contradicts it."""
    return max((_of_one(one, others) for one in tellings), key=_rank)


def _of_one(one: Telling, known: Sequence[Telling]) -> Opinion:
    others = [other for other in known if other.part is not Part.COMMENT] or known
    near = [other for other in others if _comparable(one.part, other.part)]
    agreed = agreed_on(one, near) if len(near) > 1 else frozenset[str]()
    opinions = [judge(one, other, agreed) for other in near]
    best = max(opinions, key=_rank, default=Opinion(-1.0, ""))
    return next((got for got in opinions if got.refused), best) if best.same else best


def _comparable(one: Part, other: Part) -> bool:
    """Wholes meet wholes, passages meet passages; a comment meets both.

    A comment speaks for an event only until its news does.
    """
    return Part.COMMENT in (one, other) or (one is Part.WHOLE) == (other is Part.WHOLE)


def _rank(opinion: Opinion) -> tuple[bool, bool, float]:
    return opinion.same, opinion.refused, opinion.bits


def joined(known: Sequence[Telling], tellings: Sequence[Telling]) -> tuple[Telling, ...]:
    """The tellings of an event with those of one more story; the oldest but the first go."""
    told = tuple(dict.fromkeys((*known, *tellings)))
    return (*told[:1], *told[1:][1 - _MOST :])
