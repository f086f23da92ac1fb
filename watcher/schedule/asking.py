"""Ask sources without one that is slow holding up another, and no server too much.

A poll waits for the network nearly all of its time, in a thread. It has a thread to itself: those
that deliver, reload and tell the status are others.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Thread
from typing import TypeVar

_MOST = 64
"""Servers asked at once. One that hangs holds a thread for 20 s at most, and is asked less and less
often, so that even hundreds of them leave most threads free; a thread takes about 50 KB."""

GAP = 0.5
"""Seconds for which a host is left alone between two questions."""

R = TypeVar("R")


class Asking:
    """Where every poll of a run begins, so that there are never too many."""

    def __init__(self, most: int = _MOST, gap: float = GAP) -> None:
        """`most` servers are asked at once, but no host twice, nor again within `gap` seconds."""
        self._threads = asyncio.Semaphore(most)
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._gap = gap

    async def ask(self, host: str, work: Callable[..., R], *arguments: object) -> R:
        """What `work(*arguments)` gives, which asks `host`; a folder has none, and never waits."""
        if not host:
            return await _in_thread(work, *arguments)
        clock = asyncio.get_running_loop().time
        one = self._hosts[host]
        async with one.turn:
            await asyncio.sleep(one.rests_until - clock())
            async with self._threads:
                try:
                    return await _in_thread(work, *arguments)
                finally:
                    one.rests_until = clock() + self._gap


@dataclass(slots=True)
class _Host:
    """A server with one name, whatever number of feeds it has."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    rests_until: float = 0.0
    """Seconds of the loop's clock."""


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
