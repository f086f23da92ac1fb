"""Keep watcher running: poll every source on time, deliver all the while, stop gracefully.

The only module that knows APScheduler.
"""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from watcher.app.deliver import Delivered, Jitter
from watcher.app.ingest import Report
from watcher.build import Watcher
from watcher.core.text.plural import many
from watcher.drift import steps, watch
from watcher.errors import Deferred, DeliveryError, SourceError, StoreError
from watcher.ports import Bot, Skipped, Source
from watcher.sources.changes import changes

log = logging.getLogger(__name__)

_JITTER = 0.1
"""Share of the interval by which polls drift apart, so that sources are not asked all at once."""
_APART = 30.0
"""Seconds within which all sources are asked after the clock was set, or the machine slept."""
_DELIVER_EVERY = 1.0
"""Seconds between looks into the outbox: an alert waits at most so long."""
_DELIVERY = "deliver"
"""The job that does."""
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
"""The hour at which old documents are forgotten: nobody reads then."""

Tell = Callable[[str], None]


async def run(watcher: Watcher, tell: Tell) -> None:
    """Work until SIGINT or SIGTERM, then finish what was begun. `tell` gets a line for people.

    Raises `StoreError`, after stopping, if the database can no longer be used.

    A second signal cuts short a send in flight, which stays uncertain.
    """
    stopping = asyncio.Event()
    fatal: list[StoreError] = []

    def failed(event: JobExecutionEvent) -> None:
        if isinstance(event.exception, StoreError):
            fatal.append(event.exception)
            stopping.set()
        else:
            log.error("job %s failed: %s\n%s", event.job_id, event.exception, event.traceback)

    scheduler = _scheduler(watcher, tell, stopping)
    scheduler.add_listener(failed, EVENT_JOB_ERROR)
    _on_signals(stopping, asyncio.current_task())
    scheduler.start()
    minding = asyncio.create_task(_minding(watcher, scheduler, stopping))
    tell(f"watching {len(watcher.sources)} sources; stop with Ctrl-C")
    await stopping.wait()
    tell("stopping: finishing what was begun")
    scheduler.pause()
    running = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    await asyncio.gather(*running, return_exceptions=True)
    scheduler.shutdown(wait=False)
    await minding
    await watcher.close_channels()
    if fatal:
        raise fatal[0]


async def _minding(watcher: Watcher, scheduler: AsyncIOScheduler, stopping: asyncio.Event) -> None:
    """Mind the wall clock: the scheduler itself believes it."""
    polls = {
        _job(source): one.every.total_seconds()
        for source, one in zip(watcher.sources, watcher.settings.sources, strict=True)
    }

    def stepped(apart: timedelta) -> None:
        log.warning("the clock was set, or the machine slept: %s", apart)
        plan_anew(scheduler, watcher.clock(), polls, watcher.jitter)

    await watch(steps(watcher.clock, monotonic), stepped, stopping)


def plan_anew(
    scheduler: AsyncIOScheduler, now: datetime, polls: Mapping[str, float], jitter: Jitter
) -> None:
    """After a step of the wall clock: every job at its time, none late by the step or twice.

    `polls` are the seconds between runs of the jobs that ask sources: each is asked once, some
    time within its interval and half a minute. A daily job that fell into the step runs now.
    """
    for job in scheduler.get_jobs():
        if every := polls.get(job.id):
            at = now + timedelta(seconds=min(every, _APART)) * jitter()
        elif isinstance(job.trigger, IntervalTrigger):
            at = now
        elif job.next_run_time > now:
            at = job.trigger.get_next_fire_time(None, now)
        else:
            continue
        scheduler.modify_job(job.id, next_run_time=at)


def _on_signals(stopping: asyncio.Event, task: "asyncio.Task[None] | None") -> None:
    def stop() -> None:
        if stopping.is_set() and task:
            task.cancel()
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)


