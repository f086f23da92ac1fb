"""Notice that the wall clock was set, or that the machine slept.

Depends on no scheduler: APScheduler sleeps by the wall clock, and after a step back for as long as
the step was.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from watcher.ports import Clock

_LOOK = 1.0
"""Seconds between two looks: so long after waking nothing is planned anew."""
_STEP = timedelta(seconds=5)
"""Less is a clock that is corrected, or a machine that is busy."""

Steady = Callable[[], float]
"""Seconds that only ever grow, whatever the wall clock is set to; as `time.monotonic`."""


def steps(clock: Clock, steady: Steady) -> Callable[[], timedelta]:
    """Asked again and again: how far the wall clock has left the steady one since it last did.

    Back is negative; zero where it is no step but a correction.
    """
    begun, since = clock(), steady()

    def step() -> timedelta:
        nonlocal begun, since
        now, passed = clock(), timedelta(seconds=steady() - since)
        apart = now - begun - passed
        begun, since = now, steady()
        return apart if abs(apart) > _STEP else timedelta(0)

    return step


async def watch(
    step: Callable[[], timedelta], stepped: Callable[[timedelta], None], stopping: asyncio.Event
) -> None:
    """Call `stepped` with each step of the wall clock, until `stopping` is set."""
    while not stopping.is_set():
        if apart := step():
            stepped(apart)
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), _LOOK)
