"""The rule language as frozen types: what a rule file means, whatever it looks like.

The words are those of docs/rules.md. `watcher.rulefile` makes these types from YAML and has
checked them: every reference exists, every pattern compiles.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from watcher.model import ChannelName, EntryId, RuleId, Severity, SourceName, ToldAs


class Spelling(StrEnum):
    """How far the spelling of a name may wander."""

    EXACT = "exact"
    CLOSE = "close"
    LOOSE = "loose"


PLACE = EntryId("place")
PERSON = EntryId("person")
ACTORS = frozenset({EntryId("faction"), PERSON})
MEANS = frozenset(map(EntryId, ("force", "weapon")))
"""Types of names with a meaning: where things lie, who acts, with what. Any other type, such as
`base`, is something that can be hit."""


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name and the other ways it is written."""

    id: EntryId
    name: str
    type: EntryId | None = None
    tags: tuple[EntryId, ...] = ()
    aliases: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    """Count only in exactly these capitals, beside another find or a context word."""
    not_this: tuple[str, ...] = ()
    """A find covered by such a phrase is dropped."""
    where: str = ""
    note: str = ""
    spelling: Spelling = Spelling.CLOSE

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and its aliases; never a short name."""
        return (self.name, *self.aliases)


class Within(StrEnum):
    """How near each other the parts of `together` must stand."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    STORY = "story"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Text in a rule: words in order, a phrase with `*` at the end, or `/pattern/` for RE2."""

    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """`<id>`: a name, a list of words, all names of a type, or all with a tag."""

    id: EntryId


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the items."""

    items: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every item, anywhere in the story."""

    items: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the items."""

    count: int
    items: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class InTitle:
    """At least one of the items, in the story's title."""

    items: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class RuleRef:
    """Another rule holds on the story."""

    id: RuleId


@dataclass(frozen=True, slots=True)
class Together:
    """All items near each other, without overlap; the first is the event word."""

    items: "tuple[Condition, ...]"
    within: Within = Within.SENTENCE
    words: int = 0
    """With `Within.WORDS`: at most so many words between the first find and the last."""
    as_written: bool = False
    """The finds must come in the order of the items."""


Condition = Phrase | Ref | AnyOf | AllOf | AtLeast | InTitle | RuleRef | Together


@dataclass(frozen=True, slots=True)
class Raise:
    """One line of `raise_to`: the severity, and what lifts the rule to it."""

    severity: Severity
    any: tuple[Condition, ...]
    unless: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Frequency:
    """`at_least` of a rule: it rings when so much of it is told within a time, not at each telling.

    It rings on crossing, and again only after less than half was told.
    """

    stories: int = 0
    """Different events."""
    sources: int = 0
    within: timedelta = timedelta(hours=24)


class Quiet(StrEnum):
    """What becomes of a rule's alerts in quiet hours; critical ones ring all the same."""

    RING = "ring"
    HOLD = "hold"
    """They go out at the end, in order."""
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Escalation:
    """Whom an alert is sent to besides, where nobody has acknowledged its event in time."""

    after: timedelta
    to: str
    """A person of config.toml."""


@dataclass(frozen=True, slots=True)
class RuleTest:
    """One test of a rule: a text, and whether it should alert."""

    text: str
    alert: bool
    line: int
    """Where it stands in the file."""
    column: int = field(default=0, kw_only=True)
    """0 where only the line is known."""
    severity: Severity | None = None
    told_as: ToldAs | None = None
    evidence: str = ""
    """A text that the evidence must contain."""
    because: str = ""
    stories: int | None = None
    """How many stories of the text must alert; None: at least one."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When to speak, how loudly, and to whom."""

    id: RuleId
    title: str
    look_for: tuple[Condition, ...]
    """Every one must hold."""
    severity: Severity = Severity.MEDIUM
    send_to: tuple[ChannelName, ...] = ()
    max_age: timedelta = timedelta(hours=48)
    repeat_after: timedelta = timedelta(hours=6)
    min_sources: int = 1
    """Below critical it waits until so many independent sources tell the event."""
    at_least: Frequency | None = None
    """None: each event rings by itself."""
    quiet_hours: Quiet = Quiet.HOLD
    escalate: Escalation | None = None
    told_as: frozenset[ToldAs] = frozenset(ToldAs) - {ToldAs.DENIED, ToldAs.PAST}
    ignore_if: tuple[Condition, ...] = ()
    """Any of these vetoes the sentence."""
    ignore_story_if: tuple[Condition, ...] = ()
    """Any of these vetoes the story."""
    raise_to: tuple[Raise, ...] = ()
    numbers_near: tuple[str, ...] = ()
    """`count: {numbers_near: […]}`: report numbers that stand at these words."""
    sources_only: frozenset[SourceName] = frozenset()
    """Empty: all sources."""
    sources_except: frozenset[SourceName] = frozenset()
    languages: frozenset[str] = frozenset()
    """Stories of these only, of `watcher.core.text.languages.LANGUAGES`; empty: of all."""
    active_from: date | None = None
    active_until: date | None = None
    """The last day on which the rule is active."""
    off: bool = False
    note: str = ""
    tests: tuple[RuleTest, ...] = ()
    file: str = ""
    """The file it was read from, for messages."""
    line: int = 0


class CueSide(StrEnum):
    """Where a cue stands, seen from the event word it colours."""

    BEFORE = "before"
    AFTER = "after"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that decide how an event is told, and how far they reach."""

    told_as: ToldAs
    phrase: str
    language: str
    """ISO 639-1: en, ar."""
    side: CueSide = CueSide.BEFORE
    reach: int = 12
    """At most so many words between the cue and the event word."""


@dataclass(frozen=True, slots=True)
class Watchlist:
    """All that rule files say, together."""

    names: tuple[Name, ...] = ()
    words: dict[EntryId, tuple[str, ...]] = field(default_factory=dict)
    """Lists of words; each entry is a phrase as in `Phrase`, or `<id>` of another list."""
    rules: tuple[Rule, ...] = ()
    cues: tuple[Cue, ...] = ()
    context: tuple[str, ...] = ()
    """Words beside which a short name counts."""
