"""What users write as conditions: the items of `look_for`, `ignore_if`, `raise_to`."""

from typing import Annotated, Self

from pydantic import Discriminator, Field, Tag, model_validator

from watcher.rulefile.known_keys import Written
from watcher.rulefile.scalars import Id, Line, Near, OrderWord, WholeNumber, mistake
from watcher.rulefile.tree import Table, Text

Entries = Annotated[list["WrittenCondition"], Field(min_length=1)]
"""Conditions; an empty list would hold always or never."""


class WrittenAny(Written):
    """`{any: […]}`."""

    any: Entries
    """At least one holds."""


class WrittenAll(Written):
    """`{all: […]}`."""

    all: Entries
    """Every one holds, anywhere in the story."""


class WrittenAtLeast(Written):
    """`{at_least: 2, of: […]}`."""

    at_least: WholeNumber
    """So many hold."""
    of: Entries
    """Of these."""

    @model_validator(mode="after")
    def _can_hold(self) -> Self:
        if not 1 <= self.at_least <= len(self.of):
            raise mistake(f"at_least {self.at_least} of {len(self.of)} items makes no sense")
        return self


class WrittenInTitle(Written):
    """`{in_title: […]}`."""

    in_title: Entries
    """At least one is in the title."""


class WrittenRuleRef(Written):
    """`{rule: id}`."""

    rule: Id
    """Another rule holds on the story."""


class WrittenTogether(Written):
    """`{together: […], within: sentence, order: any}`."""

    together: Entries
    """Near each other; the first is the event word."""
    within: Near | None = None
    """sentence, paragraph, story, or 12 words."""
    order: OrderWord = False
    """any, or as written."""


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
