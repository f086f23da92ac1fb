"""Waiting updates and the polls that fetch them."""

import asyncio
from dataclasses import dataclass, field

from tests.fake_telegram.errors import ApiError

Update = dict[str, object]

LONGEST_POLL = 50.0
"""Seconds; a longer timeout counts as this."""
MOST_UPDATES = 100


@dataclass(slots=True)
class Updates:
    """The queue, by update id."""

    waiting: list[Update] = field(default_factory=list)
    last_id: int = 0
    unanswered: set[str] = field(default_factory=set)
    """Ids of callback queries that wait for an answer."""
    allowed: frozenset[str] = frozenset()
    """The kinds that were asked for last; all where none were. Others do not come at all."""
    poll: "asyncio.Future[None] | None" = None
    """The long poll that waits now."""

    def add(self, update: Update) -> Update:
        """Queue an update and wake whoever waits for it."""
        self.last_id += 1
        if self.allowed.isdisjoint(update) and self.allowed:
            return update
        update = {"update_id": self.last_id, **update}
        self.waiting.append(update)
        query = update.get("callback_query")
        if isinstance(query, dict):
            self.unanswered.add(str(query["id"]))
        if self.poll and not self.poll.done():
            self.poll.set_result(None)
        return update

    async def fetch(self, offset: int, limit: int, timeout: float) -> list[Update]:  # noqa: ASYNC109 - the server's own word
        """What waits from `offset` on; everything before it is forgotten.

        A negative offset keeps that many of the newest. A poll that waits ends the older one,
        which gets a 409. Raises `ApiError`.
        """
        if offset < 0:
            self.waiting = self.waiting[offset:]
        elif offset:
            self.waiting = [u for u in self.waiting if u["update_id"] >= offset]
        if not self.waiting and timeout > 0:
            await self._wait(min(timeout, LONGEST_POLL))
        return self.waiting[: max(1, min(limit, MOST_UPDATES))]

    async def _wait(self, seconds: float) -> None:
        if self.poll and not self.poll.done():
            self.poll.set_exception(
                ApiError(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )
            )
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.poll = mine
        await asyncio.wait([mine], timeout=seconds)
        if self.poll is mine:
            self.poll = None
        if mine.done():
            mine.result()
