"""What is remembered of people: every verb of `Hearing` and `Pairing`, as one transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from watcher.model import Ack, ChatId, Deed, EventId, Mute, Muted, Person, Thread
from watcher.ports import Invitation, Rung, Update
from watcher.store import pairing, people, threads
from watcher.store.database import Database


@dataclass(frozen=True, slots=True)
class SqlHearing:
    """Satisfies `watcher.ports.Hearing` and `Pairing`, where the promises stand."""

    database: Database

    def hear(self, bot: str, updates: Sequence[Update], at: datetime) -> None:
        """See `Hearing.hear`."""
        with self.database.writing() as connection:
            people.hear(connection, bot, updates, at)

    def heard(self, bot: str) -> int:
        """See `Hearing.heard`."""
        with self.database.reading() as connection:
            return people.heard(connection, bot)

    def unhandled(self, bot: str) -> Sequence[Update]:
        """See `Hearing.unhandled`."""
        with self.database.reading() as connection:
            return people.unhandled(connection, bot)

    def handled(self, bot: str, number: int, unread: str = "") -> None:
        """See `Hearing.handled`."""
        with self.database.writing() as connection:
            people.handled(connection, bot, number, unread)

    def pass_over(self, bot: str, number: int) -> None:
        """See `Hearing.pass_over`."""
        with self.database.writing() as connection:
            people.pass_over(connection, bot, number)

    def answered(self, chats: Collection[ChatId], message_id: str, at: datetime) -> None:
        """See `Hearing.answered`."""
        with self.database.writing() as connection:
            people.answered(connection, chats, message_id, at)

    def ack(self, event: EventId, who: str, at: datetime) -> bool:
        """See `Hearing.ack`."""
        with self.database.writing() as connection:
            return people.ack(connection, event, who, at)

    def acked(self, event: EventId) -> Ack | None:
        """See `Hearing.acked`."""
        with self.database.reading() as connection:
            return people.acked(connection, event)

    def mute(self, mute: Mute) -> None:
        """See `Hearing.mute`."""
        with self.database.writing() as connection:
            people.mute(connection, mute)

    def unmute(self, of: Muted, what: str) -> bool:
        """See `Hearing.unmute`."""
        with self.database.writing() as connection:
            return people.unmute(connection, of, what)

    def mutes(self, now: datetime) -> Sequence[Mute]:
        """See `Hearing.mutes`."""
        with self.database.reading() as connection:
            return people.muted(connection, now)

    def audit(self, deed: Deed) -> None:
        """See `Hearing.audit`."""
        with self.database.writing() as connection:
            people.audit(connection, deed)

    def audited(self, most: int) -> Sequence[Deed]:
        """See `Hearing.audited`."""
        with self.database.reading() as connection:
            return people.audited(connection, most)

    def rung(self, event: EventId | None = None) -> Rung | None:
        """See `Hearing.rung`."""
        with self.database.reading() as connection:
            return people.rung(connection, event)

    def event_of(self, chat: ChatId, message_id: str) -> EventId | None:
        """See `Hearing.event_of`."""
        with self.database.reading() as connection:
            return people.event_of(connection, chat, message_id)

    def went(self, event: EventId, chats: Collection[ChatId]) -> bool:
        """See `Hearing.went`."""
        with self.database.reading() as connection:
            return people.went(connection, event, chats)

    def retell(self, thread: Thread) -> None:
        """See `Hearing.retell`."""
        with self.database.writing() as connection:
            threads.keep(connection, [thread])

    def invite(self, invitation: Invitation, now: datetime) -> None:
        """See `Pairing.invite`."""
        with self.database.writing() as connection:
            pairing.invite(connection, invitation, now)

    def invitation(self, digest: str, now: datetime) -> Invitation | None:
        """See `Pairing.invitation`."""
        with self.database.reading() as connection:
            return pairing.invitation(connection, digest, now)

    def invites(self, now: datetime) -> bool:
        """See `Pairing.invites`."""
        with self.database.reading() as connection:
            return pairing.invites(connection, now)

    def pair(self, digest: str, person: Person) -> None:
        """See `Pairing.pair`."""
        with self.database.writing() as connection:
            pairing.pair(connection, digest, person)

    def person(self, telegram: int) -> Person | None:
        """See `Pairing.person`."""
        with self.database.reading() as connection:
            return pairing.person(connection, telegram)

    def paired(self) -> Sequence[Person]:
        """See `Pairing.paired`."""
        with self.database.reading() as connection:
            return pairing.paired(connection)

    def unpair(self, name: str) -> bool:
        """See `Pairing.unpair`."""
        with self.database.writing() as connection:
            return pairing.unpair(connection, name)
