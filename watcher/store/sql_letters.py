"""What becomes of what is owed in the end: the verbs of `watcher.ports.Store` about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from watcher.model import ChannelName, Delivery, DeliveryId
from watcher.ports import Tried
from watcher.store import expiry, letters, stranded
from watcher.store.sql_archive import SqlArchive


@dataclass(frozen=True, slots=True)
class SqlLetters(SqlArchive):
    """What expires, is passed on, and what people do about what was given up."""

    def letters(self) -> Sequence[Delivery]:
        """See `Store.letters`."""
        with self.database.reading() as connection:
            return letters.letters(connection)

    def tried(self, key: DeliveryId) -> Sequence[Tried]:
        """See `Store.tried`."""
        with self.database.reading() as connection:
            return letters.tried(connection, key)

    def expire(self, now: datetime) -> Sequence[Delivery]:
        """See `Store.expire`. Mostly there is nothing to write."""
        with self.database.reading() as connection:
            over = bool(expiry.over(connection, now))
        if not over:
            return ()
        with self.database.writing() as connection:
            return expiry.expire(connection, now)

    def stranded(
        self, channel: ChannelName, fallback: ChannelName, now: datetime, patience: timedelta
    ) -> Sequence[Delivery]:
        """See `Store.stranded`."""
        with self.database.reading() as connection:
            return stranded.stranded(connection, channel, fallback, now, patience)

    def reword(self, key: DeliveryId, text: str) -> None:
        """See `Store.reword`."""
        with self.database.writing() as connection:
            stranded.reword(connection, key, text)

    def gone(self, key: DeliveryId, why: str) -> None:
        """See `Store.gone`."""
        with self.database.writing() as connection:
            letters.gone(connection, key, why)

    def retry(self, key: DeliveryId, at: datetime, until: datetime) -> bool:
        """See `Store.retry`."""
        with self.database.writing() as connection:
            return letters.retry(connection, key, at, until)

    def drop(self, key: DeliveryId) -> bool:
        """See `Store.drop`."""
        with self.database.writing() as connection:
            return letters.drop(connection, key)
