"""Find the event that a telling is about among those told before. Pure.

A telling joins an event when it agrees with one of the event's tellings and none contradicts it
(`judge`). When in doubt they are two: an event told twice is a nuisance, a swallowed one is a
failure. Every answer has its reason, which goes with the verdict.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import combinations
from typing import Protocol, TypeVar

from watcher.core.stories.judge import Opinion, judge, weight
from watcher.model import EventId, Part, RuleId, Telling

_KEYED = 9
"""Marks of a telling that its index keys are made of, two by two: 36 keys."""
_SPEAKS = 1.0
"""Bits of a mark that finds anything: the everyday words find everything."""
_NO_KEY = ("verb", "weekday", "time", "pair")
"""They come with other marks."""
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
    """The index keys of an event: whatever can be the same shares two of its rarest marks.

    Of equally rare marks those with the smallest hash count, so that two tellings choose alike.
    """
    return frozenset(key for one in tellings for key in _keys(one))


def _keys(telling: Telling) -> Iterator[str]:
    speaking = [
        mark
        for mark in telling.marks
        if weight(mark) >= _SPEAKS and mark.partition(":")[0] not in _NO_KEY
    ]
    chosen = sorted(speaking, key=lambda mark: (-weight(mark), _hash(mark)))[:_KEYED]
    if len(chosen) == 1:
        yield _hash(chosen[0])
    for pair in combinations(sorted(chosen), 2):
        yield _hash("\n".join(pair))


def find_same(tellings: Sequence[Telling], past: Iterable[Known]) -> tuple[Known | None, str]:
    """The event of `past` that `tellings` of one story are about, and why.

    None if it is new; why is then what spoke against the nearest one, or empty. Of several the one
    that agrees most is taken, and of equals the last.
    """
    best: tuple[float, Known] | None = None
    why, against = "", Opinion(_NEAR, "", refused=True)
    for event in past:
        opinion = _opinion(tellings, event.tellings)
        if opinion.same and (best is None or opinion.bits >= best[0]):
            best, why = (opinion.bits, event), opinion.why
        elif opinion.refused and opinion.bits >= against.bits:
            against = opinion
    return (best[1], why) if best else (None, against.why)


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