def _scheduler(watcher: Watcher, tell: Tell, stopping: asyncio.Event) -> AsyncIOScheduler:
    scheduler = AsyncIOScheduler(
        timezone=watcher.settings.time_zone,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": _ENDLESS},
    )
    for source, every in zip(watcher.sources, watcher.settings.sources, strict=True):
        seconds = every.every.total_seconds()
        trigger = IntervalTrigger(seconds=seconds, jitter=seconds * _JITTER)
        reading = asyncio.Lock()
        scheduler.add_job(
            _reading(watcher, source, scheduler, tell, reading),
            trigger,
            id=_job(source),
            next_run_time=watcher.clock(),
        )
        if every.kind == "folder":
            look = _at_once(watcher, source, scheduler, reading)
            scheduler.add_job(_at_changes, args=(every.path, stopping, look))
    delivering = IntervalTrigger(seconds=_DELIVER_EVERY)
    scheduler.add_job(_delivering(watcher, tell), delivering, id=_DELIVERY)
    scheduler.add_job(_reloading(watcher, tell), IntervalTrigger(seconds=_RULES_EVERY))
    for bot in watcher.bots:
        listening = _listening(watcher, bot, tell)
        scheduler.add_job(listening, IntervalTrigger(seconds=_LISTEN_EVERY))
    for channel in watcher.settings.channels:
        if at := channel.digest:
            daily = CronTrigger(hour=at.hour, minute=at.minute, timezone=watcher.settings.time_zone)
            scheduler.add_job(asyncio.to_thread, daily, (watcher.digest, channel))
    often = IntervalTrigger(seconds=_REMEMBER_EVERY)
    scheduler.add_job(asyncio.to_thread, often, (watcher.remember,))
    nightly = CronTrigger(hour=_NIGHT, timezone=watcher.settings.time_zone)
    scheduler.add_job(asyncio.to_thread, nightly, (watcher.prune,))
    return scheduler


def _reading(
    watcher: Watcher,
    source: Source,
    scheduler: AsyncIOScheduler,
    tell: Tell,
    reading: asyncio.Lock,
) -> Callable[[], Awaitable[None]]:
    known: set[Skipped] = set()

    async def read() -> None:
        if await asyncio.to_thread(watcher.resting, source):
            return
        try:
            async with reading:
                report = await asyncio.to_thread(watcher.read, source)
        except SourceError as error:
            tell(f"{error}; trying again later")
            return
        if report.documents:
            tell(told(report))
        for what in report.skipped:
            if what not in known:
                tell(f"{report.source}: skipped {what.origin}: {what.why}")
        known.clear()
        known.update(report.skipped)
        if report.wait and scheduler.running:
            again = watcher.clock() + report.wait
            scheduler.modify_job(_job(source), next_run_time=again)
        if report.rang and scheduler.running:
            scheduler.modify_job(_DELIVERY, next_run_time=watcher.clock())

    return read


async def _at_changes(
    folder: Path, stopping: asyncio.Event, look: Callable[[], Awaitable[None]]
) -> None:
    async for _ in changes(folder, stopping):
        await look()


def _at_once(
    watcher: Watcher, source: Source, scheduler: AsyncIOScheduler, reading: asyncio.Lock
) -> Callable[[], Awaitable[None]]:
    """Have `source` read now; if it is being read, as soon as that is done."""

    async def look() -> None:
        async with reading:
            if scheduler.running:
                scheduler.modify_job(_job(source), next_run_time=watcher.clock())

    return look


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


def _job(source: Source) -> str:
    return f"read {source.name}"


def _delivering(watcher: Watcher, tell: Tell) -> Callable[[], Awaitable[None]]:
    async def deliver() -> None:
        delivered: Delivered = await watcher.deliver()
        for note in delivered.notes:
            tell(note)
            await asyncio.to_thread(watcher.trouble, note)

    return deliver


def _listening(watcher: Watcher, bot: Bot, tell: Tell) -> Callable[[], Awaitable[None]]:
    """Sending goes on whatever becomes of it. The same trouble is told once."""
    known, again = "", watcher.clock()

    async def listen() -> None:
        nonlocal known, again
        if watcher.clock() < again:
            return
        try:
            await watcher.receive(bot)
        except DeliveryError as error:
            wait = error.retry_after if isinstance(error, Deferred) else None
            again = watcher.clock() + (wait or _DEAF)
            if str(error) != known:
                known = str(error)
                tell(f"commands and buttons wait: {known}")
        else:
            known = ""

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
