"""What happened, and what is to be done about it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from watcher.model.ids import AlertId, EntryId, EventId, RuleId
from watcher.model.news import Match, Severity, Story, ToldAs


class Action(StrEnum):
    """What becomes of a match."""

    RING = "ring"
    """Tell people now."""
    UPDATE = "update"
    """It belongs to an event already told: count it there."""
    DIGEST = "digest"
    """Not worth a ring; one line in the next digest."""
    SILENCE = "silence"
    """Say nothing; the reason is kept."""


class Reason(StrEnum):
    """Why a match rings or not; kept, so that `watcher status` and `explain` can answer."""

    NEW_EVENT = "new event"
    LOUDER = "known event, higher severity"
    TOLD_OTHERWISE = "known event, told otherwise"
    NEW_RULE = "known event, another rule holds"
    NEW_NAME = "known event, new name"
    REPEAT_DUE = "known event, repeat_after is over"
    SAME_EVENT = "same event within repeat_after"
    TOO_OLD = "older than max_age"
    RULE_OFF = "the rule is off or not active"
    SOURCE_LEFT_OUT = "the rule leaves this source out"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, once: the stories of several sources about the same thing."""

    id: EventId
    rules: frozenset[RuleId]
    names: frozenset[EntryId]
    """The names in the leading evidence, which tell this event from others."""
    named: frozenset[EntryId]
    """The groups and targets named in any evidence so far: another one is news."""
    told_as: frozenset[ToldAs]
    severity: Severity
    """The loudest it has been told."""
    first_day: date
    last_day: date
    """The days the event is told of."""
    day_said: bool
    """Whether a story says the day itself, or only its date is known."""
    signature: tuple[int, ...]
    """MinHash of the first story's evidence (see `watcher.core.stories.same`)."""
    sources: frozenset[str]
    stories: int
    rung: datetime | None
    """When it last rang; None if it never did."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done about the matches of one story that tell one event, and why."""

    action: Action
    reason: Reason
    event: Event
    """The event as it is after this story."""
    detail: str = ""
    """One clause for a person: the event it joined, the limit it missed."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A decision that people should hear about an event."""

    id: AlertId
    event: EventId
    story: Story
    matches: tuple[Match, ...]
    """The loudest first."""
    reason: Reason
    created: datetime

    @property
    def severity(self) -> Severity:
        """The loudest of the rules that hold."""
        return self.matches[0].severity


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One line of a digest: what was decided without ringing, or what rang."""

    at: datetime
    action: Action
    reason: Reason
    severity: Severity
    headline: str
    url: str | None = None
