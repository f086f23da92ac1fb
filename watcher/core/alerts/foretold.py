"""Know an event that comes true: what was threatened, or only possible, has happened. Pure.

A threat and the attack are two events (`watcher.core.stories.judge`): people must hear of both. But
the alert of the second answers the message of the first, so that they see what came of it.
"""

from collections.abc import Iterable

from watcher.core.alerts.happening import Happening
from watcher.model import Event, Telling, ToldAs

AHEAD = frozenset({ToldAs.THREATENED, ToldAs.POSSIBLE})
_HAPPENED = frozenset({ToldAs.REPORTED, ToldAs.CLAIMED})


def foretold(happening: Happening, past: Iterable[Event]) -> Event | None:
    """The last event of `past` that people heard of and that `happening` makes true, if any.

    Both must name one target, or one group and one place; and where both name targets or groups,
    one of these must be the same.
    """
    if happening.matches[0].told_as not in _HAPPENED:
        return None
    told = [
        (one.rung, one.id, one)
        for one in past
        if one.rung and one.told_as <= AHEAD and _is_of(one.tellings, happening.tellings)
    ]
    return max(told)[2] if told else None


def _is_of(threat: Iterable[Telling], attack: Iterable[Telling]) -> bool:
    shared = {}
    for kind in ("target", "who", "place"):
        ahead, happened = _named(threat, kind), _named(attack, kind)
        shared[kind] = bool(ahead & happened)
        if kind != "place" and ahead and happened and not shared[kind]:
            return False
    return shared["target"] or (shared["who"] and shared["place"])


def _named(tellings: Iterable[Telling], kind: str) -> frozenset[str]:
    """The marks of a kind, see `Telling.marks`."""
    marks = (mark for one in tellings for mark in one.marks)
    return frozenset(mark for mark in marks if mark.startswith(f"{kind}:"))
