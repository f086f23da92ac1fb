"""The nouns that travel through watcher, in the order they appear.

    Document ─▶ Story ─▶ Find ─▶ Match ─▶ Event ─▶ Verdict ─▶ Alert ─▶ Message ─▶ Delivery
    fetched     split    found   a rule   what     ring or    to be    written    owed to
                                 holds    happened silence    told                one chat

Every type is frozen and knows nothing of YAML, SQL, HTTP or Telegram.
Every `datetime` is aware and in UTC. Every `Span` counts code points of the document's text.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import NewType

SourceName = NewType("SourceName", str)
ChannelName = NewType("ChannelName", str)
ChatId = NewType("ChatId", str)
DocumentId = NewType("DocumentId", str)
StoryId = NewType("StoryId", str)
EntryId = NewType("EntryId", str)
"""The id of a name, a list of words, a type or a tag: what stands in `<…>` in a rule."""
RuleId = NewType("RuleId", str)
EventId = NewType("EventId", str)
AlertId = NewType("AlertId", str)
DeliveryId = NewType("DeliveryId", str)


class Severity(IntEnum):
    """How loudly an alert should arrive."""

    INFO = 1
    LOW = 2
    MEDIUM = 3
    HIGH = 4
    CRITICAL = 5

    @property
    def word(self) -> str:
        """The word that rule files and alerts use."""
        return self.name.lower()


class How(StrEnum):
    """How a name was recognised; shown to the reader as part of the evidence."""

    EXACT = "exact"
    """The same letters after preparation."""
    SPELLING = "spelling"
    """Another spelling of the same name: transliteration, article, typing error."""
    PART = "part"
    """The distinctive part of a longer name."""
    SCRIPT = "script"
    """The same name in another script."""
    GLUED = "glued"
    """The name stuck to a neighbouring word by bad extraction."""


class ToldAs(StrEnum):
    """How an event is told. The order is the order of precedence: the first that fits holds."""

    DENIED = "denied"
    PAST = "past"
    THREATENED = "threatened"
    POSSIBLE = "possible"
    CLAIMED = "claimed"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in a document's text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> "Span":
        """The same range, `by` characters further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Document:
    """One thing a source gave us, with its text exactly as published."""

    id: DocumentId
    source: SourceName
    text: str
    seen: datetime
    title: str = ""
    """A title that the source gives beside the text; empty where the text holds its own."""
    published: datetime | None = None
    url: str | None = None
    origin: str = ""
    """What a person would look for to find it again: a file name, a host."""


@dataclass(frozen=True, slots=True)
class Story:
    """A window on a document that tells one story; never a copy, so offsets stay true."""

    id: StoryId
    document: Document
    span: Span
    title: str = ""
    date: "date | None" = None
    """The story's own date, where the text gives one."""
    date_inferred: bool = False
    source: str = ""
    """Who the text says told it: an agency, a paper."""
    source_inferred: bool = False

    @property
    def text(self) -> str:
        """The words of this story."""
        return self.document.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Find:
    """A name that was found: where, which, how, and how sure we are."""

    span: Span
    name: EntryId
    how: How
    score: float
    """Likeness of the spelling found, 0 to 1; 1 is the same letters."""
    why: str = ""
    """One clause for a person: which spelling of the list it is the same as, and why."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that made a rule hold, and what was found in it."""

    sentence: Span
    told_as: ToldAs
    event: Span
    """The event word, at which `told_as` was judged."""
    cue: Span | None = None
    """The words that decided `told_as`; None where nothing said otherwise."""
    finds: tuple[Find, ...] = ()
    """The names in the sentence, in text order."""
    words: tuple[Span, ...] = ()
    """The words of the rule that were found in the sentence, in text order."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds on a story, with everything that made it hold."""

    rule: RuleId
    story: Story
    severity: Severity
    evidence: tuple[Evidence, ...]
    """At least one, in text order."""
    numbers: tuple[Span, ...] = ()
    """Numbers that the rule asks to count, such as “16 sites”."""

    @property
    def told_as(self) -> ToldAs:
        """How the first evidence tells it."""
        return self.evidence[0].told_as

    @property
    def names(self) -> frozenset[EntryId]:
        """The names found in the evidence."""
        return frozenset(find.name for one in self.evidence for find in one.finds)


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


class Style(StrEnum):
    """What a run of text means; each channel decides how that looks."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"


class Block(StrEnum):
    """What a line of a message is."""

    TEXT = "text"
    QUOTE = "quote"
    """Words of the source, verbatim."""
    DETAILS = "details"
    """For whoever wants to know more; a channel may fold it away."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style, optionally linked."""

    text: str
    style: Style = Style.PLAIN
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a message."""

    runs: tuple[Run, ...]
    block: Block = Block.TEXT
    rank: int = 0
    """0 is kept whatever happens; the highest is dropped first where room is short."""


@dataclass(frozen=True, slots=True)
class Message:
    """What people will read, before any channel's markup; complete in itself."""

    lines: tuple[Line, ...]
    severity: Severity = Severity.MEDIUM


class State(StrEnum):
    """Where a delivery stands."""

    QUEUED = "queued"
    SENDING = "sending"
    """The intent is recorded, the answer is not: after a crash it is uncertain."""
    UNCERTAIN = "uncertain"
    """It may have arrived."""
    SENT = "sent"
    DEAD = "dead"
    """Given up; a person must look (`watcher status`)."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One text owed to one channel; one row until settled. Its id never changes."""

    id: DeliveryId
    channel: ChannelName
    text: str
    severity: Severity
    created: datetime
    not_before: datetime
    alert: AlertId | None = None
    attempts: int = 0
    state: State = State.QUEUED
    note: str = ""
    """What went wrong last, for a person."""
    message_id: str = ""
    """What the channel calls the message, once sent."""
