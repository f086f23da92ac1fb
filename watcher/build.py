"""Put the house together: the only module that knows every room."""

import asyncio
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from watcher.app.deliver import Delivered, Jitter, Outlet, Patience, deliver
from watcher.app.desk import Desk
from watcher.app.digest import last_due, queue_digest
from watcher.app.edition import Edition
from watcher.app.health import troubles
from watcher.app.ingest import Progress, Report, ingest
from watcher.app.pairing import Tries
from watcher.app.reception import Reception, receive
from watcher.app.retention import retain
from watcher.app.standing import pace, unasked
from watcher.app.suggest import WINDOW, suggest
from watcher.app.trouble import queue_trouble
from watcher.app.upkeep import record_failure, tell_of
from watcher.bot_api.secret import fingerprint, hide_parts, secret_in
from watcher.channels.markup import rewritten
from watcher.core.alerts.compose import Lexicon
from watcher.core.alerts.quiet import QuietHours
from watcher.errors import DeliveryError, Problem, SourceError
from watcher.inlets import Inbox, inbox, people, source, talked_to
from watcher.model import ChannelName, Document, SourceName
from watcher.outlets import outlets
from watcher.ports import Bot, Clock, Source, Status, Store
from watcher.proxied import proxy_of
from watcher.rewriter import Rewriter
from watcher.rulebook import Renewal, Rulebook, Watched
from watcher.rulefile.review import ReviewFile
from watcher.settings import ChannelSettings, RewriterSettings, Settings
from watcher.store.archive import archived
from watcher.store.lock import only_one
from watcher.store.sql_store import open_store
from watcher.store.words import KnownWords
from watcher.web.fetch import Fetcher

_LOOK_BACK = timedelta(days=30)
"""A watcher that decided nothing for a month before a missed digest need not tell it late."""


@dataclass(slots=True)
class Watcher:
    """The parts, assembled. Tests assemble other parts in the same shape."""

    settings: Settings
    rulebook: Rulebook
    sources: tuple[Source, ...]
    outlets: Mapping[ChannelName, Outlet]
    desk: Desk
    """Replaced whole where the rules change; a poll goes on with the one it began with."""
    store: Store
    words: KnownWords
    clock: Clock
    inbox: Inbox
    refused: set[int] = field(default_factory=set)
    """Strangers that were refused since the start."""
    tries: Tries = field(default_factory=Tries)
    jitter: Jitter = random.random

    @property
    def bots(self) -> tuple[Bot, ...]:
        """Those that listen, to people or for sources."""
        return tuple(self.inbox.bots.values())

    def start(self) -> None:
        """What a fresh start owes the past: uncertain sends, mended channels, a missed digest."""
        self.store.recover(self.clock() + Patience().answer)
        self.store.reopen()
        self.store.leave([one.name for one in self.sources])
        for name, outlet in self.outlets.items():
            self.store.speak(name, outlet.channel.markup, rewritten)
        self._record(taken=True, problems=self.rulebook.edition.problems)
        for channel in self.settings.channels:
            if channel.digest and self._has_a_past(channel.name, channel.digest):
                self.digest(channel)

    def _has_a_past(self, channel: ChannelName, at: time) -> bool:
        """Whether anything was decided before the last digest was due: else it says nothing."""
        until = last_due(at, self.settings.time_zone, self.clock()).astimezone(UTC)
        return bool(self.store.digest_lines(channel, until - _LOOK_BACK, until))

    def reload(self) -> Renewal | None:
        """Take over rule files that changed; None if none did.

        What cannot be taken leaves the rules as they are, and the admin channel hears of it.
        """
        renewal = self.rulebook.renew()
        if renewal is None:
            return None
        if renewal.taken:
            self.desk = desk(self.settings, self.rulebook.edition, self.outlets)
        self._record(taken=renewal.taken, problems=renewal.problems)
        for problem in renewal.problems:
            self.trouble(str(problem))
        return renewal

    def _record(self, *, taken: bool, problems: Sequence[Problem]) -> None:
        self.store.rules_read(self.clock(), [str(one) for one in problems], taken=taken)

    def remember(self) -> None:
        """Keep what was learned about words for the next start."""
        resolver = self.rulebook.edition.matcher.names.resolver
        self.words.keep(resolver.digest, resolver.copy())

    def troubles(self) -> tuple[str, ...]:
        """What needs a person, a sentence each."""
        unready = {name: one.unready for name, one in self.outlets.items() if one.unready}
        return troubles(self.store.status(), unready, self.clock())

    def read(self, source: Source, progress: Progress | None = None) -> Report:
        """Read one source once, in whichever thread calls. A failure is recorded, then raised."""
        try:
            report = ingest(source, self.desk, self.store, self.clock, progress)
        except SourceError as error:
            self.failed(source, error)
            raise
        tell_of(source.name, self.trouble, self.store, self.clock())
        return report

    def failed(self, source: Source, error: SourceError) -> None:
        """Remember that `source` could not be read; who has to know is told."""
        every, url = self._server(source)
        record_failure(error, url, every, self.store, self.clock(), self.jitter())
        tell_of(source.name, self.trouble, self.store, self.clock())

    def resting(self, source: Source) -> str:
        """Why `source` is not asked now, as a clause; empty if it may be."""
        state, zone = self.store.source(source.name), self.settings.time_zone
        _, url = self._server(source)
        return unasked(state, url, zone, self.clock())

    def pace(self, source: Source) -> timedelta | None:
        """How long a feed that is quiet is left alone after a poll; None for as long as usual."""
        every, _ = self._server(source)
        rarely = pace(self.store.source(source.name), every) if every else None
        return rarely if rarely != every else None

    def _server(self, source: Source) -> tuple[timedelta | None, str]:
        """How often it is asked, and what tells where.

        What is no feed costs nothing to look into: None.
        """
        one = next(one for one in self.settings.sources if one.name == source.name)
        return (one.every if one.kind == "feed" else None), fingerprint(one.url)

    async def deliver(self) -> Delivered:
        """Send what is due."""
        return await deliver(self.outlets, self.store, self.clock, Patience(), rewritten=rewritten)

    async def receive(self, bot: Bot) -> frozenset[SourceName]:
        """Ask `bot` once what people said, and answer it. Raises a `DeliveryError`.

        Gives the sources for which a post waits.
        """
        telegram = (one for one in self.settings.channels if one.kind == "telegram")
        reception = Reception(
            people=people(self.settings),
            channels={one.name: one.chat for one in telegram},
            desk=lambda: self.desk,
            store=self.store,
            clock=self.clock,
            troubles=self.troubles,
            watching=Watched(self.settings),
            reviewing=review_file(self.settings),
            refused=self.refused,
            tries=self.tries,
            postbox=self.inbox.boxes.get(bot.name),
        )
        try:
            await receive(bot, reception)
        except DeliveryError as error:
            self.inbox.deaf[bot.name] = str(error)
            raise
        self.inbox.deaf.pop(bot.name, None)
        return await asyncio.to_thread(self.inbox.to_read, bot)

    def digest(self, channel: ChannelSettings) -> None:
        """Owe `channel` its last digest, if it has one and is not owed it already."""
        if channel.digest is None:
            return
        outlet = self.outlets[channel.name]
        lexicon, now = self.desk.lexicon, self.clock()
        queue_digest(channel.name, outlet.channel, self.store, channel.digest, lexicon, now)

    def trouble(self, what: str) -> None:
        """Owe the admin channel a sentence about trouble, if there is such a channel."""
        if name := self.settings.admin:
            queue_trouble(name, self.outlets[name].channel, self.store, what, self.clock())

    def suggest(self) -> None:
        """Look for spellings that almost are a name in what was kept lately."""
        documents = kept(self.settings, self.clock() - WINDOW)
        suggest(documents, self.desk.matcher, self.store, self.clock)

    def prune(self) -> int:
        """Forget what is older, or takes more room, than the settings keep."""
        keep, size = self.settings.keep, self.settings.keep_size
        return retain(keep, size, self.trouble, self.store, self.clock())

    async def close_channels(self) -> None:
        """Let go of connections."""
        for outlet in self.outlets.values():
            await outlet.channel.close()
        for bot in self.bots:
            await bot.close()


