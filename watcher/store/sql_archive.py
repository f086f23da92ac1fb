"""What is kept of what was read: found again, counted, forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from watcher.core.alerts.tally import Tally
from watcher.model import ChannelName
from watcher.ports import Archive, Hit
from watcher.store import papers, retention
from watcher.store.hearing import SqlHearing
from watcher.store.search import search
from watcher.store.tally import tally


@dataclass(frozen=True, slots=True)
class SqlArchive(SqlHearing):
    """The part of `watcher.ports.Store` about what was read as a whole."""

    def tally(self, channel: ChannelName, since: datetime, until: datetime) -> Tally:
        """See `Store.tally`."""
        with self.database.reading() as connection:
            return tally(connection, channel, since, until)

    def earlier(self, things: Sequence[str]) -> Mapping[str, str]:
        """See `Store.earlier`."""
        with self.database.reading() as connection:
            return papers.earlier(connection, things)

    def search(self, asked: str, since: datetime, limit: int) -> Sequence[Hit]:
        """See `Store.search`."""
        with self.database.reading() as connection:
            return search(connection, asked, since, limit)

    def prune(self, before: datetime, open_since: datetime | None = None) -> int:
        """See `Store.prune`."""
        with self.database.writing() as connection:
            return retention.prune(connection, before, open_since)

    def shrink(self, size: int, open_since: datetime) -> int:
        """See `Store.shrink`. In many small transactions: others write in between."""
        return retention.shrink(self.database, size, open_since)

    def archive(self) -> Archive:
        """See `Store.archive`."""
        with self.database.reading() as connection:
            return retention.archive(connection)
