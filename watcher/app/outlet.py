"""Where messages go out, and with how much patience."""

from dataclasses import dataclass, field
from datetime import timedelta

from watcher.app.tempo import Tempo
from watcher.model import ChannelName, ChatId
from watcher.ports import Channel

_NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait between attempts, and for how long to go on."""

    first: timedelta = timedelta(seconds=5)
    longest: timedelta = timedelta(minutes=15)
    answer: timedelta = timedelta(seconds=70)
    """After a lost answer: Telegram may hold a message for 60 s and then show it."""
    edits: timedelta = timedelta(seconds=30)
    """Between two changes of one message: who reads it must not see it flicker (DELIVERY)."""
    look: timedelta = timedelta(seconds=1)
    """While some lanes wait for an answer, so often are the others looked after."""

    def pause(self, attempts: int, jitter: float) -> timedelta:
        """The wait after so many failed attempts: doubling, less up to half of it by `jitter`."""
        doubled = min(self.longest, self.first * (1 << min(attempts - 1, 16)))
        return doubled * (1 - jitter / 2)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A channel with its address, and whether it can send."""

    channel: Channel
    chat: ChatId
    unready: str = ""
    """Empty, or why it cannot send yet, for a person; what it is owed stays queued meanwhile."""
    gap: timedelta = _NONE
    """The least time between two messages, as the channel's own limits ask."""
    longest: timedelta | None = None
    """If what waits would take longer, it is told together; None where it never is."""
    bot: str = ""
    """Who speaks there: what is unknown to the service in one channel is so in all of them."""
    fallback: ChannelName | None = None
    """Where what is critical goes while this one cannot be reached."""
    tempo: Tempo = field(default_factory=Tempo)

    @property
    def rest(self) -> timedelta:
        """The time between two messages as it is now."""
        return self.gap * self.tempo.factor
