"""How everything is doing, as a store tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from watcher.model import Action, ChannelName, Delivery, Reason, SourceName, State, Trouble
from watcher.ports.doors import Skipped


class Standing(StrEnum):
    """What a person has to know about a source."""

    WELL = "well"
    FAILING = "failing"
    """It could not be read for so long that a person should look."""
    SILENT = "silent"
    """It can be read, and has brought nothing for longer than it ever used to."""
    CLOSED = "closed"
    """It is gone for good, and is not asked any more."""


@dataclass(frozen=True, slots=True)
class Move:
    """A source that answers from another address, for good as it says."""

    to: str
    since: datetime
    answers: int
    """How many said so in a row."""
    told: bool
    """Whether the admin channel has heard of this address."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source is doing."""

    name: SourceName
    last_success: datetime | None
    last_failure: datetime | None
    failures: int
    """Failures since the last success."""
    note: str
    """What went wrong last; empty after a success."""
    documents: int
    skipped: tuple[Skipped, ...]
    """What the last successful poll could not read."""
    next_try: datetime | None = None
    """After a failure: it is not asked before."""
    last_news: datetime | None = None
    """When it last brought something new."""
    usual_gap: timedelta | None = None
    """The median of the times between its latest documents; None while there are too few."""
    longest_gap: timedelta | None = None
    """The longest of these."""
    told: Standing = Standing.WELL
    """What the admin channel heard last."""
    trouble: Trouble | None = None
    """What kind of failure the last one was; None after a success."""
    url: str = ""
    """Where it was asked when it failed; empty where it has no address, or never failed."""
    move: Move | None = None
    """None where the last success came from the address that was asked."""


@dataclass(frozen=True, slots=True)
class RulesState:
    """How the rules are doing."""

    since: datetime
    """When those in force were read."""
    problems: tuple[str, ...]
    """What in their files is not in force, and which tests fail: `file:line: what (hint)`."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What is kept of what was read."""

    size: int = 0
    """Bytes of the database that are in use."""
    oldest: datetime | None = None
    """When the oldest document that is kept was seen; None where there is none."""
    forgotten: int = 0
    """Documents that were kept once."""


@dataclass(frozen=True, slots=True)
class Status:
    """What `watcher status` tells, read in one go."""

    sources: tuple[SourceState, ...] = ()
    documents: int = 0
    stories: int = 0
    events: int = 0
    verdicts: Mapping[tuple[Action, Reason], int] = field(default_factory=dict)
    deliveries: Mapping[tuple[ChannelName, State], int] = field(default_factory=dict)
    waiting: Mapping[ChannelName, datetime] = field(default_factory=dict)
    """Since when each channel is owed something that it could have been sent."""
    held: Mapping[ChannelName, tuple[int, datetime]] = field(default_factory=dict)
    """What was held when it was made and was not tried yet: how much, and until when at first."""
    dead: tuple[Delivery, ...] = ()
    """Dead letters, newest first, at most 20."""
    expired: tuple[Delivery, ...] = ()
    """What expired, newest first, at most 20."""
    closed: Mapping[ChannelName, str] = field(default_factory=dict)
    """Channels that a person must look at, with the reason."""
    rules: RulesState | None = None
    """None until a watcher has run."""
    unread: int = 0
    """Updates from chats that could not be read."""
    archive: Archive = field(default=Archive(), compare=False)
    """Not compared: the same may take more room or less."""
    passed_over: int = 0
    """Posts of the last week that no source reads, or that hold no text."""

    @property
    def oldest_queued(self) -> datetime | None:
        """Since when anything is owed."""
        return min(self.waiting.values(), default=None)
