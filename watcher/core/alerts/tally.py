"""What became of all that was read and owed, in a line or two for the morning. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from watcher.core.text.plural import many
from watcher.model import Kind, Line, Run, State, Style

_NAMED = 5
"""Sources that are named; of more the rest is counted."""


class Fate(StrEnum):
    """What became of a message, in a word for people. In the order in which they are told."""

    SENT = "sent"
    UPDATED = "updated"
    """A message that stood was changed."""
    HELD = "held"
    """It waits for a time that was set when it was made: the end of quiet hours, an escalation."""
    WAITING = "waiting"
    MERGED = "merged"
    FAILED = "failed"
    EXPIRED = "expired"
    DROPPED = "dropped"
    DELETED = "deleted in the chat"


_SETTLED = {
    State.SENT: Fate.SENT,
    State.MERGED: Fate.MERGED,
    State.DEAD: Fate.FAILED,
    State.EXPIRED: Fate.EXPIRED,
    State.DROPPED: Fate.DROPPED,
    State.GONE: Fate.DELETED,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Everything that came within a time, each in one place only."""

    read: int = 0
    """Documents that were new."""
    matched: int = 0
    """Those of them in which a rule held."""
    silenced: int = 0
    """Those of them again of which nothing was told, not even in a digest."""
    messages: Mapping[Fate, int] = field(default_factory=dict)
    """What was owed to one channel, updates among it, by what became of it since."""


def fate(state: State, kind: Kind, *, held: bool) -> Fate:
    """What became of a delivery; `held` says that it was to wait from the start."""
    found = _SETTLED.get(state, Fate.HELD if held else Fate.WAITING)
    return Fate.UPDATED if found is Fate.SENT and kind is Kind.EDIT else found


def compose_tally(tally: Tally, unwell: Mapping[str, Sequence[str]]) -> tuple[Line, ...]:
    """One line of numbers; a second one names the sources that are `unwell`, by what they are.

    What is none is left out, but for what was read and matched; the parts add up.
    """
    silenced = f" ({tally.silenced} silenced)" if tally.silenced else ""
    read = f"{many(tally.read, 'document')} read, {tally.matched} matched{silenced}"
    parts = [f"{n} {one}" for one in Fate if (n := tally.messages.get(one, 0))]
    owed = many(sum(tally.messages.values()), "message") + (": " if parts else "")
    lines = [f"{read}; {owed}{', '.join(parts)}"]
    ill = [f"{what}: {_some(names)}" for what, names in unwell.items() if names]
    if ill:
        lines.append(f"Sources {'; '.join(ill)}")
    return tuple(Line((Run(one, Style.QUIET),)) for one in lines)


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
