"""Every error watcher raises on purpose.

* WatcherError
  x ConfigError           the user can mend it: every problem as file:line:column: what (hint)
  x SourceError           this source failed this time; the others go on
  x StoreError            the database cannot be used; watcher stops
  x RewriteError          the optional rewriter gave nothing; the words of the source are shown
  x DeliveryError
    + Deferred            it did not arrive; try again, not before `retry_after`
    + Uncertain           it may have arrived
    + Astray              it arrived, but not in its place; do not send it again
    + Refused             trying again will not help this message
    | + Gone              there is no message to change: it was deleted, or is not ours
    | + Unchangeable      no message can be changed in this channel
    + ChannelClosed       nothing will arrive there until a person acts; keep the items
    | + BotUnknown        likewise, in all channels through which this bot speaks
    + ChatMoved           try again at `chat`

An error names what failed and keeps the original as its cause. Anything else that escapes
is a bug, and is allowed to crash loudly.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from watcher.model import ChatId, SourceName, Trouble


class WatcherError(Exception):
    """Base class for everything below; its text is a sentence for the user."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a file a person wrote, and how to put it right."""

    path: Path
    line: int
    column: int = field(default=0, kw_only=True)
    """Of the first of the words it is about, from 1; 0 where only the line is known."""
    what: str
    hint: str = ""

    @property
    def place(self) -> str:
        """`path:line:column`, or `path:line`: the form editors know how to open."""
        column = f":{self.column}" if self.column else ""
        return f"{self.path}:{self.line}{column}"

    def __str__(self) -> str:
        """`path:line:column: what (hint)`."""
        tail = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {self.what}{tail}"


class ConfigError(WatcherError):
    """A settings or rule file has one or more problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep every problem, so that they can be mended in one go."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class SourceError(WatcherError):
    """A source could not be read this time."""

    def __init__(
        self,
        source: SourceName,
        what: str,
        *,
        trouble: Trouble = Trouble.UNREADABLE,
        retry_after: timedelta | None = None,
    ) -> None:
        """Name the source that failed; `retry_after` is the server's own wish, if it had one."""
        super().__init__(f"{source}: {what}")
        self.source = source
        self.what = what
        self.trouble = trouble
        self.retry_after = retry_after


class StoreError(WatcherError):
    """The database cannot be used."""


class RewriteError(WatcherError):
    """The rewriter gave nothing that can be used."""


class DeliveryError(WatcherError):
    """A message did not arrive, or may not have."""


class Deferred(DeliveryError):
    """It did not arrive: the channel asks us to wait, or could not be reached."""

    def __init__(self, what: str, retry_after: timedelta | None = None) -> None:
        """`retry_after` is the channel's own wish, if it had one."""
        super().__init__(what)
        self.retry_after = retry_after


class Uncertain(DeliveryError):
    """The answer was lost: it may have arrived."""


class Astray(DeliveryError):
    """It arrived, but not where it belongs."""

    def __init__(self, what: str, message_id: str) -> None:
        """`message_id` is what the channel calls it there."""
        super().__init__(what)
        self.message_id = message_id


class Refused(DeliveryError):
    """The channel will never accept this message."""


class Gone(Refused):
    """There is no message to change: it was deleted, or is not ours to change."""


class Unchangeable(Refused):
    """No message can be changed in this channel: what is sent stays as it is."""


class ChannelClosed(DeliveryError):
    """Nothing will arrive at this channel until a person acts: blocked, unknown chat, bad token."""


class BotUnknown(ChannelClosed):
    """The service does not know who speaks: a wrong or withdrawn token."""


class ChatMoved(DeliveryError):
    """The chat lives on under another id."""

    def __init__(self, chat: ChatId) -> None:
        """`chat` is the new address."""
        super().__init__(f"chat moved to {chat}")
        self.chat = chat
