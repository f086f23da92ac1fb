"""The memory of watcher."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol

from watcher.core.alerts.tally import Tally
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
from watcher.ports.doors import Cursor
from watcher.ports.pairing import Pairing
from watcher.ports.people import Hearing
from watcher.ports.records import Hit, Ingested, Tried
from watcher.ports.status import Archive, SourceState, Standing, Status
from watcher.ports.suggesting import Suggesting


class Store(Hearing, Pairing, Suggesting, Protocol):
    """The memory of watcher. Every verb is one transaction, or part of the one it stands in.

    Raises `StoreError` if the database cannot be used. A store may be used from any thread.
    """

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside happens whole or not at all, and no other writer comes between."""

    def bookmark(self, source: SourceName) -> Cursor:
        """The cursor left by the last successful poll of `source`; empty at first."""

    def unseen(self, documents: Sequence[DocumentId]) -> frozenset[DocumentId]:
        """Those of `documents` that were never stored."""

    def earlier(self, things: Sequence[str]) -> Mapping[str, str]:
        """The newest kept text of each of these `things` (`Document.thing`), as far as known."""

    def events_near(self, keys: Collection[str], since: datetime) -> Sequence[Event]:
        """Events that share an index key (`watcher.core.stories.same.keys`), seen after `since`.

        Oldest first, at most `NEAREST` of them: those that share most keys. Reads an index, never
        all events.
        """

    def counted(self, rule: RuleId, since: datetime) -> Sequence[Counted]:
        """The tellings after `since` of which `rule` was the loudest, oldest first; by an index.

        Those of every reason: whoever counts for `at_least` takes the reasons of `at_least`.
        """

    def add(self, ingested: Ingested) -> None:
        """Record the outcome of a poll, bookmark included. The same again changes nothing."""

    def rules_read(self, at: datetime, problems: Sequence[str], *, taken: bool) -> None:
        """Record that the rule files were read, what is wrong, and whether they took effect."""

    def failed(
        self,
        source: SourceName,
        at: datetime,
        why: str,
        next_try: datetime | None = None,
        trouble: Trouble = Trouble.UNREADABLE,
        url: str = "",
    ) -> None:
        """Record that `source` could not be read at `url`, and when it is asked again.

        The failures at another address are not counted with these.
        """

    def source(self, name: SourceName) -> SourceState | None:
        """How one source is doing; None if it was never asked."""

    def told_of(self, source: SourceName, standing: Standing) -> None:
        """Record what the admin channel heard of `source`."""

    def told_move(self, source: SourceName) -> None:
        """Record that the admin channel heard where `source` lives now."""

    def thread(self, event: EventId) -> Thread | None:
        """The message of `event` that edits and replies aim at; None where it has none.

        Without channels in which it was merged into another, dropped, or deleted in the chat.
        """

    def queue(self, deliveries: Sequence[Delivery]) -> None:
        """Owe these too. A delivery whose id is known already is left as it is.

        Of several waiting edits of one message the newest goes out, the others are merged. An edit
        of a message that has not gone out yet takes the place of its text, and is merged at once.
        A message that something louder aims at becomes as loud, so that nothing loud waits for it;
        one that was never tried is due as early as its earliest answer.
        """

    def due(self, now: datetime) -> Sequence[Delivery]:
        """The next delivery of each channel, of those whose time has come.

        What may have arrived first, so that no two in a channel are in doubt at once; then the
        loudest; of equals the edits last; then the oldest. Never two for one channel,
        and none while one is being sent there, while the channel is paused, or closed: what people
        read stays in order. What aims at another delivery waits until that one is settled, and an
        edit until `not_before` of the message it changes.
        """

    def delivery(self, key: DeliveryId) -> Delivery | None:
        """One delivery as it stands; None if it is unknown or was forgotten."""

    def backlog(self, channel: ChannelName, now: datetime) -> Mapping[DeliveryId, DigestLine]:
        """The alerts that `channel` is owed by `now`, each in one line."""

    def merge(self, keys: Collection[DeliveryId], into: Sequence[Delivery], why: str) -> None:
        """Owe `into` in place of those of `keys` that still wait; nothing if all were told."""

    def begin(self, delivery: Delivery, at: datetime) -> Delivery | None:
        """Record the intent to send, before the call; `attempts` counts this one already.

        Gives the delivery as it stands now, with its newest text, and `after` set unless it may
        have arrived already; None if it was merged meanwhile.
        """

    def settle(self, delivery: Delivery, at: datetime) -> None:
        """Record what became of a delivery, after the call.

        An edit hands its `not_before` on to its message: until then no other edit is due. One that
        had to be sent anew, and so has an id of its own, is from now on the message itself.
        """

    def gone(self, key: DeliveryId, why: str) -> None:
        """Record that a message which was sent is there no more: nothing aims at it from now on."""

    def pause(self, channel: ChannelName, until: datetime) -> None:
        """Nothing is due there before `until`, however loud."""

    def sent(self) -> Collection[tuple[ChatId, str]]:
        """Every message whose id is known, with its chat; without an id each that is in doubt.

        Answers among them (`Hearing.answered`), and what people wrote (`Update.message`).
        """

    def in_doubt(self) -> Sequence[Delivery]:
        """What may have arrived in channels that are open, the oldest first; no edits."""

    def speak(
        self, channel: ChannelName, markup: str, rewritten: Callable[[str, str, str], str]
    ) -> None:
        """At start: from now on texts for `channel` are written in `markup`.

        Those that wait in another become `rewritten(text, that one, markup)`.
        """

    def recover(self, until: datetime) -> int:
        """At start: mark every delivery left in `sending` as uncertain; give their number.

        They are not due before `until`, nor is anything behind them: the channel may still be at
        it. Behind an edit, that is the next edit of the same message.
        """

    def chat(self, configured: ChatId) -> ChatId:
        """Where the chat that config.toml names lives now; itself if it never moved."""

    def moved(self, before: ChatId, after: ChatId) -> None:
        """The chat has a new id from now on, in whatever channels it is used."""

    def close_channel(self, channel: ChannelName, why: str, at: datetime) -> None:
        """Stop sending there until `reopen`; what it is owed stays queued, and expires in time."""

    def reopen(self) -> None:
        """Try every closed channel again (at start: a person may have mended it)."""

    def leave(self, asked: Collection[SourceName]) -> None:
        """Forget how sources did that are not `asked` any more, and their bookmarks.

        What they brought stays.
        """

    def letters(self) -> Sequence[Delivery]:
        """What is owed and what was given up, oldest first."""

    def tried(self, key: DeliveryId) -> Sequence[Tried]:
        """The attempts to send it, oldest first."""

    def expire(self, now: datetime) -> Sequence[Delivery]:
        """Give up what waits and has expired by `now`; as they stand then, with the reason.

        That is what keeps messages from their channel, if anything does, since when; else what
        happened to this one; else that watcher was not running.
        """

    def stranded(
        self, channel: ChannelName, fallback: ChannelName, now: datetime, patience: timedelta
    ) -> Sequence[Delivery]:
        """Critical alerts whose time has come, which `channel` takes not now, oldest first.

        It is closed, or they will have waited longer than `patience` when its pause is over. None
        that was passed on to `fallback` before, or is owed there itself.
        """

    def reword(self, key: DeliveryId, text: str) -> None:
        """Let a delivery say `text`, if it certainly has not arrived."""

    def retry(self, key: DeliveryId, at: datetime, until: datetime) -> bool:
        """Owe what was given up anew, as if made `at`, to be sent by `until`; False for others."""

    def drop(self, key: DeliveryId) -> bool:
        """Give up what waits or was given up, because a person says so; False for others."""

    def digest_lines(
        self, channel: ChannelName, since: datetime, until: datetime
    ) -> Sequence[DigestLine]:
        """Every outcome routed to `channel` from `since` until just before `until`, oldest first.

        All actions but silence.
        """

    def mentions(
        self, channel: ChannelName, since: datetime, until: datetime
    ) -> Sequence[tuple[datetime, frozenset[EntryId]]]:
        """When each story routed to `channel` was told, and the names in its evidence.

        From `since` until just before `until`, oldest first; each story once.
        """

    def tally(self, channel: ChannelName, since: datetime, until: datetime) -> Tally:
        """What was read from `since` until just before `until`, and what `channel` was owed of it.

        By when it was made; as it stands now.
        """

    def search(self, asked: str, since: datetime, limit: int) -> Sequence[Hit]:
        """The newest `limit` kept documents seen at `since` or later that hold all of `asked`.

        Newest first. Words in any order, in the title or the text; those in quotes side by side.
        Letters are compared as rules compare them. Nothing in `asked` is syntax but the quotes;
        without a word in it nothing is found.
        """

    def status(self) -> Status:
        """How everything is doing."""

    def prune(self, before: datetime, open_since: datetime | None = None) -> int:
        """Forget documents and what hangs on them, seen before then and owing nothing.

        Whatever tells an event that was told at `open_since` or later stays. Gives the number
        forgotten. Ids of documents are remembered, so none comes twice.
        """

    def shrink(self, size: int, open_since: datetime) -> int:
        """If more than `size` bytes are in use, forget the oldest documents until a tenth is free.

        As `prune` does, and with the same exceptions: more may stay in use. The file itself does
        not shrink; what is free in it is used again.
        """

    def archive(self) -> Archive:
        """How much is kept."""

    def close(self) -> None:
        """Let go of the database."""
