"""When jobs run, whatever the wall clock does."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from watcher.app.deliver import Jitter

_APART = 30.0
"""Seconds within which all sources are asked after the clock was set, or the machine slept."""


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
