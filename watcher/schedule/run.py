"""Work until told to stop, minding the clock, and stop gracefully."""

import asyncio
import logging
import signal
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from time import monotonic

from apscheduler.events import (
    EVENT_JOB_ERROR,
    EVENT_JOB_MAX_INSTANCES,
    EVENT_JOB_MISSED,
    JobEvent,
    JobExecutionEvent,
)
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from watcher.build import Watcher
from watcher.core.text.plural import many
from watcher.drift import steps, watch
from watcher.errors import SourceError, StoreError
from watcher.ports import Source
from watcher.schedule.asking import Asking
from watcher.schedule.jobs import Tell, is_poll, job_of, planned
from watcher.schedule.planning import plan_anew

log = logging.getLogger(__name__)


async def run(watcher: Watcher, tell: Tell) -> None:
    """Work until SIGINT or SIGTERM, then finish what was begun. `tell` gets a line for people.

    Raises `StoreError`, after stopping, if the database can no longer be used.

    A second signal cuts short a send in flight, which stays uncertain.
    """
    stopping = asyncio.Event()
    fatal: list[StoreError] = []

    asking = Asking()
    scheduler = planned(watcher, tell, stopping, asking)
    scheduler.add_listener(_failed(watcher, tell, stopping, fatal), EVENT_JOB_ERROR)
    scheduler.add_listener(_passed_over(), EVENT_JOB_MAX_INSTANCES | EVENT_JOB_MISSED)
    _on_signals(stopping, asyncio.current_task())
    scheduler.start()
    minding = asyncio.create_task(_minding(watcher, scheduler, stopping))
    tell(f"watching {many(len(watcher.sources), 'source')}; stop with Ctrl-C")
    await stopping.wait()
    tell("stopping: finishing what was begun")
    scheduler.pause()
    asking.stop()
    running = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    await asyncio.gather(*running, return_exceptions=True)
    scheduler.shutdown(wait=False)
    await minding
    await watcher.close_channels()
    if fatal:
        raise fatal[0]


def _failed(
    watcher: Watcher, tell: Tell, stopping: asyncio.Event, fatal: list[StoreError]
) -> Callable[[JobExecutionEvent], None]:
    """Without the database nothing can go on; any other error is of one job, or of its source."""

    def failed(event: JobExecutionEvent) -> None:
        if isinstance(event.exception, StoreError):
            fatal.append(event.exception)
            stopping.set()
            return
        log.error("job %s failed: %s\n%s", event.job_id, event.exception, event.traceback)
        for source in watcher.sources:
            if job_of(source) == event.job_id:
                error = _mistake(source, event.exception)
                watcher.failed(source, error)
                tell(f"{error}; trying again later")

    return failed


def _mistake(source: Source, error: BaseException) -> SourceError:
    """What nobody foresaw: its text may hold anything, and stays in the log."""
    what = f"a mistake in watcher keeps it from being read ({type(error).__name__}): see the log"
    return SourceError(source.name, f"{what}, and report it")


def _passed_over() -> Callable[[JobEvent], None]:
    """Count and log the runs that fell out because the one before had not ended.

    That is so each second while a message is on its way. A source that is late is worth a warning.
    """
    times: Counter[str] = Counter()

    def passed_over(event: JobEvent) -> None:
        times[event.job_id] += 1
        first = times[event.job_id] == 1 and is_poll(event.job_id)
        log.log(
            logging.WARNING if first else logging.INFO,
            "job %s was due again before it had ended (%d so far)",
            event.job_id,
            times[event.job_id],
        )

    return passed_over


async def _minding(watcher: Watcher, scheduler: AsyncIOScheduler, stopping: asyncio.Event) -> None:
    """Mind the wall clock: the scheduler itself believes it."""
    polls = {
        job_of(source): one.every.total_seconds()
        for source, one in zip(watcher.sources, watcher.settings.sources, strict=True)
    }

    def stepped(apart: timedelta) -> None:
        log.warning("the clock was set, or the machine slept: %s", apart)
        plan_anew(scheduler, watcher.clock(), polls, watcher.jitter)

    await watch(steps(watcher.clock, monotonic), stepped, stopping)


def _on_signals(stopping: asyncio.Event, task: "asyncio.Task[None] | None") -> None:
    def stop() -> None:
        if stopping.is_set() and task:
            task.cancel()
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)
