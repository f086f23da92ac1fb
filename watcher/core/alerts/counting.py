"""Rules with `at_least`: ring when enough is told within a time, not at each telling. Pure.

A rule is armed until it rings, and again once less than half of what it asks for was told within
its time. The reason of its last telling says whether it was armed then; since that, the count can
only have fallen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from watcher.core.watchlist.language import Frequency
from watcher.model import Action, Counted, EventId, Reason

_REASONS = frozenset({Reason.BELOW_COUNT, Reason.COUNT_REACHED, Reason.COUNT_RANG})
"""A telling with another reason was not counted: too old, or the rule was off."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a rule with `at_least` has counted with one more telling, and what follows."""

    action: Action
    reason: Reason
    detail: str


def count(frequency: Frequency, told: Sequence[Counted], event: EventId, source: str) -> Tally:
    """What follows from one more telling, of `event` by `source`.

    `told` are the rule's tellings within its time, oldest first.
    """
    before = [one for one in told if one.reason in _REASONS]
    events = {one.event for one in before}
    sources = {one.source for one in before}
    rang = bool(before) and before[-1].reason is not Reason.BELOW_COUNT
    armed = not rang or _below_half(frequency, len(events), len(sources))
    now = len(events | {event}), len(sources | {source})
    detail = _detail(frequency, *now)
    if not armed:
        return Tally(Action.DIGEST, Reason.COUNT_RANG, detail)
    if now[0] >= frequency.stories and now[1] >= frequency.sources:
        return Tally(Action.RING, Reason.COUNT_REACHED, detail)
    return Tally(Action.HOLD, Reason.BELOW_COUNT, detail)


def _below_half(frequency: Frequency, events: int, sources: int) -> bool:
    return 2 * events < frequency.stories or 2 * sources < frequency.sources


def _detail(frequency: Frequency, events: int, sources: int) -> str:
    """“3 of 5 events in 24 hours”."""
    counts = [(events, frequency.stories, "events"), (sources, frequency.sources, "sources")]
    parts = [f"{found} of {wanted} {what}" for found, wanted, what in counts if wanted]
    return f"{', '.join(parts)} in {span(frequency.within)}"


def span(time: timedelta) -> str:
    """A time as people say it: 15 minutes, 24 hours, 7 days."""
    minutes = int(time.total_seconds() // 60)
    for unit, size in (("day", 1440), ("hour", 60)):
        if minutes % size == 0 and minutes > size:
            return f"{minutes // size} {unit}s"
    return "1 hour" if minutes == 60 else f"{minutes} minutes"  # noqa: PLR2004 - an hour
