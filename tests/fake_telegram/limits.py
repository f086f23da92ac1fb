"""Telegram's rate limits as sliding windows. Off unless asked for."""

import math
from collections import defaultdict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from tests.fake_telegram.chats import Chat, Kind
from tests.fake_telegram.errors import ApiError


@dataclass(frozen=True, slots=True)
class Window:
    """At most `calls` in any `seconds`."""

    calls: int
    seconds: float


OVERALL = Window(30, 1)
CHAT = Window(3, 3)
"""One a second, with a burst of three."""
GROUP = Window(20, 60)
"""For groups, supergroups and channels, beside `CHAT`."""


@dataclass(slots=True)
class Limits:
    """Counts what was accepted. `scale` is how many seconds pass in one of the clock's."""

    clock: Callable[[], float]
    scale: float = 1.0
    enabled: bool = False
    accepted: dict[Hashable, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def admit(self, chat: Chat) -> None:
        """Count one message to `chat`, or refuse it. Raises `ApiError` with `retry_after`.

        A refused call does not count. `retry_after` is in whole seconds of the caller's clock.
        """
        if not self.enabled:
            return
        now = self.clock() * self.scale
        windows: dict[Hashable, Window] = {"all": OVERALL, chat.id: CHAT}
        if chat.kind is not Kind.PRIVATE:
            windows["group", chat.id] = GROUP
        wait = max(self._wait(key, window, now) for key, window in windows.items())
        if wait > 0:
            seconds = max(1, math.ceil(wait / self.scale))
            raise ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        for key in windows:
            self.accepted[key].append(now)

    def _wait(self, key: Hashable, window: Window, now: float) -> float:
        times = self.accepted[key]
        while times and times[0] <= now - window.seconds:
            times.popleft()
        return times[-window.calls] + window.seconds - now if len(times) >= window.calls else 0.0
