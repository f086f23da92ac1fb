"""What users write in a rule file, key by key; the source of `watcher schema`.

The models check each key by itself. What the keys mean together is decided in `part` and `merge`.
"""

# ruff: noqa: RUF012 - pydantic gives each model its own copy of a default

from typing import Annotated, Self

from pydantic import Discriminator, Field, Tag, model_validator

from watcher.rulefile.known_keys import Written
from watcher.rulefile.scalars import (
    CountFromOne,
    Day,
    Duration,
    Id,
    LanguageCode,
    LanguageWord,
    Line,
    QuietWord,
    SeverityKey,
    SeverityWord,
    SideWord,
    SignWord,
    SpellingWord,
    ToldAsWord,
    Version,
    Wait,
    WholeNumber,
    YesNo,
    mistake,
)
from watcher.rulefile.tree import Table, Text
from watcher.rulefile.written_conditions import Entries, WrittenCondition


class WrittenName(Written):
    """A proper name.

    Its defaults are made, not copied as those of the other models: a list has many names.
    """

    name: Line
    """Its usual spelling."""
    type: Id | None = None
    """One group: <faction> is every name of this type."""
    tags: list[Id] = Field(default_factory=list)
    """More groups."""
    aliases: list[Line] = Field(default_factory=list)
    """Other spellings, in any script."""
    short_names: list[Line] = Field(default_factory=list)
    """Count in exactly these capitals, beside another name or a context word."""
    not_this: list[Line] = Field(default_factory=list)
    """A find inside such a phrase is dropped."""
    where: Line | None = None
    """A place for the head of the alert."""
    note: Line | None = None
    """For people."""
    spelling: SpellingWord | None = None
    """How far the spelling may wander."""


class WrittenRaise(Written):
    """What lifts a rule to a severity."""

    any: Entries
    """One of these, in the evidence or beside it."""
    unless: list[WrittenCondition] = []
    """But none of these."""


class WrittenCount(Written):
    """What a rule counts."""

    numbers_near: Annotated[list[Line], Field(min_length=1)]
    """Numbers at these words stand in the alert."""


class WrittenSources(Written):
    """Which sources a rule reads."""

    only: list[Line] = []
    """These sources of config.toml and no others."""
    excepted: list[Line] = Field(default=[], alias="except")
    """All but these."""
    languages: list[LanguageWord] = []
    """Stories in these languages only, and those that do not show theirs: [en, ar]."""


class WrittenFrequency(Written):
    """How much of a rule must be told, within which time, before it rings."""

    stories: CountFromOne | None = None
    """So many different events."""
    sources: CountFromOne | None = None
    """So many different sources."""
    within: Duration = Field(alias="in")
    """Within this time: 24h."""

    @model_validator(mode="after")
    def _counts_something(self) -> Self:
        if self.stories is None and self.sources is None:
            raise mistake("at_least counts nothing", "write {stories: 5, in: 24h}, or sources:")
        return self


class WrittenEscalation(Written):
    """Whom an alert is sent to besides."""

    after: Wait
    """After so long: 15m."""
    if_no: SignWord = True
    """Unless somebody gave this sign of having read it."""
    to: Line
    """A person of config.toml."""


class WrittenActive(Written):
    """When a rule is active: both days included."""

    since: Day | None = Field(default=None, alias="from")
    """The first day."""
    until: Day | None = None
    """The last day."""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise mistake(f"until {self.until} lies before from {self.since}")
        return self


class WrittenTest(Written):
    """A test of a rule: one of `alert`, `no_alert`, `alert_in`."""

    alert: Line | None = None
    """A text that must alert."""
    no_alert: Line | None = None
    """A text that must not."""
    alert_in: Line | None = None
    """A file with such a text, seen from the rule file."""
    stories: WholeNumber | None = None
    """How many stories of the file must alert."""
    severity: SeverityWord | None = None
    """How loudly."""
    told_as: ToldAsWord | None = None
    """How it is told."""
    evidence: Line | None = None
    """Words that the evidence must hold."""
    because: Line | None = None
    """For people."""

    @property
    def told(self) -> Text:
        """The text to judge, or the name of the file that holds it."""
        (told,) = filter(None, (self.alert, self.no_alert, self.alert_in))
        return told

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        said = [key for key in ("alert", "no_alert", "alert_in") if getattr(self, key)]
        if len(said) != 1:
            found = " and ".join(said) or "none of them"
            raise mistake(f"a test has one of alert, no_alert, alert_in; here: {found}")
        if self.stories is not None and self.alert_in is None:
            raise mistake("stories goes with alert_in only", "it says how many stories must alert")
        if self.no_alert and (self.severity or self.told_as or self.evidence):
            raise mistake("severity, told_as and evidence say nothing about a no_alert test")
        return self


