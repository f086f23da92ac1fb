"""When jobs run, whatever the wall clock does."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from watcher.app.deliver import Jitter

_APART = 30.0
"""Seconds within which all sources are asked after the clock was set, or the machine slept."""


class _CaughtUpAtOnce(BaseTrigger):  # type: ignore[misc]
    """Of the runs that were missed, one counts.

    APScheduler lists them all before it takes the last: a clock that was wrong at the start and is
    set years forward would keep it busy for minutes, with each second of those years in memory.
    """

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime | None:
        """See `BaseTrigger`. After `now`, where there was a run before."""
        then: datetime | None = super().get_next_fire_time(previous, now)
        if previous and then and then <= now:
            then = super().get_next_fire_time(now, now)
        return then


class Every(_CaughtUpAtOnce, IntervalTrigger):  # type: ignore[misc]
    """Again and again, so many seconds apart."""


class Daily(_CaughtUpAtOnce, CronTrigger):  # type: ignore[misc]
    """Once a day."""


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
