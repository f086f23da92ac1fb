"""What the buttons below an alert carry. Pure.

What comes back is untrusted: anybody may have written it.
"""

import re
from enum import StrEnum

from watcher.model import EventId

_VERSION = "1"
"""Stands first: the buttons of an older watcher stay below its messages."""
_DATA = re.compile(rf"{_VERSION}:([a-z]{{1,9}}):([!-~]{{1,50}})")


class Verb(StrEnum):
    """What a button asks for."""

    ACK = "ack"
    MUTE = "mute"
    WHY = "why"
    SOURCE = "source"
    WRONG = "wrong"


def data(verb: Verb, event: EventId) -> str:
    """What the button of `event` carries: Telegram takes 64 bytes, an event's id has 16."""
    return f"{_VERSION}:{verb}:{event}"


def read(carried: str) -> tuple[Verb, EventId] | None:
    """What a button asks, and about which event; None if it is none of ours."""
    found = _DATA.fullmatch(carried)
    if found is None or found[1] not in set(Verb):
        return None
    return Verb(found[1]), EventId(found[2])
