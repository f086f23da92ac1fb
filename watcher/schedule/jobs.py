"""What is done again and again, and what people read of it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from watcher.app.deliver import Delivered
from watcher.app.ingest import Report
from watcher.build import Watcher
from watcher.core.text.plural import many
from watcher.errors import Deferred, DeliveryError, SourceError
from watcher.inlets import host
from watcher.ports import Bot, Skipped, Source
from watcher.schedule.asking import Asking
from watcher.schedule.planning import Daily, Every
from watcher.schedule.turn import Turns
from watcher.sources.changes import changes

_JITTER = 0.1
"""Share of the interval by which polls drift apart, so that sources are not asked all at once."""
_DELIVER_EVERY = 1.0
"""Seconds between looks into the outbox: an alert waits at most so long."""
_DELIVERY = "deliver"
"""The job that does."""
_POLL = "read "
"""How the jobs begin that read sources."""
_ENDLESS = None
"""APScheduler drops a run that is late by more than its grace time, 1 s by default. Ours are
idempotent: late is better than never."""

_LISTEN_EVERY = 1.0
"""Seconds between two questions what people said; the server waits with its answer."""
_DEAF = timedelta(seconds=10)
"""How long a bot is not asked that could not be reached, unless it says itself how long."""
_RULES_EVERY = 1.0
"""Seconds between looks at the rule files. What changed is read when two looks see the same."""
_REMEMBER_EVERY = 600.0
"""Seconds between saves of what was learned about words: a crash costs no more than that."""
_NIGHT = 4
"""The hour at which old documents are forgotten and suggestions looked for: nobody reads then."""

Tell = Callable[[str], None]


def planned(
    watcher: Watcher, tell: Tell, stopping: asyncio.Event, asking: Asking
) -> AsyncIOScheduler:
    """Every job, ready to start."""
    scheduler = AsyncIOScheduler(
        timezone=watcher.settings.time_zone,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": _ENDLESS},
    )
    turns = Turns()
    for source, one in zip(watcher.sources, watcher.settings.sources, strict=True):
        seconds = one.every.total_seconds()
        trigger = Every(seconds=seconds, jitter=seconds * _JITTER)
        reader = _Reader(watcher, source, host(one), asking, turns, scheduler, tell)
        at_once = watcher.clock()
        scheduler.add_job(reader.read, trigger, id=job_of(source), next_run_time=at_once)
        if one.kind == "folder":
            scheduler.add_job(_at_changes, args=(one.path, stopping, reader.again_now))
    delivering = Every(seconds=_DELIVER_EVERY)
    scheduler.add_job(_delivering(watcher, tell), delivering, id=_DELIVERY)
    scheduler.add_job(_reloading(watcher, tell), Every(seconds=_RULES_EVERY))
    for bot in watcher.bots:
        listening = _listening(watcher, bot, scheduler, tell)
        scheduler.add_job(listening, Every(seconds=_LISTEN_EVERY))
    for channel in watcher.settings.channels:
        if at := channel.digest:
            daily = Daily(hour=at.hour, minute=at.minute, timezone=watcher.settings.time_zone)
            scheduler.add_job(asyncio.to_thread, daily, (watcher.digest, channel))
    often = Every(seconds=_REMEMBER_EVERY)
    scheduler.add_job(asyncio.to_thread, often, (watcher.remember,))
    nightly = Daily(hour=_NIGHT, timezone=watcher.settings.time_zone)
    scheduler.add_job(asyncio.to_thread, nightly, (watcher.prune,))
    scheduler.add_job(asyncio.to_thread, nightly, (watcher.suggest,))
    return scheduler


@dataclass(slots=True)
class _Reader:
    """Reads one source whenever it is time."""

    watcher: Watcher
    source: Source
    host: str
    asking: Asking
    turns: Turns
    scheduler: AsyncIOScheduler
    tell: Tell
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    known: set[Skipped] = field(default_factory=set)
    """What could not be read, and was told."""

    async def read(self) -> None:
        """Read it, unless it has failed and rests."""
        watcher = self.watcher
        if await asyncio.to_thread(watcher.resting, self.source):
            return
        try:
            async with self.reading:
                report = await self._asked()
        except SourceError as error:
            self.tell(f"{error}; trying again later")
            return
        if report is None:
            return
        self._tell(report)
        wait = report.wait or await asyncio.to_thread(watcher.pace, self.source)
        if wait and self.scheduler.running:
            again = watcher.clock() + wait
            self.scheduler.modify_job(job_of(self.source), next_run_time=again)
        if report.rang and self.scheduler.running:
            self.scheduler.modify_job(_DELIVERY, next_run_time=watcher.clock())

    async def _asked(self) -> Report | None:
        """A folder is there at once: it waits for nobody."""
        read = self.watcher.read
        if not self.host:
            return await self.asking.ask("", read, self.source)
        return await self.asking.ask(self.host, self.turns.read, self.source, read)

    def _tell(self, report: Report) -> None:
        if report.documents:
            self.tell(told(report))
        for what in report.skipped:
            if what not in self.known:
                self.tell(f"{report.source}: {what.origin}: {what.why}")
        self.known = set(report.skipped)

    async def again_now(self) -> None:
        """Have it read now; if it is being read, as soon as that is done."""
        async with self.reading:
            if self.scheduler.running:
                now = self.watcher.clock()
                self.scheduler.modify_job(job_of(self.source), next_run_time=now)


async def _at_changes(
    folder: Path, stopping: asyncio.Event, look: Callable[[], Awaitable[None]]
) -> None:
    async for _ in changes(folder, stopping):
        await look()


def _reloading(watcher: Watcher, tell: Tell) -> Callable[[], Awaitable[None]]:
    async def reload() -> None:
        renewal = await asyncio.to_thread(watcher.reload)
        if renewal is None:
            return
        for problem in renewal.problems:
            tell(str(problem))
        for warning in renewal.warnings:
            tell(f"{warning} (warning)")
        tell("the rules were read again" if renewal.taken else "the rules stay as they were")

    return reload


def job_of(source: Source) -> str:
    """The job that reads `source`."""
    return f"{_POLL}{source.name}"


def is_poll(job: str) -> bool:
    """Whether `job` reads a source."""
    return job.startswith(_POLL)


def _delivering(watcher: Watcher, tell: Tell) -> Callable[[], Awaitable[None]]:
    async def deliver() -> None:
        delivered: Delivered = await watcher.deliver()
        for note in delivered.notes:
            tell(note)
            await asyncio.to_thread(watcher.trouble, note)

    return deliver


def _listening(
    watcher: Watcher, bot: Bot, scheduler: AsyncIOScheduler, tell: Tell
) -> Callable[[], Awaitable[None]]:
    """Sending goes on whatever becomes of it. The same trouble is told once."""
    known, again = "", watcher.clock()

    async def listen() -> None:
        nonlocal known, again
        if watcher.clock() < again:
            return
        try:
            posted = await watcher.receive(bot)
        except DeliveryError as error:
            wait = error.retry_after if isinstance(error, Deferred) else None
            again = watcher.clock() + (wait or _DEAF)
            if str(error) != known:
                known = str(error)
                tell(f"what is said on Telegram waits: {known}")
        else:
            known = ""
            for source in watcher.sources:
                if source.name in posted and scheduler.running:
                    scheduler.modify_job(job_of(source), next_run_time=watcher.clock())

    return listen


def told(report: Report) -> str:
    """One line about a poll: what was read, how much rang, which messages grew."""
    read = f"{many(report.documents, 'document')}, {many(report.stories, 'story')}"
    grown = [
        (report.answers, f"{report.answers} sent as answers"),
        (report.revised, f"{many(report.revised, 'message')} updated"),
        (report.unseen, f"{many(report.unseen, 'update')} without a message"),
        (report.held, f"{report.held} held until quiet hours end"),
    ]
    parts = [read, many(report.rang, "alert"), *(text for n, text in grown if n)]
    return f"{report.source}: {', '.join(parts)}"
