"""What is read: documents, stories, and what is found in them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from watcher.model.ids import DocumentId, EntryId, RuleId, SourceName, StoryId


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
    thing: str = ""
    """What it is a text of, the same when it is edited: a digest of source and address, or of
    source and message. Empty where nothing tells."""
    edited: bool = False
    """Whether it is another text of what was read before."""


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
    glued: tuple[Span, ...] = ()
    """Those that bad extraction had stuck to a neighbour or torn at a line end."""


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
