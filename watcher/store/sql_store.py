"""The memory of watcher: every verb of `watcher.ports.Store`, as one transaction on one file."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from watcher.core.watchlist.near_misses import NearMiss
from watcher.model import (
    ChannelName,
    ChatId,
    Counted,
    Delivery,
    DeliveryId,
    DigestLine,
    DocumentId,
    EntryId,
    Event,
    EventId,
    RuleId,
    SourceName,
    Thread,
    Trouble,
)
from watcher.ports import (
    Cursor,
    Ingested,
    SourceState,
    Standing,
    Status,
    Suggestion,
)
from watcher.store import (
    backlog,
    news,
    outbox,
    standing,
    suggestions,
    threads,
)
from watcher.store.database import PATIENCE, Database
from watcher.store.sql_letters import SqlLetters
from watcher.store.standing import told_move, told_of


def open_store(path: Path, patience: timedelta = PATIENCE, *, ours: bool = True) -> "SqlStore":
    """Open the database at `path`, creating it and its folder where they are missing.

    `patience` is how long to wait while another process writes. `ours` says that no other watcher
    runs on it: only then is a file of an older watcher brought up to date, with a copy beside it.

    Raises `StoreError` for a damaged file, one of a newer watcher, or one of another program; such
    a file is left as it is.
    """
    return SqlStore(Database(path, patience, ours=ours))


@dataclass(frozen=True, slots=True)
class SqlStore(SqlLetters):
    """Satisfies `watcher.ports.Store`, where the promises stand."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """See `Store.transaction`. Inside another one of the same thread it joins it."""
        with self.database.writing():
            yield

    def bookmark(self, source: SourceName) -> Cursor:
        """See `Store.bookmark`."""
        with self.database.reading() as connection:
            return news.bookmark(connection, source)

    def unseen(self, documents: Sequence[DocumentId]) -> frozenset[DocumentId]:
        """See `Store.unseen`."""
        with self.database.reading() as connection:
            return news.unseen(connection, documents)

    def events_near(self, keys: Collection[str], since: datetime) -> Sequence[Event]:
        """See `Store.events_near`."""
        with self.database.reading() as connection:
            return news.events_near(connection, keys, since)

    def counted(self, rule: RuleId, since: datetime) -> Sequence[Counted]:
        """See `Store.counted`."""
        with self.database.reading() as connection:
            return news.counted(connection, rule, since)

    def add(self, ingested: Ingested) -> None:
        """See `Store.add`."""
        with self.database.writing() as connection:
            news.add(connection, ingested)

    def rules_read(self, at: datetime, problems: Sequence[str], *, taken: bool) -> None:
        """See `Store.rules_read`."""
        with self.database.writing() as connection:
            standing.rules_read(connection, at, problems, taken=taken)

    def failed(
        self,
        source: SourceName,
        at: datetime,
        why: str,
        next_try: datetime | None = None,
        trouble: Trouble = Trouble.UNREADABLE,
        url: str = "",
    ) -> None:
        """See `Store.failed`."""
        with self.database.writing() as connection:
            standing.failed(connection, source, at, why, next_try, trouble, url)

    def source(self, name: SourceName) -> SourceState | None:
        """See `Store.source`."""
        with self.database.reading() as connection:
            return standing.source(connection, name)

    def told_of(self, source: SourceName, standing: Standing) -> None:
        """See `Store.told_of`."""
        with self.database.writing() as connection:
            told_of(connection, source, standing)

    def told_move(self, source: SourceName) -> None:
        """See `Store.told_move`."""
        with self.database.writing() as connection:
            told_move(connection, source)

    def thread(self, event: EventId) -> Thread | None:
        """See `Store.thread`."""
        with self.database.reading() as connection:
            return threads.thread(connection, event)

    def queue(self, deliveries: Sequence[Delivery]) -> None:
        """See `Store.queue`."""
        with self.database.writing() as connection:
            outbox.queue(connection, deliveries)

    def due(self, now: datetime) -> Sequence[Delivery]:
        """See `Store.due`."""
        with self.database.reading() as connection:
            return outbox.due(connection, now)

    def delivery(self, key: DeliveryId) -> Delivery | None:
        """See `Store.delivery`."""
        with self.database.reading() as connection:
            return outbox.delivery(connection, key)

    def backlog(self, channel: ChannelName, now: datetime) -> Mapping[DeliveryId, DigestLine]:
        """See `Store.backlog`."""
        with self.database.reading() as connection:
            return backlog.backlog(connection, channel, now)

    def merge(self, keys: Collection[DeliveryId], into: Sequence[Delivery], why: str) -> None:
        """See `Store.merge`."""
        with self.database.writing() as connection:
            if backlog.merge(connection, keys, why):
                outbox.queue(connection, into)

    def begin(self, delivery: Delivery, at: datetime) -> Delivery | None:
        """See `Store.begin`. Raises `StoreError` for a delivery that does not wait to be sent."""
        with self.database.writing() as connection:
            return outbox.begin(connection, delivery, at)

    def settle(self, delivery: Delivery, at: datetime) -> None:
        """See `Store.settle`."""
        with self.database.writing() as connection:
            outbox.settle(connection, delivery, at)

    def pause(self, channel: ChannelName, until: datetime) -> None:
        """See `Store.pause`."""
        with self.database.writing() as connection:
            outbox.pause(connection, channel, until)

    def sent(self) -> Collection[tuple[ChatId, str]]:
        """See `Store.sent`."""
        with self.database.reading() as connection:
            return outbox.sent(connection)

    def in_doubt(self) -> Sequence[Delivery]:
        """See `Store.in_doubt`."""
        with self.database.reading() as connection:
            return outbox.in_doubt(connection)

    def speak(
        self, channel: ChannelName, markup: str, rewritten: Callable[[str, str, str], str]
    ) -> None:
        """See `Store.speak`."""
        with self.database.writing() as connection:
            outbox.speak(connection, channel, markup, rewritten)

    def recover(self, until: datetime) -> int:
        """See `Store.recover`."""
        with self.database.writing() as connection:
            return outbox.recover(connection, until)

    def chat(self, configured: ChatId) -> ChatId:
        """See `Store.chat`."""
        with self.database.reading() as connection:
            return outbox.chat(connection, configured)

    def moved(self, before: ChatId, after: ChatId) -> None:
        """See `Store.moved`."""
        with self.database.writing() as connection:
            outbox.moved(connection, before, after)

    def close_channel(self, channel: ChannelName, why: str, at: datetime) -> None:
        """See `Store.close_channel`."""
        with self.database.writing() as connection:
            outbox.close_channel(connection, channel, why, at)

    def reopen(self) -> None:
        """See `Store.reopen`."""
        with self.database.writing() as connection:
            outbox.reopen(connection)

    def leave(self, asked: Collection[SourceName]) -> None:
        """See `Store.leave`."""
        with self.database.writing() as connection:
            standing.leave(connection, asked)

    def digest_lines(
        self, channel: ChannelName, since: datetime, until: datetime
    ) -> Sequence[DigestLine]:
        """See `Store.digest_lines`."""
        with self.database.reading() as connection:
            return news.digest_lines(connection, channel, since, until)

    def mentions(
        self, channel: ChannelName, since: datetime, until: datetime
    ) -> Sequence[tuple[datetime, frozenset[EntryId]]]:
        """See `Store.mentions`."""
        with self.database.reading() as connection:
            return news.mentions(connection, channel, since, until)

    def status(self) -> Status:
        """See `Store.status`."""
        with self.database.reading() as connection:
            return standing.status(connection)

    def suggest(self, misses: Sequence[NearMiss], at: datetime) -> None:
        """See `Suggesting.suggest`."""
        with self.database.writing() as connection:
            suggestions.suggest(connection, misses, at)

    def suggestions(self) -> Sequence[Suggestion]:
        """See `Suggesting.suggestions`."""
        with self.database.reading() as connection:
            return suggestions.suggestions(connection)

    def refuse(self, number: int) -> bool:
        """See `Suggesting.refuse`."""
        with self.database.writing() as connection:
            return suggestions.refuse(connection, number)

    def close(self) -> None:
        """See `Store.close`."""
        self.database.close()
