"""A clock that is set and a machine that sleeps: noticed, and every job planned anew."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from tests.build import NOON, Hands
from watcher.app.digest import last_due
from watcher.drift import steps, watch
from watcher.schedule.planning import Daily, Every, plan_anew

HOUR = timedelta(hours=1)
NOTHING = timedelta(0)


class Steady:
    seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.mark.parametrize(
    ("wall", "steady", "found"),
    [
        (NOTHING, 0, NOTHING),
        (HOUR, 3600, NOTHING),
        (HOUR, 0, HOUR),
        (-HOUR, 0, -HOUR),
        (timedelta(seconds=4), 1, NOTHING),
    ],
)
def test_a_step_is_what_the_wall_clock_went_and_the_steady_one_did_not(wall, steady, found):
    clock, still = Hands(), Steady()
    step = steps(clock, still)
    clock.now += wall
    still.seconds += steady
    assert step() == found
    assert step() == NOTHING


def test_each_step_is_told_until_the_end():
    stopping, told = asyncio.Event(), []
    found = iter([-HOUR])

    def stepped(apart):
        told.append(apart)
        stopping.set()

    asyncio.run(watch(lambda: next(found), stepped, stopping))
    assert told == [-HOUR]


def planned(now):
    """When each job runs that was planned at noon, once all are planned anew at `now`."""
    scheduler = AsyncIOScheduler(timezone=UTC)
    minute = Every(minutes=1)
    scheduler.add_job(print, minute, id="read press", next_run_time=NOON)
    scheduler.add_job(print, minute, id="deliver", next_run_time=NOON)
    daily = Daily(hour=13, timezone=UTC)
    scheduler.add_job(print, daily, id="digest", next_run_time=NOON + HOUR)
    plan_anew(scheduler, now, {"read press": 60.0}, lambda: 0.5)
    return {job.id: job.next_run_time for job in scheduler.get_jobs()}


def test_after_a_step_back_nothing_waits_until_the_clock_has_caught_up():
    now = NOON - 2 * HOUR
    assert planned(now) == {
        "read press": now + timedelta(seconds=15),
        "deliver": now,
        "digest": NOON + HOUR,
    }


def test_after_sleep_every_source_is_asked_once_apart_and_no_digest_is_skipped():
    now = NOON + 2 * HOUR
    assert planned(now) == {
        "read press": now + timedelta(seconds=15),
        "deliver": now,
        "digest": NOON + HOUR,
    }


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""What a machine without a battery believes until it has asked for the time."""


@pytest.mark.parametrize("trigger", [Every(seconds=1), Daily(hour=13, timezone=UTC)])
def test_what_years_have_missed_is_caught_up_by_one_run(trigger):
    then = trigger.get_next_fire_time(LONG_AGO, NOON)
    assert NOON < then <= NOON + timedelta(days=1)
    assert trigger.get_next_fire_time(NOON, NOON) > NOON


def test_a_clock_that_is_set_years_forward_stops_no_job():
    async def set_forward():
        ran = asyncio.Event()

        async def run():
            ran.set()

        scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None})
        scheduler.add_job(run, Every(seconds=1), next_run_time=LONG_AGO)
        scheduler.start()
        await ran.wait()
        scheduler.shutdown(wait=False)

    asyncio.run(set_forward())


@pytest.mark.parametrize("at", [time(1, 59), time(2, 0), time(2, 30), time(3, 0)])
@pytest.mark.parametrize("night", [date(2025, 3, 30), date(2025, 10, 26)])
def test_a_digest_of_a_night_when_clocks_change_is_due_for_each_date_when_its_job_runs(at, night):
    zone = ZoneInfo("Europe/Berlin")
    trigger = Daily(hour=at.hour, minute=at.minute, timezone=zone)
    now = datetime.combine(night - timedelta(days=2), time(12), UTC)
    dates = set()
    for _ in range(4):
        now = trigger.get_next_fire_time(None, now).astimezone(UTC) + timedelta(microseconds=1)
        dates.add(last_due(at, zone, now).date())
    first = min(dates)
    assert dates == {first + timedelta(days=n) for n in range((max(dates) - first).days + 1)}
    assert night in dates
