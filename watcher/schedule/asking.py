"""Ask sources without one that is slow holding up another, or being asked too much.

A poll waits for the network nearly all of its time, in a thread. It has a thread to itself: those
that deliver, reload and tell the status are others.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

_MOST = 64
"""Servers asked at once. One that hangs holds a thread for 20 s at most, and is asked less and less
often, so that even hundreds of them leave most threads free; a thread takes about 50 KB."""

R = TypeVar("R")


class Asking:
    """Where every poll of a run begins, so that there are never too many."""

    def __init__(self, most: int = _MOST) -> None:
        """`most` servers are asked at once."""
        self._threads = asyncio.Semaphore(most)

    async def ask(self, host: str, work: Callable[..., R], *arguments: object) -> R:
        """What `work(*arguments)` gives, which asks `host`; a folder has none, and never waits."""
        if not host:
            return await _in_thread(work, *arguments)
        async with self._threads:
            return await _in_thread(work, *arguments)


async def _in_thread(work: Callable[..., R], *arguments: object) -> R:
    """As `asyncio.to_thread`, in a thread of its own for which nobody waits at the end."""
    outcome: Future[R] = Future()
    outcome.set_running_or_notify_cancel()

    def run() -> None:
        try:
            outcome.set_result(work(*arguments))
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            outcome.set_exception(error)

    Thread(target=run, name=work.__name__, daemon=True).start()
    return await asyncio.wrap_future(outcome)
