"""What users write in a rule file, key by key; the source of `watcher schema`.

The models check each key by itself. What the keys mean together is decided in `meaning`.
"""

from typing import Annotated, ClassVar, Self, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    model_validator,
)

from watcher.rulefile.scalars import (
    Day,
    Duration,
    Id,
    LanguageCode,
    Line,
    Near,
    OrderWord,
    SeverityKey,
    SeverityWord,
    SideWord,
    SpellingWord,
    ToldAsWord,
    Version,
    WholeNumber,
    YesNo,
    mistake,
    nearest,
)
from watcher.rulefile.tree import Notes, Table, Text


class Written(BaseModel):
    """A mapping with known keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)
    later: ClassVar[frozenset[str]] = frozenset()
    """Keys of the language that this version cannot honour: refused, never ignored."""

    @model_validator(mode="before")
    @classmethod
    def _only_known_keys(cls, value: object, info: ValidationInfo) -> object:
        """Note every unknown key and go on without it, so that the others are checked too."""
        if not isinstance(value, Table):
            return value
        notes = cast("Notes", info.context)
        known = [field.alias or name for name, field in cls.model_fields.items()]
        rest = Table(value.line)
        for key, inner in value.items():
            if key in known:
                rest[key] = inner
            elif key in cls.later:
                what = f"{key!r} is not supported by this version yet"
                notes.problem(key.line, what, "remove the key")
            else:
                hint = nearest(key, known, f"known here: {', '.join(known)}")
                notes.problem(key.line, f"unknown key {key!r}", hint)
        return rest


Entries = Annotated[list["WrittenCondition"], Field(min_length=1)]
"""Conditions; an empty list would hold always or never."""


class WrittenAny(Written):
    """`{any: […]}`."""

    any: Entries


class WrittenAll(Written):
    """`{all: […]}`."""

    all: Entries


class WrittenAtLeast(Written):
    """`{at_least: 2, of: […]}`."""

    at_least: WholeNumber
    of: Entries

    @model_validator(mode="after")
    def _can_hold(self) -> Self:
        if not 1 <= self.at_least <= len(self.of):
            raise mistake(f"at_least {self.at_least} of {len(self.of)} items makes no sense")
        return self


class WrittenInTitle(Written):
    """`{in_title: […]}`."""

    in_title: Entries


class WrittenRuleRef(Written):
    """`{rule: id}`."""

    rule: Id


class WrittenTogether(Written):
    """`{together: […], within: sentence, order: any}`."""

    together: Entries
    within: Near | None = None
    order: OrderWord = False


HEADS = ("any", "all", "at_least", "in_title", "rule", "together")
"""The keys that say what a condition is."""


def _kind(value: object) -> str | None:
    """The tag of a condition. Tags look like no key, so that they cannot be taken for one."""
    if isinstance(value, Text):
        return "{text}"
    if isinstance(value, Table):
        return next((f"{{{head}}}" for head in HEADS if head in value), None)
    return None


WrittenCondition = Annotated[
    Annotated[Line, Tag("{text}")]
    | Annotated[WrittenAny, Tag("{any}")]
    | Annotated[WrittenAll, Tag("{all}")]
    | Annotated[WrittenAtLeast, Tag("{at_least}")]
    | Annotated[WrittenInTitle, Tag("{in_title}")]
    | Annotated[WrittenRuleRef, Tag("{rule}")]
    | Annotated[WrittenTogether, Tag("{together}")],
    Discriminator(_kind),
]


class WrittenName(Written):
    """A proper name."""

    name: Line
    type: Id | None = None
    tags: list[Id] = []
    aliases: list[Line] = []
    short_names: list[Line] = []
    not_this: list[Line] = []
    where: Line | None = None
    note: Line | None = None
    spelling: SpellingWord | None = None


class WrittenRaise(Written):
    """What lifts a rule to a severity."""

    any: Entries
    unless: list[WrittenCondition] = []


class WrittenCount(Written):
    """What a rule counts."""

    numbers_near: Annotated[list[Line], Field(min_length=1)]


class WrittenSources(Written):
    """Which sources a rule reads."""

    later = frozenset({"languages"})

    only: list[Line] = []
    excepted: list[Line] = Field(default=[], alias="except")


class WrittenActive(Written):
    """When a rule is active: both days included."""

    since: Day | None = Field(default=None, alias="from")
    until: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise mistake(f"until {self.until} lies before from {self.since}")
        return self


class WrittenTest(Written):
    """A test of a rule: one of `alert`, `no_alert`, `alert_in`."""

    alert: Line | None = None
    no_alert: Line | None = None
    alert_in: Line | None = None
    stories: WholeNumber | None = None
    severity: SeverityWord | None = None
    told_as: ToldAsWord | None = None
    evidence: Line | None = None
    because: Line | None = None

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

    later = frozenset({"quiet_hours", "escalate", "min_sources"})

    severity: SeverityWord | None = None
    send_to: list[Line] | None = None
    max_age: Duration | None = None
    repeat_after: Duration | None = None
    spelling: SpellingWord | None = None


class WrittenRule(Written):
    """When to speak, how loudly, and to whom."""

    later = frozenset({"quiet_hours", "escalate", "at_least", "min_sources"})

    title: Line
    look_for: Entries
    severity: SeverityWord | None = None
    send_to: list[Line] | None = None
    max_age: Duration | None = None
    repeat_after: Duration | None = None
    told_as: Annotated[list[ToldAsWord], Field(min_length=1)] | None = None
    ignore_if: list[WrittenCondition] = []
    ignore_story_if: list[WrittenCondition] = []
    raise_to: dict[SeverityKey, WrittenRaise] = {}
    count: WrittenCount | None = None
    sources: WrittenSources | None = None
    active: WrittenActive | None = None
    off: YesNo = False
    note: Line | None = None
    tests: list[WrittenTest] = []


class WrittenCue(Written):
    """A cue that reaches otherwise than most."""

    phrase: Line
    reach: WholeNumber


def _cue_kind(value: object) -> str:
    return "{phrase}" if isinstance(value, Table) else "{text}"


WrittenCueEntry = Annotated[
    Annotated[Line, Tag("{text}")] | Annotated[WrittenCue, Tag("{phrase}")],
    Discriminator(_cue_kind),
]


class WrittenFile(Written):
    """One rule file: any of these keys, in any order."""

    watchlist: Version = "1"
    about: Line | None = None
    defaults: WrittenDefaults = WrittenDefaults()
    names: dict[Id, WrittenName] = {}
    words: dict[Id, Annotated[list[Line], Field(min_length=1)]] = {}
    rules: dict[Id, WrittenRule] = {}
    cues: dict[ToldAsWord, dict[LanguageCode, dict[SideWord, list[WrittenCueEntry]]]] = {}
    context: list[Line] = []