class WrittenDefaults(Written):
    """What holds for every rule and name of the file that does not say otherwise."""

    severity: SeverityWord | None = None
    """How loudly alerts arrive."""
    send_to: Annotated[list[Line], Field(min_length=1)] | None = None
    """Channels of config.toml."""
    max_age: Duration | None = None
    """An older story never rings: 48h."""
    repeat_after: Duration | None = None
    """More of the same event within this time updates its message."""
    min_sources: CountFromOne | None = None
    """Below critical alerts wait for so many independent sources."""
    quiet_hours: QuietWord | None = None
    """In quiet hours: ring, hold until their end, or digest."""
    escalate: WrittenEscalation | None = None
    """Whom to tell where nobody acknowledges an alert in time."""
    spelling: SpellingWord | None = None
    """How far the spelling of names may wander."""


class WrittenRule(Written):
    """When to speak, how loudly, and to whom."""

    title: Line
    """The first line of the alert."""
    look_for: Entries
    """Every one must hold."""
    severity: SeverityWord | None = None
    """How loudly it arrives."""
    send_to: Annotated[list[Line], Field(min_length=1)] | None = None
    """Channels of config.toml, instead of the default."""
    max_age: Duration | None = None
    """An older story never rings."""
    repeat_after: Duration | None = None
    """More of the same event within this time updates its message; it rings for what is new."""
    min_sources: CountFromOne | None = None
    """Below critical it waits until so many independent sources tell the event."""
    at_least: WrittenFrequency | None = None
    """Ring when so much is told within a time, not at each event."""
    quiet_hours: QuietWord | None = None
    """In quiet hours: ring, hold until their end, or digest; critical rings."""
    escalate: WrittenEscalation | None = None
    """Whom to tell where nobody acknowledges it in time."""
    told_as: Annotated[list[ToldAsWord], Field(min_length=1)] | None = None
    """Which ways of telling count; without it all but denied and past."""
    ignore_if: list[WrittenCondition] = []
    """Any of these vetoes the sentence."""
    ignore_story_if: list[WrittenCondition] = []
    """Any of these vetoes the story."""
    raise_to: dict[SeverityKey, WrittenRaise] = {}
    """What lifts it to a higher severity."""
    count: WrittenCount | None = None
    """Which numbers the alert shows."""
    sources: WrittenSources | None = None
    """Which sources it reads."""
    active: WrittenActive | None = None
    """From and until which day."""
    off: YesNo = False
    """yes: switched off."""
    note: Line | None = None
    """For people."""
    tests: list[WrittenTest] = []
    """Texts that must alert, and texts that must not."""


class WrittenCue(Written):
    """A cue that reaches otherwise than most."""

    phrase: Line
    """The words."""
    reach: WholeNumber
    """The greatest number of words between them and the event word."""


def _cue_kind(value: object) -> str:
    return "{phrase}" if isinstance(value, Table) else "{text}"


WrittenCueEntry = Annotated[
    Annotated[Line, Tag("{text}")] | Annotated[WrittenCue, Tag("{phrase}")],
    Discriminator(_cue_kind),
]


class WrittenFile(Written):
    """One rule file: any of these keys, in any order."""

    watchlist: Version = "1"
    """The version of this language."""
    about: Line | None = None
    """For people."""
    defaults: WrittenDefaults = WrittenDefaults()
    """For every rule and name of this file."""
    names: dict[Id, WrittenName] = {}
    """Proper names, by id."""
    words: dict[Id, Annotated[list[Line], Field(min_length=1)]] = {}
    """Lists of ordinary words, by id."""
    rules: dict[Id, WrittenRule] = {}
    """When to speak, by id."""
    cues: dict[ToldAsWord, dict[LanguageCode, dict[SideWord, list[WrittenCueEntry]]]] = {}
    """Words that say how an event is told; added to those shipped."""
    context: list[Line] = []
    """Words beside which a short name counts; added to those shipped."""
    silence: list[Line] = []
    """What `watcher check` doubts and is meant so: `short`, or `short/khs` for one entry."""
