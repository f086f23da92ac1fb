"""What is remembered of spellings that almost are a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from watcher.core.watchlist.near_misses import NearMiss


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A spelling of which a person is asked whether it is one of a name."""

    number: int
    """By which the person calls it; no other spelling ever has it."""
    miss: NearMiss
    found: datetime
    """When it was first suggested."""


class Suggesting(Protocol):
    """Keeps suggestions, each under its number. Part of `Store`."""

    def suggest(self, misses: Sequence[NearMiss], at: datetime) -> None:
        """From now on these are the suggestions, but for those that were refused.

        A spelling that was suggested before keeps its number and the moment when it was found.
        """

    def suggestions(self) -> Sequence[Suggestion]:
        """The most frequent first, of equals the most alike."""

    def refuse(self, number: int) -> bool:
        """Never suggest this spelling again; False if nothing has the number."""
