"""Find the event that a telling is about among those told before. Pure.

A telling joins an event when it agrees with one of the event's tellings and none contradicts it
(`judge`). When in doubt they are two: an event told twice is a nuisance, a swallowed one is a
failure. Every answer has its reason, which goes with the verdict.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import combinations, product
from typing import Protocol, TypeVar

from watcher.core.stories.judge import Opinion, judge, weight
from watcher.model import EventId, Part, RuleId, Telling

_THINGS = 9
"""Marks of a telling, the rarest first, that its keys are made of, two by two."""
_SPEAKS = 1.25
"""Bits of a mark that finds anything: the everyday words find everything."""
_NO_THINGS = ("act", "verb", "weekday", "time", "pair")
"""An act makes a key with each thing, two words side by side are one; the others come with them."""
_MOST = 8
"""Tellings kept of an event: the first, and the latest."""
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
    """The index keys of an event: whatever can be the same shares an act and a thing, or two things.

    Of equally rare things those with the smallest hash count, so that two tellings choose alike.
    """
    return frozenset(key for one in tellings for key in _keys(one))


def _keys(telling: Telling) -> Iterator[str]:
    kinds = {mark: mark.partition(":")[0] for mark in telling.marks}
    things = [one for one, kind in kinds.items() if kind not in _NO_THINGS and _speaks(one)]
    things = sorted(things, key=lambda mark: (-weight(mark), _hash(mark)))[:_THINGS]
    acts = [one for one, kind in kinds.items() if kind == "act"]
    yield from (_hash(one) for one, kind in kinds.items() if kind == "pair" and weight(one) >= 1)
    for pair in (*product(acts, things), *combinations(sorted(things), 2)):
        yield _hash("\n".join(pair))
    if len(things) == 1:
        yield _hash(things[0])


def _speaks(mark: str) -> bool:
    return weight(mark) >= _SPEAKS


def find_same(tellings: Sequence[Telling], past: Iterable[Known]) -> tuple[Known | None, str]:
    """The event of `past` that `tellings` of one story are about, and why.

    None if it is new; why is then what spoke against the nearest one, or empty. Of several the one
    that agrees most is taken, and of equals the last.
    """
    opinions = [(_opinion(tellings, event.tellings), event) for event in past]
    agreed = [one for one in opinions if one[0].same]
    if agreed:
        opinion, event = max(reversed(agreed), key=lambda one: one[0].bits)
        return event, opinion.why
    refused = [one for one, _ in opinions if one.refused and one.bits >= _NEAR]
    return None, max(refused, key=lambda one: one.bits).why if refused else ""


def find_all(tellings: Sequence[Telling], past: Iterable[Known]) -> tuple[Known, ...]:
    """All events of `past` with which `tellings` agree, the one of `find_same` among them."""
    return tuple(event for event in past if _opinion(tellings, event.tellings).same)


def _opinion(tellings: Sequence[Telling], others: Sequence[Telling]) -> Opinion:
    """That of the telling that agrees best; a refusal where another of the event contradicts it."""
    found = []
    for one in tellings:
        opinions = [(judge(one, other), other.part) for other in others]
        against = [got for got, part in opinions if got.refused and part is not Part.WHOLE]
        agreed = max((got for got, _ in opinions), key=lambda got: (not got.refused, got.bits))
        found.append(max(against, key=lambda got: got.bits) if against else agreed)
    return max(found, key=lambda got: (got.same, got.refused, got.bits))


def joined(known: Sequence[Telling], tellings: Sequence[Telling]) -> tuple[Telling, ...]:
    """The tellings of an event with those of one more story; the oldest but the first go."""
    told = tuple(dict.fromkeys((*known, *tellings)))
    return (*told[:1], *told[1:][1 - _MOST :])


def _hash(mark: str) -> str:
    return blake2b(mark.encode("utf-8", "replace"), digest_size=8).hexdigest()
