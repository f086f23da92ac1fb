"""What a word of a text may stand for, and why it is taken for that. Pure."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from watcher.core.watchlist.grammar import Kind


class Likeness(StrEnum):
    """Why a word of a text is taken for a word of the list; said to people."""

    SAME = "the same letters"
    ENDING = "another ending"
    KEY = "another romanisation"
    SCRIPT = "the same in another script"
    TRANSLATION = "the same in another language"
    MISREAD = "misread letters"
    EDIT = "one letter different"
    EDITS = "two letters different"


COST: Final = {
    # From 0, the same, towards 1. Weights order the readings; they are no probabilities.
    Likeness.SAME: 0.0,
    Likeness.ENDING: 0.03,
    Likeness.KEY: 0.05,
    Likeness.SCRIPT: 0.1,
    Likeness.TRANSLATION: 0.1,
    Likeness.MISREAD: 0.12,
    Likeness.EDIT: 0.15,
    Likeness.EDITS: 0.3,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of the list that a word of the text may stand for."""

    word: str
    likeness: Likeness
    clitic: int = 0
    """Letters in front that are not the name's: و ف ب ل ك."""
    cost: float = field(init=False)
    """How unlike the two words are, 0 for the same letters."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "cost", COST[self.likeness])

    @property
    def is_guess(self) -> bool:
        """Whether glue is as likely: `frontin` is front in rather than front misspelled."""
        return self.likeness in {Likeness.EDIT, Likeness.EDITS}


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a word of the text may be."""

    readings: tuple[Reading, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    """Kinds of generic noun it may be."""
    pieces: tuple[str, ...] = ()
    """The words it is glued of, where it is no word itself; together as long as the word."""

    @property
    def is_listed(self) -> bool:
        """Whether the list has the word, letter by letter."""
        return any(reading.likeness is Likeness.SAME for reading in self.readings)

    def reading(self, word: str) -> Reading | None:
        """How it may be `word`, if it may."""
        for reading in self.readings:
            if reading.word == word:
                return reading
        return None