@contextmanager
def build(settings: Settings, rulebook: Rulebook) -> Iterator[Watcher]:
    """Assemble watcher as `settings` ask; the database is ours until the end.

    Raises `StoreError` if the database cannot be used, or another watcher uses it.
    """
    with only_one(settings.database), closing(open_store(settings.database)) as store:
        outlets = channels(settings, buttons=talked_to(settings, store, now()))
        heard = inbox(settings, store, now())
        watcher = Watcher(
            settings=settings,
            rulebook=rulebook,
            sources=tuple(source(one, heard) for one in settings.sources),
            outlets=outlets,
            desk=desk(settings, rulebook.edition, outlets),
            store=store,
            words=KnownWords(settings.database),
            clock=now,
            inbox=heard,
        )
        resolver = rulebook.edition.matcher.names.resolver
        resolver.learn(watcher.words.recall(resolver.digest))
        try:
            yield watcher
        finally:
            watcher.remember()


def look(settings: Settings) -> Status:
    """How everything is doing, beside a running watcher."""
    with beside(settings) as store:
        return store.status()


@contextmanager
def beside(settings: Settings) -> Iterator[Store]:
    """The memory, beside a running watcher."""
    with closing(open_store(settings.database, ours=False)) as store:
        yield store


def kept(settings: Settings, since: datetime) -> Iterator[Document]:
    """The documents seen at `since` or later, oldest first, beside a running watcher."""
    with closing(open_store(settings.database, ours=False)) as store:
        yield from archived(store.database, since)


def review_file(settings: Settings) -> ReviewFile:
    """Where tests wait that people asked for in chats: beside the database."""
    return ReviewFile(settings.database.with_name("review.yaml"), settings.rules)


def channels(settings: Settings, *, buttons: bool = False) -> dict[ChannelName, Outlet]:
    """The channels of config.toml, ready to send or with the reason why not."""
    return outlets(settings.channels, now, buttons=buttons, proxy=proxy_of(settings))


def desk(settings: Settings, edition: Edition, outlets: Mapping[ChannelName, Outlet]) -> Desk:
    """What reading needs to know."""
    names = {one.id: one for one in edition.watchlist.names}
    rules = {one.id: one for one in edition.watchlist.rules}
    return Desk(
        matcher=edition.matcher,
        lexicon=Lexicon(names, rules, settings.time_zone),
        channels={name: outlet.channel for name, outlet in outlets.items()},
        dated=frozenset(one.name for one in settings.sources if one.age == "dated"),
        rewrite=_rewriter(settings.rewriter, settings) if settings.rewriter else None,
        quiet_hours=_quiet_hours(settings),
        people={one.name: one.channel for one in settings.people if one.channel},
    )


def _quiet_hours(settings: Settings) -> QuietHours | None:
    hours = settings.quiet_hours
    return QuietHours(*hours, settings.time_zone) if hours else None


def _rewriter(one: RewriterSettings, settings: Settings) -> Rewriter:
    """A model may well run on this very machine, and the address is the operator's own."""
    fetcher = Fetcher(allow_private=True, deadline=one.timeout, proxy=proxy_of(settings))
    hide_parts(one.url)
    return Rewriter(fetcher, one.url, one.model, secret_in(one.token_env))


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)
