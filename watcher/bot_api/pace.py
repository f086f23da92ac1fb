"""No more calls a second than Telegram takes from one bot, whatever chats they are for."""

import asyncio
from datetime import timedelta

OVERALL = timedelta(seconds=1) / 25
"""Between two calls: Telegram takes 30 a second, and counts more strictly than it says."""


class Pace:
    """Lets one call after the other start, in the order in which they come."""

    def __init__(self, gap: timedelta = OVERALL) -> None:
        """`gap` is the time between two starts."""
        self._gap = gap.total_seconds()
        self._next = 0.0
        self._queue = asyncio.Lock()

    async def turn(self) -> None:
        """Wait until a call may start. After a pause of the process they do not start at once."""
        clock = asyncio.get_running_loop().time
        async with self._queue:
            if (wait := self._next - clock()) > 0:
                await asyncio.sleep(wait)
            self._next = clock() + self._gap
