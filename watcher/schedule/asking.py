"""Ask sources without one that is slow holding up another, and no server too much.

A poll waits for the network nearly all of its time, in a thread. It has a thread to itself: those
that deliver, reload and tell the status are others.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Thread
from typing import Any, TypeVar

_MOST = 64
"""Servers asked at once. One that hangs holds a thread for 20 s at most, and is asked less and less
often, so that even hundreds of them leave most threads free; a thread takes about 50 KB."""

GAP = 0.5
"""Seconds for which a host is left alone between two questions."""

_LAST = 2.0
"""Seconds in which what is asked may still be answered once watcher stops, which it does within 5.
What is not will be asked again after the next start: nothing is lost."""

R = TypeVar("R")
log = logging.getLogger(__name__)


class Asking:
    """Where every poll of a run begins, so that there are never too many, and where it may end."""

    def __init__(self, most: int = _MOST, gap: float = GAP) -> None:
        """`most` servers are asked at once, but no host twice, nor again within `gap` seconds."""
        self._threads = asyncio.Semaphore(most)
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._gap = gap
        self._stopping = False
        self._over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def stop(self) -> None:
        """Ask nothing more, and wait only a moment longer for what is being asked."""
        self._stopping = True
        asyncio.get_running_loop().call_later(_LAST, self._over.set_result, None)

    async def ask(self, host: str, work: Callable[..., R], *arguments: object) -> R | None:
        """What `work(*arguments)` gives, which asks `host`; None if watcher stops before it has.

        A folder has no host, and never waits for its turn.
        """
        if not host:
            return await self._answer(work, *arguments)
        one, clock = self._hosts[host], asyncio.get_running_loop().time
        async with one.turn:
            if not self._stopping:
                await asyncio.sleep(one.rests_until - clock())
            async with self._threads:
                try:
                    return await self._answer(work, *arguments)
                finally:
                    one.rests_until = clock() + self._gap

    async def _answer(self, work: Callable[..., R], *arguments: object) -> R | None:
        if self._stopping:
            return None
        answer = in_thread(work, *arguments)
        either: set[asyncio.Future[Any]] = {answer, self._over}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if answer.done():
            return answer.result()
        log.info("stopping: an answer is not waited for")
        answer.cancel()
        return None


@dataclass(slots=True)
class _Host:
    """A server with one name, whatever number of feeds it has."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    rests_until: float = 0.0
    """Seconds of the loop's clock."""


def in_thread(work: Callable[..., R], *arguments: object) -> "asyncio.Future[R]":
    """As `asyncio.to_thread`, in a thread of its own for which nobody waits at the end."""
    outcome: Future[R] = Future()
    outcome.set_running_or_notify_cancel()

    def run() -> None:
        try:
            outcome.set_result(work(*arguments))
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            outcome.set_exception(error)

    Thread(target=run, daemon=True).start()
    return asyncio.wrap_future(outcome)
