"""Names that people watch for a while."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from watcher.model import ChannelName, EntryId


@dataclass(frozen=True, slots=True)
class Watch:
    """A name that rings wherever it stands, for a while."""

    name: EntryId
    spelling: str
    """Of a name that is watched only; empty for one that the watchlist has anyway."""
    until: date
    """Its last day, in UTC."""
    send_to: tuple[ChannelName, ...]


class Watching(Protocol):
    """The rules of what is watched. They take effect when the rules are read again.

    Every verb raises a `ConfigError` where it cannot be done; then nothing was changed.
    """

    def watches(self) -> Sequence[Watch]:
        """In the order written, those that ran out too."""

    def watch(self, watch: Watch) -> None:
        """From now on; in place of a former one of the same name."""

    def unwatch(self, name: EntryId) -> None:
        """The name is watched no more. What is not watched is left as it is."""
