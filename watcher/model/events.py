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
    HOLD = "hold"
    """Wait: it rings when more is told."""
    DIGEST = "digest"
    """Not worth a ring; one line in the next digest."""
    SILENCE = "silence"
    """Say nothing; the reason is kept."""


class Reason(StrEnum):
    """Why a match rings or not; kept, so that `watcher status` and `explain` can answer."""

    NEW_EVENT = "new event"
    LOUDER = "known event, higher severity"
    DENIED = "known event, denied now"
    CLAIMED = "known event, claimed now"
    HAPPENED = "known event, it happened now"
    """What was threatened or possible is reported."""
    TOLD_OTHERWISE = "known event, told otherwise"
    CASUALTIES = "known event, casualties new or risen"
    CONFIRMED = "known event, a second source"
    NEW_RULE = "known event, another rule holds"
    NEW_NAME = "known event, new name"
    REPEAT_DUE = "known event, repeat_after is over"
    SAME_EVENT = "same event within repeat_after"
    TOO_FEW_SOURCES = "fewer sources than min_sources"
    ENOUGH_SOURCES = "as many sources as min_sources asks for"
    BELOW_COUNT = "at_least is not reached"
    COUNT_REACHED = "at_least is reached"
    COUNT_RANG = "at_least rang and is not armed again"
    TOO_OLD = "older than max_age"
    MUTED = "muted"
    QUIET_HOURS = "quiet hours"
    RULE_OFF = "the rule is off or not active"
    SOURCE_LEFT_OUT = "the rule leaves this source out"


@dataclass(frozen=True, slots=True)
class Figure:
    """A key number of an event, as one source tells it."""

    of: str
    """What is counted: `killed`, `wounded`, or a noun, folded and without its plural s."""
    count: int
    """The least that the words mean: “dozens” are 24. 0 where no number is told."""
    text: str
    """For people: “16 sites”, “5 killed”."""
    later: bool = False
    """Whether its source told it only after its first telling."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One source that tells an event, and what it told last."""

    source: str
    """The outlet, else the file or host."""
    told_as: ToldAs
    seen: datetime
    """When it told something new last."""
    figures: tuple[Figure, ...] = ()
    url: str | None = None
    wire: str = ""
    """The agency that it credits."""
    copy_of: str = ""
    """The source whose words it repeats; empty where it is independent."""
    signature: tuple[int, ...] = ()
    """Of its words, where it is independent: to know the copies (`watcher.core.stories.copies`)."""
    told_before: ToldAs | None = None
    """How its first telling told it, where it tells it otherwise by now."""


class Part(StrEnum):
    """Where in its story a passage stands: it says how much of an event it tells."""

    LEAD = "lead"
    """The headline and the sentence behind it."""
    BODY = "body"
    COMMENT = "comment"
    """A sentence of a comment on the news of the day."""
    WHOLE = "whole"
    """All of a short story."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What identifies an event in one passage of a story (`watcher.core.stories.passages`)."""

    marks: frozenset[str]
    """`kind:what`: acts, names, numbers, words."""
    day: date | None
    """The story's own day; None where it is not known."""
    said: frozenset[date]
    """The days that the passage itself says."""
    part: Part


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, once: the stories of several sources about the same thing."""

    id: EventId
    rules: frozenset[RuleId]
    named: frozenset[EntryId]
    """The groups and targets named in any evidence so far: another one is news."""
    told_as: frozenset[ToldAs]
    severity: Severity
    """The loudest it has been told."""
    tellings: tuple[Telling, ...]
    """The first and the latest: what tells this event from others."""
    voices: tuple[Voice, ...]
    """Who tells it, each source once; the one that rang first leads."""
    stories: int
    rung: datetime | None
    """When it last rang; None if it never did."""

    @property
    def sources(self) -> frozenset[str]:
        """The independent sources: the copies of one wire count once."""
        return frozenset(one.source for one in self.voices if not one.copy_of)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a telling adds to an event, and that people should hear of."""

    reason: Reason
    detail: str
    """One clause for a person."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done about the matches of one story that tell one event, and why."""

    action: Action
    reason: Reason
    event: Event
    """The event as it is after this story."""
    detail: str = ""
    """One clause for a person: the event it joined, the limit it missed."""
    changes: tuple[Change, ...] = ()
    """All that is new about a known event, the weightiest first."""
    foretold: EventId | None = None
    """The threat that a new event makes true."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A telling that a rule with `at_least` has counted."""

    at: datetime
    event: EventId
    source: str
    reason: Reason


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
    changes: tuple[Change, ...] = ()
    """All that is new about an event that rang before, the weightiest first."""
    foretold: EventId | None = None
    """The threat that a new event makes true; the alert answers its message."""
    short: str = ""
    """The background in a machine's fewer words, checked; empty: the source's own are shown."""

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
    detail: str = ""
    """The limit it missed, for a person."""
    event: EventId | None = None
    """What it is about; None where that is not kept."""
    alerts: int = 1
    """How many it stands for: one message of a burst tells several, this one first."""
