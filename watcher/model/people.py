"""Who may talk to watcher, and what they told it."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum


class Role(IntEnum):
    """What a person may do; each may do what the one before may."""

    READER = 1
    """Ask."""
    EDITOR = 2
    """Acknowledge and mute."""
    ADMIN = 3
    """See who changed what."""

    @property
    def word(self) -> str:
        """The word that config.toml uses."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may talk to watcher: config.toml names them, or they were paired."""

    name: str
    telegram: int
    """The id of their account there; a name can be taken by somebody else, an id cannot."""
    role: Role


@dataclass(frozen=True, slots=True)
class Ack:
    """That somebody has taken notice of an event."""

    who: str
    at: datetime


class Muted(StrEnum):
    """What a mute silences."""

    RULE = "rule"
    EVENT = "event"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Mute:
    """Somebody's wish to hear nothing of a rule, an event or a name for a while."""

    of: Muted
    what: str
    """The id of the rule, event or name."""
    until: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person changed, for the audit."""

    at: datetime
    who: str
    what: str
